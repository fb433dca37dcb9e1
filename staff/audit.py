"""The audit log: each verb writes one row in its own transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from staff.models import AuditEntry, User

SYSTEM = "Newsroom"


def record(
    *, by: User | None, verb: str, subject: Model, at: datetime, detail: dict[str, Any] | None = None
) -> AuditEntry:
    """Write that the person (None: the system itself) did the verb to the subject."""
    return AuditEntry.objects.create(
        at=at,
        actor=by,
        actor_name=str(by) if by else SYSTEM,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_name=str(subject)[:300],
        detail=detail or {},
    )


def newest(*, subject: Model, verbs: Iterable[str]) -> AuditEntry | None:
    """The last time that one of these verbs was done to the subject."""
    about = {"subject_type": subject._meta.label_lower, "subject_id": str(subject.pk)}
    return AuditEntry.objects.filter(**about, verb__in=verbs).first()
