"""The bell that reads what came in."""

from threading import Event, Lock

from procrastinate.contrib.django import app

from hearback.inbox.arrivals import reading
from hearback.kit import clock

# One thread of a process reads at a time: several would only wait for each other between any two
# questions to the database, and all of them would be slower than one.
_reading = Lock()
_rung = Event()


@app.task(name="inbox.read_arrivals", queue="arrivals")
def read_arrivals() -> None:
    """Read every mail that waits; finding none is fine, another worker had them.

    Whoever rings while a thread of this process reads is heard by that thread before it leaves.
    """
    _rung.set()
    while _rung.is_set() and _reading.acquire(blocking=False):
        try:
            _rung.clear()
            reading.read_arrivals(clock=clock.now)
        finally:
            _reading.release()
