"""The rows of a form that comes back, such as the entries of a timeline: each keeps its own boxes.

The admin names each row of boxes by what stands at its place in the database, where a colleague may have added, moved
and deleted rows since. So they keep the order in which they came. Where anything was changed, which lets nothing be
saved, they are brought together with what stands now: what a colleague wrote is in the boxes that nobody else touched
and stands beside those that both did; what was added follows; what was deleted is told, or is a new row where somebody
wrote in it.
"""

import re
from typing import Any, ClassVar

from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT

from articles.admin import boxes
from articles.admin.boxes import Boxes
from articles.admin.prints import TAKEN, fields, prints_of_row, stands

_ADDED = "This was added meanwhile."
_DELETED = (
    "This was deleted meanwhile. What you typed in it is kept: saved again, it comes back, unless you tick “Delete”."
)
#: A form as it is sent: what is in its boxes, and what is said beside each of them, or under "" of the whole.
_Row = tuple[Boxes, dict[str, str]]


def careful(formset: Any, *, shown: dict[str, str] | None) -> Any:
    """The formset with this care. `shown`: the prints of its rows, where the form does not show what stands now."""
    return type(formset.__name__, (_Careful, formset), {"plain": formset, "shown": shown})


class _Careful(BaseInlineFormSet):  # type: ignore[type-arg]
    plain: ClassVar[Any]
    shown: ClassVar[dict[str, str] | None]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.beside: list[dict[str, str]] = []
        self.deleted: list[str] = []
        if "data" in kwargs and self.shown is not None:
            unsent = {name: value for name, value in kwargs.items() if name not in ("data", "files")}
            self._bring_together(self.plain(**kwargs), self.plain(**unsent), self.shown)

    def get_queryset(self) -> Any:
        """In the order in which the forms came."""
        rows = super().get_queryset()
        if not self.is_bound:
            return rows
        by_key = {str(row.pk): row for row in rows}
        return [by_key.get(_key(self, place)) or rows.model() for place in range(self.initial_form_count())]

    def full_clean(self) -> None:
        super().full_clean()
        for form, beside in zip(self.forms, self.beside, strict=False):
            for name, said in beside.items():
                form.add_error(name or None, said)
        if self.deleted:
            self.non_form_errors().append(f"Deleted meanwhile: {'; '.join(self.deleted)}.")

    def _bring_together(self, came: Any, opened: Any, shown: dict[str, str]) -> None:
        """`came`: the forms as they were sent; `opened`: those that would be shown now."""
        came.is_valid()
        now = {form.instance.pk: form for form in opened.initial_forms}
        standing = [form for form in came.initial_forms if form.instance.pk in now]
        added = [form for form in opened.initial_forms if form.instance not in [one.instance for one in standing]]
        lost = [(form, _key(came, place)) for place, form in enumerate(came.initial_forms) if form not in standing]
        again = [form for form, key in lost if _is_written_in(form, key, shown)]
        new = [form for form in came.extra_forms if not any(_say_the_same(form, one) for one in added)]
        self.deleted = [str(form.instance) for form, _ in lost if form not in again]
        self._take(
            [_merged(form, now[form.instance.pk], shown) for form in standing]
            + [(boxes.opened(form), {"": _ADDED}) for form in added],
            [(_sent(form), {"": _DELETED}) for form in again] + [(_sent(form), {}) for form in new],
        )

    def _take(self, standing: list[_Row], new: list[_Row]) -> None:
        """As if these had been sent."""
        data: Any = self.data
        for name in [name for name in data if re.match(rf"{re.escape(f'{self.prefix}-')}\d+-", name)]:
            del data[name]
        for place, (sent, _) in enumerate([*standing, *new]):
            for name, values in sent.items():
                data.setlist(f"{self.add_prefix(place)}-{name}", values)
        data[f"{self.prefix}-{INITIAL_FORM_COUNT}"] = str(len(standing))
        data[f"{self.prefix}-{TOTAL_FORM_COUNT}"] = str(len(standing) + len(new))
        self.beside = [beside for _, beside in [*standing, *new]]


def _key(formset: Any, place: int) -> str:
    """The primary key that a form was sent with."""
    return str(formset.data.get(f"{formset.add_prefix(place)}-{formset.model._meta.pk.name}"))


def _is_written_in(form: Any, key: str, shown: dict[str, str]) -> bool:
    """Whether the boxes of a row that is gone say anything else than they showed."""
    typed = prints_of_row(form.instance)
    differs = any(shown.get(f"{key}-{name}") != typed[name] for name in typed.keys() & form.fields.keys())
    return differs and not form.cleaned_data.get(DELETION_FIELD_NAME)


def _say_the_same(form: Any, other: Any) -> bool:
    """As when a form with a new row is sent twice."""
    return prints_of_row(form.instance) == prints_of_row(other.instance)


def _merged(form: Any, now: Any, shown: dict[str, str]) -> _Row:
    """The row with what a colleague wrote in boxes that nobody else touched, and told beside those that both did."""
    typed, stand, came, opened = *map(prints_of_row, (form.instance, now.instance)), _sent(form), boxes.opened(now)
    beside: dict[str, str] = {}
    for field in fields(now.instance):
        before = shown.get(f"{now.instance.pk}-{field.name}")
        if field.name not in form.fields or stand[field.name] in (before, typed[field.name]):
            continue
        if typed[field.name] == before:
            for name in boxes.names(form, field.name):
                came[name] = opened.get(name, [])
        beside[field.name] = TAKEN if typed[field.name] == before else stands(now.instance, field)
    return came, beside


def _sent(form: Any) -> Boxes:
    """What came in the boxes of a form, without the key of a row that is gone."""
    key = form.instance._meta.pk.name
    return {name: values for name, values in boxes.sent(form).items() if name != key or form.instance.pk}
