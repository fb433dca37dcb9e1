"""What a colleague did about a story while the page with the buttons was open that change what readers see."""

from articles.models import Article
from desk.numbers import number
from staff import audit
from staff.models import User
from staff.printing import printed

#: The buttons that change what readers see of a story, or will see.
BUTTONS = set("publish schedule unschedule undo withdraw reinstate take-down embargo move hold lift-hold".split())
#: What the log calls it. A story that was returned, or given to somebody else, is not what was looked at either.
_DONE = {
    *"publish schedule unschedule undo reinstate embargo move hold withdrawal kill return assign".split(),
    *("plan take-down", "lift hold"),
}


def newest(article: Article) -> int:
    """The number of the newest entry of the log about the story; 0 without one."""
    return audit.about(article).order_by("-pk").values_list("pk", flat=True).first() or 0


def since(article: Article, *, known: str, by: User) -> str:
    """What somebody else did after that entry, as a sentence; empty where nobody did, or nothing is known."""
    entry = number(known)
    if entry is None:
        return ""
    done = audit.about(article).filter(pk__gt=entry, verb__in=_DONE).exclude(actor=by).order_by("-pk").first()
    if done is None:
        return ""
    said = audit.in_words(done.detail)
    return (
        f"{done.actor_name} was quicker, on {printed(done.at)}: {done.verb}{f' ({said})' if said else ''}. "
        "Your button did nothing. Look at how the story stands now, then press again if it is still right."
    )
