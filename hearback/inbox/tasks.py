"""The bell that reads what came in."""

from procrastinate.contrib.django import app

from hearback.inbox.arrivals import reading
from hearback.kit import clock
from hearback.kit.turns import Turns

_turns = Turns(1)


@app.task(name="inbox.read_arrivals", queue="arrivals")
def read_arrivals() -> None:
    """Read every mail that waits; finding none is fine, another worker had them."""
    _turns.take(lambda: reading.read_arrivals(clock=clock.now))
