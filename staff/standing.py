"""Where somebody stands with the desk: invited, active or gone; what lists and the account's page say of it."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from staff.links import INVITATION
from staff.models import User
from staff.printing import printed


@dataclass(frozen=True)
class Standing:
    """What is so in a word and in a sentence, and which buttons there are (desk/person_acts.py)."""

    label: str
    tone: str
    sentence: str
    acts: tuple[str, ...] = ()


def standing_of(person: User, *, at: datetime) -> Standing:
    if person.invited_at:
        return _invited(person, person.invited_at, at)
    if person.is_active and person.has_usable_password():
        return Standing("Active", "success", "", ("deactivate",))
    if person.is_active:
        said = "Nobody can log in with this account. Invite again, and a password can be chosen."
        return Standing("Without a password", "warning", said, ("invite-again", "deactivate"))
    if person.has_usable_password():
        said = "The account is deactivated: nothing opens for it. What this person wrote and did stays theirs."
        return Standing("Deactivated", "default", said, ("reactivate",))
    return Standing("Invitation withdrawn", "default", "The invitation was taken back.", ("invite-again",))


def _invited(person: User, since: datetime, at: datetime) -> Standing:
    acts, ends = ("invite-again", "withdraw-invitation"), (person.invitation_mailed_at or since) + INVITATION.lifetime
    if ends <= at:
        said = f"The link ran out on {printed(ends)}, and nobody has followed it. Invite again to send another."
        return Standing("Invited", "warning", said, acts)
    return Standing(
        "Invited", "info", f"Since {printed(since)}; nobody has followed the link yet.{_mail(person)}", acts
    )


def _mail(person: User) -> str:
    """What became of the mail; without a server there is none that anybody gets."""
    if not settings.MAIL_IS_SENT:
        return ""
    return " The mail was sent." if person.invitation_mailed_at else " The mail waits to be sent."
