"""From a working copy to an edition: what would be frozen if it were published now.

Publishing saves the result, the preview renders it; both therefore show the same page.
"""

from datetime import datetime
from typing import Any

from articles import body
from articles.models import Article, Caption, Edition
from staff.models import User


def compose(article: Article, *, kind: str, note: str, at: datetime, by: User | None) -> Edition:
    """An unsaved edition of the working copy, to begin at that moment.

    Captions are resolved (the use's own words, else the photo's) and frozen. Fails with
    AttributeError on a copy without a section: `checking.reasons` comes first.
    """
    captions = list(article.captions.select_related("photo"))
    html, bylines = body.clean(article.body).html, _bylines(article)
    lead = next((caption.photo for caption in captions if caption.role == Caption.Role.LEAD), None)
    return Edition(
        article=article,
        article_version=article.version,
        kind=kind,
        note=note,
        section=article.section,
        language=article.language,
        headline=article.headline.strip(),
        front_headline=article.front_headline.strip(),
        summary=article.summary.strip(),
        html=html,
        dateline=article.dateline,
        source=article.source,
        editor_note=article.editor_note,
        urgency=article.urgency,
        sensitive=article.sensitive,
        lead_photo=lead,
        bylines=bylines,
        author_ids=sorted({row["author_id"] for row in bylines if row["author_id"]}),
        captions=[resolved(caption) for caption in captions if caption.photo],
        tag_ids=sorted(article.tags.values_list("pk", flat=True)),
        coverage_ids=sorted(article.coverages.values_list("pk", flat=True)),
        photo_ids=sorted({caption.photo_id for caption in captions if caption.photo_id}),
        link_ids=sorted(Article.objects.filter(public_id__in=body.story_ids(html)).values_list("pk", flat=True)),
        related_ids=list(article.related_picks.values_list("pick", flat=True)),
        embargo=article.embargo,
        live_from=at,
        published_by=by,
    )


def _bylines(article: Article) -> list[dict[str, Any]]:
    """Names as printed, with the author's slug and id where it is one of ours."""
    return [
        {"name": str(row), "author": row.author.slug if row.author else "", "author_id": row.author_id}
        for row in article.bylines.select_related("author")
    ]


def resolved(caption: Caption) -> dict[str, Any]:
    """A caption with the photo's own words where the use has none: what an edition freezes."""
    photo = caption.photo
    assert photo is not None
    return {
        "uuid": str(caption.uuid),
        "role": caption.role,
        "photo": photo.pk,
        "text": caption.text or photo.caption,
        "credit": credit_of(caption),
        "alt": "" if caption.decorative else caption.alt or photo.alt_text,
        "crop": caption.crop,
    }


def credit_of(caption: Caption) -> str:
    """The credit line: the use's own, else the photo's."""
    return caption.credit or (caption.photo.own_credit if caption.photo else "")
