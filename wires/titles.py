"""What an item is called on the desk: by its headline, else by its first words, else by its file. Pure."""

from pathlib import PurePosixPath

from media import titling
from wires import text
from wires.formats import guids
from wires.stories import WireStory

#: Letters of a body, markup and all, in which its first words are looked for.
_BEGINNING = 2000


def title(story: WireStory, *, filename: str) -> str:
    """Empty where there is nothing but the name that its agency gave it: that one is its title then.

    An identifier that was made here is never one: it says nothing to anybody.
    """
    if story.headline or story.slugline:
        return story.headline or story.slugline
    captions = (image.caption or image.title for image in story.images)
    words = titling.title(story.title, story.summary, *captions, text.visible(story.body_html[:_BEGINNING]))
    return words or (PurePosixPath(filename).name if guids.is_derived(story.guid) else "")
