"""What was typed and what was saved meanwhile, made one where no two changed the same. Nothing is saved here."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from articles import body
from articles.models import Revision
from articles.snapshots import COLUMNS
from articles.staleness import StaleVersion
from desk import revisions
from desk.revisions import Change
from desk.story_form import StoryForms
from wires import applying, blocks, comparing
from wires.blocks import Parted
from wires.comparing import Comparison
from wires.merging import Kind, kind_of

#: What a save of somebody else may have changed: a list of rows is not told apart row by row.
_JOINED = set(COLUMNS) - {"sensitive"}


@dataclass(frozen=True, slots=True)
class Joined:
    """The form as it is to be sent over the version that was saved, and what comes into the typed from there."""

    version: int
    data: QueryDict
    incoming: list[Change]


def joined(sent: QueryDict, forms: StoryForms, stale: StaleVersion) -> Joined | None:
    """Both as one; None where both changed the same, or where more than words was saved."""
    version = stale.article.version
    kept = stale.article.revisions.filter(version__in=(stale.seen, version)).values_list("version", "content")
    contents: dict[int, dict[str, Any]] = dict(kept)
    if not stale.changed or not set(stale.changed) <= _JOINED or len(contents) < 2:
        return None
    typed = {name: _typed(forms, name) for name in stale.changed}
    values = {name: _one(name, contents[stale.seen][name], typed[name], contents[version][name]) for name in typed}
    if Kind.CONFLICT in values.values():
        return None
    data = sent.copy()
    for name, value in {**values, "version": version}.items():
        data[name] = "" if value is None else str(value)
    before, after = (Revision(content={**contents[version], **words}) for words in (typed, values))
    return Joined(version, data, revisions.changes(before, after))


def _typed(forms: StoryForms, name: str) -> Any:
    value = forms.form.cleaned_data[name]
    return body.clean(value).html if name == "body" else value


def _one(name: str, base: Any, typed: Any, saved: Any) -> Any:
    """The value that holds both changes; Kind.CONFLICT where none does."""
    if name == "body":
        return _body(*(blocks.part(html) for html in (base, typed, saved)))
    kind = kind_of(base, typed, saved)
    return kind if kind == Kind.CONFLICT else saved if kind == Kind.THEIRS else typed


def _body(base: Parted, typed: Parted, saved: Parted) -> Any:
    """The texts merged by paragraphs. The pictures stand as in what was typed, if nobody else has moved them."""
    found = Comparison((), typed.leading, tuple(comparing.passages(base, typed, saved)), ())
    if not found.is_clean or _figures(base) != _figures(saved):
        return Kind.CONFLICT
    return applying.body(found, {})


def _figures(one: Parted) -> list[str]:
    return [one.leading, *(block.figures for block in one.blocks if block.figures)]
