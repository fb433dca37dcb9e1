"""Statements that are made once: the ORM writes the SQL, the database plans it, each page only gives its values.

Making the SQL of a story's page and planning it cost more than running it and printing the page together.
"""

from collections.abc import Callable, Iterable
from copy import copy
from datetime import UTC, datetime
from typing import Any

from django.db import connections
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

#: The slot of a moment; other moments in the statement stay as far from it as they were made.
A_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


class Prepared:
    """A queryset by values, as `make(**values)` gives it.

    `slots` are values for the making, each different from any other parameter of the statement;
    the shape of the SQL may depend on none of them, so several ids come as one array. A moment
    is called `at`, and its slot is A_MOMENT.
    """

    def __init__(self, make: Callable[..., QuerySet[Any]], **slots: Any) -> None:
        self._make, self._slots = make, slots
        self._made: tuple[QuerySet[Any], SQLCompiler, str, Iterable[Any]] | None = None

    def rows(self, **values: Any) -> list[Any]:
        """The rows for these values: one query."""
        template, compiler, sql, parameters = self._made = self._made or self._compile()
        given = [self._given(parameter, values) for parameter in parameters]
        running = copy(compiler)
        running.connection = connections[template.db]
        running.execute_sql = lambda *_, **__: [_fetched(running.connection, sql, given)]  # type: ignore[assignment, method-assign]
        queryset = template.all()
        queryset.query.get_compiler = lambda *_, **__: running  # type: ignore[method-assign]
        return list(queryset)

    def _compile(self) -> tuple[QuerySet[Any], SQLCompiler, str, Iterable[Any]]:
        template = self._make(**self._slots)
        compiler = template.query.get_compiler(using=template.db)
        sql, parameters = compiler.as_sql()
        return template, compiler, sql, parameters

    def _given(self, parameter: Any, values: dict[str, Any]) -> Any:
        if isinstance(parameter, datetime):
            return values["at"] + (parameter - A_MOMENT)
        return next((values[name] for name, slot in self._slots.items() if slot == parameter), parameter)


def _fetched(connection: Any, sql: str, given: list[Any]) -> list[Any]:
    """The rows of a statement that each session of the database plans once (psycopg, prepared statements).

    For that the values travel beside the statement. Django's own cursor writes them into it, as a
    log of statements wants to have it.
    """
    with connection.cursor() as cursor:
        if not connection.queries_logged:
            cursor.cursor = ServerBindingCursor(connection.connection)  # type: ignore[call-arg]
        cursor.execute(sql, given)
        rows: list[Any] = cursor.fetchall()
    return rows
