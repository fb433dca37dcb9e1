"""What happens to people, told inside the transaction in which it happens.

Only newsroom/switchboard.py connects receivers, and they only write rows: deferred jobs.

- invited: a person was invited, or once more (person=User)
- reset_asked: somebody asked for a new password; also where nobody will get a mail (request=ResetRequest)
"""

from django.dispatch import Signal

invited = Signal()
reset_asked = Signal()
