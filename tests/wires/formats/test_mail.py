"""E-mail: every sample beside its expectation, the files that came with it, and what no input may do."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wires.formats import damage, samples
from wires import formats, naming
from wires.formats import mail

SAMPLES = samples.of("mail")
BYTES = [sample.data for sample in SAMPLES]
HEAD = b"From: desk@harrow.example\r\nSubject: Ferry\r\nMessage-ID: <a@b>\r\n"


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_sample_is_read_as_its_expectation_says(sample: samples.Sample) -> None:
    samples.check(sample)


def _bytes(name: str) -> bytes:
    return (samples.ROOT / "mail" / name).read_bytes()


def test_the_files_of_a_mail_have_the_names_by_which_its_story_calls_them() -> None:
    data = _bytes("pictures-and-files.eml")
    (story,) = formats.read(data)
    files = mail.attachments(data)
    called = [*(image.href for image in story.images), *(one.href for one in story.related)]
    assert set(called) < {file.name for file in files}
    assert [file.media_type for file in files] == ["image/jpeg", "image/png", "image/jpeg", "application/pdf"]
    assert files[0].data.startswith(b"\xff\xd8\xff\xe0")
    assert files[3].data == b"%PDF-1.4"


def test_a_picture_filed_under_its_name_is_found_by_the_story() -> None:
    data = _bytes("pictures-and-files.eml")
    (story,) = formats.read(data)
    filed = {naming.key(file.name) for file in mail.attachments(data)}
    assert all(filed & set(naming.candidates(image.href, beside="mail.eml")) for image in story.images)


def test_files_of_two_mails_never_have_the_same_name() -> None:
    data = _bytes("pictures-and-files.eml")
    other = data.replace(b"<ferry-1@", b"<ferry-2@")
    assert not {file.name for file in mail.attachments(data)} & {file.name for file in mail.attachments(other)}


def test_files_of_one_name_in_a_mail_are_told_apart() -> None:
    part = b"--m\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename=../a.png\r\n\r\nx\r\n"
    data = HEAD + b"Content-Type: multipart/mixed; boundary=m\r\n\r\n" + part * 2 + b"--m--\r\n"
    names = [file.name for file in mail.attachments(data)]
    assert len(set(names)) == 2
    assert all(name.endswith("-a.png") and "/" not in name for name in names)


def test_files_inside_forwarded_messages_are_found() -> None:
    inner = _bytes("pictures-and-files.eml")
    data = HEAD + b"Content-Type: message/rfc822\r\n\r\n" + inner
    (story,) = formats.read(data)
    assert story.guid == "ferry-1@harrow.example"
    assert {image.href for image in story.images} < {file.name for file in mail.attachments(data)}


def test_an_encrypted_mail_has_no_files() -> None:
    assert mail.attachments(_bytes("encrypted.eml")) == []


def test_the_same_mail_without_an_identifier_is_the_same_story_and_an_update_of_that_day_too() -> None:
    data = _bytes("without-identifier.eml")
    (one,), (again,), (other,) = (
        formats.read(sent)
        for sent in (data, data.replace(b"40 cars", b"50 cars"), data.replace(b"again\r\nDate", b"\r\nDate"))
    )
    assert one.guid == again.guid != other.guid


def test_words_below_a_signature_are_for_the_desk_only() -> None:
    (story,) = formats.read(_bytes("release-with-its-frame.eml"))
    assert "Kern" in story.ed_note
    assert "Kern" not in story.body_html + story.headline + story.summary


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (HEAD + b"X: y\r\n" * 20_001 + b"\r\nx", "more than 20,000 header fields"),
        (
            HEAD + b"Content-Type: multipart/mixed; boundary=m\r\n\r\n" + b"--m\r\n\r\n" * 10_001,
            "more than 5,000 parts",
        ),
        (HEAD + b"\r\n" + b"boundary=a\r\n" * 101, "more than 100 containers"),
        (HEAD + b"\r\n" + b"word " * 90_000, "more than 400,000 letters"),
        (b"From a Tue Mar  3 09:15:00 2026\nFrom: a\nTo: b\n\nx\n\n" * 501, "501 mails, more than the 500"),
    ],
)
def test_what_would_take_too_long_is_refused_with_its_reason(data: bytes, said: str) -> None:
    with pytest.raises(formats.Unreadable, match=said):
        formats.read(data)


def test_parts_nested_deeper_than_any_program_puts_them_are_told() -> None:
    nested = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(40))
    (story,) = formats.read(HEAD + nested + b"\r\nThe ferry sails.\r\n")
    assert "too deep" in " ".join(story.warnings)


@pytest.mark.parametrize(
    "data", [b"Subject: x\n\nhi", b"HTTP/1.1 200 OK\nDate: x\n\nhi", b"Note: from the quay\n", b"From: a\n\n"]
)
def test_other_files_are_not_claimed(data: bytes) -> None:
    assert not mail.recognises(data)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(damage.damaged(BYTES, signs=(b"=?utf-8?b?", b"\r\n\r\n")))
def test_a_damaged_mail_gives_stories_or_a_refusal(data: bytes) -> None:
    samples.damaged(data)
    mail.attachments(data)


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"Content-Type: ", b"Subject: ", b"\r\n", b"Content-Transfer-Encoding: "]),
)
def test_any_bytes_in_a_mail_give_stories_or_a_refusal(data: bytes, before: bytes) -> None:
    samples.damaged(HEAD + before + data)
    samples.damaged(b"From: " + data)
