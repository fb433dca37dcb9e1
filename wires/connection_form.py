"""The form of a way in: what each kind needs, and a secret that is typed and never shown."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django import forms
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminPasswordWidget

from wires import connecting
from wires.connecting import port_of
from wires.models import Connection

_DAYS = [
    (0, "Monday"),
    (1, "Tuesday"),
    (2, "Wednesday"),
    (3, "Thursday"),
    (4, "Friday"),
    (5, "Saturday"),
    (6, "Sunday"),
]
_TYPED = (
    "Password, token or private key; kept sealed and never shown again. Leave it empty to keep the one that is "
    "there. It belongs to its server: with another address it has to be typed anew."
)
_HELP = {
    "address": "HTTP: the whole address, https://… Others: the server, with its port where it is not the usual one, "
    "sftp.agency.example:2222. A push has none.",
    "login": "For a web address: how the server wants to know who asks.",
    "header": "The name of that header, for instance X-Api-Key.",
    "folder": "The folder on the server, or the mailbox; empty: where one is after the login, or INBOX.",
    "afterwards": "Done once a file is kept here, and never before.",
    "move_to": "The folder or mailbox to move to.",
    "is_plain": "Use FTP without encryption: everybody on the way can read the password and the copy.",
    "every": "Seconds between two looks, from 15 on.",
    "days": "None ticked: every day.",
    "begins": "By the clocks of the feed's zone; both empty: day and night. 22:00 to 06:00 spans midnight.",
}
#: Kinds that know each way of putting a file away.
_PUTTING_AWAY = {
    Connection.Afterwards.MARK: {Connection.Kind.IMAP},
    Connection.Afterwards.MOVE: {Connection.Kind.IMAP, Connection.Kind.SFTP, Connection.Kind.FTPS},
    Connection.Afterwards.DELETE: {Connection.Kind.SFTP, Connection.Kind.FTPS},
}
_SHORTEST_SECRET = 24


class ConnectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A way in as a wire manager sets it up."""

    typed_secret = forms.CharField(
        label="Secret",
        required=False,
        strip=True,
        max_length=10_000,
        help_text=_TYPED,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"}, render_value=False),
    )
    days = forms.TypedMultipleChoiceField(
        coerce=int, choices=_DAYS, required=False, widget=UnfoldAdminCheckboxSelectMultipleWidget
    )

    class Meta:
        model = Connection
        fields: ClassVar = [
            *("feed", "kind", "address", "username", "login", "header", "folder", "afterwards", "move_to"),
            *("is_plain", "every", "days", "begins", "ends", "active"),
        ]
        labels: ClassVar = {
            "login": "Login",
            "is_plain": "Without encryption",
            "every": "Look every (seconds)",
            "begins": "From",
            "ends": "Until",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, text in _HELP.items():
            if name in self.fields:
                self.fields[name].help_text = text
        if self.instance.pk and self.instance.secret:
            self.fields["typed_secret"].widget.attrs["placeholder"] = "There is one. Leave empty to keep it."

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for field, sentence in [*_faults(given), *self._of_another_server(given)]:
                self.add_error(field, sentence)
        return given

    def _of_another_server(self, given: dict[str, Any]) -> list[tuple[str, str]]:
        """A secret is sent to nobody for whom it was not typed."""
        wished = Connection(kind=given["kind"], address=given["address"])
        has_one = self.instance.pk and self.instance.secret
        if not has_one or given["typed_secret"] or connecting.is_same_server(self.instance, wished):
            return []
        return [("typed_secret", "The secret that is there belongs to the former server. Type the one of this server.")]


def _faults(given: dict[str, Any]) -> list[tuple[str, str]]:
    """What is missing or does not fit together: the field and a sentence."""
    check = _CHECKS[given["kind"]]
    return [*check(given), *_of_putting_away(given), *_of_hours(given)]


def _of_push(given: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    if given["address"]:
        found.append(("address", "To a push the agency sends: it has no address. Leave it empty."))
    if given["typed_secret"] and len(given["typed_secret"]) < _SHORTEST_SECRET:
        found.append(
            ("typed_secret", f"Write at least {_SHORTEST_SECRET} letters, or nothing: then the newsroom makes one.")
        )
    return found


def _of_http(given: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    try:
        parts = urlsplit(given["address"])
    except ValueError:
        return [("address", "This address cannot be read.")]
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        found.append(("address", "Write the whole address, beginning with https://."))
    if parts.username or parts.password:
        found.append(("address", "Write the name and the password into their own fields."))
    if given["login"] and parts.scheme == "http":
        found.append(("address", "A secret is only sent to an address that begins with https://."))
    if given["typed_secret"] and not given["login"]:
        found.append(("login", "Choose how the secret is sent."))
    if given["login"] == Connection.Login.HEADER and not given["header"].replace("-", "").isalnum():
        found.append(("header", "Write the name of the header, letters and hyphens."))
    return found


def _of_server(given: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    try:
        host, _ = port_of(given["address"], usual=1)
    except ValueError:
        host = ""
    if not host or "@" in given["address"]:
        found.append(("address", "Write the server, like wire.agency.example or wire.agency.example:2222."))
    if not given["username"] and given["kind"] != Connection.Kind.FTPS:
        found.append(("username", "Write the name to log in with."))
    if given["is_plain"] and given["kind"] != Connection.Kind.FTPS:
        found.append(("is_plain", "Only FTP has a form without encryption."))
    return found


def _of_putting_away(given: dict[str, Any]) -> list[tuple[str, str]]:
    wished = given["afterwards"]
    if given["kind"] not in _PUTTING_AWAY.get(wished, {given["kind"]}):
        return [("afterwards", "This kind of way in cannot do that.")]
    if wished == Connection.Afterwards.MOVE and not given["move_to"]:
        return [("move_to", "Write where it is to be moved.")]
    return []


def _of_hours(given: dict[str, Any]) -> list[tuple[str, str]]:
    if (given["begins"] is None) != (given["ends"] is None):
        return [("ends" if given["ends"] is None else "begins", "Write both hours, or none.")]
    return []


_CHECKS = {
    Connection.Kind.PUSH: _of_push,
    Connection.Kind.HTTP: _of_http,
    Connection.Kind.SFTP: _of_server,
    Connection.Kind.FTPS: _of_server,
    Connection.Kind.IMAP: _of_server,
}
