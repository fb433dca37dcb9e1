"""The switchboard: what follows from which fact, in one table.

Receivers run inside the sender's transaction and only write rows there: a purge with its
NOTIFY, deferred jobs. So either the change and all that follows from it is committed, or none
of it. Everything slow or outside is a job; nothing else in the project defers one, except a
job its own next batch.
"""

from contextlib import suppress
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from procrastinate import App
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

from articles import facts as article_facts
from articles import surrogates
from articles.models import Edition
from ground.shown import key
from media import facts as media_facts
from newsroom.purging import purge
from readers import facts as reader_facts
from staff import facts as staff_facts
from wires import facts as wire_facts

#: Jobs that wait for other people's servers; a worker has threads of their own for them (newsroom/working.py).
WAYS = "ways"
#: Job → its queue, where that is not the one of the house.
QUEUES = {"wires.look": WAYS, "wires.bring_picture": WAYS}
#: Causes after which the old copy must never be served again.
_HARD = set(Edition.EndedBy) - {Edition.EndedBy.REPLACED}


def purge_begun(edition: Edition, **_: Any) -> None:
    purge(surrogates.of_lists(edition))


def purge_ended(edition: Edition, **_: Any) -> None:
    purge(surrogates.of_lists(edition), hard=edition.ended_by in _HARD)


def purge_listing(edition: Edition, **_: Any) -> None:
    purge(surrogates.of_lists(edition))


def purge_furniture(keys: set[str], **_: Any) -> None:
    purge(keys)


def purge_live(keys: set[str], hard: bool, **_: Any) -> None:
    purge(keys, hard=hard)


def purge_photo(photo: Any, **_: Any) -> None:
    purge({key("photo", photo.public_id)})


def purge_gone_photo(photo: Any, **_: Any) -> None:
    purge({key("photo", photo.public_id), surrogates.PICTURED}, hard=True)


def relate(edition: Edition, **_: Any) -> None:
    jobs.configure_task("readers.relate").defer(article_id=edition.article_id)


def make_renditions(photo: Any, **_: Any) -> None:
    jobs.configure_task("media.make_renditions", lock=f"photo:{photo.pk}").defer(photo_id=photo.pk)


def mail_invitation(person: Any, **_: Any) -> None:
    jobs.configure_task("desk.mail_invitation").defer(person_id=person.pk)


def mail_new_password(request: Any, **_: Any) -> None:
    jobs.configure_task("desk.mail_new_password").defer(request_id=request.pk)


def look_at_server(connection: Any, **_: Any) -> None:
    _once("wires.look", f"wires.look:{connection.pk}", connection_id=connection.pk)


def bring_picture(picture: Any, **_: Any) -> None:
    _once("wires.bring_picture", f"wires.bring_picture:{picture.pk}", picture_id=picture.pk)


def _once(name: str, lock: str, **arguments: Any) -> None:
    """Defer the job unless it already waits in the queue."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        jobs.configure_task(name, queueing_lock=lock, queue=QUEUES[name]).defer(**arguments)


#: Fact → what is written in the same transaction, in this order.
RECEIVERS: list[tuple[Signal, list[Any]]] = [
    (article_facts.edition_live, [purge_begun, relate]),
    (article_facts.edition_gone, [purge_ended]),
    (article_facts.listing_changed, [purge_listing]),
    (article_facts.furniture_changed, [purge_furniture]),
    (article_facts.live_changed, [purge_live]),
    (article_facts.translations_changed, [purge_furniture]),
    (reader_facts.front_live, [purge_furniture]),
    (reader_facts.banner_changed, [purge_furniture]),
    (media_facts.photo_taken_in, [make_renditions]),
    (media_facts.photo_outdated, [make_renditions]),
    (media_facts.photo_changed, [purge_photo]),
    (media_facts.photo_gone, [purge_gone_photo]),
    (staff_facts.invited, [mail_invitation]),
    (staff_facts.reset_asked, [mail_new_password]),
    (wire_facts.connection_due, [look_at_server]),
    (wire_facts.picture_due, [bring_picture]),
]

#: Cron expression (seconds last, UTC) → the job that is deferred then.
PERIODIC: list[tuple[str, str]] = [
    ("* * * * * */5", "newsroom.sweep"),
    ("* * * * * */5", "wires.look_around"),
    ("* * * * *", "readers.count_trending"),
    ("27 * * * *", "wires.forget"),
    ("17 * * * *", "newsroom.prune"),
    ("37 * * * *", "media.sweep_originals"),
    ("7 3 * * *", "wires.expire"),
    ("47 * * * *", "desk.forget_reset_requests"),
    ("* * * * *", "desk.tell_silences"),
    ("27 * * * *", "desk.forget_sketches"),
]


def connect() -> None:
    """Connect all receivers; called once, when the apps are ready."""
    for fact, receivers in RECEIVERS:
        for receiver in receivers:
            fact.connect(receiver, dispatch_uid=f"switchboard.{receiver.__name__}")


def schedule(app: App) -> None:
    """Put the periodic jobs on the clock; Procrastinate calls this once it knows all jobs."""
    for cron, name in PERIODIC:
        app.periodic(cron=cron)(app.tasks[name])
