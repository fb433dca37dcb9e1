"""Who asks: bearer tokens (RFC 6750) with scopes. Cookies open nothing here."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from api.problems import Problem
from ground import clock
from staff import tokens
from staff.models import ApiToken, User


class Bearer(HttpBearer):
    """Lets a request through whose token is valid now and has the scope."""

    openapi_description = "A token of staff. Its scopes: " + " ".join(
        f"`{scope}`: {meaning}" for scope, meaning in tokens.SCOPES.items()
    )

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:  # noqa: ARG002 (ninja hands it over)
        """The token's row, which the handler finds as `request.auth`."""
        found = tokens.find(secret=token.strip(), at=clock.now())
        if found is None:
            raise _invalid()
        if self.scope not in found.scopes:
            raise _lacks(self.scope)
        return found


def owner(request: HttpRequest) -> User:
    """The person whose token let the request through."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    return token.user


def _invalid() -> Problem:
    return Problem(
        "token-invalid",
        "The token is unknown, expired or revoked, or its owner has left. Ask an administrator for a new one.",
        headers={"WWW-Authenticate": 'Bearer realm="newsroom", error="invalid_token"'},
    )


def _lacks(scope: str) -> Problem:
    return Problem(
        "scope-missing",
        f"The token has not the scope {scope}. Nothing was done. Ask an administrator for one that has.",
        headers={"WWW-Authenticate": f'Bearer realm="newsroom", error="insufficient_scope", scope="{scope}"'},
        scope=scope,
    )
