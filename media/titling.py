"""What is called by its first words, as a photograph by its caption, and texts cut between words. Pure."""

#: Letters of a title.
_MOST = 80


def title(*said: str) -> str:
    """The first of the texts that says anything, on one line, as much of it as a list shows.

    >>> title("", " Ferry at\\n the quay ", "quay.jpg")
    'Ferry at the quay'
    """
    return cut(next((one for one in said if one.strip()), ""), _MOST)


def cut(text: str, most: int) -> str:
    """The text on one line, of that many letters at most, cut between words; a word that is longer is cut itself.

    >>> cut("The bridge is shut", 12), cut("Halmsundbrücke", 8)
    ('The bridge…', 'Halmsun…')
    """
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    begun = line[:most]
    whole = begun.rpartition(" ")[0] or begun[:-1]
    return f"{whole.rstrip(' ,;:،؛–—-')}…"
