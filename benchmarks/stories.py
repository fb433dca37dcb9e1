"""Stories to measure with: recombined sentences that say nothing, made through the real verbs."""

import random
from functools import cache

from articles import drafting, publishing
from articles.models import Article, Section, Site
from ground import clock

_WORDS = (
    "harbour council ferry tide storm bridge market teacher river vote budget hospital winter train report island "
    "minister strike repair village school airport court valley mill road signal engine orchard"
).split()
_TAGS = ("ferries", "storm", "council", "schools", "trade", "courts", "weather", "sport")
_SECTIONS = ("harbour", "world", "business")
#: How many stories have the tag of what they are about, and so are related; the other tags are too common.
_OF_A_MATTER = 10


def sentence(pick: random.Random) -> str:
    return " ".join(pick.choices(_WORDS, k=14)).capitalize() + "."


def body(pick: random.Random, *, paragraphs: int = 16) -> str:
    """About 600 words with two subheads."""
    blocks = [f"<p>{' '.join(sentence(pick) for _ in range(3))}</p>" for _ in range(paragraphs)]
    blocks[5:5] = ["<h2>What happened</h2>"]
    blocks[11:11] = ["<h2>What comes next</h2>"]
    return "".join(blocks)


@cache
def sections() -> list[Section]:
    Site.objects.get_or_create(pk=1)
    return [Section.objects.create(name=slug.title(), slug=slug) for slug in _SECTIONS]


def publish_many(number: int, *, seed: int = 7) -> list[Article]:
    """That many published stories, the same for the same seed."""
    pick = random.Random(seed)
    return [_publish_one(pick, matter=f"Matter {count // _OF_A_MATTER}") for count in range(number)]


def _publish_one(pick: random.Random, *, matter: str) -> Article:
    fields = drafting.Fields(
        headline=sentence(pick)[:70],
        summary=sentence(pick),
        body=body(pick),
        section=pick.choice(sections()),
        tags=[*pick.sample(_TAGS, 2), matter],
        bylines=[{"author": None, "name": "Runa Vik"}],
    )
    article = drafting.create(by=None, fields=fields, at=clock.now())
    publishing.publish(article=article, version=1, by=None)
    article.refresh_from_db()
    return article
