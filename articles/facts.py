"""What the stories tell the rest of the house, as signals sent inside the transaction.

Only newsroom/switchboard.py connects receivers, and they only write rows: a purge, a job.

- edition_live: an edition has begun (edition=Edition)
- edition_gone: an edition has ended (edition=Edition; `ended_by` says why)
- listing_changed: lists and pages that show the story must be made anew, though it neither
  began nor ended: planned, unplanned, moved, notice changed (edition=Edition)
- furniture_changed: something that many pages show was changed (thing=the row, keys=its keys)
- live_changed: a live page was opened, closed or written to (coverage=Coverage, keys=its keys; hard=what
  was there must never be served again)
- translations_changed: stories were linked as translations, or unlinked (keys=those of all that shows them)
"""

from django.dispatch import Signal

edition_live = Signal()
edition_gone = Signal()
listing_changed = Signal()
furniture_changed = Signal()
live_changed = Signal()
translations_changed = Signal()
