"""How long an alert holds: until a hold is lifted, a story published, a file comes.

It is asked whenever alerts are shown: nothing has to close them, so nothing can forget to, and an alert is back
where an undo makes it true again.
"""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from articles.models import Edition, PublishBlock
from wires.models import Alert, UpdateOffer, WireItem
from wires.models.feeds import silent_since

_IS_KILL = Q(item__pubstatus=WireItem.Status.CANCELED)
_IS_USABLE = Q(item__pubstatus=WireItem.Status.USABLE)
_IS_RELEASE = Q(is_release=True)
_IS_KEPT_BACK = ~_IS_USABLE | Q(item__hold=True) | Q(item__embargo__isnull=False)


def holds(at: datetime) -> Q:
    """Which alerts say what is true at that moment."""
    of_item = Q(item__isnull=False) & ~(_is_lifted() | _is_published() | _is_let_go(at) | _is_said_otherwise())
    return of_item | _is_missed() | _is_offered(at)


def _is_missed() -> Q:
    """A silence holds until the next file, a failure until the way in succeeds or is set up anew.

    Of a feed that is off nothing is missed.
    """
    silent = Q(connection=None, silent_since=silent_since("feed__"))
    fails = Q(connection__failing_since=F("silent_since"))
    return Q(feed__active=True) & (silent | fails)


def _is_offered(at: datetime) -> Q:
    """An update holds while readers see, or will see, the words before it."""
    shown = Edition.objects.not_ended(at=at).filter(article=OuterRef("article"))
    offered = Q(offer__state=UpdateOffer.State.OPEN)
    # Whoever accepts an update knows that it is yet to be published; of one taken by itself nobody does.
    taken = Q(offer__state=UpdateOffer.State.TAKEN, offer__decided_by=None) & ~Exists(
        shown.filter(article_version__gte=OuterRef("offer__version"))
    )
    return (offered | taken) & Exists(shown)


def _is_lifted() -> Q:
    """Since the alert a person has lifted what the agency's word had laid on the story, and nothing of it stands."""
    kinds = ((_IS_KILL, PublishBlock.Kind.KILL), (~_IS_KILL, PublishBlock.Kind.EMBARGO))
    lifted = [
        said & Q(Exists(_laid(kind).filter(lifted_at__gt=OuterRef("created_at")))) & ~_stands(kind)
        for said, kind in kinds
    ]
    return lifted[0] | lifted[1]


def _is_published() -> Q:
    """A person has published what a rule could not."""
    editions = Edition.objects.filter(article=OuterRef("article"), created_at__gt=OuterRef("created_at"))
    by_person = editions.exclude(published_by=None).exclude(ended_by=Edition.EndedBy.UNDO)
    return _IS_USABLE & Q(item__hold=False) & ~_IS_RELEASE & Q(Exists(by_person))


def _is_let_go(at: datetime) -> Q:
    """The story is free of what its agency let go."""
    is_free = Q(article__embargo=None) | Q(article__embargo__lte=at)
    return _IS_RELEASE & ~_stands(PublishBlock.Kind.EMBARGO) & is_free


def _is_said_otherwise() -> Q:
    """Of what is kept back and what is let go again the later word holds."""
    releases = Alert.objects.filter(article=OuterRef("article"), is_release=True)
    is_let_go_since = Q(Exists(releases.filter(created_at__gt=OuterRef("created_at"))))
    versions = WireItem.objects.filter(
        feed=OuterRef("item__feed"), guid=OuterRef("item__guid"), pk__gt=OuterRef("item")
    )
    is_taken_back = Q(Exists(versions.exclude(pubstatus=WireItem.Status.USABLE)))
    return (~_IS_KILL & (_IS_KEPT_BACK | _IS_RELEASE) & is_let_go_since) | (_IS_RELEASE & is_taken_back)


def _stands(kind: str) -> Q:
    return Q(Exists(_laid(kind).filter(lifted_at=None)))


def _laid(kind: str) -> QuerySet[PublishBlock]:
    """The holds that an agency's word laid on the story of an alert."""
    return PublishBlock.objects.filter(article=OuterRef("article"), kind=kind, created_by=None)
