"""Finding items in the archive: by words, phrases and what must not occur, and by what is known of them.

Whatever is asked becomes one question to the one index of wires/archiving.py, but for what changes
after an item came: whether it is in use, dropped, or still kept back.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchQueryField
from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from articles import search_words
from wires.archiving import fact
from wires.models import UpdateOffer, WireItem, WireUse, WireWords

#: Words from so many letters on are found by their beginning too: “strike” finds “strikes”, in any language.
_BEGINNING = 4
#: Hits that are looked at for one page: far more than it holds, since with the page's own number PostgreSQL would walk
#: through every item for what is rare, in the hope of meeting it soon. Where few of them stand on the list, many more.
_HITS, MANY_HITS = 600, 6000
_WORD = re.compile(r"\w+")
_OFFERED = UpdateOffer.objects.filter(state=UpdateOffer.State.OPEN).values("item")
Narrow = Callable[[QuerySet[WireItem]], QuerySet[WireItem]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for; empty is anything. `urgency` is the least urgent that counts."""

    words: str = ""
    feed: int | None = None
    language: str = ""
    urgency: int | None = None
    status: str = ""
    type: str = ""
    #: The code of a Media Topic, or one of an agency's own as it was sent.
    subject: str = ""
    since: datetime | None = None
    #: “in”, “not”, or “update”: it waits as an update for a story.
    use: str = ""
    #: “dropped”, “held”, or what is on the list.
    shown: str = ""

    @property
    def question(self) -> str:
        """The parts for the index, as PostgreSQL writes a tsquery; empty where nothing is asked of it."""
        return " & ".join([*_of_words(self.words), *self._facts()])

    def _facts(self) -> list[str]:
        named = {"language": self.language, "status": self.status, "type": self.type}
        parts = [f"'{fact(kind, value)}'" for kind, value in named.items() if value]
        if self.subject:
            # Of a Media Topic all that stands below it in the tree, too.
            parts.append(f"('{fact('subject', self.subject)}' | '{fact('topic', self.subject)}')")
        if self.urgency:
            numbers = [f"'{fact('urgency', number)}'" for number in range(1, min(self.urgency, 9) + 1)]
            parts.append(f"({' | '.join(numbers)})")
        if self.shown == "held":
            parts.append(f"'{fact('kept', 'back')}'")
        return parts


def _of_words(typed: str) -> list[str]:
    asked = search_words.asked(typed, language="")
    return [*map(_part, asked.wanted), *(f"!({_part(part)})" for part in asked.unwanted)]


def _part(part: str) -> str:
    """A word, found by its beginning where it is long enough; or the words of a phrase, as they stand."""
    words = _WORD.findall(part)
    if len(words) == 1:
        return f"'{words[0]}'{':*' if len(words[0]) >= _BEGINNING else ''}"
    return "(" + " <-> ".join(f"'{word}'" for word in words) + ")"


def newest(
    asked: Asked, *, at: datetime, before: tuple[datetime, int] | None = None, hits: int = _HITS
) -> QuerySet[WireItem]:
    """The items of the list, the newest first, each in its newest version; echoes stand with what they echo.

    `before`: when the last one of the page before was received, and its number.
    """
    items = _shown(WireItem.objects.all(), asked, at=at)
    if before:
        items = _before(items, before)
    narrow = _narrowing(asked)
    items = _found(items, asked, narrow, before=before, most=hits)
    return _one_of_each(items, narrow).order_by("-received_at", "-pk")


def _shown(items: QuerySet[WireItem], asked: Asked, *, at: datetime) -> QuerySet[WireItem]:
    if asked.shown == "dropped":
        return items.exclude(dropped_at=None)
    items = items.filter(dropped_at=None)
    if asked.shown == "held":
        return items.filter(Q(hold=True) | Q(pubstatus=WireItem.Status.WITHHELD) | Q(embargo__gt=at))
    return items


def _before(items: QuerySet[WireItem], place: tuple[datetime, int]) -> QuerySet[WireItem]:
    received_at, number = place
    return items.filter(received_at__lte=received_at).exclude(received_at=received_at, pk__gte=number)


def _narrowing(asked: Asked) -> Narrow:
    """What leaves of any items those that are asked for."""

    def narrow(items: QuerySet[WireItem]) -> QuerySet[WireItem]:
        if asked.feed:
            items = items.filter(feed=asked.feed)
        if asked.since:
            items = items.filter(received_at__gte=asked.since)
        if asked.use == "update":
            items = items.filter(pk__in=_OFFERED)
        elif asked.use:
            used = Exists(WireUse.objects.filter(item__feed=OuterRef("feed"), item__guid=OuterRef("guid")))
            items = items.filter(used if asked.use == "in" else ~used)
        if asked.question:
            items = items.filter(Exists(WireWords.objects.filter(_answers(asked.question), item=OuterRef("pk"))))
        return items

    return narrow


def _found(
    items: QuerySet[WireItem], asked: Asked, narrow: Narrow, *, before: tuple[datetime, int] | None, most: int
) -> QuerySet[WireItem]:
    """Those asked for. What few have is looked up by itself first, not along the whole list."""
    if asked.use == "in":
        items = items.filter(guid__in=WireUse.objects.values("item__guid"))
    if not asked.question or asked.use in ("in", "update") or asked.shown == "dropped":
        return narrow(items)
    hits = WireWords.objects.filter(_answers(asked.question))
    if asked.feed:
        hits = hits.filter(_answers(f"'{fact('feed', asked.feed)}'"))
    if asked.since:
        hits = hits.filter(received_at__gte=asked.since)
    if before:
        hits = hits.filter(received_at__lte=before[0])
    few = hits.order_by("-received_at", "-item").values("item")[:most]
    rest = Asked(feed=asked.feed, since=asked.since, use=asked.use)
    return _narrowing(rest)(items.filter(pk__in=few))


def _answers(question: str) -> Func:
    """Whether the words of a row of WireWords answer the question."""
    asked = Cast(Value(question), SearchQueryField())
    return Func(F("words"), asked, template="%(expressions)s", arg_joiner=" @@ ", output_field=BooleanField())


def _one_of_each(items: QuerySet[WireItem], narrow: Narrow) -> QuerySet[WireItem]:
    later = WireItem.objects.filter(feed=OuterRef("feed"), guid=OuterRef("guid"), pk__gt=OuterRef("pk"))
    killed = WireItem.objects.filter(
        feed=OuterRef("feed"), guid=OuterRef("guid"), pubstatus=WireItem.Status.CANCELED, pk__gt=OuterRef("pk")
    )
    # What it echoes came before it. Said so, PostgreSQL asks it for the rows of the page and not once for all items.
    first = narrow(WireItem.objects.filter(~Exists(killed), pk=OuterRef("echo_of"), pk__lt=OuterRef("pk")))
    return items.filter(~Exists(later)).filter(Q(echo_of=None) | ~Exists(first))
