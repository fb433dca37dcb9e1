"""The one question that verbs ask before they act: may this person do that?"""

from django.core.exceptions import PermissionDenied

from staff.models import User


class NotAllowed(PermissionDenied):
    """The person lacks the permission; the message says for what."""


def require(by: User | None, permission: str, *, to: str) -> None:
    """Go on only if the person has the permission (`app.codename`). None is the system."""
    if by is not None and not by.has_perm(permission):
        raise NotAllowed(f"{by} may not {to}. Nothing was changed. Ask an administrator for the right to do it.")
