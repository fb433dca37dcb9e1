"""What must be public, told in plain Python: the verb table of the design, without a database.

A story is a list of spans. Each verb says what it does to them in the fewest words possible, so
that this file can be read against the table; the machine compares it with the real thing.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

UNDO_WITHIN = timedelta(seconds=10)


@dataclass
class Span:
    """A version that readers see from a moment until another (None: for good)."""

    headline: str
    section: str
    tag: str
    version: int
    kind: str
    note: str
    start: datetime
    end: datetime | None = None
    cause: str = ""
    over: "Span | None" = None
    settled: str = ""
    notes: frozenset[str] = frozenset()
    language: str = "en"
    former: tuple[datetime | None, str] = (None, "")

    def holds(self, at: datetime) -> bool:
        return self.start <= at and (self.end is None or at < self.end)

    def shows_the_same_as(self, other: "Span") -> bool:
        noted = other.kind in ("correction", "clarification")
        same_kind = self.kind == other.kind or (self.kind == "first" and not noted)
        return same_kind and (self.version, self.note) == (other.version, other.note)


@dataclass
class Told:
    """One story: its working copy and its spans."""

    headline: str
    section: str
    tag: str
    version: int = 1
    spans: list[Span] = field(default_factory=list)
    embargo: datetime | None = None
    take_down: datetime | None = None
    held: bool = False
    state: str = "draft"
    reason: str = ""
    moves: int = 0
    language: str = "en"
    #: The headline of the agency's version that the story holds, and of the one that is offered.
    wire: str = ""
    offered: str = ""
    offer_is_canceled: bool = False

    # Questions

    def standing(self, at: datetime) -> Span | None:
        return next((span for span in self.spans if span.holds(at)), None)

    def future(self, at: datetime) -> Span | None:
        return next((span for span in self.spans if span.start > at), None)

    def last(self, at: datetime) -> Span | None:
        begun = [span for span in self.spans if span.start <= at]
        return max(begun, key=lambda span: span.start, default=None)

    def was_public(self, at: datetime) -> bool:
        return any(span.start <= at and span.cause != "undo" for span in self.spans)

    def answer(self, at: datetime) -> int | None:
        """The status of the story's address; None while it has none."""
        if self.standing(at):
            return 200
        last = self.last(at)
        if last is None:
            return 404 if self.spans else None
        return 404 if last.cause in ("undo", "embargo") else 410

    def is_withdrawn(self, at: datetime) -> bool:
        last = None if self.standing(at) else self.last(at)
        return last is not None and last.cause in ("withdrawal", "kill")

    def may_begin(self, at: datetime) -> bool:
        in_time = (self.embargo is None or self.embargo <= at) and (self.take_down is None or self.take_down > at)
        return in_time and not self.held

    # Verbs; each returns whether the desk may do it

    def save(self) -> None:
        """A program's: what was approved is not what it has written."""
        self.version += 1
        self.state = "draft" if self.state == "approved" else self.state

    def publish(
        self, now: datetime, *, at: datetime | None = None, kind: str = "update", note: str = "", again: bool = False
    ) -> bool:
        start = at or now
        if self.is_withdrawn(now) and not again:
            return False
        if (at and at <= now) or not self.may_begin(start) or (note and not self.was_public(now)):
            return False
        span = self._copy(now, start, kind, note) if self.was_public(now) else self._copy(now, start, "first", "")
        self.unschedule(now)
        standing = self.standing(now)
        if at is None and standing and standing.shows_the_same_as(span):
            return True
        self._begin(span)
        if self.state in ("submitted", "returned"):
            span.settled, self.state = self.state, "draft"
        if standing:
            span.over, span.former = standing, (standing.end, standing.cause)
            standing.end, standing.cause = start, "replaced"
        return True

    def submit(self, now: datetime) -> bool:
        shown = [span for span in (self.standing(now), self.future(now)) if span and span.version == self.version]
        if shown or self.state == "approved":
            return False
        self.state = "submitted"
        return True

    def send_back(self, reason: str) -> bool:
        if self.state == "draft":
            return False
        self.state, self.reason = "returned", reason
        return True

    def approve(self) -> bool:
        self.state = "approved"
        return True

    def reclassify(self, now: datetime, section: str, tag: str) -> bool:
        if (self.section, self.tag) == (section, tag):
            return True
        standing = self.standing(now)
        goes_alone = standing is not None and standing.version == self.version and self.future(now) is None
        self.save()
        self.section, self.tag = section, tag
        if goes_alone:
            self.publish(now, kind="minor")
        return True

    def unschedule(self, now: datetime) -> bool:
        future = self.future(now)
        if future:
            self.spans.remove(future)
            self._unsettle(future)
            if future.over:
                future.over.end, future.over.cause = future.former
        return True

    def undo(self, now: datetime) -> bool:
        span = self.standing(now)
        if span is None:
            return True
        first = not any(other.start <= now and other.cause != "undo" for other in self.spans if other is not span)
        if now - span.start > UNDO_WITHIN or (span.over is None and not first):
            return False
        if span.over and not self.may_begin(now):
            return False
        span.end, span.cause = now, "undo"
        self._unsettle(span)
        if span.over:
            self._begin(replace(span.over, start=now, end=None, cause="", over=None, settled=""), now=now)
        elif future := self.future(now):
            future.over, future.note = None, ""
        if future := self.future(now):
            future.notes = self._notes(now) | {future.note} - {""}
        return True

    def withdraw(self, now: datetime) -> bool:
        dropped, span = self.future(now), self.standing(now)
        self.unschedule(now)
        if span:
            span.end, span.cause = now, "withdrawal"
            return True
        last = self.last(now)
        return bool(dropped) or (last is not None and last.cause in ("withdrawal", "kill"))

    def reinstate(self, now: datetime, *, saved: bool = False, note: str = "") -> bool:
        standing = self.standing(now)
        if standing and (not saved or standing.version == self.version):
            return True
        last = self.last(now)
        if last is None or not self.is_withdrawn(now) or not self.may_begin(now):
            return False
        if saved:
            return self.publish(now, kind="correction" if note else "update", note=note, again=True)
        self._begin(replace(last, start=now, end=None, cause="", over=None, settled=""), now=now)
        return True

    def kill(self, now: datetime) -> bool:
        """The agency's: readers lose it, and it is held until somebody lifts that."""
        self.unschedule(now)
        if span := self.standing(now):
            span.end, span.cause = now, "kill"
        self.held = self.offer_is_canceled = True
        return True

    def update(self, headline: str) -> bool:
        """The agency's: taken where nobody has changed or stopped its words, else offered."""
        if self.headline == self.wire and self.state == "draft" and not self.held:
            self.save()
            self.headline = self.wire = headline
            self.offered = ""
        else:
            self.offered, self.offer_is_canceled = headline, False
        return True

    def take_the_offer(self, *, theirs: bool) -> bool:
        if self.offer_is_canceled:
            return False
        self.save()
        self.headline = self.offered if theirs else self.headline
        self.wire, self.offered = self.offered, ""
        return True

    def plan_take_down(self, now: datetime, until: datetime | None) -> bool:
        future, standing = self.future(now), self.standing(now)
        if until == self.take_down:
            return True
        if until and (until <= now or (future and until <= future.start)):
            return False
        self.take_down = until
        ending = (until, "expiry" if until else "")
        if future:
            future.end, future.cause = ending
            future.former = ending
        elif standing:
            standing.end, standing.cause = ending
        return True

    def set_embargo(self, now: datetime, until: datetime | None) -> bool:
        if until == self.embargo:
            return True
        self.embargo = until
        future, standing = self.future(now), self.standing(now)
        if until and future and future.start < until:
            self.unschedule(now)
            future = None
        if until and standing and standing.start < until:
            standing.end, standing.cause = now, "embargo"
            if future:
                future.over = None
        return True

    # Steps

    def _copy(self, now: datetime, start: datetime, kind: str, note: str) -> Span:
        span = Span(self.headline, self.section, self.tag, self.version, kind, note, start, language=self.language)
        span.notes = self._notes(now) | {note} - {""}
        return span

    def _notes(self, now: datetime) -> frozenset[str]:
        """What was corrected until now: the note of each version that readers have seen and that was not undone."""
        begun = (span for span in self.spans if span.start <= now and span.cause != "undo")
        return frozenset(span.note for span in begun if span.note)

    def _unsettle(self, span: Span) -> None:
        """What its publication settled waits again, unless the story was moved since."""
        self.state = span.settled if span.settled and self.state == "draft" else self.state

    def _begin(self, span: Span, *, now: datetime | None = None) -> Span:
        future = self.future(now) if now else None
        span.end, span.cause = (self.take_down, "expiry") if self.take_down else (None, "")
        if future:
            future.over, future.former = span, (span.end, span.cause)
            span.end, span.cause = future.start, "replaced"
        self.spans.append(span)
        return span
