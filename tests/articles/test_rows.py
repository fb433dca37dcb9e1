"""Two people with the same rows open, as of a timeline: each keeps its own boxes, and no row is lost or doubled."""

import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Coverage, Tag
from tests import world
from tests.articles.test_meanwhile import anna, bo, errors, opened, save, sent_again

__all__ = ["anna", "bo"]
pytestmark = pytest.mark.django_db

#: A part of a thing → how that is made, and three rows in their order.
PARTS: dict[str, tuple[Any, list[dict[str, Any]]]] = {
    "timeline": (
        lambda: Coverage.objects.create(name="Storm", slug="storm"),
        [{"date": year, "title": "Wind"} for year in ("2020", "2021", "2022")],
    ),
    "cast": (
        lambda: Coverage.objects.create(name="Storm", slug="storm"),
        [{"name": name, "order": number} for number, name in enumerate(("Asa", "Bea", "Cy"))],
    ),
    "languages": (
        world.site,
        [{"language": tag, "name": "Post", "order": number} for number, tag in enumerate(("ar", "de", "fr"))],
    ),
    "synonyms": (
        lambda: Tag.objects.create(name="Ferries", slug="ferries"),
        [{"name": name} for name in ("boats", "ships", "tugs")],
    ),
}


def storm(**entries: str) -> Coverage:
    coverage = Coverage.objects.create(name="Storm", slug="storm")
    for title, date in entries.items():
        coverage.timeline.create(title=title, date=date)
    return coverage


def shown(answer: Any, part: str = "timeline") -> list[tuple[str, str]]:
    """Each row of boxes: what names it, and what its first box says."""
    (rows,) = [one for one in answer.context["inline_admin_formsets"] if one.formset.prefix == part]
    first = rows.opts.fields[0]
    boxes = [row for row in rows if "__prefix__" not in row.form.prefix]
    return [(str(row.original or "new"), str(row.form[first].value())) for row in boxes]


def boxes(answer: Any, title: str) -> str:
    """The prefix of the boxes under that name."""
    (rows,) = [one for one in answer.context["inline_admin_formsets"] if one.formset.prefix == "timeline"]
    return next(row.form.prefix for row in rows if row.original and row.original.title == title)


def titles(coverage: Coverage) -> list[str]:
    return list(coverage.timeline.values_list("title", flat=True))


def new(number: int, **typed: str) -> dict[str, Any]:
    """A row that was added to a form with that many."""
    boxes = {f"timeline-{number}-{name}": value for name, value in {"order": "0", **typed}.items()}
    return {**boxes, "timeline-TOTAL_FORMS": number + 1}


def test_a_name_stands_above_the_boxes_of_its_own_row(anna: Client, bo: Client) -> None:
    coverage = storm(duty="2020", day="2026-02-06")
    hers, his = opened(anna, coverage), opened(bo, coverage)
    save(bo, coverage, his, **new(2, date="1990", title="before"))
    answer = save(anna, coverage, hers, **{"timeline-1-text": "At noon."})
    assert shown(answer) == [("2020: duty", "2020"), ("2026-02-06: day", "2026-02-06"), ("1990: before", "1990")]
    assert "This was added meanwhile." in errors(answer)
    deleting = {f"{boxes(answer, 'duty')}-DELETE": "on"}
    assert save(anna, coverage, {**sent_again(answer), **deleting}).status_code == 302
    assert list(coverage.timeline.values_list("title", "text")) == [("before", ""), ("day", "At noon.")]


def test_a_row_that_moved_meanwhile_keeps_its_boxes(anna: Client, bo: Client) -> None:
    coverage = storm(duty="2020", day="2026")
    hers, his = opened(anna, coverage), opened(bo, coverage)
    save(bo, coverage, his, **{"timeline-1-date": "1990"})
    answer = save(anna, coverage, hers, **{"timeline-0-title": "Duty", "timeline-1-date": "Friday"})
    assert shown(answer) == [("2020: Duty", "2020"), ("Friday: day", "Friday")]
    assert "It stands now as: 1990" in errors(answer)


def test_what_a_colleague_wrote_is_in_the_boxes_that_nobody_else_touched(anna: Client, bo: Client) -> None:
    coverage = storm(flood="2020", calm="2021")
    hers, his = opened(anna, coverage), opened(bo, coverage)
    save(bo, coverage, his, **{"timeline-0-text": "Words of Bo", "timeline-1-date": "1990"})
    answer = save(anna, coverage, hers, **{"timeline-0-title": "Flood"})
    assert errors(answer).count("This is new: it was changed meanwhile.") == 2
    assert save(anna, coverage, sent_again(answer)).status_code == 302
    kept = coverage.timeline.values_list("date", "title", "text")
    assert set(kept) == {("2020", "Flood", "Words of Bo"), ("1990", "calm", "")}


def test_what_a_colleague_wrote_stands_beside_the_box(anna: Client, bo: Client) -> None:
    coverage = storm(flood="2020", calm="2021")
    hers, his = opened(anna, coverage), opened(bo, coverage)
    save(bo, coverage, his, **{"timeline-0-text": "Words of Bo", "timeline-1-title": "Calm"})
    answer = save(anna, coverage, hers, **{"timeline-0-text": "Words of Anna", "timeline-1-title": "Calm"})
    forms = answer.context["inline_admin_formsets"][0].formset.forms
    assert [list(form.errors) for form in forms] == [["text"], []]
    assert "It stands now as: Words of Bo" in errors(answer)
    assert save(anna, coverage, sent_again(answer), **{"timeline-0-text": "Both"}).status_code == 302
    assert coverage.timeline.get(date="2020").text == "Both"


def test_a_row_that_a_colleague_deleted_stays_deleted_and_is_told(anna: Client, bo: Client) -> None:
    coverage = storm(flood="2020", calm="2021", sun="2022")
    hers, his = opened(anna, coverage), opened(bo, coverage)
    save(bo, coverage, his, **{"timeline-0-DELETE": "on"})
    answer = save(anna, coverage, hers, **{"timeline-1-text": "At last."})
    assert "Deleted meanwhile: 2020: flood." in errors(answer)
    assert shown(answer) == [("2021: calm", "2021"), ("2022: sun", "2022")]
    assert save(anna, coverage, sent_again(answer)).status_code == 302
    assert titles(coverage) == ["calm", "sun"]


def test_what_was_typed_in_a_row_that_a_colleague_deleted_is_kept(anna: Client, bo: Client) -> None:
    coverage = storm(flood="2020", calm="2021")
    hers, his = opened(anna, coverage), opened(bo, coverage)
    save(bo, coverage, his, **{"timeline-0-DELETE": "on"})
    answer = save(anna, coverage, hers, **{"timeline-0-text": "Knee-deep.", **new(2, date="2023", title="sun")})
    assert "This was deleted meanwhile. What you typed in it is kept" in errors(answer)
    assert shown(answer) == [("2021: calm", "2021"), ("new", "2020"), ("new", "2023")]
    assert save(anna, coverage, sent_again(answer)).status_code == 302
    assert list(coverage.timeline.values_list("title", "text")) == [("flood", "Knee-deep."), ("calm", ""), ("sun", "")]


def test_a_row_that_both_delete_is_gone(anna: Client, bo: Client) -> None:
    coverage = storm(flood="2020", calm="2021")
    hers, his = opened(anna, coverage), opened(bo, coverage)
    save(bo, coverage, his, **{"timeline-0-DELETE": "on"})
    answer = save(anna, coverage, hers, **{"timeline-0-DELETE": "on", "timeline-0-text": "x"})
    assert save(anna, coverage, sent_again(answer)).status_code == 302
    assert titles(coverage) == ["calm"]


def test_a_new_row_that_is_sent_twice_is_one(anna: Client) -> None:
    coverage = storm(flood="2020")
    hers = {**opened(anna, coverage), **new(1, date="2021", title="calm")}
    assert save(anna, coverage, hers).status_code == 302
    answer = save(anna, coverage, hers)
    assert shown(answer) == [("2020: flood", "2020"), ("2021: calm", "2021")]
    assert save(anna, coverage, sent_again(answer)).status_code == 302
    assert titles(coverage) == ["flood", "calm"]


@pytest.mark.parametrize("part", PARTS)
def test_rows_of_every_kind_come_and_go_beside_each_other(anna: Client, bo: Client, part: str) -> None:
    make, (first, second, third) = PARTS[part]
    thing = make()
    rows, naming = getattr(thing, part), next(iter(first))
    gone, stays = rows.create(**third), rows.create(**second)
    hers = opened(anna, thing)
    gone.delete()
    added = rows.create(**first)
    answer = save(anna, thing, hers)
    named = [(str(row), str(getattr(row, naming))) for row in (stays, added)]
    assert [row for row in shown(answer, part) if row[0] != "new"] == named
    assert save(anna, thing, sent_again(answer)).status_code == 302
    assert sorted(rows.values_list(naming, flat=True)) == [first[naming], second[naming]]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-02-30", None),
        ("2026-13", None),
        ("0000", None),
        ("2026-2-3", None),
        ("٢٠٢٦-٠٣", "2026-03"),
        ("۲۰۲۶", "2026"),
    ],
)
def test_a_date_is_one_of_the_calendar_in_whatever_digits(anna: Client, typed: str, kept: str | None) -> None:
    coverage = storm(flood="2020")
    answer = save(anna, coverage, opened(anna, coverage), **{"timeline-0-date": typed})
    assert coverage.timeline.get().date == (kept or "2020")
    if kept is None:
        assert "Write a day, month or year that there is" in errors(answer)


def test_text_of_any_script_is_typed_from_its_own_side(anna: Client) -> None:
    coverage = storm(flood="2020")
    page = anna.get(f"/admin/articles/coverage/{coverage.pk}/change/").content.decode()
    for box in ("name", "summary", "key_points", "timeline-0-title", "timeline-0-text"):
        assert re.search(rf'<(input|textarea)[^>]* name="{box}"[^>]* dir="auto"', page) or re.search(
            rf'<(input|textarea)[^>]* dir="auto"[^>]* name="{box}"', page
        ), box
