"""Translations on the story page: what the panel says, and what its buttons do."""

import re
from typing import Any

from django.test import Client

from articles import publishing, translating, withdrawing
from articles.models import Article
from staff.models import User
from tests import world
from tests.desk.conftest import act, change, story


def panel(desk: Client, article: Article) -> str:
    """The words of the panel's part about translations."""
    found = re.search(r'<section class="desk-translations".*?</section>', shown(desk.get(change(article))), re.DOTALL)
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def shown(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def arabic(**fields: Any) -> Article:
    return world.draft("العبارة تغادر", language="ar", **fields)


def link(one: Article, other: Article) -> None:
    translating.link(article=one, other=other, by=None)


def test_a_story_alone_says_so_and_offers_both_ways(desk: Client) -> None:
    text = panel(desk, world.draft())
    assert "It is linked to no story in another language." in text
    assert "Begin the translation" in text
    assert "Link an existing story" in text
    assert "Unlink" not in text


def test_the_panel_lists_languages_and_where_each_stands(desk: Client) -> None:
    english, other = world.draft(), arabic()
    link(english, other)
    link(english, world.published("Le ferry part", language="fr"))
    text = panel(desk, english)
    assert re.search("العربية Draft .*العبارة تغادر", text)
    assert re.search("français Live .*Le ferry part", text)
    assert f'href="{change(other)}"' in shown(desk.get(change(english)))
    assert "Unlink this story" in text


def test_a_translation_is_begun_and_opened(desk: Client) -> None:
    english = world.draft("Ferry leaves")
    answer = desk.post(act(english, "translate"), {"language": "fr"}, follow=True)
    begun = Article.objects.get(language="fr")
    assert answer.redirect_chain[0][0] == change(begun)
    assert "This is the translation into français." in shown(answer)
    assert "the original" in panel(desk, begun)
    again = desk.post(act(english, "translate"), {"language": "fr"})
    assert (again.status_code, Article.objects.count()) == (302, 2)


def test_only_languages_without_a_story_are_offered(desk: Client) -> None:
    english = world.draft()
    link(english, arabic())
    offered = re.search(r'<select name="language" id="id_translate_language">(.*?)</select>', _page(desk, english))
    assert offered
    values = re.findall(r'value="(\w+)"', offered[1])
    assert "fr" in values
    assert not {"en", "ar"} & set(values)


def _page(desk: Client, article: Article) -> str:
    return shown(desk.get(change(article))).replace("\n", "")


def test_a_language_that_is_taken_is_refused_by_name(desk: Client) -> None:
    english = world.draft()
    link(english, arabic())
    answer = desk.post(act(english, "translate"), {"language": "ar"})
    assert answer.status_code == 422
    assert "“العبارة تغادر” is the story in العربية already" in shown(answer)


def test_a_story_is_linked_by_choice_by_number_or_by_address(desk: Client) -> None:
    for way in ("chosen", "number", "address"):
        english, other = world.draft(f"Story {way}"), world.published(f"قصة {way}", language="ar")
        sent = {
            "chosen": {"other": other.pk},
            "number": {"headline": str(other.pk)},
            "address": {"headline": other.path},
        }
        answer = desk.post(act(english, "link"), sent[way], follow=True)
        assert f"Linked to “قصة {way}”" in shown(answer)
        english.refresh_from_db()
        assert english.translation_group is not None


def test_what_names_no_story_stays_as_typed(desk: Client) -> None:
    answer = desk.post(act(world.draft(), "link"), {"headline": "No such ferry"})
    assert answer.status_code == 422
    assert "Choose a story from the list" in shown(answer)
    assert 'value="No such ferry"' in shown(answer)


def test_a_reporter_does_not_change_what_readers_see(reporter_desk: Client, editor: User) -> None:
    english, other = world.published(), arabic()
    world.publish(other)
    answer = reporter_desk.post(act(english, "link"), {"other": other.pk})
    assert answer.status_code == 403
    assert "rolf may not change which translations readers see" in shown(answer)


def test_unlinking_takes_this_story_out(desk: Client) -> None:
    english, other = world.draft(), arabic()
    link(english, other)
    assert "Unlinked" in shown(desk.post(act(english, "unlink"), follow=True))
    other.refresh_from_db()
    assert other.translation_group is None


def test_the_panel_says_what_readers_got_of_the_others_since(desk: Client) -> None:
    english = world.published()
    begun = translating.begin_translation(article=english, language="ar", by=None)
    begun = world.publish(world.save(begun, body="<p>غادرت.</p>")).article
    assert "since this story was saved last" not in panel(desk, begun) + panel(desk, english)
    world.publish(world.save(english, headline="Ferry sails"))
    assert "A version of it was published since this story was saved last." in panel(desk, begun)
    english.refresh_from_db()
    note = {"kind": "correction", "note": "It was a boat."}
    publishing.publish(article=english, version=english.version, by=None, **note)
    assert "2 versions of it were published since this story was saved last." in panel(desk, begun)
    withdrawing.withdraw(article=english, by=None, notice="Gone.")
    world.save(begun, headline="العبارة تبحر")
    assert "since this story was saved last" not in panel(desk, begun)


def test_a_form_that_gives_it_the_language_of_a_translation_is_refused_and_kept(desk: Client) -> None:
    english, other = world.draft("Ferry leaves"), arabic()
    link(english, other)
    answer = desk.post(change(other), story(version=1, headline="Typed with care", language="en"))
    assert answer.status_code == 422
    assert "“Ferry leaves” is its translation in English" in shown(answer)
    assert 'href="#id_language"' in shown(answer)
    assert "Typed with care" in shown(answer)
    other.refresh_from_db()
    assert other.version == 1


def test_the_history_tells_who_linked_what(desk: Client, editor: User) -> None:
    english, other = world.draft(), arabic()
    translating.link(article=english, other=other, by=editor)
    assert "to: العبارة تغادر" in shown(desk.get(f"/admin/articles/article/{english.pk}/history/"))
