"""Stories that the demo's own reporters write: no agency sent them, and their pictures are the house's."""

import re
from typing import Any
from uuid import uuid4

from articles import approving, drafting
from articles.models import Article, Caption
from articles.snapshots import BylineValues, CaptionValues, Fields
from media import intake
from newsroom.demo import texts
from newsroom.demo.newspaper import House
from newsroom.demo.texts import Copy, Image

_STORY_NAME = re.compile(r'data-story="([a-z][a-z0-9-]*)"')


def write(house: House, copy: Copy, desk: Fields) -> Article:
    """A working copy with all that the reporter and the desk give it."""
    captions = [_caption(house, copy, image, number) for number, image in enumerate(copy.pictures)]
    fields = Fields(
        headline=copy.headline,
        summary=copy.summary,
        language=copy.language,
        dateline=copy.dateline,
        urgency=copy.urgency,
        captions=captions,
    )
    if copy.byline:
        fields["bylines"] = [BylineValues(author=None, name=copy.byline)]
    fields.update(desk)
    fields["body"] = _with_figures(linked(house, copy.body), copy, captions)
    return drafting.create(by=house.people["reporter"], fields=fields, at=house.playback.at)


def hand_over(house: House, article: Article, desk: dict[str, Any]) -> None:
    """Where the story is on its way over the desk: handed in, returned with a reason, approved, assigned."""
    reporter, editor = house.people["reporter"], house.editor
    state, version = desk.get("state", "draft"), article.version
    if state in ("submitted", "returned", "approved"):
        approving.submit(article=article, version=version, by=reporter)
    if state == "returned":
        approving.send_back(article=article, version=version, reason=desk["reason"], by=editor)
    if state == "approved":
        approving.approve(article=article, version=version, by=editor)
    if "assignee" in desk:
        approving.assign(article=article, to=house.people[desk["assignee"]], by=editor)


def linked(house: House, body: str) -> str:
    """The body with links by the names of stories made links by their public ids."""
    return _STORY_NAME.sub(lambda match: f'data-story="{house.articles[match[1]].public_id}"', body)


def _caption(house: House, copy: Copy, image: Image, number: int) -> CaptionValues:
    by = house.people["picture editor"]
    photo = intake.take_in(data=house.photograph(image.scene), filename=copy.filename(image), by=by).photo
    beside = Caption.Role.GALLERY if number else Caption.Role.LEAD
    role = Caption.Role.INLINE if image.after else beside
    credit = texts.credit(image.scene, language=copy.language)
    return CaptionValues(uuid=uuid4(), role=role, photo=photo, text=image.caption, credit=credit, alt=image.alt)


def _with_figures(html: str, copy: Copy, captions: list[CaptionValues]) -> str:
    """The text with a figure after the paragraph that each inline picture belongs to."""
    for image, caption in zip(copy.pictures, captions, strict=True):
        if image.after:
            figure = f'<figure data-caption="{caption["uuid"]}"></figure>'
            html = re.sub(rf"({re.escape(image.after)}.*?</p>)", rf"\1{figure}", html, count=1)
    return html
