"""Why a verb will not act: reasons that a person can read and a program can tell apart."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """One reason: a stable code, the field that it is about (or empty), a sentence."""

    code: str
    field: str
    message: str


class Refused(Exception):
    """The verb did nothing, for these reasons."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(reason.message for reason in self.reasons))


def refuse(code: str, message: str, *, field: str = "") -> Refused:
    """A refusal for a single reason, to be raised."""
    return Refused([Reason(code, field, message)])
