"""What cleaning took out that readers would have had: a sentence a kind, none of what stayed."""

import pytest

from articles import body, losses

PHOTO = "0190b5a1-7c11-7000-8000-000000000001"


def said(html: str) -> tuple[str, ...]:
    return losses.sentences(given=html, kept=body.clean(html).html)


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        ("<p>a<img src=x></p>", "1 picture was taken out."),
        ("<p>a</p><img src=x><svg></svg>", "2 pictures were taken out."),
        ("<p>a</p><iframe src='https://x.example'></iframe><video></video>", "2 frames or players were taken out."),
        ("<p>a</p><div data-embed='http://x.example/1'>v</div>", "1 frame or player was taken out."),
        ("<p>a</p><figure data-caption='nope'></figure>", "1 figure was taken out."),
        ("<p><a data-story='nope'>a</a></p>", "1 link to a story was taken out."),
        ("<p><a href='javascript:x()'>a</a></p>", "1 link was taken out."),
        ("<table><tr><td><table><tr><td>a", "1 table around another was taken out."),
        ("<p>a</p><script>x()</script>", "1 script was taken out."),
        ("<p>a<input></p><form>b</form>", "2 forms or fields were taken out."),
        ("<p>a</p><noscript>b</noscript>", "1 hidden part or formula was taken out."),
    ],
)
def test_each_kind_is_one_sentence_with_its_number(given: str, begins: str) -> None:
    (sentence,) = said(given)
    assert sentence.startswith(begins)


def test_decoration_is_one_sentence_however_much_there_is() -> None:
    decorated = "<style>p{}</style><p class='a' style='color:red' onclick='x()'>a</p><p style='top:0'>b</p>"
    assert said(decorated) == (losses._UNDECORATED,)


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "<p>tides &amp; winds</p>",
        "<div>Wind <b>rose</b></div>",
        f"<figure data-caption='{PHOTO.upper()}'><img src=x><figcaption>The quay</figcaption></figure>",
        f"<p><a data-story='{PHOTO}' href='https://x.example'>earlier</a> <a href='//harbour.example/'>here</a></p>",
        "<div data-embed='https://video.example/1'></div>",
    ],
)
def test_nothing_is_said_of_what_stayed(kept: str) -> None:
    assert said(kept) == ()


def test_markup_that_is_too_deep_to_be_read_is_not_counted() -> None:
    assert losses.sentences(given="<div>" * 50_000 + "<img>", kept="") == ()
