"""The story for machines agrees with the story for people."""

import io
import json
import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from articles.models import Coverage, Site
from media.models import Photo
from tests import world
from tests.world import ControlledClock


def graph(reader: Client, path: str | None) -> list[dict[str, Any]]:
    text = reader.get(path).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])["@graph"]


def social(reader: Client, path: str | None) -> dict[str, str]:
    text = reader.get(path).content.decode()
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', text))


def test_it_names_what_the_page_shows(reader: Client, ferry: Photo) -> None:
    caption = {"role": "lead", "photo": ferry, "alt": "A ferry", "text": "At dawn.", "credit": "Nordvik"}
    article = world.published(summary="The first.", source="Nordvik Wire", tags=["Ferries"], captions=[caption])
    story, crumbs = graph(reader, article.path)
    assert story["@type"] == "NewsArticle"
    assert story["mainEntityOfPage"] == f"http://localhost:8000{article.path}"
    assert story["datePublished"] == story["dateModified"] == "2026-03-04T06:00:00+00:00"
    assert story["author"] == [{"@type": "Organization", "name": "Nordvik Wire"}]
    assert [image["creditText"] for image in story["image"]] == ["Nordvik"] * 3
    shapes = [image["url"].rpartition("/")[2] for image in story["image"]]
    assert shapes == ["social-900-1.jpg", "3x2-900-1.jpg", "full-900-1.jpg"]
    assert crumbs["itemListElement"][0]["item"] == "http://localhost:8000/harbour/"


def test_other_sites_get_the_crop_that_was_made_for_them(reader: Client, ferry: Photo) -> None:
    article = world.published(captions=[{"role": "lead", "photo": ferry, "alt": "A ferry", "credit": "Nordvik"}])
    told = social(reader, article.path)
    place = f"/photos/{ferry.public_id}/social-900-1.jpg"
    assert told["og:image"] == f"http://localhost:8000{place}"
    assert (told["og:image:width"], told["og:image:height"], told["og:image:type"]) == ("900", "472", "image/jpeg")
    assert (told["og:image:alt"], told["twitter:card"]) == ("A ferry", "summary_large_image")
    answer = reader.get(place)
    with Image.open(io.BytesIO(answer.getvalue())) as file:
        assert (answer["Content-Type"], file.size) == ("image/jpeg", (900, 472))


def test_until_that_is_made_they_get_the_nearest(reader: Client, ferry: Photo) -> None:
    Photo.objects.filter(pk=ferry.pk).update(ready=[name for name in ferry.ready if not name.startswith("social")])
    article = world.published(captions=[{"role": "lead", "photo": ferry, "alt": "A ferry", "credit": "Nordvik"}])
    told = social(reader, article.path)
    assert told["og:image"].endswith("/3x2-900-1.jpg")
    assert (told["og:image:width"], told["og:image:height"]) == ("900", "600")


def test_a_story_without_a_photograph_has_a_small_card(reader: Client, ferry: Photo) -> None:
    caption = {"role": "gallery", "photo": ferry, "alt": "A ferry", "credit": "Nordvik"}
    told = social(reader, world.published(captions=[caption]).path)
    assert told["twitter:card"] == "summary"
    assert "og:image" not in told


def test_people_who_signed_are_its_authors(reader: Client) -> None:
    article = world.published(bylines=[{"author": None, "name": "Ása Björklund"}], source="Nordvik Wire")
    assert graph(reader, article.path)[0]["author"] == [{"@type": "Person", "name": "Ása Björklund"}]


@pytest.mark.parametrize("line", ["Nordvik staff", "nordvik", "The Newsroom"])
def test_a_line_in_the_name_of_the_agency_or_the_newspaper_is_no_person(reader: Client, line: str) -> None:
    Site.objects.update(name="The Newsroom")
    article = world.published(bylines=[{"author": None, "name": line}], source="Nordvik")
    story = graph(reader, article.path)[0]
    assert story["author"] == [{"@type": "Organization", "name": line}]
    assert story["sourceOrganization"] == {"@type": "Organization", "name": "Nordvik"}


def test_nobody_took_what_a_program_made(reader: Client, ferry: Photo) -> None:
    made = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    Photo.objects.filter(pk=ferry.pk).update(byline="Drawn by program", digital_source_type=made)
    article = world.published(captions=[{"role": "gallery", "photo": ferry, "alt": "A ferry", "credit": "Nordvik"}])
    [image] = graph(reader, article.path)[0]["image"]
    assert "creator" not in image


def test_a_headline_cannot_leave_the_script(reader: Client) -> None:
    headline = "A </script> & <!-- in a headline"
    assert graph(reader, world.published(headline).path)[0]["headline"] == headline


def test_it_says_where_what_about_and_in_which_coverage(reader: Client, time: ControlledClock) -> None:
    storm = Coverage.objects.create(slug="storm", name="The storm", public_from=time.at)
    story = graph(reader, world.published(dateline="Halmsund", tags=["Ferries"], coverages=[storm]).path)[0]
    assert story["locationCreated"] == {"@type": "Place", "name": "Halmsund"}
    assert story["about"] == [{"@type": "Thing", "name": "Ferries", "url": "http://localhost:8000/tag/ferries/"}]
    assert [part["name"] for part in story["isPartOf"]] == ["The storm"]


def test_each_picture_names_its_maker_and_whose_it_is(reader: Client, ferry: Photo) -> None:
    Photo.objects.filter(pk=ferry.pk).update(byline="Runa Vik", copyright_notice="© Nordvik")
    article = world.published(captions=[{"role": "gallery", "photo": ferry, "alt": "A ferry", "credit": "Nordvik"}])
    [image] = graph(reader, article.path)[0]["image"]
    assert image["creator"] == {"@type": "Person", "name": "Runa Vik"}
    assert (image["copyrightNotice"], image["creditText"]) == ("© Nordvik", "Nordvik")


def test_dates_and_breadcrumb_are_those_of_the_page(reader: Client, time: ControlledClock) -> None:
    article = world.published(section=world.section("ferries", parent=world.section()))
    text = reader.get(article.path).content.decode()
    story, crumbs = graph(reader, article.path)
    assert datetime.fromisoformat(story["datePublished"]) in {
        datetime.fromisoformat(moment) for moment in re.findall(r'<time datetime="([^"]+)"', text)
    }
    [nav] = re.findall(r'class="breadcrumb".*?</nav>', text, re.DOTALL)
    assert re.findall(r">([^<>]+)</a>", nav) == [step["name"] for step in crumbs["itemListElement"]]


@pytest.mark.parametrize("path", ["/", "/harbour/", "/tag/ferries/", "/latest/"])
def test_a_list_names_its_stories_in_their_order(reader: Client, time: ControlledClock, path: str) -> None:
    stories = []
    for number in range(3):
        time.move(minutes=1)
        stories.append(world.published(f"Story {number}", tags=["Ferries"]))
    [listed] = graph(reader, path)
    assert listed["@type"] == "ItemList"
    assert [item["url"] for item in listed["itemListElement"]] == [
        f"http://localhost:8000{story.path}" for story in reversed(stories)
    ]


def test_a_list_is_shared_with_its_name_and_address(reader: Client) -> None:
    world.published()
    text = reader.get("/harbour/").content.decode()
    assert '<meta property="og:title" content="Harbour">' in text
    assert '<meta property="og:url" content="http://localhost:8000/harbour/">' in text
    assert text.count('property="og:type"') == 1
