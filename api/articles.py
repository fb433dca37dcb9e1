"""What readers see, for programs: the list of public stories and each of them whole. Anonymous."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router
from ninja.decorators import decorate_view

from api import addresses, etags, listing, pictures, problems, schemas, standing, taxonomy
from articles import body, filling, reading, surrogates
from articles.filling import absolute
from articles.models import Edition
from articles.translations import Translation
from ground import clock, languages
from ground.shown import shown
from readers import lists
from readers import trending as trending_now

router = Router(tags=["articles"])
trending_router = Router(tags=["articles"])


@router.get(
    "",
    response=schemas.ArticleList,
    operation_id="list_articles",
    summary="List public stories",
    openapi_extra=problems.describe("cursor-unknown", "invalid"),
)
@decorate_view(etags.conditional)
def articles(request: HttpRequest, response: HttpResponse, filters: Query[schemas.Filters]) -> schemas.ArticleList:
    """The stories that are public now, by first publication, newest first.

    Follow `next` (also a `Link` header, RFC 8288) until it is null. Nothing is counted. The
    answer has an ETag for `If-None-Match`.
    """
    at = clock.now()
    page = listing.page(filters, at=at)
    shown(request, *page.keys, until=page.until)
    following = _following(filters, page.next)
    if following:
        response["Link"] = f'<{following}>; rel="next"'
    return schemas.ArticleList(items=list(map(_card, page.cards, page.editions)), next=following)


@router.get(
    "/{uuid:public_id}",
    response=schemas.Article,
    operation_id="get_article",
    summary="Read a public story",
    openapi_extra=problems.describe("not-found", "gone"),
)
@decorate_view(etags.conditional)
def article(request: HttpRequest, public_id: UUID) -> schemas.Article:
    """The story as readers see it now, with an ETag for `If-None-Match`.

    404 before it is public, as for a story that does not exist; 410 with the public notice
    after it was withdrawn or taken down.
    """
    at = clock.now()
    edition = standing.standing(public_id, at=at)
    story = filling.story(edition, at=at)
    related = standing.related(edition, at=at)
    shown(request, *story.keys, until=story.until)
    for card in related:
        shown(request, *card.keys, until=card.until)
    return _article(edition, story, related)


@router.get(
    "/{uuid:public_id}/related",
    response=list[schemas.RelatedStory],
    operation_id="list_related",
    summary="What to read next",
    openapi_extra=problems.describe("not-found", "gone"),
)
@decorate_view(etags.conditional)
def related(request: HttpRequest, public_id: UUID) -> list[schemas.RelatedStory]:
    """The desk's picks, then what is found by itself: the same coverage, then shared tags, rare and fresh first."""
    at = clock.now()
    edition = standing.standing(public_id, at=at)
    cards = standing.related(edition, at=at)
    shown(request, surrogates.of_article(edition.article), *filling.picked(edition), until=edition.live_until)
    shown(request, until=edition.named_until)  # type: ignore[attr-defined]
    for card in cards:
        shown(request, *card.keys, until=card.until)
    return [_related(card) for card in cards]


@trending_router.get(
    "",
    response=list[schemas.Card],
    operation_id="list_trending",
    summary="What is read most",
    openapi_extra=problems.describe("invalid"),
)
@decorate_view(etags.conditional)
def trending(request: HttpRequest, filters: Query[taxonomy.StoryLanguage]) -> list[schemas.Card]:
    """What was read most in the last hours, best first, of one language; empty where nothing was counted lately."""
    at = clock.now()
    site = reading.furniture()
    rows = trending_now.standing(language=filters.language or site.language, at=at)
    cards = [filling.card(row, at=at) for row in rows]
    shown(request, surrogates.TRENDING, *lists.keys_of(cards))
    shown(request, until=lists.earliest(*(card.until for card in cards)))
    return list(map(_card, cards, rows))


def _following(filters: schemas.Filters, cursor: str) -> str | None:
    """The address of the next page, with the same filters."""
    if not cursor:
        return None
    query = {**filters.dict(exclude_none=True, exclude_unset=True), "cursor": cursor}
    return absolute(f"{reverse('api:articles')}?{urlencode(query)}")


def href(public_id: UUID | str) -> str:
    """The whole address of a story in this API."""
    return absolute(reverse("api:article", args=[public_id]))


def subject(name: str, slug: str, path: str) -> schemas.Subject:
    return schemas.Subject(name=name, slug=slug, url=absolute(path))


def _section(edition: Edition) -> schemas.Subject:
    return subject(edition.section.name, edition.section.slug, edition.section.get_absolute_url())


def _subjects(kind: str, rows: list[dict[str, str]]) -> list[schemas.Subject]:
    """Rows of `reading.for_page`."""
    return [subject(row["name"], row["slug"], f"/{kind}/{row['slug']}/") for row in rows]


def _card(card: filling.Card, edition: Edition) -> schemas.Card:
    return schemas.Card(
        id=UUID(card.id),
        url=absolute(card.url),
        href=href(card.id),
        headline=edition.headline,
        front_headline=edition.front_headline,
        summary=card.summary,
        section=_section(edition),
        source=card.source,
        language=card.language,
        direction=languages.direction(card.language),
        published_at=card.published_at,
        updated_at=card.updated_at,
        picture=pictures.picture(card.picture),
    )


def _article(edition: Edition, story: filling.Story, related: list[filling.Card]) -> schemas.Article:
    figures = [pictures.figure(figure) for figure in story.figures]
    return schemas.Article(
        id=UUID(story.id),
        url=absolute(story.url),
        version=story.version,
        kind=story.kind,
        headline=story.headline,
        front_headline=edition.front_headline,
        summary=story.summary,
        body_html=addresses.of_html(story.body),
        body_text=body.text(edition.html),
        section=_section(edition),
        tags=_subjects("tag", edition.tag_rows),  # type: ignore[attr-defined]
        coverages=_subjects("coverage", edition.coverage_rows),  # type: ignore[attr-defined]
        bylines=[schemas.Byline(name=row["name"], author=row["author"]) for row in edition.bylines],
        source=story.source,
        dateline=story.dateline,
        language=story.language,
        direction=languages.direction(story.language),
        published_at=story.published_at,
        updated_at=story.updated_at,
        editor_note=story.editor_note,
        corrections=[schemas.Correction(text=note.text, kind=note.kind, at=note.at) for note in story.corrections],
        lead=next((figure for figure in figures if figure.role == "lead"), None),
        figures=[figure for figure in figures if figure.role != "lead"],
        related=[_related(card) for card in related],
        translations=[_translation(other) for other in story.translations],
    )


def _translation(other: Translation) -> schemas.Translation:
    return schemas.Translation(
        id=UUID(other.id),
        language=other.language,
        direction=other.direction,
        url=absolute(other.url),
        href=href(other.id),
    )


def _related(card: filling.Card) -> schemas.RelatedStory:
    return schemas.RelatedStory(id=UUID(card.id), url=absolute(card.url), href=href(card.id), headline=card.headline)
