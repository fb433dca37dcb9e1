"""Forms that do not write over what a colleague saved while they were open.

A form carries a print of what each of its fields showed, and of the rows that are a part of the thing. It comes back:
the row is locked, and prints that are not those of what stands now say what was changed meanwhile. Then nothing is
saved, and the form is shown again: with what stands now in boxes that nobody touched, with what was typed in the
others and what stands beside it, and with the prints of that, so that it can be saved by whoever has seen it. What no
form has sent, as from a program, is compared with nothing.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from articles import sent
from articles.admin import boxes, rows
from articles.admin.prints import TAKEN, fields, prints_of_parts, stands
from staff import audit
from staff.printing import printed
from staff.unlogged import Unlogged

#: The name of the hidden field that carries the prints.
SHOWN = "_shown"
#: What writes to the fields of a form; other verbs about the same thing write elsewhere.
_WRITING = ("add", "change", "announce", "clear")
#: Of rows, which say the rest themselves.
_BESIDE = "what was changed is told beside it."


class Careful(Unlogged):
    """A form that refuses to write over what was changed since it was opened."""

    change_form_before_template = "articles/_shown.html"

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row with what stands now; when its form comes back, under a lock until the answer is made."""
        thing = super().get_object(request, object_id, from_field)
        if thing is None:
            return None
        if request.method == "POST":
            thing = self.get_queryset(request).select_for_update(of=("self",)).filter(pk=thing.pk).first()
        return thing and self._with_what_stands(request, thing)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None:
            return form
        if obj.opened is None:
            obj.opened = form(instance=obj)
            obj.now |= _prints(obj.opened)
        return type(form.__name__, (_Refusing, form), {"meanwhile": obj})

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            part = formset.get_default_prefix()
            changed = obj is not None and any(name.partition("-")[0] == part for name in _others(obj))
            yield rows.careful(formset, shown=_of_part(obj.shown, part) if changed else None), inline

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, obj: Any = None, **kwargs: Any
    ) -> HttpResponse:
        shown = {"name": SHOWN, "value": urlencode(obj.now)} if obj else None
        return super().render_change_form(request, {**context, "shown": shown}, *args, obj=obj, **kwargs)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Of a form whose thing was deleted while it was open, what was typed is shown."""
        if request.method != "POST":
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": f"This {opts.verbose_name} was deleted",
            "sentence": f"Somebody deleted this {opts.verbose_name} while you had it open, so nothing was saved. "
            "What you typed is kept on this page: copy what you need, then make a new one.",
            "kept": [value for value in sent.kept(request.POST) if value.is_text],
        }
        return TemplateResponse(request, "articles/deleted.html", context, status=410)

    def _with_what_stands(self, request: HttpRequest, thing: Any) -> Any:
        """With the prints of what stands `now` and of what was `shown`; `opened`: the form as it would be shown now."""
        inlines = self.get_inline_instances(request, thing)
        parts = [inline.get_formset(request, thing).get_default_prefix() for inline in inlines]
        thing.now, thing.opened = prints_of_parts(thing, parts), None
        said = request.POST.get(SHOWN)
        thing.shown = None if said is None else dict(parse_qsl(said))
        return thing


class _Refusing:
    """A form that is not valid while something stands that it never showed."""

    meanwhile: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: dict[str, str] = {}
        form: Any = self
        others = _others(self.meanwhile)
        if form.is_bound and others:
            self._bring_together([name for name in others if name in form.fields])
            self.told |= _of_rows(self.meanwhile, others)

    def clean(self) -> Any:
        values = super().clean()  # type: ignore[misc]
        form: Any = self
        if self.told:
            form.add_error(None, _who(self.meanwhile))
        for name, said in self.told.items():
            beside = name in form.fields
            form.add_error(name if beside else None, said if beside else f"{_label(form.instance, name)}{said}")
        return values

    def _bring_together(self, changed: list[str]) -> None:
        """What a colleague wrote stands in the boxes of a field that nobody else touched, else beside them."""
        form: Any = self
        stand, typed = boxes.opened(self.meanwhile.opened), _typed(form, self.meanwhile.opened)
        form.data = form.data.copy()
        for field in changed:
            names = boxes.names(form, field)
            print_typed = boxes.printed(typed, names)
            if print_typed == self.meanwhile.now[field]:
                continue
            untouched = print_typed == self.meanwhile.shown.get(field)
            self.told[field] = TAKEN if untouched else _stands(form, field, stand)
            for name in names if untouched else ():
                form.data.setlist(form.add_prefix(name), stand.get(name, []))


def _prints(form: Any) -> dict[str, str]:
    """A print of what each field shows."""
    shown = boxes.opened(form)
    return {field: boxes.printed(shown, boxes.names(form, field)) for field in form.fields}


def _typed(form: Any, opened: Any) -> boxes.Boxes:
    """What came; a file that was not chosen anew is the one that stands."""
    stand, came = boxes.opened(opened), boxes.sent(form)
    kept = [name for name, field in form.fields.items() if field.widget.needs_multipart_form]
    return came | {name: stand.get(name, []) for name in kept if name not in form.files}


def _others(thing: Any) -> list[str]:
    """What stands otherwise than it was shown."""
    return [] if thing.shown is None else [name for name, one in thing.now.items() if thing.shown.get(name) != one]


def _of_rows(thing: Any, others: list[str]) -> dict[str, str]:
    parts = {name.partition("-")[0] for name in others} - thing.opened.fields.keys()
    return dict.fromkeys(sorted(parts), _BESIDE)


def _stands(form: Any, field: str, stand: boxes.Boxes) -> str:
    own = {one.name: one for one in fields(form.instance)}
    if field in own:
        return stands(form.instance, own[field])
    found = ", ".join(stand.get(field, []))
    return f"It stands now as: {found}" if found else "It is empty now."


def _of_part(shown: dict[str, str], part: str) -> dict[str, str]:
    """The prints of the rows of a part, by the key of the row and the name of the field."""
    return {name.removeprefix(f"{part}-"): found for name, found in shown.items() if name.startswith(f"{part}-")}


def _who(thing: Model) -> str:
    last = audit.newest(subject=thing, verbs=_WRITING)
    who = f"{last.actor_name} changed this on {printed(last.at)}" if last else "Somebody changed this"
    return (
        f"{who}, after you had opened it, so nothing was saved. What you typed is still here; "
        "where you had typed nothing, what stands now was put in. Compare the rest, then save it again."
    )


def _label(thing: Model, name: str) -> str:
    """Before a sentence that has no box of its own to stand beside."""
    field: Any = thing._meta.get_field(name)
    return f"{capfirst(field.related_model._meta.verbose_name_plural if field.one_to_many else field.verbose_name)}: "
