"""The table of formats, and what every file goes through before one of them reads it."""

import json

import pytest

from wires import formats

STORY = '{"uri": "urn:harrowbay:1", "type": "text", "headline": "Café “Zür Ähre” öffnet", "language": "de"}'
HEADLINE = "Café “Zür Ähre” öffnet"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_any_unicode_encoding_reads_without_a_warning(encoding: str) -> None:
    (story,) = formats.read(STORY.encode(encoding))
    assert (story.headline, story.warnings) == (HEADLINE, ())


def test_a_file_in_windows_1252_keeps_its_letters_and_warns() -> None:
    (story,) = formats.read(STORY.encode("cp1252"))
    assert story.headline == HEADLINE
    assert len(story.warnings) == 1
    assert "Windows-1252" in story.warnings[0]


def test_one_wrong_byte_leaves_the_letters_around_it_alone() -> None:
    (story,) = formats.read(STORY.encode().replace("ö".encode(), b"\xf6"))
    assert story.headline == HEADLINE
    assert "1 bytes" in story.warnings[0]


def test_a_cut_off_utf_16_file_is_refused_with_a_sentence() -> None:
    with pytest.raises(formats.Unreadable, match="not valid JSON"):
        formats.read(STORY.encode("utf-16")[:61])


@pytest.mark.parametrize(("data", "said"), [(b"", "is empty"), (b"  \r\n", "blanks, 4 of"), (b"\0\0", "blanks, 2 of")])
def test_a_file_with_nothing_in_it_is_refused_as_that(data: bytes, said: str) -> None:
    with pytest.raises(formats.Unreadable, match=said):
        formats.read(data)


def test_a_file_of_no_known_format_is_refused_with_its_beginning() -> None:
    with pytest.raises(formats.Unreadable, match=r"in no format read here\. It begins with '<coil/>'"):
        formats.read(b"<coil/>")


def test_json_that_breaks_off_is_refused_with_its_place() -> None:
    with pytest.raises(formats.Unreadable, match="line 1, column"):
        formats.read(STORY.encode()[:-20])


def test_json_that_breaks_off_within_words_is_refused_in_plain_words() -> None:
    with pytest.raises(formats.Unreadable, match="Unterminated string at line 1, column"):
        formats.read(STORY.encode()[:61])


@pytest.mark.parametrize("opening", ["[", '{"uri":', '{"associations":{"a":'])
def test_json_nested_too_deep_is_refused(opening: str) -> None:
    with pytest.raises(formats.Unreadable):
        formats.read((opening * 200_000).encode())


def test_a_number_too_long_is_refused() -> None:
    with pytest.raises(formats.Unreadable, match="number too long"):
        formats.read(b'{"uri": "urn:a", "urgency": ' + b"9" * 5000 + b"}")


def test_not_a_number_is_no_urgency() -> None:
    (story,) = formats.read(b'{"uri": "urn:a", "headline": "x", "urgency": NaN}')
    assert story.urgency is None


def test_a_large_file_of_many_items_keeps_their_order() -> None:
    items = [{"uri": f"urn:a:{number}", "headline": f"Story {number}"} for number in range(3000)]
    stories = formats.read(json.dumps(items).encode())
    assert [story.guid for story in stories] == [item["uri"] for item in items]


def test_skipped_is_a_kind_of_unreadable() -> None:
    with pytest.raises(formats.Skipped):
        formats.read(b'{"uri": "urn:a", "type": "event"}')
    assert issubclass(formats.Skipped, formats.Unreadable)
