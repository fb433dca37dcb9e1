"""What happens at the ways in, told inside the transaction in which it happens.

Only newsroom/switchboard.py connects receivers, and they only write rows: deferred jobs.

- connection_due: it is time to look at a server (connection=Connection)
- picture_due: a story waits for a picture that has an address (picture=RemotePicture)
"""

from django.dispatch import Signal

connection_due = Signal()
picture_due = Signal()
