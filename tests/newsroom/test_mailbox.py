"""Mails without a server: whole files that only their owner may read."""

from pathlib import Path

from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from pytest_django.fixtures import Settings

from newsroom.checks import mail_is_sent


def test_each_mail_is_a_file_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.EMAIL_FILE_PATH = tmp_path / "var" / "mail"
    connection = mail.get_connection("newsroom.mailbox.Mailbox")
    for number in range(2):
        EmailMessage(f"Letter {number}", "Ærlig talt, آنا.", to=["anna@example.org"], connection=connection).send()
    found = sorted(settings.EMAIL_FILE_PATH.iterdir())
    assert [place.suffix for place in found] == [".eml", ".eml"]
    assert ["Letter 0" in place.read_text() for place in found] == [True, False]
    assert "Ærlig talt, آنا." in found[0].read_text()
    assert {place.stat().st_mode & 0o777 for place in found} == {0o600}
    assert settings.EMAIL_FILE_PATH.stat().st_mode & 0o777 == 0o700


def test_the_check_says_where_mails_go_and_is_silent_with_a_server(settings: Settings) -> None:
    [info] = mail_is_sent()
    assert str(settings.EMAIL_FILE_PATH) in info.msg
    assert not info.is_serious(30)
    settings.MAIL_IS_SENT = True
    assert mail_is_sent() == []


def test_the_server_gets_what_the_setting_says(settings: Settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "mail.example", 587, True
    backend = EmailBackend()
    assert (backend.host, backend.port, backend.use_tls, backend.timeout) == ("mail.example", 587, True, 20)
