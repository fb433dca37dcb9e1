"""The buttons of the verbs, pressed by an ordinary editor, by somebody who may not, and twice."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from articles import approving, withdrawing
from articles.models import Article, Edition
from ground import clock
from staff.models import AuditEntry
from tests import world
from tests.desk.conftest import act, change


def verbs_of(article: Article) -> list[str]:
    about = AuditEntry.objects.filter(subject_type="articles.article", subject_id=str(article.pk))
    return list(about.order_by("pk").values_list("verb", flat=True))


def test_publish_makes_the_saved_version_public(desk: Client) -> None:
    article = world.draft()
    answer = desk.post(act(article, "publish"), {"version": 1}, follow=True)
    assert world.headlines() == ["Ferry leaves Halmsund"]
    assert 'Published: readers see version 1 at <a class="desk-leads" href="/harbour/' in answer.content.decode()


def test_publish_twice_is_the_same_as_once(desk: Client) -> None:
    article = world.draft()
    for _ in range(2):
        assert desk.post(act(article, "publish"), {"version": 1}).status_code == 302
    assert Edition.objects.count() == 1
    assert verbs_of(article) == ["create", "publish"]


def test_a_reporter_gets_a_sentence_and_publishes_nothing(reporter_desk: Client) -> None:
    article = world.draft()
    assert "Publishing needs an editor: hand it in." in reporter_desk.get(change(article)).content.decode()
    answer = reporter_desk.post(act(article, "publish"), {"version": 1})
    assert answer.status_code == 403
    assert "rolf may not publish stories." in answer.content.decode()
    assert not Edition.objects.exists()


def test_all_reasons_are_listed_each_leading_to_its_field(desk: Client) -> None:
    article = world.draft(headline="", section=None, body="")
    answer = desk.post(act(article, "publish"), {"version": 1})
    page = answer.content.decode()
    assert answer.status_code == 422
    for box in ("id_headline", "id_section", "id_body_field"):
        assert f'href="#{box}"' in page
        assert f'id="{box}"' in page


@pytest.mark.parametrize(
    ("verb", "sent", "box"),
    [
        ("schedule", {"at": "2001-01-01T10:00"}, "id_schedule_at"),
        ("withdraw", {"notice": " "}, "id_withdraw_notice"),
        ("publish", {"kind": "correction"}, "id_publish_note"),
        ("return", {"reason": ""}, "id_return_reason"),
    ],
)
def test_a_reason_leads_to_the_box_of_its_verb(desk: Client, verb: str, sent: dict[str, str], box: str) -> None:
    answer = desk.post(act(world.published(), verb), {"version": 1, **sent})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'href="#{box}"' in page
    assert f'id="{box}"' in page


def test_a_reason_without_a_box_leads_nowhere(desk: Client) -> None:
    article = world.draft()
    world.save(article, headline="Newer")
    page = desk.post(act(article, "publish"), {"version": 1}).content.decode()
    assert '<li data-code="stale">' in page
    assert '#id_version"' not in page


def test_publishing_a_version_that_is_no_longer_the_newest_is_refused(desk: Client) -> None:
    article = world.draft()
    world.save(article, headline="Newer")
    answer = desk.post(act(article, "publish"), {"version": 1})
    assert "you had version 1" in answer.content.decode()
    assert not Edition.objects.exists()


def test_a_correction_without_a_note_is_refused_and_with_one_published(desk: Client) -> None:
    article = world.published()
    world.save(article, headline="Ferry left Halmsund")
    refused = desk.post(act(article, "publish"), {"version": 2, "kind": "correction", "note": ""})
    assert "A correction needs a note" in refused.content.decode()
    desk.post(act(article, "publish"), {"version": 2, "kind": "correction", "note": "It had left."})
    assert Edition.objects.live(at=clock.now()).get().note == "It had left."


def test_a_note_that_no_reader_would_see_is_refused_and_kept(desk: Client) -> None:
    article = world.save(world.published(), summary="More.")
    refused = desk.post(act(article, "publish"), {"version": 2, "kind": "update", "note": "It had left."})
    assert refused.status_code == 422
    assert (
        "Only a correction or a clarification is published with a note. Leave the note out." in refused.content.decode()
    )
    assert "It had left." in refused.content.decode()
    assert Edition.objects.get().article_version == 1


def test_a_time_is_typed_and_shown_in_the_newsrooms_zone(desk: Client) -> None:
    article = world.draft()
    answer = desk.post(act(article, "schedule"), {"version": 1, "at": "2031-07-01T14:05"}, follow=True)
    page = answer.content.decode()
    assert Edition.objects.get().live_from.isoformat() == "2031-07-01T12:05:00+00:00"
    assert "appears on 1 Jul 2031, 14:05 CEST" in page
    assert "Time in Europe/Oslo." in page


def test_a_time_that_the_clocks_skip_is_refused_with_a_sentence_and_kept(desk: Client) -> None:
    article = world.draft()
    answer = desk.post(act(article, "schedule"), {"version": 1, "at": "2031-03-30T02:30"})
    page = answer.content.decode()
    assert "this time comes twice or never" in page
    assert 'value="2031-03-30T02:30"' in page
    assert not Edition.objects.exists()


@pytest.mark.parametrize(("verb", "field"), [("schedule", "at"), ("embargo", "until"), ("take-down", "until")])
@pytest.mark.parametrize("typed", ["0001-01-01T00:00", "1799-12-31T23:59", "2200-01-01T00:00", "9999-12-31T23:59"])
def test_a_year_that_nobody_can_mean_is_refused_and_kept(desk: Client, verb: str, field: str, typed: str) -> None:
    article = world.draft()
    answer = desk.post(act(article, verb), {"version": 1, field: typed})
    assert answer.status_code == 422
    assert f"The year {typed[:4]} cannot be meant. Choose one from 1800 to 2199." in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()
    assert verbs_of(article) == ["create"]


def test_unschedule_drops_the_planned_version(desk: Client) -> None:
    article = world.draft()
    desk.post(act(article, "schedule"), {"version": 1, "at": "2031-07-01T14:05"})
    assert "Unschedule" in desk.get(change(article)).content.decode()
    for _ in range(2):
        desk.post(act(article, "unschedule"))
    assert not Edition.objects.exists()
    assert verbs_of(article) == ["create", "schedule", "unschedule"]


def test_publishing_says_that_a_planned_version_was_dropped(desk: Client) -> None:
    article = world.draft()
    desk.post(act(article, "schedule"), {"version": 1, "at": "2031-07-01T14:05"})
    answer = desk.post(act(article, "publish"), {"version": 1}, follow=True)
    assert "The version planned for 1 Jul 2031, 14:05 CEST was dropped." in answer.content.decode()


def test_undo_is_offered_right_after_publishing_and_takes_it_back(desk: Client) -> None:
    article = world.published()
    edition = Edition.objects.get()
    assert "Undo the publication" in desk.get(change(article)).content.decode()
    answer = desk.post(act(article, "undo"), {"edition": edition.pk}, follow=True)
    assert world.headlines() == []
    assert "Undo the publication" not in answer.content.decode()


def test_withdraw_needs_a_notice_and_reinstate_brings_the_story_back(desk: Client) -> None:
    article = world.published()
    refused = desk.post(act(article, "withdraw"), {"notice": ""})
    assert "A withdrawal needs a notice for readers" in refused.content.decode()
    page = desk.post(act(article, "withdraw"), {"notice": "Being checked."}, follow=True).content.decode()
    assert world.headlines() == []
    assert "Notice: “Being checked.”" in page
    desk.post(act(article, "reinstate"))
    assert world.headlines() == ["Ferry leaves Halmsund"]


def test_reinstate_offers_what_was_saved_since(desk: Client) -> None:
    article = world.published()
    desk.post(act(article, "withdraw"), {"notice": "Wrong man."})
    assert 'name="which"' not in desk.get(change(article)).content.decode(), "nothing was saved since"
    article = world.save(article, headline="Ferry sails")
    page = desk.get(change(article)).content.decode()
    assert 'name="which"' in page
    assert 'data-verb-form="publish"' not in page
    assert 'data-verb-form="schedule"' not in page
    noted = {"version": article.version, "note": "We named the wrong man."}
    refused = desk.post(act(article, "reinstate"), noted).content.decode()
    assert "as it was withdrawn has no note" in refused
    desk.post(act(article, "reinstate"), {**noted, "which": "saved"})
    assert world.headlines() == ["Ferry sails"]


def test_a_take_down_and_an_embargo_are_set_and_cleared(desk: Client) -> None:
    article = world.draft()
    for verb, column in (("take-down", "take_down_at"), ("embargo", "embargo")):
        desk.post(act(article, verb), {"until": "2031-07-01T14:05"})
        article.refresh_from_db()
        assert getattr(article, column).isoformat() == "2031-07-01T12:05:00+00:00"
        desk.post(act(article, verb), {"until": ""})
        article.refresh_from_db()
        assert getattr(article, column) is None


def test_move_changes_the_address(desk: Client) -> None:
    article = world.published()
    desk.post(act(article, "move"), {"slug": "Ferry sails"})
    article.refresh_from_db()
    assert article.path.endswith("/ferry-sails/")


def test_an_address_that_is_too_long_stays_in_its_box(desk: Client) -> None:
    answer = desk.post(act(world.published(), "move"), {"slug": "ferry" * 80})
    assert "at most 80 letters" in answer.content.decode()
    assert f'value="{"ferry" * 80}"' in answer.content.decode()


def test_a_hold_is_put_and_lifted_by_a_duty_editor_and_not_by_an_editor(duty_desk: Client, desk: Client) -> None:
    article = world.draft()
    assert desk.post(act(article, "hold"), {"kind": "legal", "reason": "A minor is named"}).status_code == 403
    duty_desk.post(act(article, "hold"), {"kind": "legal", "reason": "A minor is named"})
    assert "The story is on hold" in desk.post(act(article, "publish"), {"version": 1}).content.decode()
    block = article.blocks.get()
    without = duty_desk.post(act(article, "lift-hold"), {"block": block.pk, "reason": ""})
    assert "Lifting a hold needs a reason" in without.content.decode()
    duty_desk.post(act(article, "lift-hold"), {"block": block.pk, "reason": "The name is out"})
    assert not article.blocks.filter(lifted_at=None).exists()


def test_who_lifts_what_an_agency_holds_back_until_a_time_may_set_that_time(duty_desk: Client) -> None:
    article = world.draft()
    withdrawing.hold(article=article, kind="legal", reason="A minor is named", by=None)
    assert 'name="until"' not in lifting(duty_desk, article)
    block = withdrawing.hold(article=article, kind="embargo", reason="Until “tomorrow noon”", by=None)
    assert lifting(duty_desk, article).count('name="until"') == 1
    sent = {"block": block.pk, "reason": "They meant the 1st", "until": "2031-07-01T14:05"}
    said = duty_desk.post(act(article, "lift-hold"), sent, follow=True).content.decode()
    article.refresh_from_db()
    assert (article.embargo.year, article.embargo.month) == (2031, 7)
    assert "The hold is lifted. The story is under embargo until 1 Jul 2031, 14:05" in said


def lifting(desk: Client, article: Article) -> str:
    """The forms that lift its holds."""
    page = desk.get(change(article)).content.decode()
    return "".join(re.findall(rf'<form[^>]*action="{act(article, "lift-hold")}".*?</form>', page, re.DOTALL))


def test_a_story_that_was_never_published_is_put_on_hold_with_the_boxes_of_its_page(duty_desk: Client) -> None:
    article = world.draft()
    page = duty_desk.get(change(article)).content.decode()
    (form,) = re.findall(rf'<form[^>]*action="{act(article, "hold")}".*?</form>', page, re.DOTALL)
    assert set(re.findall(r'name="(\w+)"', form)) == {"csrfmiddlewaretoken", "known", "kind", "reason"}
    assert '<option value="legal" selected>' in form
    duty_desk.post(act(article, "hold"), {"kind": "legal", "reason": "A minor is named"})
    assert article.blocks.get().kind == "legal"


def test_a_hold_of_another_story_cannot_be_lifted_here(duty_desk: Client) -> None:
    article, other = world.draft(), world.draft("Nets")
    block = withdrawing.hold(article=other, kind="legal", reason="Asked to wait", by=None)
    assert duty_desk.post(act(article, "lift-hold"), {"block": block.pk, "reason": "x"}).status_code == 404


def test_restore_makes_an_old_version_the_newest(desk: Client) -> None:
    article = world.draft("First words")
    world.save(article, headline="Second words")
    old = article.revisions.get(version=1)
    desk.post(act(article, "restore"), {"version": 2, "revision": old.pk})
    article.refresh_from_db()
    assert (article.version, article.headline) == (3, "First words")
    stale = desk.post(act(article, "restore"), {"version": 2, "revision": old.pk})
    assert "saved version 3" in stale.content.decode()


def test_a_verb_is_sent_never_followed_and_unknown_ones_are_not_found(desk: Client) -> None:
    article = world.draft()
    assert desk.get(act(article, "publish")).status_code == 405
    assert desk.post(act(article, "explode")).status_code == 404


def test_nobody_acts_without_logging_in(db: None) -> None:
    article = world.draft()
    answer = Client().post(act(article, "publish"), {"version": 1})
    assert answer.status_code == 403
    assert not Edition.objects.exists()


def test_a_button_needs_the_token_of_its_page(desk: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.editor())
    assert strict.post(act(world.draft(), "publish"), {"version": 1}).status_code == 403


def test_times_on_the_panel_are_the_newsrooms(desk: Client) -> None:
    article = world.published()
    standing = Edition.objects.get()
    page = desk.get(change(article)).content.decode()
    assert f"{standing.live_from + timedelta(hours=1):%H:%M} CET" in page or "CEST" in page


def test_times_in_a_refusal_are_the_newsrooms(desk: Client) -> None:
    article = withdrawing.embargo(article=world.draft(), until=datetime(2031, 7, 1, 12, 5, tzinfo=UTC), by=None)
    refused = desk.post(act(article, "publish"), {"version": 1})
    assert "under embargo until 1 Jul 2031, 14:05 CEST." in refused.content.decode()


def test_a_story_in_another_language_is_published_with_where_it_is_listed(desk: Client) -> None:
    article = world.draft("أول عبّارة", language="ar")
    said = desk.post(act(article, "publish"), {"version": 1}, follow=True).content.decode()
    assert 'its section lists it at <a class="desk-leads" href="/harbour/?lang=ar">' in said
    assert "أول عبّارة" in desk.get("/harbour/?lang=ar").content.decode()


def test_moving_a_story_to_where_it_is_says_that_nothing_was_changed(desk: Client) -> None:
    article = world.published()
    slug = (article.path or "").strip("/").rpartition("/")[2]
    said = desk.post(act(article, "move"), {"slug": slug}, follow=True).content.decode()
    assert "That is its address already" in said


@pytest.mark.parametrize("verb", ["embargo", "hold", "withdraw"])
def test_what_drops_a_planned_version_says_so(desk: Client, verb: str) -> None:
    desk.force_login(world.person("dora", "editor", "duty editor"))
    planned, kept = world.draft("Planned"), world.draft("Kept")
    sent = {"until": "2031-07-02T10:00", "kind": "legal", "reason": "Names", "notice": "Gone."}
    for article, at, dropped in ((planned, "2031-07-01T14:05", True), (kept, "2031-07-03T14:05", verb == "hold")):
        desk.post(act(article, "schedule"), {"version": 1, "at": at})
        said = desk.post(act(article, verb), sent, follow=True).content.decode()
        assert ("14:05 CEST was dropped." in said) == (dropped or verb == "withdraw")
    again = desk.post(act(planned, verb), sent, follow=True).content.decode()
    assert "was dropped" not in again


def test_what_is_over_is_told_as_over(desk: Client) -> None:
    article = world.published()
    desk.post(act(article, "embargo"), {"until": "2031-07-01T14:05"})
    assert "Taken back by embargo" in desk.get(change(article)).content.decode()
    said = desk.post(act(article, "embargo"), {"until": "2021-07-01T14:05"}, follow=True).content.decode()
    assert "has passed; it holds nothing back." in said
    assert "Embargo until 1 Jul 2021, 14:05 CEST, which has passed." in said


def test_undo_is_not_offered_where_nothing_is_known_of_before(desk: Client) -> None:
    article = world.published()
    desk.post(act(article, "withdraw"), {"notice": "Gone."})
    desk.post(act(article, "reinstate"))
    assert 'data-verb-form="undo"' not in desk.get(change(article)).content.decode()
    article = world.save(article, headline="Ferry sails")
    desk.post(act(article, "publish"), {"version": article.version})
    assert 'data-verb-form="undo"' in desk.get(change(article)).content.decode()
    edition = Edition.objects.live(at=clock.now()).get()
    desk.post(act(article, "undo"), {"edition": edition.pk})
    assert world.headlines() == ["Ferry leaves Halmsund"]
    assert 'data-verb-form="undo"' not in desk.get(change(article)).content.decode(), "it was undone"


SOON, LATER = "2090-03-28T09:00", "2090-04-25T09:00"


@pytest.fixture
def duty() -> Client:
    client = Client()
    client.force_login(world.person("dora", "duty editor", "editor"))
    return client


def known(client: Client, article: Article, name: str) -> dict[str, str]:
    """What the form of that button carries of what its page showed."""
    page = client.get(change(article)).content.decode()
    form = page[page.index(f'data-verb-form="{name}"') :]
    return {"known": re.search(r'name="known" value="(\d+)"', form)[1]}  # type: ignore[index]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (("embargo", {"until": SOON}), ("embargo", {"until": ""})),
        (("withdraw", {"notice": "On advice."}), ("withdraw", {"notice": "A duplicate."})),
        (
            ("schedule", {"version": 1, "at": SOON}),
            ("schedule", {"version": 1, "at": LATER}),
        ),
        (("take-down", {"until": SOON}), ("take-down", {"until": LATER})),
        (("withdraw", {"notice": "Gone."}), ("publish", {"version": "1"})),
        (("return", {"version": 1, "reason": "Libel."}), ("publish", {"version": "1"})),
        (("return", {"version": 1, "reason": "Libel."}), ("schedule", {"version": 1, "at": SOON})),
    ],
)
def test_a_button_does_nothing_over_what_a_colleague_did_meanwhile(
    desk: Client, duty: Client, first: tuple[str, dict[str, str]], then: tuple[str, dict[str, str]]
) -> None:
    article = world.draft() if first[0] in ("schedule", "return") else world.published()
    if first[0] == "return":
        approving.submit(article=article, version=1, by=None)
    carried = known(duty, article, then[0])
    assert desk.post(act(article, first[0]), first[1]).status_code == 302
    before = verbs_of(article)
    answer = duty.post(act(article, then[0]), {**then[1], **carried})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "was quicker, on" in page
    assert verbs_of(article) == before
    again = re.search(r'name="known" value="(\d+)"', page[page.index(f'data-verb-form="{then[0]}"') :])
    assert again
    assert "was quicker" not in duty.post(act(article, then[0]), {**then[1], "known": again[1]}).content.decode()


@pytest.mark.parametrize("sent", ["", "x", "9" * 5000, "-1"])
def test_what_names_no_entry_of_the_log_is_in_nobodys_way(desk: Client, sent: str) -> None:
    article = world.draft()
    assert desk.post(act(article, "publish"), {"version": 1, "known": sent}).status_code == 302
