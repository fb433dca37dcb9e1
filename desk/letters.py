"""Mails of the desk: plain texts, each to one address, each with a link that is made as it is sent."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from articles.models import Site
from articles.zone import newsroom_time
from ground import clock
from staff.links import INVITATION, NEW_PASSWORD, Link
from staff.models import User
from staff.printing import printed


def invite(person: User) -> None:
    _send("Your invitation to the desk of {site}", "desk/mail/invitation.txt", person=person, link=INVITATION)


def offer_new_password(person: User) -> None:
    _send("A new password for the desk of {site}", "desk/mail/new_password.txt", person=person, link=NEW_PASSWORD)


def _send(subject: str, template: str, *, person: User, link: Link) -> None:
    """Hand the mail over. Raises OSError, also for what the server says (smtplib)."""
    site = Site.objects.filter(pk=1).values_list("name", flat=True).first() or "Newsroom"
    facts: dict[str, Any] = {"person": person, "site": site, "link": link.address(person)}
    with newsroom_time():
        facts["until"] = printed((clock.now() + link.lifetime).replace(second=0, microsecond=0))
    facts["login"] = settings.SITE_URL + reverse("admin:login")
    EmailMessage(
        " ".join(subject.format(site=site).split()),  # a header is one line, whatever the site is called
        render_to_string(template, facts),
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated"},  # RFC 3834
    ).send()
