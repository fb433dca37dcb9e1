"""A summary made short enough for a card: whole sentences, else whole words. Pure.

Nothing is cut by the width of a screen: half a number is another number.
"""

import re

from media.titling import cut

#: Characters, about four lines on a card.
MOST = 180
#: Shorter beginnings say too little to stand alone.
_LEAST = 60
#: The end of a sentence: its mark, closing quotes, white space. Before it stands no initial and no short title.
_END = re.compile(r"(?<=[\w%)»”’\"]{3})[.!?؟…][»”’\")]*(?=\s|\Z)")


def teaser(summary: str, *, most: int = MOST) -> str:
    """As many sentences as fit; where the first is too long, as many words, with an ellipsis.

    >>> teaser("It left. It was late.", most=12)
    'It left.'
    """
    text = " ".join(summary.split())
    if len(text) <= most:
        return text
    ends = [found.end() for found in _END.finditer(text) if found.end() <= most]
    if ends and ends[-1] >= min(_LEAST, most // 2):
        return text[: ends[-1]]
    return cut(text, most)
