"""Alerts that updating wrote before an alert could name its update: each gets it, so that it ends as new ones do.

Of what rules added to, or an embargo wrote, nothing is changed: that is for somebody to see.
"""

from django.db import migrations
from django.db.models import OuterRef, Q, Subquery

_ENDS = (
    "It is offered on the story, which readers see as it was.",
    "The story took it. Readers see the version before: publish the changes.",
)


def name_updates(apps, schema_editor):
    alert_of, offer_of = apps.get_model("wires", "Alert"), apps.get_model("wires", "UpdateOffer")
    revisions = apps.get_model("articles", "Revision").objects.filter(
        article=OuterRef("article"), created_at__lte=OuterRef("decided_at")
    )
    newest = Subquery(revisions.order_by("-version").values("version")[:1])
    offer_of.objects.filter(state="taken", version=None).update(version=newest)
    written = Q(message__endswith=_ENDS[0]) | Q(message__endswith=_ENDS[1])
    for alert in alert_of.objects.filter(written, seen_at=None).exclude(article=None).exclude(message__startswith="“"):
        offer = offer_of.objects.filter(article=alert.article_id, item=alert.item_id).first()
        if offer:
            alert_of.objects.filter(pk=alert.pk).update(item=None, offer=offer)


class Migration(migrations.Migration):
    dependencies = [("wires", "0013_alerts_of_updates")]

    operations = [migrations.RunPython(name_updates, migrations.RunPython.noop, elidable=True)]
