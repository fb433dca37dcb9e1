"""What stands in the way of publishing: every reason, by code and field, and none where there is none."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from articles import checking, publishing, translating, withdrawing
from articles.models import Article
from articles.refusals import Refused
from media import editing, leasing
from media.intake import take_in
from media.models import Photo
from staff.models import User
from tests import world
from tests.media import drawn
from tests.world import MORNING, ControlledClock

pytestmark = pytest.mark.django_db
HOUR, TICK = timedelta(hours=1), timedelta(microseconds=1)


@pytest.fixture
def photo() -> Photo:
    return take_in(data=drawn.photograph(90, 60), filename="ferry.jpg", by=None).photo


def reasons(article: Article, *, by: User | None = None, **at: float) -> list[tuple[str, str]]:
    article = Article.objects.get(pk=article.pk)
    found = checking.reasons(article, version=article.version, at=MORNING + timedelta(**at), by=by)
    return [(reason.code, reason.field) for reason in found]


def test_a_story_with_all_that_it_needs_may_be_published(photo: Photo) -> None:
    assert reasons(world.draft(captions=[{"role": "lead", "photo": photo}]), by=world.editor()) == []


def test_a_refusal_names_all_reasons_at_once(time: ControlledClock) -> None:
    article = world.draft("", section=None, body="", captions=[{"role": "lead", "pending": "ferry.jpg"}])
    with pytest.raises(Refused) as refused:
        publishing.publish(article=article, version=7, by=None)
    codes = [reason.code for reason in refused.value.reasons]
    assert codes == ["stale", "headline-missing", "section-missing", "body-missing", "photo-pending"]


def test_an_old_version_is_refused_with_who_saved_the_newer_one(time: ControlledClock) -> None:
    article = world.save(world.draft(), by=world.editor(), summary="More.")
    [reason] = checking.reasons(article, version=1, at=MORNING, by=None)
    assert (reason.code, reason.field) == ("stale", "version")
    assert reason.message.startswith(
        "anna saved version 2 at 4 Mar 2026, 06:00 UTC and changed summary; you had version 1."
    )


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"headline": " \u00a0"}, ("headline-missing", "headline")),
        ({"section": None}, ("section-missing", "section")),
        ({"body": "<p> </p><hr>"}, ("body-missing", "body")),
    ],
)
def test_what_a_story_cannot_be_without_is_named(fields: dict[str, object], reason: tuple[str, str]) -> None:
    assert reasons(world.draft(**{"headline": "Ferry leaves", **fields})) == [reason]  # type: ignore[arg-type]


def test_a_photo_without_a_credit_stands_in_the_way_until_its_use_has_one() -> None:
    bare = take_in(data=drawn.jpeg(), filename="quay.jpg", by=None).photo
    article = world.draft(captions=[{"role": "lead", "photo": bare}])
    assert reasons(article) == [("credit-missing", "captions")]
    assert reasons(world.save(article, captions=[{"role": "lead", "photo": bare, "credit": "Runa Vik"}])) == []


def test_a_photo_is_asked_for_its_right_at_the_moment_of_publication(photo: Photo, time: ControlledClock) -> None:
    article = world.draft(captions=[{"role": "lead", "photo": photo}])
    leasing.grant(photo=photo, kind="allow", ends_at=MORNING + HOUR, by=None)
    assert reasons(article, hours=1, microseconds=-1) == []
    assert reasons(article, hours=1) == [("photo-not-usable", "captions")]


def test_a_photo_that_has_not_come_stands_in_the_way() -> None:
    article = world.draft(captions=[{"role": "lead", "pending": "ferry.jpg"}])
    assert reasons(article) == [("photo-pending", "captions")]


def test_a_killed_photo_stands_in_the_way(photo: Photo) -> None:
    article = world.draft(captions=[{"role": "lead", "photo": photo}])
    editing.kill(photo=photo, reason="Wrong person.", by=None)
    assert reasons(article) == [("photo-not-usable", "captions")]
    [reason] = checking.reasons(article, version=1, at=MORNING, by=None)
    assert "It was killed: Wrong person. Choose another photo." in reason.message


def test_a_figure_that_the_story_does_not_have_stands_in_the_way() -> None:
    html = '<p>x</p><figure data-caption="0190b5a1-7c11-7000-8000-000000000001"></figure>'
    assert reasons(world.draft(body=html)) == [("figure-unknown", "body")]


def test_an_embargo_stands_in_the_way_until_its_moment(time: ControlledClock) -> None:
    article = withdrawing.embargo(article=world.draft(), until=MORNING + HOUR, by=None)
    assert reasons(article, hours=1, microseconds=-1) == [("embargo", "embargo")]
    assert reasons(article, hours=1) == []


def test_a_take_down_stands_in_the_way_from_its_moment_on(time: ControlledClock) -> None:
    article = withdrawing.plan_take_down(article=world.draft(), until=MORNING + HOUR, by=None)
    assert reasons(article, hours=1, microseconds=-1) == []
    assert reasons(article, hours=1) == [("taken-down", "take_down_at")]


def test_every_hold_is_named_until_it_is_lifted() -> None:
    article = world.draft()
    for kind in ("kill", "legal"):
        withdrawing.hold(article=article, kind=kind, reason="See the letter.", by=None)
    assert sorted(reasons(article)) == [("hold-kill", ""), ("hold-legal", "")]
    withdrawing.lift_hold(block=article.blocks.get(kind="kill"), reason="Settled.", by=None)
    assert reasons(article) == [("hold-legal", "")]


def test_a_translation_needs_a_text_of_its_own() -> None:
    english = world.draft("Ferry leaves", body="<p>It left.</p>")
    arabic = translating.begin_translation(article=english, language="ar", by=None)
    assert reasons(arabic) == [("untranslated", "body")]
    assert reasons(world.save(arabic, body="<p>غادرت.</p>")) == []


def test_a_story_that_nobody_approved_needs_the_right_to_bypass() -> None:
    article, writer = world.draft(), world.person("tor", "reporter")
    assert reasons(article, by=writer) == [("not-approved", "desk_state")]
    Article.objects.update(desk_state=Article.DeskState.APPROVED)
    assert reasons(article, by=writer) == []
    Article.objects.update(desk_state=Article.DeskState.RETURNED)
    writer.user_permissions.add(Permission.objects.get(codename="bypass_approval"))
    assert reasons(article, by=User.objects.get(pk=writer.pk)) == []


def test_a_photo_that_has_not_come_is_called_by_its_name_alone() -> None:
    pending = "https://pictures.example/2026/ferry.jpg?auth_token=secret"
    article = world.draft(captions=[{"role": "lead", "pending": pending}])
    [reason] = checking.reasons(article, version=1, at=MORNING, by=None)
    assert reason.message.startswith("The photo “ferry.jpg” has not arrived.")
