"""Updates: what an agency sends after a story was made from its copy. Taken in by themselves, or offered.

A story whose words nobody at the desk has changed takes the update by itself, where its feed allows
it. Any other gets an offer, merged with what the desk wrote (wires.comparing), for somebody to accept.
Nothing is ever overwritten silently, and no second story is made.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from articles import drafting
from articles.models import Article, Edition
from articles.refusals import Reason, Refused, refuse
from ground import languages
from staff import audit, permissions
from staff.models import User
from staff.printing import printed
from wires import applying, cancelling, comparing, descent, querysets, versions, withholding
from wires.comparing import Comparison
from wires.models import Alert, Feed, UpdateOffer, WireItem, WireUse

_EARLY = "{} Readers see the story, or will: these words can go into it then. Nothing was changed."
#: Whoever changes stories takes updates into them.
_CHANGE = "articles.change_article"


def heed(*, item: WireItem, at: datetime) -> list[Article]:
    """Take the item into the stories of what it continues, or offer it to them. The stories that took it."""
    return [article for article in stories(item) if _heed_one(item, article, at)]


def heed_later(*, item: WireItem, at: datetime) -> None:
    """Let the story just made from the item take, or be offered, what came after it and was there already."""
    later = querysets.later(item, descent.later_of_text(item)).filter(pubstatus=WireItem.Status.USABLE)
    newest = later.select_related("feed", "delivery").defer("delivery__raw").order_by("-pk").first()
    if newest:
        heed(item=newest, at=at)


def stories(item: WireItem) -> list[Article]:
    """The stories made from earlier versions of the item, or from what it continues, oldest first."""
    return list(Article.objects.filter(wire_uses__in=_uses(item)).distinct().order_by("pk"))


def _uses(item: WireItem) -> QuerySet[WireUse]:
    """Uses of the earlier versions of this very text."""
    return WireUse.objects.filter(item__guid__in=descent.earlier_of_text(item), item__feed=item.feed_id)


@transaction.atomic
def _heed_one(item: WireItem, article: Article, at: datetime) -> bool:
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    use = last_use(article, item)
    if use is None or not _is_later(item, use) or item.feed.updates == Feed.Updates.OFF:
        return False
    found = comparing.compare(article=article, use=use, item=item)
    if not found.is_news:
        _note_use(article, item, use, {}, by=None, at=at)
        return False
    offer = _offer(article, item, found, at)
    if offer is None:
        return False
    if _takes_by_itself(article, item, found) and not _is_early(article, item, at):
        accept(offer=offer, version=article.version, by=None, at=at)
        _tell(offer, found, "The story took it.", at)
        return True
    _tell(offer, found, "It is offered on the story.", at)
    return False


def last_use(article: Article, item: WireItem) -> WireUse | None:
    """Which version of the item's copy the story holds."""
    return _uses(item).filter(article=article).select_related("item__feed").order_by("-taken_at", "-pk").first()


def _is_later(item: WireItem, use: WireUse) -> bool:
    """Whether the item came after the version in use, and was not made before it."""
    made, before = item.version_created_at, use.item.version_created_at
    return item.pk > use.item_id and not (made and before and made < before)


def _offer(article: Article, item: WireItem, found: Comparison, at: datetime) -> UpdateOffer | None:
    """The new offer in the place of an older one; None where these words were offered before."""
    if _was_offered(article, item):
        return None
    article.wire_offers.filter(state=UpdateOffer.State.OPEN).update(state=UpdateOffer.State.OVERTAKEN, decided_at=at)
    offer = UpdateOffer.objects.create(article=article, item=item, created_at=at)
    offer.said = sentence(offer, found)[:500]
    offer.save(update_fields=["said"])
    return offer


def _was_offered(article: Article, item: WireItem) -> bool:
    """Whether it was, or the same words were sent before: what the desk made of them then stands."""
    if article.wire_offers.filter(item=item).exists():
        return True
    last = article.wire_offers.exclude(state=UpdateOffer.State.OVERTAKEN).select_related("item").first()
    return bool(last and item.wording and last.item.wording == item.wording)


def _takes_by_itself(article: Article, item: WireItem, found: Comparison) -> bool:
    """Only words that nobody has changed, judged or stopped."""
    return (
        item.feed.updates == Feed.Updates.APPLY
        and found.is_untouched
        and article.desk_state == Article.DeskState.DRAFT
        and not article.blocks.filter(lifted_at=None).exists()
    )


def _is_early(article: Article, item: WireItem, at: datetime) -> bool:
    """Whether readers see, or will see, a story into which its agency forbids these words as yet."""
    return withholding.forbids(item, at=at) and Edition.objects.not_ended(at=at).filter(article=article).exists()


def _tell(offer: UpdateOffer, found: Comparison, outcome: str, at: datetime) -> None:
    """Alert the desk where readers see, or will see, the version before. One alert a story: the newest.

    How long it holds is asked when it is shown (wires.lasting).
    """
    shown = " ".join(_without_it(offer.article, at))
    if not shown:
        return
    message = f"“{offer.article.headline[:120]}”: {sentence(offer, found)} {outcome} {shown}"
    offer.article.wire_alerts.filter(seen_at=None).exclude(offer=None).delete()
    Alert.objects.create(offer=offer, article=offer.article, message=message[:1000], created_at=at)


def _without_it(article: Article, at: datetime) -> Iterator[str]:
    """What of the story is, or will be, public without the update: a sentence each."""
    for edition in Edition.objects.not_ended(at=at).filter(article=article).order_by("live_from"):
        if edition.live_from <= at:
            yield "Readers see the version before: publish the changes."
        else:
            planned = f"Version {edition.article_version}, planned for {printed(edition.live_from)},"
            yield f"{planned} is without it: schedule the changes."


@transaction.atomic
def accept(
    *, offer: UpdateOffer, version: int, by: User | None, at: datetime, chosen: Mapping[str, str] | None = None
) -> Article:
    """Take the update into the working copy that was looked at, as its next version. Readers see nothing of it.

    `chosen` says for keys of `applying.choices` which of their `applying.sides` stands. Where both changed the same
    words it is asked for. Taken twice is the same as once. Raises Refused, and StaleVersion where somebody has
    saved since.
    """
    permissions.require(by, _CHANGE, to="take updates into stories")
    article = Article.objects.select_for_update(of=("self",)).get(pk=offer.article_id)
    locked = _locked(offer)
    if locked.state == UpdateOffer.State.TAKEN:
        return article
    use = _usable(locked)
    if _is_early(article, locked.item, at):
        raise refuse("embargo", _EARLY.format(*withholding.sentences(locked.item)))
    found = comparing.compare(article=article, use=use, item=locked.item)
    _refuse_undecided(found, chosen or {})
    merged = applying.merged(article=article, item=locked.item, found=found, chosen=chosen or {})
    article = drafting.write(
        article_id=article.pk, version=version, by=by, fields=merged.fields, at=at, reason=named(locked)[:100]
    )
    applying.settle_pictures(article, locked.item, merged.uses)
    _note_use(article, locked.item, use, {str(one.caption): one.image.href for one in merged.uses}, by=by, at=at)
    # Under its own name that was laid on the story as it came, and what was lifted since stays lifted.
    if locked.item.guid != use.item.guid and withholding.forbids(locked.item, at=at):
        withholding.keep_back(article=article, item=locked.item)
    locked.version = article.version
    _decide(locked, UpdateOffer.State.TAKEN, by=by, at=at)
    said = {"chosen": words} if (words := applying.said(found, chosen or {})) else {}
    detail = {"copy": named(locked), "version": article.version, **said}
    audit.record(by=by, verb="take update", subject=article, at=at, detail=detail)
    return article


@transaction.atomic
def dismiss(*, offer: UpdateOffer, by: User | None, at: datetime) -> UpdateOffer:
    """Let the story be as it is. The next version is offered again, with all that changed since the one in use."""
    permissions.require(by, _CHANGE, to="dismiss updates")
    locked = _locked(offer)
    if locked.state == UpdateOffer.State.OPEN:
        _decide(locked, UpdateOffer.State.DISMISSED, by=by, at=at)
        audit.record(by=by, verb="dismiss update", subject=locked.article, at=at, detail={"copy": named(locked)})
    return locked


def opened(article: Article) -> UpdateOffer | None:
    """The offer of the story that waits for the desk."""
    return article.wire_offers.filter(state=UpdateOffer.State.OPEN).select_related("item__feed").first()


def comparison(offer: UpdateOffer) -> Comparison:
    """The offer beside its story as it is now. Raises Refused where it cannot be taken any more."""
    return comparing.compare(article=offer.article, use=_usable(offer), item=offer.item)


def as_offered(offer: UpdateOffer) -> Comparison | None:
    """The same where it does not stand any more: what whoever had its page before them was asked."""
    use = last_use(offer.article, offer.item)
    return comparing.compare(article=offer.article, use=use, item=offer.item) if use else None


def sentence(offer: UpdateOffer, found: Comparison) -> str:
    """“HBP sent a 3rd version: 2 paragraphs and the headline changed.”"""
    agency = languages.isolated(cancelling.agency(offer.item))
    return f"{agency} sent a {versions.named(offer.item)}: {_changes(found)}."


def named(offer: UpdateOffer) -> str:
    """“HBP, 3rd version”."""
    agency = languages.isolated(cancelling.agency(offer.item))
    return f"{agency}, {versions.named(offer.item)}"


def _changes(found: Comparison) -> str:
    count = found.changed_paragraphs
    parts = [f"{count} paragraph{'s' if count > 1 else ''}"] if count else []
    parts += [f"the {field.label.lower()}" for field in found.fields if field.kind in comparing.AGENCY]
    parts = [*parts, *(["a new picture"] if found.new_images else [])]
    both = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
    return f"{both} changed" if found.is_clean else f"{both} changed, some of it where the desk has changed it too"


def _locked(offer: UpdateOffer) -> UpdateOffer:
    return UpdateOffer.objects.select_for_update(of=("self",)).select_related("item__feed", "article").get(pk=offer.pk)


def _usable(offer: UpdateOffer) -> WireUse:
    """The version that the story holds, where the offer still stands."""
    kill = cancelling.cancels(offer.item)
    if kill:
        raise refuse("canceled", f"{cancelling.sentence(kill)} It cannot be taken; nothing was changed.")
    if offer.state == UpdateOffer.State.OVERTAKEN:
        raise refuse("overtaken", "A later version has come since: that one is offered now. Nothing was changed.")
    use = last_use(offer.article, offer.item)
    if use is None:
        raise refuse("not-in-use", "The story holds no copy of this agency any more. Nothing was changed.")
    return use


def _refuse_undecided(found: Comparison, chosen: Mapping[str, str]) -> None:
    said = "both sides changed it. Choose which one stands."
    undecided = [one for one in applying.conflicts(found) if chosen.get(one.key) not in applying.sides(one.key)]
    if undecided:
        raise Refused(Reason("undecided", one.key, f"{one.label}: {said}") for one in undecided)


def _note_use(
    article: Article, item: WireItem, use: WireUse, captions: dict[str, str], *, by: User | None, at: datetime
) -> None:
    values = {"is_origin": False, "evolved_from": use, "captions": {**use.captions, **captions}}
    WireUse.objects.get_or_create(article=article, item=item, defaults={**values, "taken_at": at, "taken_by": by})


def _decide(offer: UpdateOffer, state: str, *, by: User | None, at: datetime) -> None:
    offer.state, offer.decided_by, offer.decided_at = state, by, at
    offer.save(update_fields=["state", "version", "decided_by", "decided_at"])
