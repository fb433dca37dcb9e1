"""The story for machines agrees with the story for people."""

import json
import re
from typing import Any

from django.test import Client

from media.models import Photo
from tests import world


def graph(reader: Client, path: str | None) -> list[dict[str, Any]]:
    text = reader.get(path).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])["@graph"]


def test_it_names_what_the_page_shows(reader: Client, ferry: Photo) -> None:
    caption = {"role": "lead", "photo": ferry, "alt": "A ferry", "text": "At dawn.", "credit": "Nordvik"}
    article = world.published(summary="The first.", source="Nordvik Wire", tags=["Ferries"], captions=[caption])
    story, crumbs = graph(reader, article.path)
    assert story["@type"] == "NewsArticle"
    assert story["mainEntityOfPage"] == f"http://localhost:8000{article.path}"
    assert story["datePublished"] == story["dateModified"] == "2026-03-04T06:00:00+00:00"
    assert story["author"] == [{"@type": "Organization", "name": "Nordvik Wire"}]
    assert story["image"][0]["creditText"] == "Nordvik"
    assert crumbs["itemListElement"][0]["item"] == "http://localhost:8000/harbour/"


def test_people_who_signed_are_its_authors(reader: Client) -> None:
    article = world.published(bylines=[{"author": None, "name": "Ása Björklund"}], source="Nordvik Wire")
    assert graph(reader, article.path)[0]["author"] == [{"@type": "Person", "name": "Ása Björklund"}]


def test_a_headline_cannot_leave_the_script(reader: Client) -> None:
    headline = "A </script> & <!-- in a headline"
    assert graph(reader, world.published(headline).path)[0]["headline"] == headline
