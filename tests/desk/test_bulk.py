"""One thing done to many stories: each for itself, and a report that names all, those left out first."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles import publishing, withdrawing
from articles.models import Article, Edition, Tag
from desk import bulk
from ground import clock
from staff.models import AuditEntry, User
from tests import world
from tests.desk.conftest import act, change
from tests.desk.test_admin import LIST


def chosen(desk: Client, name: str, *articles: Article, **sent: Any) -> Any:
    """The page that asks, as the list leads to it."""
    ticked = [article.pk for article in articles]
    return desk.post(LIST, {"action": name, "index": 0, "_selected_action": ticked, **sent}, follow=True)


def shown(page: Any) -> list[str]:
    """The stories in the form, as it would send them."""
    return re.findall(r'name="story" value="([^"]+)"', page.content.decode())


def send(desk: Client, name: str, stories: Iterable[str], **values: Any) -> Any:
    return desk.post(reverse("admin:desk_bulk", args=(name,)), {"story": list(stories), **values})


def do(desk: Client, name: str, *articles: Article, **values: Any) -> Any:
    return send(desk, name, shown(chosen(desk, name, *articles)), **values)


def report(page: Any) -> tuple[str, dict[str, tuple[str, str]]]:
    """Its first sentence, and of each story that was left out what came of it and why."""
    assert page.status_code == 200, page.content.decode()
    named = {
        str(article): (result.lower(), said)
        for result, reasons in page.context["named"]
        if result.lower() in bulk.LEFT
        for said, articles in reasons
        for article in articles
    }
    return page.context["done"], named


def live_tags(article: Article) -> list[int]:
    return Edition.objects.live(at=clock.now()).get(article=article).tag_ids


def test_a_section_is_set_for_all_and_readers_see_it(desk: Client) -> None:
    stories, sport = [world.published("Ferry"), world.published("Storm")], world.section("sport")
    page = do(desk, "section", *stories, section=sport.pk)
    assert report(page) == ("Done for 2 of 2 stories.", {})
    assert all(f'href="{change(story)}"' in page.content.decode() for story in stories)
    assert set(Edition.objects.live(at=clock.now()).values_list("section__slug", "kind")) == {("sport", "minor")}


def test_tags_come_and_go(desk: Client) -> None:
    live, draft = world.published("Ferry", tags=["fog"]), world.draft("Storm", tags=["fog"])
    page = do(desk, "add-tags", live, draft, tags='ice, "wind, strong"')
    assert "1 story: done, and readers see it." in page.content.decode()
    assert "1 story: done, for the desk only." in page.content.decode()
    do(desk, "remove-tags", live, draft, tags="Fog")
    assert {frozenset(article.tags.names()) for article in (live, draft)} == {frozenset({"ice", "wind, strong"})}
    assert len(live_tags(live)) == 2


@pytest.mark.parametrize("letters", [101, 140_000])
def test_a_tag_that_is_too_long_is_refused_for_all_of_them(desk: Client, letters: int) -> None:
    page = do(desk, "add-tags", world.published("Ferry"), tags=f"ice, {'o' * letters}")
    assert page.status_code == 422
    assert "Write at most 100 letters for a tag" in page.content.decode()
    assert not Tag.objects.exists()


def test_a_story_of_which_it_is_not_true_is_named_linked_and_stops_no_other(desk: Client, editor: User) -> None:
    waiting, so, fine = world.published("Waits"), world.published("Is so", tags=["ice"]), world.published("Fine")
    world.save(waiting, headline="Waits, reworded")
    page = do(desk, "add-tags", waiting, so, fine, tags="ice")
    done, named = report(page)
    assert done == "Done for 1 of 3 stories."
    assert named == {
        "Waits, reworded": (
            "saved, not published",
            "This story has unpublished changes. Read them, then publish all together.",
        ),
        "Is so": ("so already", "It has them all."),
    }
    assert f'href="{change(waiting)}"' in page.content.decode()
    assert (live_tags(waiting), len(live_tags(fine))) == ([], 1)


def test_sent_twice_it_is_done_once_and_called_so_already(desk: Client, editor: User) -> None:
    article, gone = world.published("Ferry"), world.published("Gone")
    colleague, sport = world.person("bo", "editor"), world.section("sport")
    asked: list[tuple[str, Article, dict[str, Any]]] = [
        ("section", article, {"section": sport.pk}),
        ("add-tags", article, {"tags": "ice"}),
        ("assign", article, {"to": colleague.pk}),
        ("withdraw", gone, {"notice": "We were wrong."}),
    ]
    for name, story, values in asked:
        rows = shown(chosen(desk, name, story))
        assert report(send(desk, name, rows, **values))[0] == "Done for 1 of 1 story."
        written = AuditEntry.objects.count(), Edition.objects.count()
        done, named = report(send(desk, name, rows, **values))
        assert (done, named[str(story)][0]) == ("Done for 0 of 1 story.", "so already"), name
        assert (AuditEntry.objects.count(), Edition.objects.count()) == written


def test_a_section_is_not_set_on_a_version_that_nobody_has_looked_at(desk: Client) -> None:
    moved, still = world.published("Moved"), world.published("Still")
    rows, sport = shown(chosen(desk, "section", moved, still)), world.section("sport")
    world.save(moved, by=world.person("bo", "editor"), section=world.section("world"))
    _, named = report(send(desk, "section", rows, section=sport.pk))
    assert named.keys() == {"Moved"}
    assert named["Moved"][1].startswith("bo saved version 2 at ")
    assert named["Moved"][1].endswith(" and changed section; you had version 1. Look at it, then do it again.")
    moved.refresh_from_db()
    assert (moved.section, moved.version) == (world.section("world"), 2)


def test_stories_are_assigned_unless_somebody_has_given_them_away_since(desk: Client) -> None:
    free, taken = world.draft("Free"), world.draft("Taken")
    rows, piet, rolf = shown(chosen(desk, "assign", free, taken)), world.person("piet"), world.person("rolf")
    Article.objects.filter(pk=taken.pk).update(assignee=rolf)
    _, named = report(send(desk, "assign", rows, to=piet.pk))
    assert named == {"Taken": ("not done", "It was given to rolf since you chose it. Look again, then assign it.")}
    assert set(Article.objects.values_list("headline", "assignee__username")) == {("Free", "piet"), ("Taken", "rolf")}


def test_a_withdrawal_takes_what_was_seen_and_no_correction_that_came_since(desk: Client) -> None:
    seen, corrected, planned = world.published("Seen"), world.published("Corrected"), world.draft("Planned")
    desk.post(act(planned, "schedule"), {"version": 1, "at": "2031-07-01T14:05"})
    rows = shown(chosen(desk, "withdraw", seen, corrected, planned))
    world.save(seen, summary="A working copy that readers do not see.")
    world.publish(corrected, kind="correction", note="It was Tuesday.")
    _, named = report(send(desk, "withdraw", rows, notice="We were wrong."))
    assert named == {
        "Corrected": ("not done", "Another version came since you chose it. Look at it, then withdraw it.")
    }
    assert world.headlines() == ["Corrected"]
    assert not Edition.objects.future(at=clock.now()).exists()
    assert Edition.objects.get(article=seen).notice == "We were wrong."


def test_a_notice_that_stands_is_not_written_over(desk: Client) -> None:
    gone, draft = world.published("Gone"), world.draft("Draft")
    withdrawing.withdraw(article=gone, by=None, notice="A court said so.")
    _, named = report(do(desk, "withdraw", gone, draft, notice="We were wrong."))
    assert named == {
        "Gone": ("so already", "It was withdrawn, and its notice stays."),
        "Draft": ("so already", "Nothing of it is public."),
    }
    assert Edition.objects.get().notice == "A court said so."


def test_without_a_notice_nothing_is_withdrawn_and_the_page_asks_again(desk: Client) -> None:
    article = world.published()
    answer = do(desk, "withdraw", article, notice="  ")
    assert answer.status_code == 422
    assert "Nothing was done." in answer.content.decode()
    assert shown(answer) == shown(chosen(desk, "withdraw", article))
    assert world.headlines() == ["Ferry leaves Halmsund"]


def test_a_hold_is_told_as_the_reason(desk: Client) -> None:
    article = world.published()
    withdrawing.hold(article=article, kind="legal", reason="Lawyer.", by=None)
    what, why = report(do(desk, "add-tags", article, tags="ice"))[1][str(article)]
    assert what == "saved, not published"
    assert why.startswith("The story is on hold")


def test_a_reporter_changes_working_copies_and_takes_what_is_nobodys(reporter_desk: Client) -> None:
    rolf, live, other = User.objects.get(username="rolf"), world.published("Ferry"), world.draft("Other")
    page = chosen(reporter_desk, "add-tags", live)
    assert "You may not publish stories: what readers see stays" in page.content.decode()
    _, named = report(do(reporter_desk, "add-tags", live, tags="ice"))
    assert named == {
        "Ferry": ("saved, not published", "rolf may not publish stories. Ask an editor to publish the change.")
    }
    assert live_tags(live) == []
    Article.objects.filter(pk=other.pk).update(assignee=world.person("piet"))
    _, named = report(do(reporter_desk, "assign", live, other, to=rolf.pk))
    assert named["Other"][1].startswith("rolf may not assign stories to others.")
    live.refresh_from_db()
    assert live.assignee == rolf


def test_who_may_not_is_offered_nothing_and_refused_on_each_story(reporter_desk: Client, db: None) -> None:
    article, viewer = world.published(), Client()
    viewer.force_login(world.person("vera", "picture editor"))
    assert "_selected_action" not in viewer.get(LIST).content.decode()
    assert 'value="withdraw"' not in reporter_desk.get(LIST).content.decode()
    seen = f"{article.pk}.1.0.{Edition.objects.get().pk}"
    _, named = report(send(reporter_desk, "withdraw", [seen], notice="Mine."))
    assert named[str(article)][1].startswith("rolf may not withdraw stories.")
    _, named = report(send(viewer, "add-tags", [seen], tags="ice"))
    assert named[str(article)][1].startswith("vera may not save stories.")
    assert world.headlines() == ["Ferry leaves Halmsund"]


def test_a_story_that_the_filter_finds_no_more_is_still_among_those_ticked(desk: Client, editor: User) -> None:
    article = world.draft()
    Article.objects.filter(pk=article.pk).update(assignee=editor)
    sent = {"action": "assign", "index": 0, "_selected_action": [article.pk]}
    page = desk.post(f"{LIST}?whose=nobodys", sent, follow=True)
    assert len(shown(page)) == 1
    assert f'href="{LIST}?whose=nobodys"' in page.content.decode()


def test_all_that_the_list_finds_is_taken_as_far_as_it_is_not_too_much(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        world.draft(f"Ferry {number}")
    world.draft("Storm")
    across = {"action": "assign", "index": 0, "_selected_action": [1], "select_across": 1}
    assert len(shown(desk.post(f"{LIST}?q=ferry", across, follow=True))) == 3
    monkeypatch.setattr("desk.bulk_page.MOST", 2)
    answer = desk.post(f"{LIST}?q=ferry", across, follow=True)
    assert answer.request["QUERY_STRING"] == "q=ferry"
    assert "That is more than 2 stories, which is the most for one action. Nothing was changed." in (
        answer.content.decode()
    )
    rows = [f"{article.pk}.1.0" for article in Article.objects.all()]
    assert send(desk, "assign", rows, to=world.editor().pk).status_code == 404
    assert not Article.objects.exclude(assignee=None).exists()


@pytest.mark.parametrize("token", ["", "x", "1", "1.2", "1.2.3.x", "-1.2.3", "9" * 30 + ".1.0", "1.1.0\x00"])
def test_what_no_page_of_ours_has_sent_is_not_answered(desk: Client, token: str) -> None:
    world.draft()
    assert send(desk, "add-tags", [token], tags="ice").status_code == 404
    assert send(desk, "add-tags", [], tags="ice").status_code == 404
    assert send(desk, "sell", ["1.1.0"], tags="ice").status_code == 404
    junk = {"action": "add-tags", "index": 0, "_selected_action": [token or "9" * 30]}
    assert not Article.objects.filter(tags__name="ice").exists()
    if token != "1":
        assert desk.post(LIST, junk).status_code == 404


def test_the_address_alone_leads_to_the_list_and_a_story_twice_is_once(desk: Client) -> None:
    article = world.draft()
    said = dict.fromkeys(("", "x", f"{article.pk}.", "999"), "No story was chosen")
    for asked, why in {**said, "1." * 201 + "1": "That is more than 200 stories"}.items():
        page = reverse("admin:desk_bulk", args=("assign",))
        answer = desk.get(page, {"q": "ferry", "stories": asked}, follow=True)
        assert answer.redirect_chain == [(f"{LIST}?q=ferry", 302)]
        assert why in answer.content.decode()
    rows = shown(chosen(desk, "add-tags", article))
    assert report(send(desk, "add-tags", [*rows, *rows, "999.1.0"], tags="ice"))[0] == "Done for 1 of 1 story."


def test_neither_list_nor_page_ask_more_for_more_stories(desk: Client, django_assert_max_num_queries: Any) -> None:
    stories = [world.published(f"Ferry {number}", tags=["ice", "fog"]) for number in range(12)]
    with django_assert_max_num_queries(15):
        desk.get(LIST)
    with django_assert_max_num_queries(15) as few:
        chosen(desk, "section", *stories[:2])
    with django_assert_max_num_queries(len(few.captured_queries)):
        chosen(desk, "section", *stories)


def test_what_the_page_shows_is_what_it_sends() -> None:
    seen = bulk.Seen(12, 3, 0, frozenset({45, 46}))
    assert str(seen) == "12.3.0.45.46"
    assert bulk.Seen.read(str(seen)) == seen


def test_a_minor_edition_of_the_list_can_be_undone(desk: Client) -> None:
    article = world.published()
    do(desk, "add-tags", article, tags="ice")
    publishing.undo(edition=Edition.objects.live(at=clock.now()).get(), by=None)
    assert live_tags(article) == []
