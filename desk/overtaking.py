"""What a colleague did about a story and its readers while the page with the buttons was open."""

from django.db.models import QuerySet

from articles.models import Article
from staff import audit
from staff.models import AuditEntry, User
from staff.printing import printed

#: The buttons that change what readers see of a story, or will see.
BUTTONS = set("publish schedule unschedule undo withdraw reinstate take-down embargo move hold lift-hold".split())
#: What the log calls it.
_DONE = {
    *"publish schedule unschedule undo reinstate embargo move hold withdrawal kill".split(),
    *("plan take-down", "lift hold"),
}


def newest(article: Article) -> int:
    """The number of the newest entry of the log about the story; 0 without one."""
    return _entries(article).order_by("-pk").values_list("pk", flat=True).first() or 0


def since(article: Article, *, known: str, by: User) -> str:
    """What somebody else did after that entry, as a sentence; empty where nobody did, or nothing is known."""
    if not known.isdecimal():
        return ""
    entry = _entries(article).filter(pk__gt=int(known), verb__in=_DONE).exclude(actor=by).order_by("-pk").first()
    if entry is None:
        return ""
    said = audit.in_words(entry.detail)
    return (
        f"{entry.actor_name} was quicker, on {printed(entry.at)}: {entry.verb}{f' ({said})' if said else ''}. "
        "Nothing of yours was done. Look at how the story stands now, then press again if it is still right."
    )


def _entries(article: Article) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(subject_type=article._meta.label_lower, subject_id=str(article.pk))
