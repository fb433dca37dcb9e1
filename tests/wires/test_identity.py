"""The same guid and the same words are one item; anything else is another."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from wires.identity import written
from wires.stories import WireImage, WireStory

WORDS = st.text(max_size=20)
#: Nothing in it that is tidied away before it is stored.
PRINTED = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)
STORIES = st.builds(
    WireStory,
    guid=st.text(min_size=1, max_size=20),
    version=WORDS,
    headline=WORDS,
    body_html=WORDS,
    keywords=st.lists(WORDS, max_size=3).map(tuple),
    urgency=st.none() | st.integers(1, 9),
    images=st.lists(st.builds(WireImage, href=WORDS, caption=WORDS), max_size=2).map(tuple),
)


@given(STORIES, STORIES)
def test_two_stories_have_one_digest_exactly_when_they_say_the_same(one: WireStory, other: WireStory) -> None:
    assert written(one).digest == written(replace(one)).digest
    assert (written(one).digest == written(other).digest) is (written(one).values == written(other).values)


@given(STORIES, st.lists(WORDS, max_size=3))
def test_what_the_reader_says_about_a_story_does_not_change_it(story: WireStory, warnings: list[str]) -> None:
    assert written(story).digest == written(replace(story, warnings=tuple(warnings))).digest


@given(STORIES)
def test_what_was_written_reads_back_and_keeps_its_digest(story: WireStory) -> None:
    kept = written(story)
    again = WireStory.from_json(kept.values)
    assert written(again).digest == kept.digest


def test_letters_that_no_database_keeps_are_taken_out() -> None:
    kept = written(WireStory(guid="urn:x\0:1", headline="Half a \ud83d letter"))
    assert kept.values["guid"] == "urn:x:1"
    assert kept.values["headline"].encode()


def test_a_kill_under_the_version_of_its_story_is_another_item() -> None:
    story = WireStory(guid="urn:x:1", version="2", headline="Ferry sails")
    assert written(story).digest != written(replace(story, pubstatus="canceled")).digest


@given(STORIES, PRINTED, PRINTED)
def test_the_same_words_sent_again_have_one_wording(sent: WireStory, version: str, guid: str) -> None:
    story = WireStory.from_json(written(sent).values)
    again = replace(story, version=version, guid=guid, version_created=datetime(2026, 3, 3, tzinfo=UTC))
    assert written(again).wording == written(story).wording


@given(STORIES, STORIES)
def test_other_words_have_another_wording(one: WireStory, other: WireStory) -> None:
    same = replace(one, guid=other.guid, version=other.version)
    assert (written(one).wording == written(other).wording) is (written(same).values == written(other).values)
