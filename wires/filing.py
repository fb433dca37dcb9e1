"""Where a file goes that is no copy: a picture among photographs and items, its refusal among the deliveries."""

import hashlib
from datetime import datetime

from django.conf import settings

from wires import intake
from wires.keeping import File, refuse
from wires.models import Delivery, Feed
from wires.pictures import UnusableImage


class NotKept(Exception):
    """The picture cannot be used and is too large to be kept. The message says why."""


def file_picture(*, feed: Feed, file: File, at: datetime) -> Delivery | None:
    """File the picture among the photographs, and list it; None. Else the delivery that keeps it and says why not.

    Raises NotKept.
    """
    try:
        intake.receive_picture(feed=feed, file=file, at=at)
    except UnusableImage as refusal:
        if len(file.data) > settings.WIRE_MAX_BYTES:
            raise NotKept(str(refusal)) from refusal
        sha256 = hashlib.sha256(file.data).hexdigest()
        return refuse(feed=feed, filename=file.filename, sha256=sha256, reason=str(refusal), at=at, raw=file.data)
    return None
