"""Tags by name, in any case: which tag a name means, and which names can be none."""

from collections.abc import Iterable

from articles.models import Article, Tag, TagSynonym
from articles.refusals import refuse

#: Letters that a name has at most, as its column has.
LONGEST = 100
#: Letters by which a name that is too long is known again.
_TELLING = 40


def write(article: Article, names: Iterable[str]) -> None:
    """Set the tags by name; a synonym becomes its tag, blanks and repeats go."""
    article.tags.set([_tag(name) for name in tidy(names)])


def tidy(names: Iterable[str]) -> list[str]:
    """Names of tags without blanks and repeats. Raises Refused where one is too long.

    In one order everywhere: two stories that bring the same new tags must not wait for one another.
    """
    spaced = [" ".join(name.split()) for name in names]
    if wrong := too_long(spaced):
        raise refuse("tag-too-long", wrong, field="tags")
    wanted = {name.upper(): name for name in reversed(spaced) if name}
    return [wanted[folded] for folded in sorted(wanted)]


def too_long(names: Iterable[str]) -> str:
    """The sentence about the first name that has too many letters; empty where none has."""
    name = next((name for name in names if len(name) > LONGEST), "")
    if not name:
        return ""
    begins, has = name[:_TELLING], len(name)
    return f"Write at most {LONGEST} letters for a tag, and a comma before the next: “{begins}…” has {has}."


def known(name: str) -> Tag | None:
    """The tag of that name, in any case, or of that synonym: a tag's own name comes first."""
    tag = Tag.objects.filter(name__iexact=name).first()
    synonym = None if tag else TagSynonym.objects.filter(name__iexact=name).select_related("tag").first()
    return synonym.tag if synonym else tag


def taken(thing: Tag | TagSynonym) -> str:
    """The sentence about a name that means another tag already; empty where it does not."""
    is_synonym = isinstance(thing, TagSynonym)
    own = thing.tag_id if isinstance(thing, TagSynonym) else thing.pk
    tag = Tag.objects.filter(name__iexact=thing.name).exclude(pk=own).first()
    if tag:
        return f"There is a tag “{tag}”, which {_stands_on(tag)}. Choose another name, or rename that tag first."
    synonyms = TagSynonym.objects.filter(name__iexact=thing.name).select_related("tag")
    synonym = synonyms.exclude(**{"pk": thing.pk} if is_synonym else {"tag": own}).first()
    if synonym is None:
        return ""
    return (
        f"“{synonym.name}” is another name of the tag “{synonym.tag}”, which {_stands_on(synonym.tag)}. "
        "Choose another one, or take it away there first."
    )


def refuse_taken(thing: Tag | TagSynonym) -> None:
    """Raise Refused where the name means another tag: typed, it would put that one on stories."""
    if wrong := taken(thing):
        raise refuse("tag-taken", wrong, field="name")


def stories(tag: Tag) -> int:
    """How many have it in what was saved last."""
    return Article.objects.filter(tags=tag).count()


def _stands_on(tag: Tag) -> str:
    count = stories(tag)
    return "is on 1 story" if count == 1 else f"is on {count} stories"


def _tag(name: str) -> Tag:
    """The tag of that name or synonym, in any case; a new one where there is none."""
    return known(name) or Tag.objects.get_or_create(name__iexact=name, defaults={"name": name})[0]
