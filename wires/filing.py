"""Where a file goes that is no copy: a picture among the photographs, or its refusal among the deliveries."""

import hashlib
from datetime import datetime

from django.conf import settings

from wires import pictures
from wires.keeping import File, refuse
from wires.models import Delivery, Feed


class NotKept(Exception):
    """The picture cannot be used and is too large to be kept. The message says why."""


def file_picture(*, feed: Feed, file: File, at: datetime) -> Delivery | None:
    """File the picture among the photographs; None. Where it cannot be used, the delivery that keeps it and says why.

    Raises NotKept.
    """
    try:
        pictures.file(feed=feed, filename=file.filename, data=file.data, at=at)
    except pictures.UnusableImage as refusal:
        if len(file.data) > settings.WIRE_MAX_BYTES:
            raise NotKept(str(refusal)) from refusal
        sha256 = hashlib.sha256(file.data).hexdigest()
        return refuse(feed=feed, filename=file.filename, sha256=sha256, reason=str(refusal), at=at, raw=file.data)
    return None
