"""The desk's jobs: mails with a link, made when the job runs, and telling of feeds that fell silent."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from desk import letters
from ground import clock
from staff import inviting, resetting
from wires import archiving, failing, listening

#: What a mail server says passes, within six hours; smtplib's errors are OSErrors too.
_AGAIN = RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions=[OSError])


@app.task(name="desk.mail_invitation", retry=_AGAIN)
def mail_invitation(person_id: int) -> bool:
    """Send the newest invitation, unless it was sent, accepted or taken back; whether a mail went out."""
    person = inviting.to_be_mailed(person_id=person_id)
    if person is None:
        return False
    letters.invite(person)
    inviting.mailed(person=person, at=clock.now())
    return True


@app.task(name="desk.mail_new_password", retry=_AGAIN)
def mail_new_password(request_id: int) -> bool:
    """Send the link that was asked for, if somebody may have it; whether a mail went out."""
    request = resetting.to_be_mailed(request_id=request_id, at=clock.now())
    if request is None or request.person is None:
        return False
    letters.offer_new_password(request.person)
    resetting.mailed(request=request, at=clock.now())
    return True


@app.task(name="desk.forget_reset_requests", queueing_lock="desk.forget_reset_requests")
def forget_reset_requests(timestamp: int) -> int:  # noqa: ARG001 (every periodic job gets the time it was due)
    return resetting.forget(at=clock.now())


@app.task(name="desk.tell_silences", queueing_lock="desk.tell_silences")
def tell_silences(timestamp: int) -> int:  # noqa: ARG001 (as above)
    at = clock.now()
    return listening.tell_silences(at=at) + failing.tell_failures(at=at)


@app.task(name="desk.forget_sketches", queueing_lock="desk.forget_sketches")
def forget_sketches(timestamp: int) -> int:  # noqa: ARG001 (as above)
    return archiving.forget_sketches(at=clock.now())
