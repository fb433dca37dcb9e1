"""What tells the stories of a telex apart: it gives them no identifier, only a slug that their versions share.

Where a slug names one story, the story is known by its sender, its slug without news cycle, and the day in the
file: a lead, a writethru and a kill have the same guid as what they replace or take back. Two things do not
replace the story, and have guids of their own: a part of it (“1st Add”), and another edition (“ABRIDGED”).

Where a slug names a subject (“France”, “FOOTBALL/”), many stories of a day share it. Then the headline is needed
too, and each story continues the slug itself, so that a kill that says no more than the slug reaches them all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from wires.formats import guids
from wires.formats.telex import versions
from wires.formats.telex.versions import Version

#: The news cycle before a keyword: for morning or evening papers, for both, for online use (AP); the region behind.
_CYCLE = re.compile(r"\s*(?:(?:BC|AM|PM|AP)s?(?=-)-*)?(?:[A-Z]{2,3}--)?", re.IGNORECASE)
_BARE_WORD = re.compile(r"\W*[^\W\d_]+\W*")
#: "(2)", "(3DER)": the version behind a headline.
_SUFFIX = re.compile(r"\s*\(\w{1,12}\)\s*\Z")
#: Hours after midnight in which a later version belongs to a story of the evening before.
_SMALL_HOURS = 6


class Identity(TypedDict):
    """The fields of a WireStory that say which story it is."""

    guid: str
    evolved_from: str


@dataclass(frozen=True, slots=True)
class Named:
    """What a message tells of the story that it belongs to."""

    #: The format, and the service where slugs are its own.
    sender: str
    slug: str
    #: Whether the slug names one story, not a subject.
    is_of_one: bool
    headline: str
    #: All of its words, for a message that has no slug or no day.
    words: str
    version: Version
    moment: datetime | None
    #: Whether its sender also sends short editions of stories.
    has_editions: bool = False
    #: The day in a message that has no time (ISO 8601).
    coded_day: str = ""

    def identity(self) -> Identity:
        """Of a story, a version or a part of it."""
        day = _day(self.moment) or self.coded_day
        if not base(self.slug) or not day:
            return Identity(guid=guids.derived(self.sender, self.headline, self.words), evolved_from="")
        own = [self.version.part, self.version.edition]
        if not self.is_of_one:
            of_subject = self._derived(day)
            return Identity(guid=self._derived(day, _bare(self.headline), *own), evolved_from=of_subject)
        return Identity(guid=self._derived(day, *own), evolved_from="" if any(own) else self._evening_before())

    def _evening_before(self) -> str:
        """The guid of the evening before, where this goes on with something in the small hours."""
        if self.moment and self.version.continues and self.moment.hour < _SMALL_HOURS:
            return self._derived(_day(self.moment, before=1))
        return ""

    def stopped(self) -> Iterator[Identity]:
        """The stories that a kill or a hold takes back, of its own day and of the day before.

        A story of the evening is killed after midnight, and nothing says which day is meant. Of a subject it is
        the one with its headline, or where it has none, all.
        """
        days = [_day(self.moment), _day(self.moment, before=1)] if self.moment else [self.coded_day]
        if not base(self.slug) or not any(days):
            yield self.identity()
            return
        for day in days:
            of_one = [] if self.is_of_one or not self.headline else [_bare(self.headline)]
            for edition in ("", *(versions.EDITIONS if self.has_editions else ())):
                yield Identity(guid=self._derived(day, *of_one, edition), evolved_from="")

    def _derived(self, day: str, *more: str) -> str:
        return guids.derived(self.sender, base(self.slug), day, *filter(None, more))


def base(slug: str) -> str:
    """The slug without what varies between versions and editions of one story.

    >>> base("BC-XX--Ferry-Oskeld-ABRIDGED")
    'Ferry-Oskeld'
    """
    bare, _ = versions.without_edition(_CYCLE.sub("", slug, count=1))
    return bare.strip(" -")


def is_bare_word(slug: str) -> bool:
    """Whether a slug is one word, which never names a story: “France”, “FOOTBALL/”, “APNewsAlert”."""
    return bool(_BARE_WORD.fullmatch(base(slug)))


def _bare(headline: str) -> str:
    return _SUFFIX.sub("", headline)


def _day(moment: datetime | None, *, before: int = 0) -> str:
    return (moment - timedelta(days=before)).date().isoformat() if moment else ""
