"""An ANPA 1312 message made into the neutral story."""

import re
from typing import Any

from articles import body as vocabulary
from wires import text
from wires.formats.anpa_1312 import lines
from wires.formats.anpa_1312.message import Message
from wires.formats.judging import Remarks, judged
from wires.formats.telex import datelines, heads, orders, signoffs, slugs, tongues, versions
from wires.formats.telex.heads import Head
from wires.formats.telex.slugs import Identity, Named
from wires.stories import CANCELED, WireStory, WireSubject

#: Priority codes of the coding line as urgencies (AP Stylebook, Filing the Wire).
_URGENCIES = {"f": 1, "b": 2, "u": 3, "r": 4, "d": 5, "a": 8, "h": 8, "s": 8, "w": 8}
#: Category codes of the coding line (AP).
_CATEGORIES = {
    "a": "Domestic news",
    "b": "Special events",
    "c": "Features",
    "d": "Food",
    "e": "Entertainment",
    "f": "Business",
    "i": "International news",
    "k": "Commentary",
    "l": "Lifestyles",
    "n": "State and regional news",
    "o": "Weather",
    "p": "Politics",
    "q": "Sports results",
    "r": "Racing",
    "s": "Sports",
    "t": "Travel",
    "v": "Advisories",
    "w": "Washington",
}
_ADVISORIES = "v"
_KEYWORD = re.compile(r"(?P<slug>[^,]*)(?:,(?P<version>.*?))??(?:,\s*(?P<words>\d{1,6}))?\s*")
#: Letters of a line between headline and byline that tells the story in short.
_LEAST_SUMMARY = 80
#: Letters of an alert.
_LONGEST_ALERT = 250
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)


class Reader:
    """One message, read as far as every story that comes of it needs."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.head = Head()
        self.summary = ""
        self.slug = self._read_keyword()
        subheads = self._read_head()
        told = heads.take_notes(self.head, message.body)
        told = signoffs.without(told, self._short_names(told))
        html = lines.read(told, subheads)
        self.html = vocabulary.clean(html).html if "<table>" in html or "<ul>" in html else html
        self.words = vocabulary.text(self.html)
        self.dateline = datelines.read(self.words.partition("\n")[0] if not subheads else self._first_paragraph())
        self.state = orders.strongest(self.head.state, orders.in_text(self.words))
        self.headline = lines.printed(self.head.headline) or self._alert()
        self.version = versions.version(*self.head.versions)

    def _short_names(self, told: list[str]) -> set[str]:
        opening = next((line for line in told if line.strip()), "")
        names = (self.message.agency, self.message.frame["agency"], datelines.read(opening.strip()).source)
        return {name.lower() for name in names if name}

    def _read_keyword(self) -> str:
        """The slug; the version behind it and the short edition that it tells go into the head."""
        line = self.message.keyword
        if not line:
            line = self.message.coding.get("keyword", "").replace(" ", ", ", 1)
        found = _KEYWORD.fullmatch(line)
        slug, version = (found["slug"], (found["version"] or "").strip()) if found else (line, "")
        if not version:
            slug, version = versions.parted_slug(slug)
        _, edition = versions.without_edition(slug)
        self.head.versions += filter(None, (version, edition))
        self.head.state = orders.in_version(version)
        if orders.is_embargo(version):
            self.head.embargo = version
        return text.line(slug)

    def _read_head(self) -> list[str]:
        """Headline, byline and notes. What stands below them is for readers: a summary, and subheads of the text."""
        titles: list[str] = []
        below: list[str] = []
        for line in map(text.line, self.message.head):
            if not line or heads.take(self.head, line):
                continue
            if heads.is_byline(line) and not self.head.byline:
                self.head.byline = line
            elif not self.head.byline:
                titles.append(line)
            elif below or not heads.BYLINE_TITLE.match(line):
                below.append(line)
        self.head.headline, said = versions.parted(" ".join(titles[:1]))
        self.head.versions += said
        self.head.state = orders.strongest(self.head.state, orders.in_headline(self.head.headline))
        self.summary = next((line for line in titles[1:] if len(line) >= _LEAST_SUMMARY), "")
        return [*(line for line in titles[1:] if line != self.summary), *below]

    def _first_paragraph(self) -> str:
        found = _PARAGRAPH.search(self.html)
        return vocabulary.text(found[1]) if found else ""

    def _alert(self) -> str:
        """The headline of an alert that has none: its one sentence, without the dateline."""
        is_alert = text.paragraphs(self.html) == 1 and len(self.words) <= _LONGEST_ALERT
        return self.words[self.dateline.end :].strip() if is_alert else ""

    def stories(self, warnings: tuple[str, ...]) -> list[WireStory]:
        """The story of the message; of a kill or a hold one for each that it may mean."""
        named = self._named()
        return [self._story(one, warnings) for one in (named.stopped() if self.state else [named.identity()])]

    def _story(self, identity: Identity, warnings: tuple[str, ...]) -> WireStory:
        remarks = Remarks(list(warnings))
        time = remarks.told(self.message.sent, "time of sending")
        remarks.warn(*versions.oddities(self.version, is_whole=self.message.is_whole))
        is_for_desks = self.head.is_for_desks or self._code("category") == _ADVISORIES
        read = WireStory(
            version=self.version.words,
            type="text",
            pubstatus=remarks.pubstatus(self.state or None),
            version_created=time.moment,
            version_created_naive=time.naive,
            urgency=_URGENCIES.get(self._code("priority")),
            advisory=is_for_desks and self.state != CANCELED,
            guid=identity["guid"],
            evolved_from=identity["evolved_from"],
            **remarks.embargo_in_words(self.head.embargo),
            **self._words(),
        )
        return judged(read, remarks)

    def _named(self) -> Named:
        return Named(
            sender="anpa 1312",
            slug=self.slug,
            is_of_one=not slugs.is_bare_word(self.slug),
            headline="" if orders.alone(self.headline) else self.headline,
            words=self.words,
            version=self.version,
            moment=self.message.sent.moment or self.message.sent.naive,
            has_editions=True,
            coded_day="--{month}-{day}".format_map(self.message.coding) if self.message.coding else "",
        )

    def _words(self) -> dict[str, Any]:
        source = self.message.agency or self.dateline.source or self.message.frame["agency"]
        category = self._code("category")
        return {
            "headline": self.headline,
            "slugline": self.slug,
            "byline": lines.printed(self.head.byline),
            "dateline": lines.printed(self.dateline.place),
            "language": tongues.guess(f"{self.headline} {self.head.byline}\n{vocabulary.prose(self.html)}"),
            "services": (WireSubject(category, _CATEGORIES.get(category, ""), "anpa1312:category"),)
            if category
            else (),
            "ed_note": text.tidy("\n".join(map(lines.printed, self.head.notes))),
            "credit": source,
            "source": source,
            "summary": lines.printed(self.summary),
            "body_html": self.html,
        }

    def _code(self, name: str) -> str:
        return self.message.coding.get(name, "").lower()
