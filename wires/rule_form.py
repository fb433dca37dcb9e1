"""The form of a rule: a box for each side of each condition, and what is done. It makes the JSON of the conditions."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from articles import tagging
from articles.models import Coverage, Section
from ground import languages
from staff.models import User
from wires import marks, subjects
from wires.models import Feed, Rule
from wires.rules.conditions import KINDS
from wires.rules.facts import ANYWHERE, BODY, CASES, HEAD
from wires.subjects import resolving

#: The sides of a condition, as the form names its boxes: `words_any`, `words_none`.
SIDES = ("any", "none")
#: What agencies send, as ninjs and the readers of the other formats call it.
_TYPES = [("text", "text"), ("picture", "picture"), ("video", "video"), ("audio", "audio"), ("graphic", "graphic"),
          ("composite", "package")]  # fmt: skip
_URGENCIES = [("", "any")] + [(str(number), f"{number} {said}") for number, said in marks.URGENCY.items()]
_WHERE = [(ANYWHERE, "anywhere"), (HEAD, "in headline, slugline or keywords"), (BODY, "in the text")]
_LISTED = ("words", "services", "sources", "places", "genres")
_CHOSEN = ("feeds", "sections", "languages", "types", "cases")
_SINGLE = ("urgency_most", "urgency_least")


class Listed(forms.CharField):
    """Words or codes between commas."""

    def clean(self, value: Any) -> list[str]:
        said = (" ".join(one.split()) for one in super().clean(value).replace("\n", ",").split(","))
        return list(dict.fromkeys(filter(None, said)))

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


class Topics(forms.CharField):
    """Media Topics, one a line: its code, whatever stands behind it, or its name. The picker writes both."""

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        found = {line: _topic(line) for line in lines}
        if unknown := [line for line, code in found.items() if not code]:
            raise ValidationError(f"This is no Media Topic: {'; '.join(unknown)}. Write its code or its name.")
        return list(dict.fromkeys(found.values()))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(f"{code} {subjects.name(code, 'en')}" for code in value) if isinstance(value, list) else value


def _topic(line: str) -> str:
    return resolving.resolve(code=line.split(maxsplit=1)[0]) or resolving.resolve(name=line)


class RuleForm(forms.ModelForm):
    """A rule. `conditions` is put together from the boxes; names are asked for when the form is made."""

    tags = Listed(required=False, label="tags")
    words_where = forms.ChoiceField(choices=_WHERE, required=False, label="where the words are looked for")

    class Meta:
        model = Rule
        fields: ClassVar = (
            "name", "active", "section", "coverages", "assignee", "draft", "publish", "drop", "alert", "stop"
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = User.objects.filter(is_active=True, is_staff=True)  # type: ignore[attr-defined]
        self.fields["coverages"].queryset = Coverage.objects.exclude(status=Coverage.Status.CLOSED)  # type: ignore[attr-defined]
        self.fields["coverages"].widget = forms.CheckboxSelectMultiple(choices=self.fields["coverages"].choices)  # type: ignore[attr-defined]
        self.fields |= {f"{kind}_{side}": _field(kind, side) for kind in KINDS if kind not in _SINGLE for side in SIDES}
        self.fields |= {kind: _field(kind, "") for kind in _SINGLE}
        self.initial.update(_initial(self.instance))
        for field in self.fields.values():
            field.widget.attrs.setdefault("dir", "auto")

    def clean_tags(self) -> list[str]:
        tags: list[str] = self.cleaned_data["tags"]
        if wrong := tagging.too_long(tags):
            raise ValidationError(wrong)
        return tags

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("draft") and values.get("drop"):
            self.add_error("drop", "A rule either makes a story of an item or takes it off the list. Choose one.")
        if not values.get("draft") and not self.errors:
            self._refuse_what_needs_a_story(values)
        if not self.errors and not any(values.get(name) for name in _ACTIONS):
            self.add_error(None, "The rule does nothing yet. Choose at least one thing that it does.")
        self.instance.conditions = _conditions(values)
        self.instance.tags = values.get("tags", [])
        return values

    def _refuse_what_needs_a_story(self, values: dict[str, Any]) -> None:
        if values.get("assignee"):
            self.add_error("assignee", "Only a story can be assigned: let the rule make one, or leave this empty.")
        if values.get("publish"):
            self.add_error("publish", "Only a story can be published: let the rule make one, or switch this off.")


_ACTIONS = ("section", "tags", "coverages", "assignee", "draft", "publish", "drop", "alert", "stop")


def _field(kind: str, side: str) -> forms.Field:
    label = f"{KINDS[kind]}: {'one of these' if side == 'any' else 'none of these'}" if side else KINDS[kind]
    if kind == "subjects":
        return Topics(required=False, label=label, widget=forms.Textarea(attrs={"rows": 2, "data-topics": ""}))
    if kind in _LISTED:
        return Listed(required=False, label=label, help_text="Between commas.")
    if kind in _SINGLE:
        return forms.ChoiceField(required=False, label=label, choices=_URGENCIES)
    return forms.MultipleChoiceField(
        required=False, label=label, choices=list(_choices(kind)), widget=forms.CheckboxSelectMultiple
    )


def _choices(kind: str) -> Iterable[tuple[str, str]]:
    if kind == "feeds":
        return ((str(pk), name) for pk, name in Feed.objects.values_list("pk", "name"))
    if kind == "sections":
        return ((str(pk), name) for pk, name in Section.objects.values_list("pk", "name"))
    return {"languages": languages.LANGUAGES, "types": _TYPES, "cases": list(CASES.items())}[kind]


def _initial(rule: Rule) -> dict[str, Any]:
    """What the boxes show of a saved rule."""
    found: dict[str, Any] = {"tags": list(rule.tags), "words_where": ANYWHERE}
    for kind, said in rule.conditions.items():
        if kind in _SINGLE:
            found[kind] = next(iter(said.get("any", ())), "")
        else:
            found |= {f"{kind}_{side}": list(said.get(side, ())) for side in SIDES}
    return found | {"words_where": rule.conditions.get("words", {}).get("where", ANYWHERE)}


def _conditions(values: dict[str, Any]) -> dict[str, Any]:
    """The JSON of what is asked for, without what is not."""
    found: dict[str, Any] = {}
    for kind in KINDS:
        if kind in _SINGLE:
            said = {"any": [values[kind]]} if values.get(kind) else {}
        else:
            said = {side: values[f"{kind}_{side}"] for side in SIDES if values.get(f"{kind}_{side}")}
        if said:
            found[kind] = said
    if "words" in found:
        found["words"]["where"] = values.get("words_where") or ANYWHERE
    return found
