"""One page of each kind that readers can come to, in a small world: what holds for all is tested on these."""

from collections.abc import Mapping

from django.test import Client

from articles import reporting, translating, withdrawing
from articles.models import Article, Author, Coverage, CoveragePerson, TimelineEntry
from articles.reporting import Words
from ground import clock
from media import renditions
from media.intake import take_in
from media.models import Photo
from readers import announcing, keeping
from readers.models import Banner, MenuItem, Page
from tests import world
from tests.media import drawn

#: Words that each language's stories have, to be searched for.
WORD = {"en": "ferry", "ar": "العبّارة", "fr": "bac"}
#: What the one section is called in each.
SECTION = {"en": "Harbour", "ar": "الميناء", "fr": "Le port"}
_TEXT = (
    "<p>{word} left at six.</p><h2>What next</h2><h3>By sea</h3><blockquote><p>We wait.</p></blockquote>"
    '<aside data-box="fact"><h3>In figures</h3><p>Two boats.</p></aside><ul><li>One</li></ul><hr>'
    "<table><caption>Boats by year</caption><thead><tr><th>Year</th><th>Ferries_that_sailed_in_winter</th>"
    "<th>Trawlers_that_sailed_in_winter</th></tr></thead><tbody><tr><td>2025</td><td>9</td><td>98</td></tr></tbody>"
    '</table><div data-embed="https://youtu.be/abcdefghijk"></div><figure data-caption="{figure}"></figure>'
)
_FIGURE = "3f2b8a44-6f0e-4f52-9d0a-6a3f7c1f9a10"


def every_page(language: str) -> Mapping[str, str]:
    """The kinds of pages with an address of each. Everything on them is in that language, the site speaks English."""
    _speaks(language)
    author = Author.objects.create(name="Ása Björklund", slug="asa", role="Reporter", about="Writes about ships.")
    storm = _coverage(language, author)
    gone = world.published("Gone", language=language)
    withdrawing.withdraw(article=gone, by=None, notice="It was not so.")
    story = _story(language, author, storm)
    _beside(language, story)
    asked = f"?lang={language}"
    return {
        "front": "/" if language == "en" else f"/{language}/",
        "section": f"/harbour/{asked}",
        "tag": f"/tag/ferries/{asked}",
        "story": str(story.path),
        "coverage": "/coverage/storm/",
        "live": "/coverage/storm/live/",
        "latest": f"/latest/{asked}",
        "author": f"/author/asa/{asked}",
        "corrections": f"/corrections/{asked}",
        "search": f"/search/?q={WORD[language]}&within=week&lang={language}",
        "empty search": f"/search/{asked}",
        "found nothing": f"/search/?q=zeppelin&lang={language}",
        "static page": f"/about/privacy/{asked}",
        "feedback": f"/feedback/{story.public_id}/",
        "withdrawn": str(gone.path),
        "not found": "/nothing/here/",
    }


def _speaks(language: str) -> None:
    """The newspaper has a front in that language, and a name for its section."""
    if language != "en":
        world.site().languages.create(language=language)
        world.section(wordings={language: {"name": SECTION[language]}})


#: The kinds whose status is not 200.
STATUS = {"withdrawn": 410, "not found": 404}


def read(reader: Client, kind: str, address: str) -> str:
    """The page's HTML, answered as it should be."""
    answer = reader.get(address)
    assert answer.status_code == STATUS.get(kind, 200), (kind, address)
    return answer.content.decode()


def _photo(filename: str) -> Photo:
    data = drawn.photograph(1600, 1000) if filename == "ferry.jpg" else drawn.photograph(900, 1400)
    photo = take_in(data=data, filename=filename, by=None).photo
    renditions.make(photo_id=photo.pk)
    return Photo.objects.get(pk=photo.pk)


def _coverage(language: str, author: Author) -> Coverage:
    storm = Coverage.objects.create(
        name=f"{WORD[language]} 24",
        slug="storm",
        language=language,
        status="live",
        summary="The harbour is shut.",
        summary_as_of=clock.now(),
        key_points="One\nTwo",
        public_from=clock.now(),
    )
    storm.people.add(author)
    CoveragePerson.objects.create(coverage=storm, name="Runa Hald", role="Harbour master", about="Opens the gates.")
    for date in ("2025", "2026-02", "2026-03-04"):
        TimelineEntry.objects.create(coverage=storm, date=date, title=f"In {date}", text="Wind.")
    reporting.start_live(coverage=storm, by=None)
    for headline in ("Gale", "Storm", ""):
        words = Words(headline=headline, body=f"<p>{WORD[language]}.</p>", author=author, is_key=headline == "Storm")
        update = reporting.post(coverage=storm, words=words, by=None)
    reporting.withdraw(update=update, notice="It was not so.", by=None)
    reporting.pin(update=storm.live_updates.oldest_first()[0], by=None)
    return storm


def _story(language: str, author: Author, storm: Coverage) -> Article:
    """A story with all that a story can have."""
    said = {"text": "At dawn.", "credit": "R. Hald"}
    lead = {"role": "lead", "photo": _photo("ferry.jpg"), "alt": "A ferry", **said}
    inline = {"uuid": _FIGURE, "role": "inline", "photo": _photo("quay.jpg"), "alt": "A quay", **said}
    article = world.published(
        f"{WORD[language]} 1",
        body=_TEXT.format(word=WORD[language], figure=_FIGURE),
        language=language,
        summary="The first.",
        dateline="HALMSUND",
        source="Nordvik",
        editor_note="From two reports.",
        bylines=[{"author": author, "name": ""}, {"author": None, "name": "A reader"}],
        captions=[lead, inline],
        tags=["Ferries"],
        coverages=[storm],
    )
    world.publish(article, kind="correction", note="It was Tuesday.")
    world.publish(world.save(article, summary="The second."), kind="clarification", note="By ferry, that is.")
    article.refresh_from_db()
    return article


def _beside(language: str, story: Article) -> None:
    """Other stories, what stands around every page, and what stands still."""
    for number in range(2, 8):
        world.published(
            f"{WORD[language]} {number}", language=language, tags=["Ferries"], coverages=story.coverages.all()
        )
    world.save(story, related=[Article.objects.filter(language=language).exclude(pk=story.pk).latest("pk")])
    world.publish(story, kind="minor")
    for tag in {"ar", "en", "fr"} - {language}:
        other = world.published(WORD[tag], language=tag)
        translating.link(article=other, other=story, by=None)
    page = Page(slug="privacy", title="Privacy", language=language, body="<p>None.</p>", public_from=clock.now())
    keeping.keep(thing=page, by=None, at=clock.now())
    keeping.keep(thing=MenuItem(label="Privacy", path="/about/privacy/"), by=None, at=clock.now())
    ends = announcing.ends_by_itself(at=clock.now())
    banner = Banner(text="Harbour shut", language=language, article=story, shown_from=clock.now(), shown_until=ends)
    announcing.announce(banner=banner, by=None)
