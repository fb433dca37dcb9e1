"""The demo's words hold together: names, languages, links, days."""

import itertools
import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from articles import body
from ground import clock
from newsroom.demo import agency, drawing, texts

#: Names of the real world, which only the lead story and its coverage may hold.
_REAL = re.compile(
    r"\b(Iran|Oman|Muscat|Tehran|Trump|Kushner|CNN|Reuters|Associated Press|AFP|BBC|United States|American|Europe|"
    r"London|Paris|Washington|Israel|Russia|Ukraine|China|Saudi|Dubai|Microsoft|Google)\b"
)


@cache
def copies() -> dict[str, texts.Copy]:
    return {copy.name: copy for copy in texts.stories(start=clock.now())}


def test_every_text_file_of_the_demo_can_be_read() -> None:
    folder = Path(texts.__file__).with_name("texts")
    assert len(list((folder / "stories").glob("*.toml"))) == len(copies())
    assert set(texts.photographs()) == set(drawing.SCENES)


def test_no_two_stories_have_the_same_headline() -> None:
    headlines = [copy.newest_headline for copy in copies().values()]
    assert len(set(headlines)) == len(headlines)


def test_every_story_that_a_timeline_names_is_there() -> None:
    told = texts.coverages(start=clock.now())
    named = {entry["article"] for values in told for entry in values["timeline"] if "article" in entry}
    assert named <= copies().keys()


def test_stories_are_in_four_languages_some_of_them_translations() -> None:
    told = copies()
    own = Counter(copy.language for copy in told.values() if not copy.translates)
    translated = Counter(copy.language for copy in told.values() if copy.translates)
    assert (own["ar"], own["fa"], own["fr"]) == (2, 1, 1)
    assert (translated["ar"], translated["fa"], translated["fr"]) == (6, 5, 1)
    assert {told[copy.translates].language for copy in told.values() if copy.translates} == {"en"}


def test_the_live_page_has_posts_of_one_day_with_key_events_and_one_pinned() -> None:
    posts = texts.live_posts("tarn-valley-truce")
    assert 25 <= len(posts) <= 35
    assert [post.minutes for post in posts] == sorted({post.minutes for post in posts}, reverse=True)
    assert sum(post.key for post in posts) >= 5
    assert sum(post.pinned for post in posts) == 1
    assert all(post.byline or post.source for post in posts)
    assert any(post.source for post in posts)
    assert all(body.clean(post.body).html == post.body.replace("\n", "") for post in posts)
    assert all(15 <= len(body.text(post.body).split()) <= 120 for post in posts)


def test_a_coverage_without_a_live_page_has_no_posts() -> None:
    assert texts.live_posts("us-iran-talks") == []


def test_the_static_pages_are_in_the_vocabulary_of_stories() -> None:
    named = {(page.slug, page.language) for page in texts.pages()}
    assert named == set(itertools.product(["about", "corrections-policy", "privacy"], ["en", "ar", "fa", "fr"]))
    assert all(body.clean(page.body).html == page.body.strip().replace("\n", "") for page in texts.pages())


def test_real_names_stand_in_the_lead_story_and_its_coverage_alone() -> None:
    start = clock.now()
    invented = [copy for copy in texts.stories(start=start) if "us-iran-talks" not in str(copy.desk.get("coverages"))]
    for copy in [*invented, *texts.wire_items(start=start)]:
        words = " ".join([copy.headline, copy.summary, copy.body, copy.dateline, *copy.keywords, str(copy.desk)])
        assert not _REAL.findall(words), copy.name
        shown = [str(texts.photographs()[image.scene]) for image in copy.pictures if image.scene]
        assert not _REAL.findall(" ".join(shown)), copy.name


def test_every_column_of_a_table_has_a_word_above_it() -> None:
    for copy in copies().values():
        assert all(re.findall(r"<th[^>]*>(.*?)</th>", copy.body)), copy.name


def test_a_change_replaces_words_that_are_there() -> None:
    for copy in copies().values():
        for before, _ in copy.desk.get("change", {}).get("replace", []):
            assert copy.body.count(before) == 1, (copy.name, before)


def test_nobody_reports_from_two_places_in_one_evening() -> None:
    places: dict[str, set[str]] = {}
    for copy in copies().values():
        if copy.language == "en" and copy.dateline and copy.desk.get("published", 1000) < 480:
            for author in copy.desk["authors"]:
                places.setdefault(author, set()).add(copy.dateline)
    assert len(places) >= 5
    assert all(len(names) == 1 for names in places.values()), places


def test_an_agency_is_signed_for_by_its_own_people() -> None:
    site = texts.site()
    roles = {author["slug"]: author["role"] for author in site["authors"]}
    house, agencies = {author["name"] for author in site["authors"]}, {feed["slug"]: feed for feed in site["feeds"]}
    for copy in [*copies().values(), *texts.wire_items(start=clock.now())]:
        for author in copy.desk.get("authors", []) if copy.feed else []:
            assert agencies[copy.feed]["credit"] in roles[author], copy.name
        assert not copy.feed or copy.desk.get("authors") or copy.byline not in house, copy.name


def test_no_day_is_left_unnamed() -> None:
    told = [*copies().values(), *texts.wire_items(start=clock.now())]
    assert not any("{day}" in str(copy) or "{eve}" in str(copy) for copy in told)


@pytest.mark.parametrize("hour", range(24))
def test_what_a_story_tells_has_happened_when_it_comes_out(hour: int) -> None:
    start = datetime(2026, 11, 26, hour, tzinfo=UTC)
    dam = next(copy for copy in texts.stories(start=start) if copy.name == "isk-dam")
    published = start - timedelta(minutes=dam.desk["published"])
    days = (published - timedelta(days=ago) for ago in range(7))
    told = next(day for day in days if f"on {day:%A} morning" in dam.body)
    assert told.replace(hour=10, minute=0) <= published


@pytest.mark.parametrize("hour", range(24))
def test_a_story_names_the_day_that_the_live_page_and_the_timeline_show(hour: int) -> None:
    start = datetime(2026, 11, 26, hour, tzinfo=UTC)
    exchange = next(copy for copy in texts.stories(start=start) if copy.name == "brask-bridge")
    crossing = next(post.minutes for post in texts.live_posts("tarn-valley-truce") if post.scene == "bridge")
    assert f"The exchange on {start - timedelta(minutes=crossing):%A}" in exchange.body
    truce = next(values for values in texts.coverages(start=start) if values["slug"] == "tarn-valley-truce")
    dates = {entry.get("article"): entry["date"] for entry in truce["timeline"]}
    crossed, returned = (datetime.fromisoformat(dates[name]) for name in ("brask-bridge", "tarn-valley"))
    assert f"{crossed:%A}" in exchange.body
    assert crossed - returned == timedelta(days=1)


def test_a_story_is_filed_in_the_dialect_of_its_agency() -> None:
    start = clock.now()
    named, told = copies(), texts.photographs()
    plain, dialect = (
        json.loads(agency.wire_file(named[name], told, agency="Agency", start=start))
        for name in ("muscat-talks", "tarn-valley")
    )
    assert plain["standard"]["version"] == "3.0"
    assert plain["associations"][0]["name"] == "featuremedia"
    assert "guid" in dialect
    assert dialect["associations"]["featuremedia"]["renditions"]["original"]


def test_every_scene_is_shown_by_a_story() -> None:
    assert set(texts.photographs()) == {image.scene for copy in copies().values() for image in copy.pictures}


def test_a_picture_is_credited_to_the_agency_that_sends_it_or_to_the_house() -> None:
    site, senders = texts.site(), {scene: set[str]() for scene in texts.photographs()}
    house, credited = site["site"]["name"], {feed["slug"]: feed["credit"] for feed in site["feeds"]}
    for copy in copies().values():
        for image in copy.pictures:
            senders[image.scene].add(credited.get(copy.feed, house))
    for scene, fields in texts.photographs().items():
        assert fields["credit"] in {"Newsroom demo", *senders[scene]}, scene
        assert fields["credit"] != house or senders[scene] == {house}, scene


def test_a_picture_in_a_story_of_another_language_speaks_that_language() -> None:
    arabic = {scene for scene, told in texts.photographs().items() if re.search(r"[\u0600-\u06ff]", told["alt_text"])}
    languages = {"": "", **{scene: "ar" if scene in arabic else "en" for scene in texts.photographs()}}
    for copy in copies().values():
        foreign = [image for image in copy.pictures if languages[image.scene] not in ("", copy.language)]
        assert all(image.caption and image.alt for image in foreign), copy.name
