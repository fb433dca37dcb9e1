"""The preview shows the readers' page and leaves no trace of it anywhere."""

from articles import composing, reading
from articles.models import Article, Edition
from ground import clock
from readers import rendering
from readers.models import ReadCount
from tests import world


def preview(article: Article) -> str:
    edition = composing.compose(article, kind="first", note="", at=clock.now(), by=None)
    response = rendering.preview(edition, site=reading.furniture(), at=clock.now())
    assert response["Cache-Control"] == "private, no-store"
    return response.content.decode()


def test_a_draft_is_shown_as_readers_would_see_it() -> None:
    text = preview(world.draft(summary="The first."))
    assert "Ferry leaves Halmsund</h1>" in text
    assert "The first." in text
    assert "Preview. Readers do not see this page." in text


def test_a_preview_counts_no_read_and_asks_no_feedback() -> None:
    text = preview(world.draft())
    assert "data-story" not in text
    assert "reads.js" not in text
    assert "Help us improve" not in text
    assert 'content="noindex"' in text
    assert not Edition.objects.exists()
    assert not ReadCount.objects.exists()
