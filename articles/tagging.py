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
    """The tag of that name or synonym, in any case."""
    synonym = TagSynonym.objects.filter(name__iexact=name).select_related("tag").first()
    return synonym.tag if synonym else Tag.objects.filter(name__iexact=name).first()


def _tag(name: str) -> Tag:
    """The tag of that name or synonym, in any case; a new one where there is none."""
    return known(name) or Tag.objects.get_or_create(name__iexact=name, defaults={"name": name})[0]
