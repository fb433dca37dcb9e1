"""The wire's jobs: looking at servers, bringing pictures. The switchboard says when they run.

What waits for other people's servers is in the queue `ways`, which has threads of its own: a
server that hangs holds up nobody else's job.
"""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from ground import clock
from wires import bringing, expiring, looking, pushing


@app.task(name="wires.look_around", queueing_lock="wires.look_around")
def look_around(timestamp: int) -> None:  # noqa: ARG001 (every periodic job gets the time it was due)
    """Ask for a look at each connection, and for each picture, whose time has come."""
    looking.look_around(at=clock.now())
    bringing.look_around(at=clock.now())


@app.task(name="wires.look", pass_context=True)
def look(context: JobContext, connection_id: int) -> None:
    """Look at one server."""
    looking.look(connection_id=connection_id, job=context.job.id)


@app.task(name="wires.bring_picture")
def bring_picture(picture_id: int) -> None:
    """Bring one picture that stories wait for."""
    bringing.bring(picture_id=picture_id)


@app.task(name="wires.forget", queueing_lock="wires.forget")
def forget(timestamp: int) -> None:  # noqa: ARG001 (as above)
    """Forget the ids of messages, and of pictures, that nobody asks about any more."""
    pushing.forget(at=clock.now())
    bringing.forget(at=clock.now())


@app.task(name="wires.expire", queueing_lock="wires.expire")
def expire(timestamp: int) -> None:  # noqa: ARG001 (every periodic job gets the time it was due)
    """Forget agency copy that nobody uses, once it has been kept for its time."""
    expiring.expire(at=clock.now())
