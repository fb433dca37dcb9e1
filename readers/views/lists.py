"""The lists of stories: of sections, tags and authors, and the latest of all."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import surrogates
from articles.filling import Link
from articles.models import Author, Edition, Section, Tag
from ground import clock
from ground.shown import shown
from readers import asked, beside, days, furnishing, lists, rendering
from readers.fronts import sections
from readers.words import tongues


def section(request: HttpRequest, slug: str) -> HttpResponse:
    """A section with the stories of its own sections; on its first page the desk's choice comes first."""
    found = Section.objects.select_related("parent").filter(slug=slug).first()
    if found is None:
        raise Http404
    at = clock.now()
    site = furnishing.furniture(request, at=at)
    listing = sections.listing(found, site=site, wanted=asked.wanted(request), at=at)
    parts = furnishing.section_ids(site, found.pk)
    shown(request, *map(surrogates.of_section, parts), *listing.keys, until=listing.until)
    asked.refuse_unspoken(listing, site=site)
    facts = sections.facts(found, listing, site=site)
    name, words, feed = facts["name"], facts["description"].name, f"/feeds/section/{slug}"
    others = tongues.of_list(site, name.url, spoken=found.named_in)
    head = asked.head_of_list(
        name.name, name.url, listing, own=site.language, description=words, feed=feed, translations=others
    )
    return rendering.page("readers/section.html", site=site, head=head, at=at, **facts)


def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """The stories with a tag. A tag without a public story is not known to readers."""
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        shown(request, surrogates.LATEST)  # a tag is born with a story that has it
        raise Http404
    at = clock.now()
    site = furnishing.furniture(request, at=at)
    editions = Edition.objects.filter(tag_ids__contains=[found.pk])
    listing = lists.page(editions, wanted=asked.wanted(request), default=site.language, at=at)
    shown(request, surrogates.of_tag(found), *listing.keys, until=listing.until)
    if not listing.cards:
        raise Http404
    few = listing.is_first and len(listing.cards) < lists.WORTH_INDEXING
    path, words, feed = found.get_absolute_url(), found.description, f"/feeds/tag/{slug}"
    head = asked.head_of_list(found.name, path, listing, own=site.language, description=words, few=few, feed=feed)
    tags = beside.beside(found, language=listing.language, at=at)
    shown(request, *map(surrogates.of_tag, tags))
    facts: dict[str, Any] = {"listing": listing, "tag": found, "name": found.name, "beside": list(tags.values())}
    facts["groups"] = days.grouped(listing.cards, zone=site.zone_info)
    return rendering.page("readers/tag.html", site=site, head=head, at=at, **facts)


def latest(request: HttpRequest) -> HttpResponse:
    """All stories of a language, newest first."""
    at = clock.now()
    site = furnishing.furniture(request, at=at)
    listing = lists.page(Edition.objects.all(), wanted=asked.wanted(request), default=site.language, at=at)
    shown(request, surrogates.LATEST, *listing.keys, until=listing.until)
    asked.refuse_unspoken(listing, site=site)
    path = reverse("latest")
    others = tongues.of_list(site, path)
    head = asked.head_of_list(_("Latest"), path, listing, own=site.language, translations=others)
    groups = days.grouped(listing.cards, zone=site.zone_info)
    return rendering.page("readers/latest.html", site=site, head=head, at=at, listing=listing, groups=groups)


def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody who signs stories, and the stories. Known to readers before the first one, but not to search engines."""
    found = get_object_or_404(Author, slug=slug)
    at = clock.now()
    site = furnishing.furniture(request, at=at)
    editions = Edition.objects.filter(author_ids__contains=[found.pk])
    listing = lists.page(editions, wanted=asked.wanted(request), default=site.language, at=at)
    shown(request, surrogates.of_author(found), *listing.keys, until=listing.until)
    asked.refuse_unspoken(listing, site=site)
    (name, _tongue), role, about = (found.worded(word, listing.language) for word in found.WORDED)
    path, own, few = found.get_absolute_url(), site.language, not listing.cards
    others = tongues.of_list(site, path, spoken=found.named_in)
    head = asked.head_of_list(name, path, listing, own=own, description=role[0], few=few, translations=others)
    facts: dict[str, Any] = {"listing": listing, "name": name, "role": Link(role[0], "", role[1])}
    facts["about"] = Link(about[0], "", about[1])
    facts["groups"] = days.grouped(listing.cards, zone=site.zone_info)
    return rendering.page("readers/author.html", site=site, head=head, at=at, **facts)
