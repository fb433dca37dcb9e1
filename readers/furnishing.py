"""What stands around every page: banners, menus, the newspaper's name, its sections, the words at its foot."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import JSONObject, Least
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import filling, reading, surrogates
from articles.filling import Link
from articles.models import Edition, Section, Site
from articles.prepared import A_MOMENT, Prepared
from ground.shown import key, shown
from readers.models import Banner, MenuItem

#: What stands before a banner's words.
_KINDS: dict[str, str | Promise] = {
    Banner.Kind.BREAKING: _("Breaking news"),
    Banner.Kind.LIVE: _("Live"),
    Banner.Kind.NOTICE: _("Notice"),
}


@dataclass(frozen=True)
class BannerLine:
    """A banner, ready to print; an empty url leads nowhere."""

    kind: str
    label: str | Promise
    text: str
    url: str


@dataclass(frozen=True)
class SectionEntry:
    """A section in the navigation; `ids` are its own and those of the sections in it."""

    link: Link
    ids: list[int]


def furniture(request: HttpRequest, *, at: datetime) -> Site:
    """The site with its sections, menus and banners, in one query; the page notes that it shows them."""
    site = next(iter(_SITE.rows(at=at)), None) or reading.furniture()
    rows = getattr(site, "banner_rows", [])
    shown(request, surrogates.FURNITURE, *(key("article", row["story"]) for row in rows if row["story"]))
    shown(request, until=getattr(site, "banners_change_at", None))
    return site


def banners_of(site: Site, *, language: str) -> list[BannerLine]:
    """The banners above pages in that language. One whose story readers cannot see is none."""
    rows = [row for row in getattr(site, "banner_rows", []) if row["language"] == language]
    return [_banner(row) for row in rows if row["story"] is None or row["story_path"]]


def menu_of(site: Site, place: str, *, language: str) -> tuple[Link, ...]:
    """The links of that menu on pages in that language; where it has none, the site's."""
    rows = [row for row in getattr(site, "menu_rows", []) if row["place"] == place]
    own = [row for row in rows if row["language"] == language]
    said = own or [row for row in rows if row["language"] == site.language]
    return tuple(Link(row["label"], row["path"]) for row in said)


def _banner(row: dict) -> BannerLine:
    return BannerLine(
        kind=row["kind"],
        label=_KINDS[row["kind"]],
        text=row["text"],
        url=row["story_path"] or row["path"],
    )


def _site(*, at: datetime) -> QuerySet[Site]:
    """The site with `menu_rows` and `banner_rows`, and `banners_change_at`: when the clock alone changes them."""
    stories = Edition.objects.live(at=at).filter(article=OuterRef("article"))
    standing = Banner.objects.live(at=at).annotate(story_path=Subquery(stories.values("article__path")[:1]))
    names = {name: name for name in ("kind", "text", "language", "path", "story_path")}
    coming = Banner.objects.filter(shown_until__gt=at)
    moments = coming.annotate(at=Case(When(shown_from__gt=at, then="shown_from"), default="shown_until")).order_by("at")
    changing = Edition.objects.filter(article__in=coming.values("article")).next_changes(at=at)
    menu = JSONObject(**{name: name for name in ("place", "label", "path", "language")})
    return reading.sites().annotate(
        menu_rows=ArraySubquery(MenuItem.objects.order_by("order", "pk").values(json=menu)),
        banner_rows=ArraySubquery(standing.values(json=JSONObject(story=F("article__public_id"), **names))),
        banners_change_at=Least(Subquery(moments.values("at")[:1]), Subquery(changing[:1])),
    )


_SITE = Prepared(_site, at=A_MOMENT)


def sections_of(site: Site, *, language: str) -> list[SectionEntry]:
    """The sections in the site's order with their names in that language; `articles.reading.sites` brought them."""
    rows = [row for row in site.section_rows if row["parent"] is None]  # type: ignore[attr-defined]
    return [SectionEntry(_link(row, language), section_ids(site, row["id"])) for row in rows]


def navigation(site: Site, *, language: str) -> tuple[Link, ...]:
    """Where the pages in that language lead: the sections that have a name in it; all, where none has one."""
    return tuple(_link(row, language) for row in _named(site, language) if row["parent"] is None)


def section_names(site: Site, *, language: str, chosen: str = "") -> dict[str, str]:
    """Slug → name of the sections that have stories in that language, in the site's order; the chosen one is there."""
    rows: list[dict] = site.section_rows  # type: ignore[attr-defined]
    named = _named(site, language)
    return {row["slug"]: _link(row, language).name for row in rows if row in named or row["slug"] == chosen}


def section_ids(site: Site, section_id: int) -> list[int]:
    """The section and the sections in it."""
    rows = site.section_rows  # type: ignore[attr-defined]
    return [section_id, *(row["id"] for row in rows if row["parent"] == section_id)]


def children_of(site: Site, section_id: int, *, language: str) -> list[Link]:
    """The sections in a section to which its pages in that language lead."""
    return [_link(row, language) for row in _named(site, language) if row["parent"] == section_id]


def _named(site: Site, language: str) -> list[dict]:
    """By naming a section in a language the newsroom says that it has stories in it."""
    rows: list[dict] = site.section_rows  # type: ignore[attr-defined]
    named = [row for row in rows if row["wordings"].get(language, {}).get("name")]
    return rows if language == site.language else named or rows


def _link(row: dict, language: str) -> Link:
    section = Section(name=row["name"], slug=row["slug"], wordings=row["wordings"])
    return filling.section_link(section, language)
