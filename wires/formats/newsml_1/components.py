"""The components of a NewsItem: which hold its text, in which languages, and what their roles mean.

Suppliers nest them as they like. What a component does not say of itself, those around it say.

Source: NewsML 1.2 functional specification, 5.7 (NewsComponent) and 5.8 (ContentItem); IPTC role NewsCodes.
"""

import functools
import re
from collections.abc import Iterator

from lxml import etree

from wires.formats import trees

#: Roles, in lower case without spaces, by what becomes of the text in them.
HEADLINES = frozenset({"headline", "title"})
SUMMARIES = frozenset({"abstract", "summary", "teaser", "description", "nutshell"})
LEADS = frozenset({"lead", "lede", "intro", "introduction", "chapeau", "leadin"})
CAPTIONS = frozenset({"caption", "captiontext", "legend", "imagecaption", "photocaption"})
#: Roles of one text among those of a story.
WITHIN = HEADLINES | SUMMARIES | LEADS | frozenset({"body", "main", "text"})
#: For the desk: who can be asked, and what editors are to know.
NOTES = frozenset({"contact", "contacts", "ednote", "editorialnote", "editorsnote", "notetoeditors", "editorialinfo"})
#: No words for readers, or such as stand in the story already.
_LEFT_OUT = frozenset({"stylesheet", "css", "tweettext", "tweet", "socialmedia", "logo", "signature", "script"})
#: Other texts that come with the story.
_ASIDE = frozenset({"supporting", "sidebar", "related", "background", "factbox", "infobox", "biography", "chronology"})
#: Whole items of such a role are for desks: Belga's tips (2019), the standard's own word.
ADVISORIES = frozenset({"tip", "advisory", "editorialadvisory"})
_PICTURES = frozenset({"photo", "photofront", "picture", "image", "graphic", "graphics", "animated", "still"})
_PICTURE_FORMAT = re.compile(r"\b(?:jpe?g|png|gif|webp|tiff?)\b", re.IGNORECASE)
_MEDIA_ENDING = {
    "image": re.compile(r"\.(?:jpe?g|jpe|png|gif|webp|tiff?)(?:[?#]|\Z)", re.IGNORECASE),
    "video": re.compile(r"\.(?:mp4|mpe?g|mov|m4v|webm|wmv|flv|avi)(?:[?#]|\Z)", re.IGNORECASE),
    "audio": re.compile(r"\.(?:mp3|wav|m4a|ogg|aac|flac)(?:[?#]|\Z)", re.IGNORECASE),
}
#: Letters of a name that are looked at: those in the tables are short.
_LONGEST_NAME = 80
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def formal_name(element: etree._Element | None) -> str:
    """What an element of a vocabulary says: its FormalName, or its words, where some senders put it."""
    return trees.attribute(element, "FormalName") or trees.words(element)


def plain(name: str) -> str:
    """A name as the tables here have it."""
    return _plain(name[:_LONGEST_NAME])


@functools.lru_cache(maxsize=2048)
def _plain(name: str) -> str:
    return _NOT_LETTERS.sub("", name.lower())


def role(component: etree._Element) -> str:
    return plain(formal_name(component.find("Role")))


def chain(component: etree._Element) -> Iterator[etree._Element]:
    """The component and those around it in the same item, the nearest first."""
    current: etree._Element | None = component
    while current is not None and current.tag != "NewsItem":
        if current.tag == "NewsComponent":
            yield current
        current = current.getparent()


def components(item: etree._Element) -> list[etree._Element]:
    """All components of an item, in file order; those of an item inside it are that one's."""
    found: list[etree._Element] = []
    waiting = list(reversed(list(item.iterfind("NewsComponent"))))
    while waiting:
        component = waiting.pop()
        found.append(component)
        waiting.extend(reversed(list(component.iterfind("NewsComponent"))))
    return found


def contents(component: etree._Element) -> list[etree._Element]:
    """The ContentItems that are the component's own."""
    return list(component.iterfind("ContentItem"))


def kind(content: etree._Element) -> str:
    """text, image, video, audio, style or document: by its types, else by its address, else by what is in it."""
    mime = plain_type(content)
    media = plain(formal_name(content.find("MediaType")))
    if mime.startswith("image/") or media in _PICTURES or _PICTURE_FORMAT.search(formal_name(content.find("Format"))):
        return "image"
    for name in ("video", "audio"):
        if mime.startswith(f"{name}/") or media == name:
            return name
    if mime == "text/css" or media == "stylesheet":
        return "style"
    if data(content) is not None:
        return "text"
    href = trees.attribute(content, "Href")
    return next((name for name, ending in _MEDIA_ENDING.items() if ending.search(href)), "document")


def plain_type(content: etree._Element) -> str:
    """The media type; some senders give it as format (AFP 2016)."""
    mime, form = (formal_name(content.find(name)).lower() for name in ("MimeType", "Format"))
    return mime or (form if "/" in form else "")


def data(content: etree._Element) -> etree._Element | None:
    """The element with the content itself, encoded or not; None where it stands elsewhere."""
    found = content.find("DataContent")
    return content.find(".//DataContent") if found is None else found


def is_main(component: etree._Element) -> bool:
    """Whether text in the component is the story's own: its role is the main one, or none that is known here."""
    name = role(component)
    return name not in HEADLINES | SUMMARIES | CAPTIONS | NOTES | _LEFT_OUT | _ASIDE


def is_aside(component: etree._Element) -> bool:
    return role(component) in _ASIDE


def is_advisory(component: etree._Element) -> bool:
    return any(role(one) in ADVISORIES for one in chain(component))


def texts(component: etree._Element) -> list[etree._Element]:
    """The ContentItems with text that are the component's own."""
    return [content for content in contents(component) if kind(content) == "text"]


def units(item: etree._Element) -> dict[etree._Element, list[etree._Element]]:
    """The components that are a story each, with all components that have text of it.

    A story is what stands under one headline. A picture with its caption is none; where there is nothing else
    the first component is the story.
    """
    found: dict[etree._Element, list[etree._Element]] = {}
    headed: dict[etree._Element, etree._Element] = {}
    for component in components(item):
        headed[component] = _headed(component, headed)
        if texts(component):
            found.setdefault(headed[component], []).append(component)
    stories = {unit: parts for unit, parts in found.items() if any(map(is_main, parts))}
    if stories:
        return stories
    top = item.find("NewsComponent")
    return {} if top is None else {top: found.get(top, [])}


def _headed(component: etree._Element, above: dict[etree._Element, etree._Element]) -> etree._Element:
    """The nearest component around the text that has a line for the headline, else the outermost."""
    lines = component.find("NewsLines")
    if lines is not None and any(plain(str(line.tag)) == "headline" for line in lines.iter(etree.Element)):
        return component
    around = component.getparent()
    return component if around is None else above.get(around, component)
