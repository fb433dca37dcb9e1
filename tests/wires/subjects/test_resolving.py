"""Suppliers' ways to write a subject lead to one Media Topic; what is none leads nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wires import subjects
from wires.subjects import resolving

FOOTBALL, COURTS = "20001065", "20000106"


@pytest.mark.parametrize(
    "sent",
    [
        {"code": "20001065"},
        {"code": "medtop:20001065"},
        {"code": "20001065", "scheme": "medtop"},
        {"uri": "http://cv.iptc.org/newscodes/mediatopic/20001065"},
        {"code": "subj:15054000"},
        {"code": "15054000", "scheme": "subj"},
        {"uri": "http://cv.iptc.org/newscodes/subjectcode/15054000"},
        {"code": "fb", "scheme": "housecat", "name": "Fußball", "language": "de"},
    ],
)
def test_every_spelling_of_football_is_football(sent: dict[str, str]) -> None:
    assert resolving.resolve(**sent) == FOOTBALL


def test_a_subject_code_without_a_topic_means_the_one_above_it() -> None:
    assert subjects.name(resolving.resolve(code="subj:01011007"), "en") == "music"
    assert resolving.resolve(code="15999999") == "15000000"


def test_of_several_topics_of_one_subject_code_the_highest_in_use_is_meant() -> None:
    assert resolving.resolve(code="10000000") == "10000000"


@pytest.mark.parametrize(
    "sent",
    [
        {"code": "99999999"},
        {"code": "104530187", "scheme": "gyimeid"},
        {"code": "15054999", "scheme": "housecat"},
        {"code": "2000106"},
        {"name": "Weather for sailors"},
        {},
    ],
)
def test_what_is_no_topic_is_none(sent: dict[str, str]) -> None:
    assert resolving.resolve(**sent) == ""


def test_a_retired_topic_is_resolved_and_has_its_path() -> None:
    retired = next(one for one in subjects.topics().values() if one.retired)
    assert resolving.resolve(code=f"medtop:{retired.code}") == retired.code
    assert subjects.path_of(retired.code)[0] != retired.code


def test_of_two_topics_of_one_name_the_one_in_use_is_meant() -> None:
    names = [one.name for one in subjects.topics().values()]
    twice = {one.code for one in subjects.topics().values() if names.count(one.name) > 1 and one.retired}
    assert twice
    assert not {resolving.resolve(name=subjects.name(code, "en")) for code in twice} & twice


def test_the_topics_of_a_story_are_told_once_in_their_order() -> None:
    sent = [{"code": "subj:15054000"}, {"name": "music"}, {"code": "zz"}, {"code": "medtop:20001065"}]
    assert resolving.topics_of(sent, "en") == (FOOTBALL, "20000018")


@given(st.text(), st.text(), st.text(), st.text(), st.sampled_from(["en", "fa", "zz", ""]))
def test_whatever_comes_is_a_topic_or_none(code: str, scheme: str, uri: str, name: str, language: str) -> None:
    found = resolving.resolve(code=code, scheme=scheme, uri=uri, name=name, language=language)
    assert found == "" or found in subjects.topics()
