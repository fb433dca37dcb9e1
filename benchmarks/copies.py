"""A large archive to measure with: published stories copied by the database, spread over the past.

The copies have the columns of the originals but their numbers, ids, addresses and moments, a
short text, and a word in the search that one in a thousand of them shares.
"""

from django.db import connection

from articles.models import Article, Edition, SearchText

#: Between two copies of the same story.
APART = "4 hours"
#: Originals are numbered below this, so that the numbers of copies can be told from theirs.
_STRIDE = 10_000
_MOMENTS = ("first_published_at", "updated_at", "live_from", "created_at", "changed_at")


def fill(number: int) -> int:
    """Copy all public stories until there are about that many; how many there are then."""
    originals = Edition.objects.count()
    times = max(0, number // originals - 1)
    with connection.cursor() as cursor:
        for table, changed in _changes().items():
            cursor.execute(_insert(table, changed), [times])
        for table in _changes():
            cursor.execute(f"ANALYZE {table}")
    return originals * (times + 1)


def _changes() -> dict[str, dict[str, str]]:
    """Table → column → what a copy has there; `n` counts the copies."""
    number = {name: f"{name} + n * {_STRIDE}" for name in ("id", "article_id", "edition_id")}
    return {
        Article._meta.db_table: {
            "id": number["id"],
            "public_id": "gen_random_uuid()",
            "path": "regexp_replace(path, '/$', '-' || n || '/')",
        },
        Edition._meta.db_table: {"id": number["id"], "article_id": number["article_id"], "html": "'<p>Ferry.</p>'"},
        SearchText._meta.db_table: {
            "edition_id": number["edition_id"],
            "words": "words || to_tsvector('simple', 'rare' || n %% 1000)",
        },
    }


def _insert(table: str, changed: dict[str, str]) -> str:
    model = next(model for model in (Article, Edition, SearchText) if model._meta.db_table == table)
    columns = [str(field.column) for field in model._meta.concrete_fields]
    earlier = {name: f"{name} - n * interval '{APART}'" for name in _MOMENTS}
    values = [changed.get(column) or earlier.get(column) or column for column in columns]
    named, chosen = ", ".join(columns), ", ".join(values)
    return f"INSERT INTO {table} ({named}) SELECT {chosen} FROM {table}, generate_series(1, %s) AS n"
