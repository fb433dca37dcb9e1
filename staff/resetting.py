"""Forgotten passwords: asked for by anybody, answered by mail to the person's own address alone.

Whatever is typed, the same is done and said, so that nobody learns who works here. Only those who
ask too often learn that they do.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from staff import audit, facts, links, locking, people
from staff.models import ResetRequest, User

#: How many mails an account gets within WINDOW, and how often one network may ask.
WINDOW = timedelta(hours=1)
OF_AN_ACCOUNT = 3
OF_A_SENDER = 20
#: How long it is kept who asked.
KEPT = timedelta(days=1)


class TooMany(Exception):
    """One network asks too often; nothing was done."""

    def __init__(self) -> None:
        super().__init__(
            "New passwords were asked for too often from your network, so no mail was sent this time. "
            "Try again in an hour, or ask an administrator."
        )


@transaction.atomic
def ask(*, name: str, sender: str, at: datetime) -> None:
    """Ask for a link for whoever has this username or e-mail address. Raises TooMany.

    An account over its limit is treated like one that is not there: no mail, and no word about it.
    """
    locking.resets()
    lately = ResetRequest.objects.filter(asked_at__gt=at - WINDOW)
    digest = salted_hmac("staff.resetting", sender, algorithm="sha256").hexdigest()
    if len(lately.filter(sender=digest)[:OF_A_SENDER]) >= OF_A_SENDER:
        raise TooMany
    person = _named(name)
    if len(lately.filter(person=person)[:OF_AN_ACCOUNT]) >= OF_AN_ACCOUNT:
        person = None
    request = ResetRequest.objects.create(person=person, sender=digest, asked_at=at)
    facts.reset_asked.send(sender=ResetRequest, request=request)


def to_be_mailed(*, request_id: int, at: datetime) -> ResetRequest | None:
    """The request, if a mail is due: somebody may have a link, got none, and has not given up by now."""
    fresh = ResetRequest.objects.filter(pk=request_id, mailed_at=None, asked_at__gt=at - links.NEW_PASSWORD.lifetime)
    request = fresh.select_related("person").first()
    return request if request and request.person and links.NEW_PASSWORD.is_for(request.person) else None


@transaction.atomic
def mailed(*, request: ResetRequest, at: datetime) -> None:
    """Note, once, that the mail has been handed over. Here and not in `ask`, which does the same for everybody."""
    if request.person and ResetRequest.objects.filter(pk=request.pk, mailed_at=None).update(mailed_at=at):
        audit.record(by=None, verb="mail a link for a new password", subject=request.person, at=at)


@transaction.atomic
def reset(*, person: User, token: str, password: str, at: datetime) -> User:
    """Follow the link: this is the person's password now, and every session ends. Raises links.Dead."""
    current = links.NEW_PASSWORD.holder(person=person, token=token)
    current.set_password(password)
    current.session_round += 1
    current.save(update_fields=["password", "session_round"])
    audit.record(by=current, verb="reset password", subject=current, at=at)
    return current


def forget(*, at: datetime) -> int:
    """Forget who asked long ago; how many."""
    return ResetRequest.objects.filter(asked_at__lt=at - KEPT).delete()[0]


def _named(name: str) -> User | None:
    """Who may have a link under that address, else under that username. Both are looked for, always."""
    namesake = User.objects.filter(username=User.normalize_username(name)).first()
    holder = people.holder_of(name)
    found = holder or namesake
    return found if found and found.email and links.NEW_PASSWORD.is_for(found) else None
