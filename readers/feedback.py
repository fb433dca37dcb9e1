"""“Help us improve”: taking in what readers say about a story, without a word about the reader."""

from datetime import datetime, timedelta

from django.db import transaction

from articles.models import Edition
from readers.models import Feedback

#: How many answers are taken in within WINDOW: about one story, and about all.
WINDOW = timedelta(minutes=1)
OF_A_STORY = 10
OF_ALL = 60


class TooMuch(Exception):
    """More answers than a newsroom can read; nothing was stored."""


@transaction.atomic
def receive(*, edition: Edition, helpful: bool | None, comment: str, at: datetime) -> Feedback:
    """Store an answer about the story. The same words again within a minute are the same answer.

    Raises TooMuch. Nothing of the sender is kept, so this limit is all that there is.
    """
    lately = Feedback.objects.filter(created_at__gt=at - WINDOW)
    of_story = list(lately.filter(article=edition.article_id)[:OF_A_STORY])
    words = comment.strip()
    for row in of_story:
        if words and (row.helpful, row.comment) == (helpful, words):
            return row
    if len(of_story) >= OF_A_STORY or lately[:OF_ALL].count() >= OF_ALL:
        raise TooMuch
    return Feedback.objects.create(article_id=edition.article_id, helpful=helpful, comment=words, created_at=at)
