"""The front arranges itself, and no story stands on it twice."""

import re

from django.test import Client

from media.models import Photo
from tests import world
from tests.world import ControlledClock


def headlines(reader: Client) -> list[str]:
    return re.findall(r'class="card-headline"><a href="[^"]+">([^<]+)</a>', reader.get("/").content.decode())


def test_no_story_stands_twice_and_every_new_one_stands(reader: Client, time: ControlledClock) -> None:
    wanted = []
    for number in range(16):
        time.move(minutes=1)
        wanted.append(f"Story {number}")
        world.published(wanted[-1], section=world.section(("harbour", "science")[number % 2]))
    found = headlines(reader)
    assert sorted(found) == sorted(wanted)


def test_the_most_urgent_of_the_newest_leads(reader: Client, time: ControlledClock) -> None:
    world.published("Flash from the strait", urgency=1)
    for number in range(5):
        time.move(minutes=1)
        world.published(f"Story {number}")
    assert headlines(reader)[0] == "Flash from the strait"


def test_a_picture_leads_before_words_alone(reader: Client, time: ControlledClock, ferry: Photo) -> None:
    world.published("With a picture", captions=[{"role": "lead", "photo": ferry, "alt": "A ferry"}])
    time.move(minutes=1)
    world.published("Words alone")
    assert headlines(reader) == ["With a picture", "Words alone"]


def test_words_alone_lead_over_the_whole_width(reader: Client, time: ControlledClock, ferry: Photo) -> None:
    world.published("Words alone", urgency=1)
    time.move(minutes=1)
    world.published("With a picture", captions=[{"role": "lead", "photo": ferry, "alt": "A ferry"}])
    text = reader.get("/").content.decode()
    assert '<section class="top worded"' in text
    assert re.findall(r'<img[^>]* sizes="([^"]+)"', text) == ["(min-width: 61.25rem) 12rem, 7rem"]


def test_a_front_headline_is_for_the_front_only(reader: Client) -> None:
    article = world.published("Ferry leaves Halmsund after four days", front_headline="Ferry leaves")
    assert headlines(reader) == ["Ferry leaves"]
    assert "Ferry leaves Halmsund after four days</h1>" in reader.get(article.path).content.decode()


def test_each_section_has_its_strip_in_the_sites_order(reader: Client, time: ControlledClock) -> None:
    science, harbour = world.section("science", order=1), world.section("harbour", order=2)
    for number in range(14):
        time.move(minutes=1)
        world.published(f"Story {number}", section=(science, harbour)[number % 2])
    names = re.findall(r'class="strip-name"[^>]*><a href="([^"]+)"', reader.get("/").content.decode())
    assert names == ["/science/", "/harbour/"]


def test_a_card_of_a_part_of_a_section_says_so(reader: Client, time: ControlledClock) -> None:
    politics = world.section("politics")
    opinion = world.section("opinion", parent=politics)
    for number in range(9):
        world.published(f"Politics {number}", section=politics)
    world.published("A letter", section=opinion)
    for number in range(20):
        world.published(f"Harbour {number}")
    text = reader.get("/").content.decode()
    strip = text[text.index("strip-name") :]
    assert re.search(r'A letter</a>.*?class="card-section"><bdi>Opinion</bdi>', strip, re.DOTALL)
    assert "<bdi>Politics</bdi>" not in strip
