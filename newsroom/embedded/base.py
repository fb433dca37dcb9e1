"""Django's database backend for the embedded PostgreSQL: the first connection of any process starts the server."""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg import OperationalError

from newsroom import cluster
from newsroom.environment import WrongSetting

try:
    from newsroom import database
except ImportError as missing:  # no flock(2) on this platform, and no embedded PostgreSQL
    raise WrongSetting("DATABASE_URL", "is not set, and this platform needs it: postgresql://…/name.") from missing


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL on the socket of the embedded server."""

    def ensure_server(self, *, patience: float = 90) -> str:
        """The socket's folder, with the server running. Raises OperationalError after `patience` seconds."""
        try:
            return str(database.ensure(settings.VAR_DIR / "postgres", patience=patience))
        except database.CannotStart as problem:
            raise OperationalError(str(problem)) from problem

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "host": self.ensure_server(), "port": cluster.PORT}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        # A pool asks for its parameters once; a server that ended since then starts again here.
        self.ensure_server()
        return super().get_new_connection(conn_params)

    def release_server(self) -> None:
        """This process needs the server no more; waits for its end if nobody else does."""
        database.release(settings.VAR_DIR / "postgres")
