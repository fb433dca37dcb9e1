"""Alerts of the wire: which wait, how grave each is, who may mark it as seen and who has."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from articles.models import Edition
from articles.publishing import PUBLISH
from staff import audit, permissions
from staff.models import User
from wires import lasting
from wires.isolating import isolated
from wires.models import Alert, FeedPicture, WireItem

_TAKE = "wires.take_wireitem"
#: What an agency sent in full, which no list of alerts shows.
_LONG = [f"{item}__{column}" for item in ("item", "offer__item") for column in ("story", "warnings")]


class Kind(models.IntegerChoices):
    """What an alert is about, the gravest first."""

    KILL = 0, "Kill"
    WITHHELD = 1, "Withheld"
    RULE = 2, "Alert"
    RELEASED = 3, "Released"
    FAILURE = 4, "Failure"
    SILENCE = 5, "Silence"
    UPDATE = 6, "Update"


#: How loud each kind is: what readers may not see, what goes its usual way, and what somebody should look at.
_TONES = {Kind.KILL: "danger", Kind.UPDATE: "quiet"}
#: Who may clear an alert for the whole desk: those who hold one of these rights.
_MAY_SEE = {
    Kind.KILL: (PUBLISH,),
    Kind.WITHHELD: (PUBLISH,),
    Kind.RULE: (_TAKE,),
    Kind.RELEASED: (_TAKE,),
    Kind.FAILURE: (_TAKE, "wires.change_feed"),
    Kind.SILENCE: (_TAKE, "wires.change_feed"),
    Kind.UPDATE: (_TAKE,),
}
_KINDS = Case(
    When(connection__isnull=False, then=Kind.FAILURE),
    When(feed__isnull=False, then=Kind.SILENCE),
    When(offer__isnull=False, then=Kind.UPDATE),
    When(is_release=True, then=Kind.RELEASED),
    When(item__pubstatus=WireItem.Status.CANCELED, then=Kind.KILL),
    When(item__pubstatus=WireItem.Status.WITHHELD, then=Kind.WITHHELD),
    When(Q(item__hold=True) | Q(item__embargo__gt=F("created_at")), then=Kind.WITHHELD),
    default=Kind.RULE,
    output_field=models.IntegerField(),
)


def waiting(*, at: datetime) -> QuerySet[Alert]:
    """Those that nobody has seen and that hold at that moment, the gravest first; each with its `kind`.

    Of a kind those come first whose story readers see: there something is left to be done.
    """
    public = Exists(Edition.objects.live(at=at).filter(article=OuterRef("article")))
    found = with_kind(still_waiting(Alert.objects.all(), at=at)).alias(is_public=public)
    return found.order_by(_KINDS, "-is_public", "-created_at", "-pk")


def still_waiting(alerts: QuerySet[Alert], *, at: datetime) -> QuerySet[Alert]:
    """Those of the alerts that nobody has seen and that hold at that moment."""
    return alerts.filter(lasting.holds(at), seen_at=None)


def with_waiting(alerts: QuerySet[Alert], *, at: datetime) -> QuerySet[Alert]:
    """The alerts, each knowing whether it holds and nobody has seen it (`is_waiting`)."""
    waits = When(lasting.holds(at), seen_at=None, then=True)
    return alerts.annotate(is_waiting=Case(waits, default=False, output_field=models.BooleanField()))


def with_kind(alerts: QuerySet[Alert]) -> QuerySet[Alert]:
    """The alerts, each knowing its `kind`, a value of Kind."""
    return alerts.annotate(kind=_KINDS)


def with_senders(alerts: QuerySet[Alert]) -> QuerySet[Alert]:
    """The alerts with what `words` asks of them, and the photograph that came under the name (`photo`: its number).

    In the same query.
    """
    of_item = FeedPicture.objects.filter(feed=OuterRef("item__feed"), guid=OuterRef("item__guid")).exclude(guid="")
    found = alerts.select_related("feed", "item__feed", "offer__item__feed").defer(*_LONG)
    return found.annotate(photo=Subquery(of_item.values("photo")[:1]))


def tone(kind: Kind) -> str:
    """Wherever alerts are told, it is the colour of the word that says of which kind each is."""
    return _TONES.get(kind, "warning")


def words(alert: Alert) -> str:
    """The message; names in a script from right to left, of agencies and stories, do not turn it around."""
    item = alert.offer.item if alert.offer else alert.item
    feed = item.feed if item else alert.feed
    return isolated(alert.message, filter(None, [feed.credit, feed.name]) if feed else [])


def may_see(by: User, kind: int) -> bool:
    """Whether the person may mark alerts of the kind as seen, for everybody."""
    return any(by.has_perm(right) for right in _MAY_SEE[Kind(kind)])


@transaction.atomic
def see(*, alerts: QuerySet[Alert], by: User, at: datetime) -> int:
    """Write down that the person has seen them. The number that nobody had seen before.

    All or none: raises NotAllowed where one of them is for others to see.
    """
    found = list(with_kind(alerts))
    for kind in {Kind(alert.kind) for alert in found}:  # type: ignore[attr-defined]
        if not may_see(by, kind):
            permissions.require(by, _MAY_SEE[kind][0], to=f"mark alerts as seen that are about: {kind.label}")
    return sum(_see(alert, by, at) for alert in found)


def _see(alert: Alert, by: User, at: datetime) -> bool:
    new = Alert.objects.filter(pk=alert.pk, seen_at=None).update(seen_at=at, seen_by=by)
    if new:
        audit.record(by=by, verb="see alert", subject=alert, at=at)
    return bool(new)
