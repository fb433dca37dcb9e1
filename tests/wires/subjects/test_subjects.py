"""The tree of Media Topics: whole, without circles, named in the languages that IPTC has."""

import subprocess
import sys

from wires import subjects
from wires.subjects import finding


def test_every_topic_has_a_path_from_the_top() -> None:
    for code, topic in subjects.topics().items():
        path = subjects.path_of(code)
        assert path[-1] == code
        assert topic.parent == (path[-2] if len(path) > 1 else "")
        assert not subjects.topics()[path[0]].parent


def test_names_are_told_in_the_language_and_else_in_english() -> None:
    assert subjects.names("20001065", "de") == ("Sport", "Disziplin", "Fußball")
    assert subjects.names("20001065", "fi") == subjects.names("20001065", "en")
    assert subjects.name("20001065", "pt-BR") == subjects.name("20001065", "pt")


def test_a_code_that_is_none_has_neither_path_nor_name() -> None:
    assert (subjects.path_of("1"), subjects.names("1", "en"), subjects.name("1", "en")) == ((), (), "")


def test_the_tables_say_whose_they_are() -> None:
    for file in subjects._DATA.glob("*.tsv"):
        assert file.read_text().startswith("# IPTC NewsCodes, https://iptc.org, CC BY 4.0")


def test_no_table_is_read_before_it_is_asked_for() -> None:
    asked = "import wires.subjects.finding as f; from wires import subjects as s; print(s.topics.cache_info().currsize)"
    printed = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "0"


def test_topics_are_found_by_words_of_the_desks_language_and_of_english() -> None:
    assert [one.code for one in finding.find("Fussb", language="de")] == ["20001065"]
    assert finding.find("football", language="de")[0].code == "20001065"
    assert finding.find("foot", language="en")[0].above == ("sport", "competition discipline")


def test_topics_are_found_by_their_code() -> None:
    assert [one.name for one in finding.find("medtop:20000018", language="en")] == ["music"]


def test_what_is_retired_is_not_offered() -> None:
    retired = {one.code for one in subjects.topics().values() if one.retired}
    for word in ("a", "c", "m", "s", "t"):
        assert not {one.code for one in finding.find(word, language="en", most=2000)} & retired
