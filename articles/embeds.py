"""What other sites may show inside a story, once a reader has asked for it. Pure.

Of every embed the page prints its host and a link. Only the providers of this table can be
shown in their place, by an address of theirs that sets no cookies of its own accord; the
content security policy allows frames of theirs and of nobody else (newsroom/answers.py).
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Provider:
    """Which addresses of a provider mean which frame: `frame` is the pattern's replacement."""

    name: str
    pattern: re.Pattern[str]
    frame: str


@dataclass(frozen=True)
class Embed:
    """An embed, ready to print; without a frame there is only the link."""

    url: str
    host: str
    name: str = ""
    frame: str = ""


PROVIDERS = (
    Provider(
        "YouTube",
        re.compile(
            r"https://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?v=|embed/|live/)|youtu\.be/)([\w-]{11})(?:[?&].*)?"
        ),
        r"https://www.youtube-nocookie.com/embed/\1",
    ),
    Provider(
        "Vimeo",
        re.compile(r"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d+)(?:\?.*)?"),
        r"https://player.vimeo.com/video/\1?dnt=1",
    ),
    Provider(
        "Datawrapper",
        re.compile(r"https://(?:datawrapper\.dwcdn\.net|www\.datawrapper\.de/_)/(\w{5})(?:/\d*/?)?"),
        r"https://datawrapper.dwcdn.net/\1/",
    ),
)
#: The origins of all frames, for `frame-src` of the content security policy.
ORIGINS = tuple("https://" + str(urlsplit(provider.frame).hostname) for provider in PROVIDERS)


def embed(url: str) -> Embed:
    """The embed at that address, which has a host (body.py sees to it)."""
    host = urlsplit(url).hostname or url
    for provider in PROVIDERS:
        found = provider.pattern.fullmatch(url)
        if found:
            return Embed(url, host, provider.name, found.expand(provider.frame))
    return Embed(url, host)
