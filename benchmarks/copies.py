"""A large archive to measure with: published stories and wire items copied by the database, spread over the past.

The copies have the columns of the originals but their numbers, ids, addresses and moments, a short text, and a word in
the search that one in a thousand of them shares.
"""

from datetime import timedelta

from django.db import connection
from django.db.models import Model

from articles.models import Article, Edition, SearchText
from wires.models import WireItem, WireWords

#: Between two copies of the same original.
_APART, _WIRE_APART = timedelta(hours=4), timedelta(minutes=10)
#: Originals are numbered below this, so that the numbers of copies can be told from theirs.
_STRIDE = 10_000
_MOMENTS = (
    "first_published_at",
    "updated_at",
    "live_from",
    "created_at",
    "changed_at",
    "received_at",
    "version_created_at",
)
_NUMBERS = {name: f"{name} + n * {_STRIDE}" for name in ("id", "article_id", "edition_id", "item_id")}
_RARE = "to_tsvector('simple', 'rare' || n %% 1000)"
#: Table → column → what a copy has there; `n` counts the copies.
_STORIES: dict[type[Model], dict[str, str]] = {
    Article: {
        "id": _NUMBERS["id"],
        "public_id": "gen_random_uuid()",
        "path": "regexp_replace(path, '/$', '-' || n || '/')",
    },
    Edition: {"id": _NUMBERS["id"], "article_id": _NUMBERS["article_id"], "html": "'<p>Ferry.</p>'"},
    SearchText: {"edition_id": _NUMBERS["edition_id"], "words": f"words || {_RARE}"},
}
_ITEMS: dict[type[Model], dict[str, str]] = {
    WireItem: {
        "id": _NUMBERS["id"],
        "guid": "guid || ':' || n",
        "story": """jsonb_set(story, '{body_html}', '"<p>Ferry.</p>"')""",
    },
    WireWords: {"item_id": _NUMBERS["item_id"], "words": f"words || {_RARE}"},
}


def fill(number: int) -> int:
    """Copy all public stories until there are about that many; how many there are then."""
    return _copied(_STORIES, Edition.objects.count(), number, apart=_APART)


def fill_wire(number: int) -> int:
    """Copy all items of the wire until there are about that many; how many there are then."""
    return _copied(_ITEMS, WireItem.objects.count(), number, apart=_WIRE_APART)


def _copied(tables: dict[type[Model], dict[str, str]], originals: int, number: int, *, apart: timedelta) -> int:
    times = max(0, number // originals - 1)
    with connection.cursor() as cursor:
        for model, changed in tables.items():
            cursor.execute(_insert(model, changed, apart), [times])
        for model in tables:
            cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")
    return originals * (times + 1)


def _insert(model: type[Model], changed: dict[str, str], apart: timedelta) -> str:
    table = model._meta.db_table
    columns = [str(field.column) for field in model._meta.concrete_fields]
    earlier = {name: f"{name} - n * interval '{apart.total_seconds()} seconds'" for name in _MOMENTS}
    values = [changed.get(column) or earlier.get(column) or column for column in columns]
    named, chosen = ", ".join(columns), ", ".join(values)
    return f"INSERT INTO {table} ({named}) SELECT {chosen} FROM {table}, generate_series(1, %s) AS n"
