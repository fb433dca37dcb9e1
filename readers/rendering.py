"""Pages as answers: the templates with the furniture around them.

The desk's preview comes through here too, so that it shows what readers will see.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles import filling, logos, surrogates
from articles.filling import Card, Story, absolute
from articles.models import Edition, Site
from ground import languages
from ground.shown import shown
from media.pictures import Picture
from readers import colours, structured
from readers.furnishing import banners_of, menu_of, navigation
from readers.models import MenuItem
from readers.onward import Onward
from readers.pieces import Setting
from readers.words import dates, tongues
from readers.words.tongues import Tongue


@dataclass(frozen=True)
class Alternate:
    """Another form of a page: its type (RFC 6838) and its path."""

    type: str
    path: str


@dataclass(frozen=True)
class Head:
    """What the head of a page says. An empty language is the site's own; paths begin with a slash.

    `cards`: the stories that the page lists, in their order. `picture`: for who shares it, where no card has one.
    `translations`: the page in all its languages, itself among them.

    A lazy title (gettext_lazy) is put into words in the language in which the page speaks.
    """

    title: str | Promise
    path: str = ""
    description: str = ""
    language: str = ""
    indexed: bool = True
    previous: str = ""
    next: str = ""
    feeds: tuple[Alternate, ...] = ()
    cards: Sequence[Card] = ()
    picture: Picture | None = None
    translations: Sequence[Tongue] = ()

    @property
    def canonical(self) -> str:
        return absolute(self.path) if self.path else ""


def page(template: str, *, site: Site, head: Head, at: datetime, status: int = 200, **facts: Any) -> HttpResponse:
    """The template as an answer. It gets no request: what a reader's browser sends changes no page."""
    language = head.language or site.language
    first = next((card.picture for card in head.cards if card.picture), head.picture)
    menu = menu_of(site, MenuItem.Place.HEADER, language=language)
    around = {
        "accent": colours.accent(site.accent_colour),
        "logo": logos.logo(site),
        "sections": navigation(site, language=language),
        "home": tongues.masthead(site, language),
        "tongues": tongues.leading(tongues.fronts(site), head.translations),
        "banners": banners_of(site, language=language),
        "header_menu": menu,
        "footer_menu": menu_of(site, MenuItem.Place.FOOTER, language=language),
        "here": head.path if any(link.url == head.path for link in menu) else "",
        "head": head,
        "listed": _listed(head, spoken=languages.interface(language, site.language)),
        "first_picture": first,
        "first_picture_url": absolute(first.src) if first else "",
    }
    return HttpResponse(fragment(template, site=site, language=language, at=at, **around, **facts), status=status)


def _listed(head: Head, *, spoken: str) -> SafeString | str:
    """The stories of the page for machines."""
    with translation.override(spoken):
        return structured.item_list(head.cards, name=str(head.title), url=head.canonical) if head.cards else ""


def fragment(template: str, *, site: Site, language: str, at: datetime, **facts: Any) -> str:
    """The template as text, as it stands on a page in that language."""
    setting = _setting(site, language, at=at)
    with translation.override(setting.spoken):
        return render_to_string(template, {**setting.context, "site": site, **facts})


def _setting(site: Site, language: str, *, at: datetime) -> Setting:
    """A page's own words are in its language, else the site's; so are the lists to which it leads."""
    return Setting(
        language=language,
        spoken=languages.interface(language, site.language),
        own=site.language,
        lists=language if tongues.has_front(site, language) else site.language,
        zone=site.zone_info,
        today=at.astimezone(site.zone_info).date(),
    )


def article_page(request: HttpRequest, story: Story, *, site: Site, onward: Onward, at: datetime) -> HttpResponse:
    """A public story on its own page."""
    shown(request, *story.keys, until=story.until)
    shown(request, *onward.keys, surrogates.TRENDING, until=onward.until)
    head = Head(
        title=f"{story.headline} | {story.section.name}",
        path=story.url,
        description=story.summary,
        language=story.language,
        translations=tongues.of_story(story.language, story.url, story.translations),
    )
    return _article(story, head, site=site, at=at, onward=onward, data=structured.news_article(story, site=site))


def preview(edition: Edition, *, site: Site, at: datetime) -> HttpResponse:
    """What readers would see of an edition that `composing.compose` made, saved or not. Never stored by a cache.

    It counts no read, takes no feedback and is marked as a preview.
    """
    edition.first_published_at = edition.first_published_at or at
    edition.updated_at = edition.updated_at or at
    story = filling.story(edition, at=at)
    head = Head(title=format_lazy("{}: {}", _("Preview"), story.headline), language=story.language, indexed=False)
    response = _article(story, head, site=site, at=at, onward=Onward(), is_preview=True)
    response["Cache-Control"] = "private, no-store"
    return response


def _article(story: Story, head: Head, *, site: Site, at: datetime, **facts: Any) -> HttpResponse:
    told = story.lead.stills[0] if story.lead and story.lead.stills else None
    return page(
        "readers/article.html",
        site=site,
        head=head,
        at=at,
        story=story,
        current=story.breadcrumb[0].url,
        age=dates.age(story.updated_at, now=at),
        still=told,
        still_url=absolute(told.src) if told else "",
        **facts,
    )
