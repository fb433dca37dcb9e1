"""The audit log: each verb writes one row in its own transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.text import get_text_list

from staff.models import AuditEntry, User
from staff.printing import printed

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
    return about(subject).filter(verb__in=verbs).first()


def about(subject: Model) -> QuerySet[AuditEntry]:
    """The entries about the subject, the newest first."""
    return AuditEntry.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))


def in_words(detail: dict[str, Any]) -> str:
    """The detail of an entry for people; what is empty says nothing."""
    said = {name.replace("_", " "): _word(value) for name, value in detail.items()}
    return ", ".join(f"{name}: {word}" for name, word in said.items() if word)


def _word(value: Any) -> str:
    """The value as text; moments were stored in ISO 8601. None is an end that was lifted."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, dict):
        return in_words(value)
    if isinstance(value, list):
        return get_text_list([_word(one) for one in value], "and")
    moment = parse_datetime(value) if isinstance(value, str) and "T" in value else None
    return printed(moment) if moment else str(value)
