"""robots.txt: three switches, one for each use that AI makes of pages."""

from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client

from articles.models import Site
from readers.crawlers import robots

PAGE = "https://news.example/harbour/"
AGENT = {"training": "GPTBot", "search": "OAI-SearchBot", "fetch": "ChatGPT-User"}


def parsed(text: str) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser


@pytest.mark.parametrize("denied", ["training", "search", "fetch"])
def test_each_use_is_denied_by_its_own_switch(denied: str) -> None:
    chosen = {use: "deny" if use == denied else "allow" for use in AGENT}
    rules = parsed(robots.write(chosen, sitemaps=[]))
    assert {use for use, agent in AGENT.items() if not rules.can_fetch(agent, PAGE)} == {denied}


def test_everybody_is_kept_from_what_is_no_page() -> None:
    rules = parsed(robots.write({}, sitemaps=[]))
    for path in ("/admin/", "/api/v1/articles", "/search/?q=x", "/reads"):
        assert not rules.can_fetch("Googlebot", f"https://news.example{path}"), path
    assert rules.can_fetch("Googlebot", PAGE)


def test_no_agent_is_of_two_uses() -> None:
    agents = [agent for names in robots.AGENTS.values() for agent in names]
    assert len(agents) == len({agent.lower() for agent in agents})


def test_the_sites_choice_is_asked_and_the_sitemaps_are_named(reader: Client) -> None:
    Site.objects.update(robots_policy={"training": "allow", "fetch": "deny"})
    text = reader.get("/robots.txt").content.decode()
    rules = parsed(text)
    assert (rules.can_fetch("GPTBot", PAGE), rules.can_fetch("ChatGPT-User", PAGE)) == (True, False)
    assert rules.site_maps() == ["http://localhost:8000/sitemap.xml", "http://localhost:8000/news-sitemap.xml"]
