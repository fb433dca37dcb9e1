"""Where somebody stands with the desk: what is said of it, and what can be done."""

from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from staff.models import User
from staff.standing import standing_of
from tests.world import MORNING

HASHED = "pbkdf2_sha256$1$x$y"


def invited(**fields: object) -> User:
    return User(username="anna", password="!x", **{"invited_at": MORNING, **fields})


@pytest.mark.parametrize(
    ("person", "label", "acts"),
    [
        (User(password=HASHED), "Active", ("deactivate",)),
        (User(password="!x"), "Without a password", ("invite-again", "deactivate")),
        (invited(), "Invited", ("invite-again", "withdraw-invitation")),
        (invited(invited_at=None, is_active=False), "Invitation withdrawn", ("invite-again",)),
        (User(password=HASHED, is_active=False), "Deactivated", ("reactivate",)),
    ],
)
def test_each_standing_has_its_word_and_its_buttons(person: User, label: str, acts: tuple[str, ...]) -> None:
    found = standing_of(person, at=MORNING)
    assert (found.label, found.acts) == (label, acts)


def test_an_invitation_says_since_when_and_what_became_of_the_mail(settings: Settings) -> None:
    assert (
        standing_of(invited(), at=MORNING).sentence == "Since 4 Mar 2026, 06:00 UTC; nobody has followed the link yet."
    )
    settings.MAIL_IS_SENT = True
    assert standing_of(invited(), at=MORNING).sentence.endswith("The mail waits to be sent.")
    assert standing_of(invited(invitation_mailed_at=MORNING), at=MORNING).sentence.endswith("The mail was sent.")


def test_an_invitation_that_ran_out_says_so() -> None:
    late = MORNING + timedelta(days=7)
    found = standing_of(invited(), at=late)
    assert found.sentence.startswith("The link ran out on 11 Mar 2026, 06:00 UTC")
    assert standing_of(invited(invitation_mailed_at=MORNING + timedelta(hours=1)), at=late).tone == "info"
