"""What happens to photographs, told inside the transaction in which it happens.

Each is sent with `sender=Photo` and `photo=`, the row as it now stands. Receivers stand in
newsroom/switchboard.py and only write rows.
"""

from django.dispatch import Signal

#: A new photograph was stored; its sizes are still to be made.
photo_taken_in = Signal()
#: The sizes no longer fit the photograph (focal point, credit) and are to be made again.
photo_outdated = Signal()
#: What readers are shown of it is different: its text, its sizes, the right to show it.
photo_changed = Signal()
#: It may not be shown any more, anywhere.
photo_gone = Signal()
