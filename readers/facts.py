"""What the public site tells the rest of the house, as signals sent inside the transaction.

Only newsroom/switchboard.py connects receivers, and they only write rows: a purge.

- front_live: another choice of stories stands on a front, or was planned or unplanned (front=Front, keys=its keys)
- banner_changed: a banner was written, changed or taken away (banner=Banner, keys=its keys)
"""

from django.dispatch import Signal

front_live = Signal()
banner_changed = Signal()
