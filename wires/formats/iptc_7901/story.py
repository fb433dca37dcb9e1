"""An IPTC 7901 message made into the neutral story."""

import re
from dataclasses import dataclass
from typing import Any

from articles import body as vocabulary
from wires import text
from wires.formats.iptc_7901 import notepad
from wires.formats.iptc_7901.message import Message, sent
from wires.formats.judging import Remarks, judged
from wires.formats.telex import bodies, datelines, heads, orders, tongues, versions
from wires.formats.telex.datelines import Dateline
from wires.formats.telex.slugs import Identity, Named
from wires.stories import CANCELED, WireStory, WireSubject
from wires.times import Reading


@dataclass(frozen=True, slots=True)
class _Habit:
    """What some services do that the standard leaves open."""

    services: frozenset[str]
    since: int
    what: str
    zone: str = ""


#: Services that count in a zone and leave its name out at times.
_ZONES = (_Habit(frozenset({"eca", "ecp"}), 2018, "dpa in English counts in GMT, named or not.", zone="GMT"),)
#: Services whose keywords name one story and are kept over its leads. Those of all others name a subject.
_SLUGS = (_Habit(frozenset({"eca", "ecp"}), 2015, "dpa in English: “Germany-football/Munich/Mueller/”, “US-Space/”."),)
#: Strokes in keywords that name one story; with fewer, and no hyphen, they are “Yemen/conflict/”.
_LEAST_STROKES = 2
#: "KNA 170123-89-00065#2": the identifier and version that German agencies give in the header.
_IDENTIFIER = re.compile(r"(?<!\S)(\d{6}-\d{2,3}-\d{4,7})(?:#(\d{1,3}))?(?!\S)")
#: "dpa-tns 0908", "BELGA-0031", "/AFP-AB12": the agency in the header.
_AGENCY = re.compile(r"\b([^\W\d_]{2,8}(?:-[^\W\d_]{2,8})?)[ -](?=[A-Z]{0,2}\d)")


class Reader:
    """One message, read as far as every story that comes of it needs."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.head = heads.read(message.head)
        agency = _AGENCY.search(message.header["more"])
        self.agency = agency[1] if agency else ""
        lines = heads.take_notes(self.head, message.body)
        self.dateline = _dateline(lines, self.agency)
        self.below = notepad.part(lines, self._short_names())
        html = bodies.read(self.below.body)
        self.html = vocabulary.clean(html).html if "<table>" in html or "<ul>" in html else html
        self.words = vocabulary.text(self.html)
        self.state = self._state()
        self.version = versions.version(*self.head.versions)
        self.sent = self._sent()

    def _short_names(self) -> set[str]:
        names = f"{self.agency} {self.dateline.source} {self.message.header['service']}".lower()
        return set(re.findall(r"[^\W\d_]+", names))

    def _state(self) -> str:
        """What the message orders: in its head, its keywords or the first sentences of its text."""
        keywords = (orders.alone(word) for word in self.message.slugline.split("/"))
        return orders.strongest(self.head.state, *keywords, orders.in_text(self.words))

    def stories(self, warnings: tuple[str, ...]) -> list[WireStory]:
        """The story of the message; of a kill or a hold one for each that it may mean."""
        named = self._named()
        return [self._story(one, warnings) for one in (named.stopped() if self.state else [named.identity()])]

    def _story(self, identity: Identity, warnings: tuple[str, ...]) -> WireStory:
        remarks = Remarks(list(warnings))
        remarks.told(self.sent, "time of sending")
        remarks.warn(*versions.oddities(self.version, is_whole=self.message.is_whole))
        read = WireStory(
            type="text",
            pubstatus=remarks.pubstatus(self.state or None),
            version_created=self.sent.moment,
            version_created_naive=self.sent.naive,
            urgency=remarks.urgency(self.message.header["priority"]),
            advisory=self.head.is_for_desks and self.state != CANCELED,
            **remarks.embargo_in_words(self.head.embargo),
            **self._own_identity(identity),
            **self._words(),
        )
        return judged(read, remarks)

    def _sent(self) -> Reading:
        service = self.message.header["service"].lower()
        zone = next((known.zone for known in _ZONES if service in known.services), "")
        return sent(self.message, zone)

    def _own_identity(self, identity: Identity) -> dict[str, Any]:
        """The identifier in the header where there is one, else that of the slug and day."""
        given = _IDENTIFIER.search(self.message.header["more"])
        if given:
            return {"guid": given[1], "version": given[2] or self.version.words}
        return {"version": self.version.words, **identity}

    def _named(self) -> Named:
        service, slug = self.message.header["service"].lower(), self.message.slugline
        keeps_slugs = any(service in known.services for known in _SLUGS)
        return Named(
            sender=f"iptc 7901 {service}",
            slug=slug,
            is_of_one=keeps_slugs and ("-" in slug or slug.strip("/").count("/") >= _LEAST_STROKES),
            headline="" if orders.alone(self.head.headline) else self.head.headline,
            words=self.words,
            version=self.version,
            moment=self.sent.moment or self.sent.naive,
        )

    def _words(self) -> dict[str, Any]:
        category = self.message.header["category"]
        named = [word.strip() for word in self.message.slugline.split("/")] + [self.head.kicker]
        source = self.dateline.source or self.agency
        return {
            "headline": self.head.headline,
            "slugline": text.line(self.message.slugline),
            "byline": self.head.byline,
            "dateline": self.dateline.place,
            "language": tongues.guess(f"{self.head.headline} {self.head.byline}\n{vocabulary.prose(self.html)}"),
            "services": (WireSubject(code=category, scheme="iptc7901:category"),),
            "keywords": tuple(dict.fromkeys(text.line(word) for word in named if word)),
            "ed_note": text.tidy("\n".join([*self.head.notes, *self.below.notes])),
            "credit": source,
            "source": source,
            "body_html": self.html,
            "related": tuple(self.below.related),
        }


def _dateline(lines: list[str], agency: str) -> Dateline:
    opening = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    return datelines.read(text.line(" ".join(lines[opening : opening + 2])), agency=agency)
