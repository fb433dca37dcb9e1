"""`manage.py issue_token USER --scope …`: a token for a program, shown once."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError

from ground import clock
from staff import tokens
from staff.models import User

_LONGEST = 3650


class Command(BaseCommand):
    help = "Issue an API token. Its secret is printed once and kept nowhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="Whose rights the token has.")
        parser.add_argument(
            "--scope",
            action="append",
            required=True,
            choices=sorted(tokens.SCOPES),
            help="What it opens; may be given several times.",
        )
        parser.add_argument("--name", default="command line", help="What it is for, as the list of tokens shows it.")
        parser.add_argument("--days", type=int, default=90, help="Days until it expires (90).")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 (Django hands them over)
        if not 1 <= options["days"] <= _LONGEST:
            raise CommandError(f"A token lasts 1 to {_LONGEST} days. No token was issued.")
        at = clock.now()
        token, secret = tokens.issue(
            user=_user(options["username"]),
            name=options["name"],
            scopes=options["scope"],
            expires_at=at + timedelta(days=options["days"]),
            by=None,
            at=at,
        )
        self.stderr.write(f"For {token.user.username}, until {token.expires_at:%Y-%m-%d %H:%M} UTC. Keep it now:")
        self.stdout.write(secret)


def _user(username: str) -> User:
    try:
        user = User.objects.filter(username=username, is_active=True).first()
    except ProgrammingError as problem:
        raise CommandError(
            "This database has no tables yet. No token was issued. Run `manage.py migrate`, or let NEWSROOM_VAR or "
            "DATABASE_URL name the newsroom that you mean; the demo's is NEWSROOM_VAR=var/demo."
        ) from problem
    if user is None:
        raise CommandError(f"There is no active user “{username}”. No token was issued.")
    return user
