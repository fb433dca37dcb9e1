"""Somebody at the desk: a browser's session of an ordinary editor, never of a superuser."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from staff.models import User
from tests import world


@pytest.fixture
def editor(db: None) -> User:
    world.site(zone="Europe/Oslo")
    return world.editor()


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def reporter_desk(db: None) -> Client:
    client = Client()
    client.force_login(world.person("rolf", "reporter"))
    return client


@pytest.fixture
def duty_desk(db: None) -> Client:
    client = Client()
    client.force_login(world.person("dora", "duty editor"))
    return client


def change(article: Article) -> str:
    return reverse("admin:articles_article_change", args=(article.pk,))


def act(article: Article, verb: str) -> str:
    return reverse("admin:desk_act", args=(article.pk, verb))


def rows(prefix: str, *filled: dict[str, Any]) -> dict[str, Any]:
    """The fields of the rows as the form sends them."""
    sent = {f"{prefix}-{number}-{name}": value for number, row in enumerate(filled) for name, value in row.items()}
    return {f"{prefix}-TOTAL_FORMS": len(filled), f"{prefix}-INITIAL_FORMS": 0, **sent}


def story(**fields: Any) -> dict[str, Any]:
    """What the story form sends; rows are given under the name of their kind."""
    kinds = {kind: fields.pop(kind, []) for kind in ("bylines", "captions", "related")}
    sent = {"headline": "Ferry leaves Halmsund", "body": "<p>It left at dawn.</p>", "language": "en", **fields}
    for kind, filled in kinds.items():
        sent |= rows(kind, *filled)
    return sent
