"""The live page and what polls it."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles import reporting, withdrawing
from articles.models import Author, Coverage, LiveUpdate
from articles.reporting import Words
from ground import clock
from media.models import Photo
from readers.live import posts, signing
from tests import world
from tests.world import ControlledClock

PATH = "/coverage/storm/live/"


@pytest.fixture
def storm(time: ControlledClock) -> Coverage:
    coverage = Coverage.objects.create(name="Storm", slug="storm", public_from=time.at)
    return reporting.start_live(coverage=coverage, by=None)


@pytest.fixture
def post(storm: Coverage, time: ControlledClock) -> Callable[..., LiveUpdate]:
    def posted(headline: str = "", **words: object) -> LiveUpdate:
        time.move(minutes=1)
        given = Words(**{"headline": headline, "body": "<p>Wind.</p>", **words})  # type: ignore[typeddict-item]
        return reporting.post(coverage=storm, words=given, by=None)

    return posted


Posting = Callable[..., LiveUpdate]


def headlines(text: str) -> list[str]:
    return re.findall(r"<h3>([^<]+)</h3>", text)


def page(reader: Client, query: str = "") -> str:
    answer = reader.get(PATH + query)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def poll(reader: Client, after: int) -> dict[str, object]:
    return reader.get(f"{PATH}updates.json?after={after}").json()


def test_posts_stand_newest_first_with_their_permalinks(reader: Client, post: Posting) -> None:
    first, second = post("Gale warning"), post("Harbour shut")
    text = page(reader)
    assert headlines(text) == ["Harbour shut", "Gale warning"]
    assert f'<article class="post" id="post-{first.public_id}"' in text
    assert f'href="{PATH}?post={second.public_id}#post-{second.public_id}"' in text


@given(before=st.integers(0, 200), more=st.integers(0, 200))
def test_older_pages_never_shift(before: int, more: int) -> None:
    for number in range(1, posts.pages(before)):
        assert posts.span(number, before) == posts.span(number, before + more)
    spans = [posts.span(number, before) for number in range(1, posts.pages(before))] + [posts.span(0, before)]
    assert [post for start, end in spans for post in range(start, end)] == list(range(before))
    start, end = posts.span(0, before)
    assert end - start < 2 * posts.PER_PAGE


def test_a_permalink_finds_the_page_on_which_its_post_lies(
    reader: Client, post: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "PER_PAGE", 2)
    written = [post(f"Post {number}") for number in range(7)]
    assert headlines(page(reader)) == ["Post 6", "Post 5", "Post 4"]
    assert headlines(page(reader, "?page=1")) == ["Post 1", "Post 0"]
    for number, posted in enumerate(written):
        assert f"Post {number}" in headlines(page(reader, f"?post={posted.public_id}"))
    assert [reader.get(PATH + query).status_code for query in ("?page=3", "?page=0", "?page=x", "?post=x")] == [404] * 4


def test_key_events_are_listed_and_can_stand_alone(reader: Client, post: Posting) -> None:
    post("Gale warning", is_key=True)
    post("A gull")
    text = page(reader)
    assert 'id="key-events"' in text
    assert "Skip to key events" in text
    assert headlines(page(reader, "?key=1")) == ["Gale warning"]


def test_a_key_event_without_headline_is_called_by_its_words(reader: Client, post: Posting, storm: Coverage) -> None:
    post(body="<p>AT&amp;T &lt;3 the <b>harbour</b>.</p><p>Ships wait.</p>", is_key=True)
    assert re.search(
        r"<ol>.*>AT&amp;T &lt;3 the harbour\. Ships wait\.</a>", reader.get(storm.live_path).content.decode()
    )


def test_what_breaks_says_so_in_its_heading_and_is_a_key_event(reader: Client, post: Posting, storm: Coverage) -> None:
    posted = post("Bridge shut", is_breaking=True)
    mark = '<span class="breaking">Breaking</span>'
    heading = f"<h3>{mark}\nBridge shut</h3>"
    events = f'<a href="{PATH}?post={posted.public_id}#post-{posted.public_id}">{mark}\nBridge shut</a>'
    text = page(reader)
    assert text.count(heading) == 1
    assert text.count(events) == 1
    assert heading in page(reader, "?key=1")
    assert heading in poll(reader, 0)["posts"][0]["html"]  # type: ignore[index]
    assert '"keywords": "Breaking"' in text
    assert events in reader.get(storm.get_absolute_url()).content.decode()
    reporting.pin(update=posted, by=None)
    assert page(reader).count(heading) == 2


def test_what_no_longer_breaks_is_a_post_like_others(reader: Client, post: Posting) -> None:
    posted = post("Bridge shut", is_breaking=True)
    reporting.revise(update=posted, version=1, words=Words(is_breaking=False), by=None, is_minor=True)
    text = page(reader)
    assert headlines(text) == ["Bridge shut"]
    assert "Breaking" not in text
    assert 'id="key-events"' not in text
    reporting.revise(update=posted, version=2, words=Words(is_breaking=True), by=None, is_minor=True)
    reporting.withdraw(update=posted, notice="It is open.", by=None)
    assert "Breaking" not in page(reader)


def test_what_breaks_has_a_heading_even_without_a_headline(reader: Client, post: Posting) -> None:
    post(is_breaking=True)
    assert '<h3><span class="breaking">Breaking</span>\n</h3>' in page(reader)


@pytest.mark.parametrize(("language", "word"), [("ar", "عاجل"), ("fa", "فوری"), ("fr", "Dernière minute")])
def test_what_breaks_says_so_in_the_language_of_the_page(
    reader: Client, post: Posting, storm: Coverage, language: str, word: str
) -> None:
    Coverage.objects.update(language=language)
    reporting.post(coverage=storm, words=Words(headline="x", is_breaking=True), by=None)
    assert f'<span class="breaking">{word}</span>' in page(reader)
    assert f'"keywords": "{word}"' in page(reader)
    assert word in poll(reader, 0)["posts"][0]["html"]  # type: ignore[index]


def test_an_old_pinned_post_stands_above_although_many_key_events_came_after_it(
    reader: Client, post: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "KEY_EVENTS", 2)
    pinned = post("What we know", is_key=True)
    reporting.pin(update=pinned, by=None)
    for number in range(4):
        post(f"Event {number}", is_key=True)
    text = page(reader)
    assert headlines(text)[0] == "What we know"
    events = text.split('id="key-events"')[1].split("</nav>")[0]
    assert re.findall(r"Event \d", events) == ["Event 3", "Event 2"]


def test_a_pinned_post_stands_above_without_its_id_twice(reader: Client, post: Posting) -> None:
    pinned = post("What we know")
    post("A gull")
    reporting.pin(update=pinned, by=None)
    text = page(reader)
    assert headlines(text)[0] == "What we know"
    assert text.count(f'id="post-{pinned.public_id}"') == 1


def test_a_withdrawn_post_leaves_its_notice_and_none_of_its_words(reader: Client, post: Posting) -> None:
    posted = post("Bridge fallen", body="<p>It has fallen.</p>")
    reporting.withdraw(update=posted, notice="The bridge stands.", by=None)
    text = page(reader, f"?post={posted.public_id}")
    assert "The bridge stands." in text
    assert "fallen" not in text
    assert "fallen" not in reader.get(f"{PATH}updates.json?after=0").content.decode()


def test_a_change_shows_its_time(reader: Client, post: Posting) -> None:
    posted = post("Gale")
    reporting.revise(update=posted, version=1, words=Words(headline="Storm"), by=None)
    assert re.search(r"Storm</h3>.*?Updated <time", page(reader), re.DOTALL)


def test_a_link_to_a_withdrawn_story_is_words_alone(reader: Client, post: Posting, time: ControlledClock) -> None:
    article = world.published()
    post(body=f'<p>As <a data-story="{article.public_id}">told before</a>.</p>')
    answer = reader.get(PATH)
    assert f'<a href="{article.path}">told before</a>' in answer.content.decode()
    assert f"article:{article.public_id}" in answer["Surrogate-Key"].split()
    time.move(minutes=1)
    withdrawing.withdraw(article=article, by=None, notice="Gone.")
    assert "<p>As told before.</p>" in page(reader)


def test_a_poll_tells_what_is_new_changed_and_withdrawn(reader: Client, post: Posting) -> None:
    first = post("Gale")
    cursor = int(re.search(r'data-cursor="(\d+)"', page(reader))[1])  # type: ignore[index]
    assert poll(reader, cursor)["posts"] == []
    second = post("Harbour shut")
    reporting.revise(update=first, version=1, words=Words(headline="Storm"), by=None)
    found = poll(reader, cursor)
    assert [row["id"] for row in found["posts"]] == [str(second.public_id), str(first.public_id)]  # type: ignore[attr-defined]
    assert found["cursor"] == cursor + 2
    assert (found["closed"], found["closing"], found["reload"]) == (False, "", False)


def test_a_post_written_while_the_poll_is_answered_is_not_missed(
    reader: Client, post: Posting, time: ControlledClock
) -> None:
    post("Gale")
    time.move(seconds=-1)
    assert headlines(page(reader)) == ["Gale"]
    assert [row["id"] for row in poll(reader, 1)["posts"]] == [str(LiveUpdate.objects.get().public_id)]  # type: ignore[attr-defined, index, misc]


def test_a_poll_without_news_is_304(reader: Client, post: Posting) -> None:
    post("Gale")
    address = f"{PATH}updates.json?after=1"
    answer = reader.get(address)
    again = reader.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    post("Storm")
    assert reader.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_a_closed_page_asks_for_nothing_and_tells_others_to_stop(
    reader: Client, post: Posting, storm: Coverage, time: ControlledClock
) -> None:
    post("Gale")
    assert "data-poll" in page(reader)
    time.move(minutes=1)
    reporting.close_live(coverage=storm, by=None)
    text = page(reader)
    assert "data-poll" not in text
    assert "Closed" in text
    assert "<title>Storm: as it was reported live |" in text
    found = poll(reader, 0)
    assert found["closed"] is True
    assert str(found["closing"]) in text
    assert "This page was closed on <time" in str(found["closing"])


@pytest.mark.parametrize(("language", "words"), [("ar", "كما جرت"), ("fa", "چنان‌که"), ("fr", "tel qu’il a été")])
def test_the_title_of_a_closed_page_says_so_in_its_language(
    reader: Client, storm: Coverage, time: ControlledClock, language: str, words: str
) -> None:
    Coverage.objects.update(language=language)
    time.move(minutes=1)
    reporting.close_live(coverage=storm, by=None)
    assert words in page(reader).split("</title>")[0]


def test_who_missed_too_much_is_told_to_read_anew(
    reader: Client, post: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posts, "MOST_CHANGES", 2)
    for number in range(3):
        post(f"Post {number}")
    assert poll(reader, 0)["reload"] is True


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 20])
def test_a_poll_needs_a_cursor(reader: Client, storm: Coverage, after: str) -> None:
    assert reader.get(f"{PATH}updates.json?after={after}").status_code == 400


def test_nothing_is_known_before_readers_may_see_the_coverage(reader: Client, time: ControlledClock) -> None:
    coverage = Coverage.objects.create(name="Storm", slug="storm", public_from=time.at + timedelta(hours=1))
    assert reader.get(PATH).status_code == 404
    reporting.start_live(coverage=coverage, by=None)
    assert reader.get(PATH).status_code == 404
    time.move(hours=1)
    assert reader.get(PATH).status_code == 200


def test_few_queries(reader: Client, post: Posting, django_assert_max_num_queries: Callable[[int], object]) -> None:
    article = world.published()
    for number in range(5):
        post(f"Post {number}", body=f'<p><a data-story="{article.public_id}">x</a></p>', is_key=True)
    for address, most in ((PATH, 6), (f"{PATH}updates.json?after=0", 5)):
        reader.get(address)
        with django_assert_max_num_queries(most):  # type: ignore[attr-defined]
            reader.get(address)


def test_machines_read_the_same_posts(reader: Client, post: Posting) -> None:
    post("Gale warning", byline="Runa Hald")
    text = page(reader)
    assert '"@type": "LiveBlogPosting"' in text
    assert '"headline": "Gale warning"' in text
    assert '"author": [{"@type": "Person", "name": "Runa Hald"}]' in text
    assert f'"datePublished": "{clock.now().isoformat(timespec="seconds")}"' in text


def postings(reader: Client) -> list[dict[str, Any]]:
    data = re.search(r'<script type="application/ld\+json">(.*LiveBlogPosting.*?)</script>', page(reader))
    assert data
    return json.loads(data[1])["@graph"][0]["liveBlogUpdate"]


def test_machines_are_told_of_each_author_whom_the_newsroom_knows(reader: Client, post: Posting) -> None:
    for name, slug in (("Ines Calloway", "ines"), ("Tomas Verhey", "tomas")):
        Author.objects.create(name=name, slug=slug)
    post("Together", byline="Ines Calloway and Tomas Verhey")
    post("With a stranger", byline="Ines Calloway and Sons")
    post("Alone", author=Author.objects.get(slug="ines"))
    alone, stranger, together = postings(reader)
    assert page(reader).count('<a rel="author" href="/author/tomas/">') == 1
    ines = {"@type": "Person", "name": "Ines Calloway", "url": "http://localhost:8000/author/ines/"}
    assert alone["author"] == [ines]
    assert stranger["author"] == [{"@type": "Organization", "name": "Ines Calloway and Sons"}]
    assert together["author"] == [ines, {**ines, "name": "Tomas Verhey", "url": ines["url"].replace("ines", "tomas")}]


@pytest.mark.parametrize(
    "line", ["Ines, Tomas et Ása", "Ines, Tomas, and Ása", "Ines، Tomas و Ása", "Ines & Tomas; Ása"]
)
def test_names_are_told_apart_as_each_language_joins_them(line: str) -> None:
    assert signing.names(line) == ["Ines", "Tomas", "Ása"]


@pytest.mark.parametrize("name", ["Anders Etienne Sanderson", "محمد وليد"])
def test_a_name_that_holds_a_joining_word_is_one_name(name: str) -> None:
    assert signing.names(name) == [name]


def test_machines_get_no_word_cut_in_two(reader: Client, post: Posting) -> None:
    post(body=f"<p>{'Halmsund harbour ' * 100}</p>")
    (posting,) = postings(reader)
    assert posting["headline"].endswith(" Halmsund…") or posting["headline"].endswith(" harbour…")
    assert len(posting["headline"]) <= 110
    assert posting["articleBody"].split()[-1] in ("Halmsund…", "harbour…")


def test_who_shares_the_page_shares_its_newest_picture(reader: Client, post: Posting, ferry: Photo) -> None:
    assert "og:image" not in page(reader)
    post("With a picture", photo=ferry, credit="Nordvik")
    post("Without")
    shared = re.search(r'<meta property="og:image" content="([^"]+)">', page(reader))
    assert shared
    assert f"/photos/{ferry.public_id}/" in shared[1]
