"""Snapshots: a working copy as one value, and back, though some of it is gone by then."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from articles import snapshots
from articles.models import Author, Coverage
from media.intake import take_in
from tests import world
from tests.media import drawn

pytestmark = pytest.mark.django_db


def test_a_snapshot_holds_every_field_that_can_be_written() -> None:
    assert set(snapshots.snapshot(world.draft())) == set(snapshots.ALL) == set(snapshots.Fields.__annotations__)


def test_a_snapshot_comes_back_as_the_same_copy() -> None:
    photo = take_in(data=drawn.jpeg(), filename="ferry.jpg", by=None).photo
    runa = Author.objects.create(name="Runa", slug="runa")
    article = world.draft(
        tags=["storm", "Ferries"],
        coverages=[Coverage.objects.create(name="Storm", slug="storm")],
        bylines=[
            {"author": None, "name": "Staff"},
            {"author": runa, "name": ""},
        ],
        captions=[{"role": "gallery", "pending": "quay.jpg"}, {"role": "lead", "photo": photo, "text": "The quay"}],
        related=[world.draft("Second"), world.draft("First")][::-1],
        urgency=3,
    )
    kept = json.loads(json.dumps(snapshots.snapshot(article), cls=DjangoJSONEncoder))
    empty = {"tags": [], "coverages": [], "bylines": [], "captions": [], "related": [], "urgency": None}
    article = world.save(article, **empty)
    assert snapshots.snapshot(world.save(article, **snapshots.fields(kept))) == kept


def test_what_no_longer_exists_is_left_out() -> None:
    gone = 987_654_321
    kept = snapshots.snapshot(world.draft()) | {
        "section": gone,
        "coverages": [gone],
        "related": [gone],
        "bylines": [{"author": gone, "name": ""}, {"author": gone, "name": "Runa Vik"}],
        "captions": [
            {"uuid": "0190b5a1-7c11-7000-8000-000000000001", "role": "lead", "photo": gone, "pending": ""},
        ],
    }
    fields = snapshots.fields(kept)
    assert (fields["section"], fields["coverages"], fields["related"], fields["captions"]) == (None, [], [], [])
    assert fields["bylines"] == [{"author": None, "name": "Runa Vik"}]


def test_fields_that_changed_are_named_in_the_order_of_the_form() -> None:
    before = snapshots.snapshot(world.draft())
    after = before | {"tags": ["storm"], "body": "<p>x</p>", "headline": "Other", "summary": ""}
    assert snapshots.changed(before, after) == ["headline", "body", "tags"]
    assert snapshots.changed(before, dict(before)) == []
