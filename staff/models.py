"""People and programs: who may work here, the tokens of programs, and what each of them did."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Lower

from staff.printing import printed


class User(AbstractUser):
    """A member of staff. Roles are Django groups; newsroom/roles.py says what each may do."""

    byline = models.CharField(max_length=200, blank=True, help_text="The name printed above stories.")
    invited_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Of the invitation that stands: nobody has followed it yet."
    )
    invitation_mailed_at = models.DateTimeField(null=True, blank=True, editable=False)
    session_round = models.PositiveIntegerField(
        default=0, editable=False, help_text="Sessions are of one round; the next one ends them all at once."
    )

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_account_an_email",
                violation_error_message="Another account has this e-mail address.",
            ),
            models.CheckConstraint(
                condition=models.Q(invited_at=None) | models.Q(is_active=True), name="only_the_active_are_invited"
            ),
        ]

    def __str__(self) -> str:
        return self.byline or self.get_full_name() or self.username

    def get_session_auth_hash(self) -> str:
        """What a session must carry to be this person's: it ends with the password and with the round."""
        return self._of_this_round(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        return map(self._of_this_round, super().get_session_auth_fallback_hash())

    def _of_this_round(self, digest: str) -> str:
        """In the first round as Django has it, so that sessions from before there were rounds go on."""
        return f"{digest}:{self.session_round}" if self.session_round else digest


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def valid(self, *, at: datetime) -> "ApiTokenQuerySet":
        """Tokens that open the door at that moment."""
        return self.filter(expires_at__gt=at, revoked_at=None, user__is_active=True)


class ApiToken(models.Model):
    """A program's key. Only its SHA-256 is stored; the secret is shown once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes: "ArrayField[list[str], list[str]]" = ArrayField(models.CharField(max_length=30), default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        verbose_name = "API token"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="token_expires_after_creation"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ResetRequest(models.Model):
    """Somebody asked for a new password on the page that anybody can open. Kept for a day, to be counted."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        help_text="Who gets a mail. None where nobody does, whatever was typed: it is not kept.",
    )
    sender = models.CharField(max_length=64, help_text="Keyed hash of the network that it came from.")
    asked_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sender", "asked_at"], name="resets_of_sender"),
            models.Index(fields=["person", "asked_at"], name="resets_of_person"),
            models.Index(fields=["asked_at"], name="resets_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.person or 'Nobody'}, {self.asked_at:%Y-%m-%d %H:%M}"


class AuditEntry(models.Model):
    """One verb, once: who did what to which thing, when."""

    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_name = models.CharField(max_length=200, help_text="As it was at the time; “Newsroom” for the system itself.")
    verb = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    subject_name = models.CharField(max_length=300)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        verbose_name_plural = "audit entries"
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="audit_of_subject"),
            models.Index(fields=["-at"], name="audit_newest"),
        ]

    def __str__(self) -> str:
        return f"{printed(self.at)}, {self.actor_name}: {self.verb} {self.subject_name}"
