"""What holds for every page that readers can come to."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import html

from tests.readers.every_page import every_page, read
from tests.world import ControlledClock

ROOT = Path(__file__).parents[2]
CHECKER = "vnu-jar@26.9.27"


@pytest.fixture
def pages(reader: Client, time: ControlledClock) -> Mapping[str, html.HtmlElement]:
    """Every page, parsed, by its kind, in another language than the site's: the harder case."""
    found = every_page("ar")
    time.move(seconds=1)
    return {kind: html.fromstring(read(reader, kind, address)) for kind, address in found.items()}


def test_the_skeleton_is_the_same_everywhere(pages: Mapping[str, html.HtmlElement]) -> None:
    for kind, page in pages.items():
        counted = [len(page.findall(f".//{name}")) for name in ("h1", "main", "title")]
        assert counted == [1, 1, 1], kind
        assert page.xpath("//body/*[self::a][1]/@href") == ["#main"], kind
        unnamed = page.xpath(
            "//nav[not(@aria-label or @aria-labelledby)] | //section[not(@aria-label or @aria-labelledby)]"
        )
        assert unnamed == [], kind


def test_no_id_is_given_twice_and_every_label_is_there(pages: Mapping[str, html.HtmlElement]) -> None:
    for kind, page in pages.items():
        ids = Counter(page.xpath("//@id"))
        assert [name for name, number in ids.items() if number > 1] == [], kind
        named = {name for value in page.xpath("//@aria-labelledby | //@aria-describedby") for name in value.split()}
        assert named <= ids.keys(), kind


def test_no_heading_skips_a_level(pages: Mapping[str, html.HtmlElement]) -> None:
    for kind, page in pages.items():
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
        jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert (levels[0], jumps) == (1, []), kind


def test_every_picture_says_its_size_and_one_is_fetched_first(pages: Mapping[str, html.HtmlElement]) -> None:
    for kind, page in pages.items():
        pictures = page.findall(".//img")
        assert [picture for picture in pictures if not {"width", "height", "alt"} <= set(picture.keys())] == [], kind
        assert len(page.xpath("//img[@fetchpriority='high']")) <= 1, kind


def test_every_time_can_be_read_by_programs(pages: Mapping[str, html.HtmlElement]) -> None:
    wanted = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?)?)?\Z")
    for kind, page in pages.items():
        assert [at for at in page.xpath("//time/@datetime") if not wanted.match(at)] == [], kind
        assert page.xpath("//time[not(@datetime)]") == [], kind


def test_nothing_comes_from_elsewhere_and_no_script_blocks(pages: Mapping[str, html.HtmlElement]) -> None:
    for kind, page in pages.items():
        loaded = page.xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src | //source/@srcset")
        assert [address for address in loaded if not address.startswith("/")] == [], kind
        scripts = page.xpath("//script[not(@type='application/ld+json')]")
        assert {script.get("type") for script in scripts} <= {"module"}, kind


def test_a_page_is_canonical_to_itself_or_no_page_for_search_engines(
    pages: Mapping[str, html.HtmlElement], reader: Client
) -> None:
    for kind, page in pages.items():
        canonical = page.xpath("//link[@rel='canonical']/@href")
        assert len(canonical) <= 1, kind
        assert canonical or "noindex" in page.xpath("//meta[@name='robots']/@content")[0], kind
        for address in canonical:
            path = urlsplit(address)
            assert reader.get(f"{path.path}?{path.query}").status_code == 200, (kind, address)


def test_every_link_of_ours_leads_somewhere(pages: Mapping[str, html.HtmlElement], reader: Client) -> None:
    links = {link.partition("#")[0] for page in pages.values() for link in page.xpath("//@href")}
    own = {link for link in links if link.startswith("/") and not link.startswith(("/static/", "/admin/"))}
    assert {link for link in own if reader.get(link).status_code not in (200, 301)} == set()


def test_no_page_sets_a_cookie(reader: Client) -> None:
    for kind, address in every_page("en").items():
        answer = reader.get(address)
        assert (dict(answer.cookies), answer.has_header("Set-Cookie")) == ({}, False), kind


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_is_valid_html(reader: Client, time: ControlledClock, tmp_path: Path, language: str) -> None:
    """By the Nu Html Checker, which needs java and npm."""
    assert shutil.which("java"), "The check of HTML needs java and npm: install default-jre-headless and npm."
    found = every_page(language)
    time.move(seconds=1)
    files = [tmp_path / f"{kind.replace(' ', '-')}.html" for kind in found]
    for file, (kind, address) in zip(files, found.items(), strict=True):
        file.write_text(read(reader, kind, address))
    command = ["java", "-jar", str(_checker()), "--errors-only", "--no-langdetect", *map(str, files)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""


def _checker() -> Path:
    """The checker's program, fetched once into var/."""
    folder = ROOT / "var" / "checker"
    program = folder / "node_modules/vnu-jar/build/dist/vnu.jar"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), CHECKER], check=True)
    return program
