"""Where on the story page the reason of a refusal leads: to the box that has to be mended, if it is there."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.refusals import Reason
from desk.panel import Panel
from desk.story_form import StoryForms

#: Fields of which the page has no box of that name → where they are written.
_ELSEWHERE = {
    "body": "id_body_field",
    "captions": "id_captions",
    "embargo": "id_embargo_until",
    "take_down_at": "id_take-down_until",
}


@dataclass(frozen=True)
class Lead:
    """A reason, and the id of the element to which it leads; empty where there is none."""

    code: str
    message: str
    target: str


def leads(reasons: Iterable[Reason], *, forms: StoryForms, panel: Panel | None, tried: str) -> list[Lead]:
    """The reasons with their targets: boxes of the verb that was tried come first, then the form's, then others."""
    there = _boxes(forms, panel)
    return [Lead(reason.code, reason.message, _target(reason.field, tried, there)) for reason in reasons]


def _boxes(forms: StoryForms, panel: Panel | None) -> set[str]:
    buttons = [*panel.buttons, *panel.translating] if panel else []
    shown = [forms.form, *(button.form for button in buttons)]
    boxes = {box.auto_id for form in shown for box in form.visible_fields()}
    return {*boxes, "id_body_field", "id_captions"}


def _target(field: str, tried: str, there: set[str]) -> str:
    wanted = (f"id_{tried}_{field}", _ELSEWHERE.get(field, f"id_{field}"))
    return next((one for one in wanted if one in there), "")
