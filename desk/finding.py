"""Finding stories, photographs, tags and authors while somebody types."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet

from articles.models import Article, Author, Tag
from desk.numbers import number
from ground import folding
from media.models import Photo

#: How many answers a list of suggestions holds, and a page of photographs.
SUGGESTIONS = 12
PHOTOS = 24
#: Photographs up to which it is said how many were found; beyond, counting takes longer than finding.
COUNTED = 1000
#: Stories above which a word counts as common.
_FEW = 1000
_SIGNS = str.maketrans(dict.fromkeys("&|!():*'\\<>", " "))


def stories(articles: QuerySet[Article], term: str) -> QuerySet[Article]:
    """The stories whose headline has all the words, begun or whole; or whose address begins so."""
    term = term.strip()
    if "/" in term:
        return articles.filter(path__startswith=_path(term))
    words = term.translate(_SIGNS).split()
    if not words:
        return articles
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), config="simple", search_type="raw")
    found = articles.annotate(words=SearchVector("headline", config="simple")).filter(words=query)
    return _by_number_where_few(articles, found)


def _by_number_where_few(articles: QuerySet[Article], found: QuerySet[Article]) -> QuerySet[Article]:
    """The same stories, named by number where they are few.

    The database takes a rare word for a common one, and would look for the newest stories with
    it through all stories. A common one it finds soon that way.
    """
    numbers = list(found.order_by().values_list("pk", flat=True)[: _FEW + 1])
    return found if len(numbers) > _FEW else articles.filter(pk__in=numbers)


def named(typed: str) -> int | None:
    """The story of which somebody typed the number or the address, as they do without scripts."""
    found = Article.objects.filter(Q(pk=number(typed)) | Q(path=typed))
    return found.values_list("pk", flat=True).first()


def _path(term: str) -> str:
    """The path of whatever part of an address was typed or pasted."""
    _, _, after = term.rpartition("://")
    return "/" + after.partition("/")[2] if "://" in term else "/" + after.lstrip("/")


def tags(term: str) -> QuerySet[Tag]:
    """Tags that begin so, or have a synonym that does."""
    wanted = " ".join(term.split())
    return Tag.objects.filter(Q(name__istartswith=wanted) | Q(synonyms__name__istartswith=wanted)).distinct()


def authors(term: str) -> QuerySet[Author]:
    """Authors in whose name all the words occur."""
    found = Author.objects.all()
    for word in term.split():
        found = found.filter(Q(name__icontains=word) | Q(slug__contains=folding.slug(word) or word))
    return found


def photos(term: str) -> QuerySet[Photo]:
    """Photographs in whose words all the typed ones occur, the newest first; killed ones never."""
    found = Photo.objects.search(term).exclude(state=Photo.State.KILLED)
    return found.defer("source_metadata").order_by("-pk")
