"""What the demo has before its first story: site, sections, authors, feeds, static pages, running stories."""

from datetime import datetime, timedelta
from typing import Any

from articles import arranging
from articles.models import Author, Coverage, CoveragePerson, Section, Site, SiteLanguage, TimelineEntry
from newsroom.demo import texts
from newsroom.demo.newspaper import House
from readers import keeping
from readers.fronts import curating
from readers.fronts.curating import Pick
from readers.models import Front, MenuItem, Page
from readers.words import tongues
from wires import feeding, rule_keeping, topic_keeping
from wires.models import Feed, Rule, TopicSection

#: Minutes, some days: the pages tell of what the newest stories are about, so they cannot be as old as the house.
_PAGES_WRITTEN_BEFORE = 5000


def furnish(house: House, told: dict[str, Any]) -> None:
    """Site with its languages, sections, authors and feeds, as texts.site() tells them."""
    by, at = house.people["administrator"], house.playback.at
    site = Site(pk=1, **{**told["site"], "footer": told["site"]["footer"].strip()})
    arranging.keep(thing=site, by=by, at=at)
    for order, values in enumerate(told["languages"]):
        arranging.keep(thing=SiteLanguage(site=site, order=order, **values), by=by, at=at)
    for order, values in enumerate(told["sections"]):
        parent = house.sections[values.pop("parent")] if "parent" in values else None
        house.sections[values["slug"]] = section = Section(**values, parent=parent, order=order)
        arranging.keep(thing=section, by=by, at=at)
    for values in told["authors"]:
        house.authors[values["slug"]] = author = Author(**values)
        arranging.keep(thing=author, by=by, at=at)
    for values in told["feeds"]:
        house.feeds[values["slug"]] = feeding.keep_feed(feed=Feed(**values), by=house.people["wire manager"], at=at)


def set_up_rules(house: House, told: dict[str, Any]) -> None:
    """Which sections subjects go to, and the rules of the desk, as texts.site() tells them."""
    by, at = house.people["wire manager"], house.playback.at
    for topic, slug in told["subjects"].items():
        topic_keeping.map_topic(mapping=TopicSection(topic=topic, section=house.sections[slug]), by=by, at=at)
    for values in told["rules"]:
        section = house.sections[values.pop("section")] if "section" in values else None
        feeds = [str(house.feeds[slug].pk) for slug in values.pop("feeds", [])]
        conditions = {**values.pop("conditions", {}), **({"feeds": {"any": feeds}} if feeds else {})}
        rule = Rule(**values, section=section, conditions=conditions)
        rule_keeping.keep_rule(rule=rule, coverages=[], by=by, at=at)


def write_pages(house: House, *, own: str) -> None:
    """The static pages, and the menus at the foot that lead to them; `own` is the newspaper's language."""
    by, at = house.people["administrator"], house.playback.go_to(_PAGES_WRITTEN_BEFORE)
    for order, told in enumerate(texts.pages()):
        language = {"language": told.language}
        page = Page(slug=told.slug, title=told.title, body=told.body, public_from=at, **language)
        keeping.keep(thing=page, by=by, at=at)
        path = tongues.address(page.get_absolute_url(), language=told.language, own=own)
        keeping.keep(thing=MenuItem(label=told.title, path=path, order=order, **language), by=by, at=at)


def open_coverage(house: House, values: dict[str, Any]) -> None:
    """The coverage, unseen until its stories are out."""
    named = {name: values[name] for name in ("name", "slug", "status")} | {"language": values.get("language", "en")}
    summary, key_points = values["summary"].strip(), "\n".join(values["key_points"])
    as_of = _as_of(house, values["summary_as_of"])
    original = house.coverages[values["beside"]] if "beside" in values else None
    coverage = Coverage(**named, summary=summary, summary_as_of=as_of, key_points=key_points, original=original)
    arranging.keep(thing=coverage, by=house.editor, at=house.playback.at)
    coverage.people.set(house.authors[slug] for slug in values.get("people", []))
    house.coverages[coverage.slug] = coverage


def _as_of(house: House, told: datetime | int) -> datetime:
    """The moment of public facts; what is invented happened so many minutes before the demo is laid out."""
    return told if isinstance(told, datetime) else house.playback.start - timedelta(minutes=told)


def show_coverage(house: House, values: dict[str, Any]) -> None:
    """The coverage becomes public, with its lead, its explainers and what led up to it."""
    at, coverage = house.playback.at, Coverage.objects.get(slug=values["slug"])
    coverage.lead, coverage.public_from = house.articles[values["lead"]], at
    arranging.keep(thing=coverage, by=house.editor, at=at)
    coverage.explainers.set(house.articles[name] for name in values.get("explainers", []))
    for order, person in enumerate(values.get("cast", [])):
        arranging.keep(thing=CoveragePerson(coverage=coverage, order=order, **person), by=house.editor, at=at)
    for order, entry in enumerate(values["timeline"]):
        named = {**entry, "article": house.articles.get(entry.get("article", ""))}
        arranging.keep(thing=TimelineEntry(coverage=coverage, order=order, **named), by=house.editor, at=at)


def choose_front(house: House, language: str, names: list[str]) -> None:
    """The desk's choice for the front in that language, first to last, by the names of the stories."""
    front, picks = Front(language=language), [Pick(house.articles[name]) for name in names]
    front = curating.draft(front=front, version=0, picks=picks, by=house.editor)
    curating.publish(front=front, version=front.version, by=house.editor)
