"""Why a file could not be read: sentences for the editor, kept with the delivery."""


class Unreadable(Exception):
    """Nothing in the file can be read as a story. The message says why, in one sentence."""

    @property
    def reason(self) -> str:
        return str(self)


class Skipped(Unreadable):
    """The file is well made, but what is in it is no story: an event, a plan."""
