"""Health for load balancers: is the process alive, and was it ever able to serve.

Readiness does not expire: a database that fails later must not take every machine out of
service at once, because pages are still served from caches. The answer says what fails.
"""

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

_passed = False


def alive(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 (a view gets its request)
    """200 as long as the process answers."""
    return JsonResponse({"status": "pass"})


def ready(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 (as above)
    """503 until the database has answered once; later failures are told and keep 200."""
    global _passed  # noqa: PLW0603
    reachable = _database_answers()
    _passed = _passed or reachable
    body = {"status": "pass" if reachable else "warn" if _passed else "fail", "database": reachable}
    return JsonResponse(body, status=200 if _passed else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True
