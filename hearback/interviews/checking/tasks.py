"""The bell that calls off the interviews of an opening that stopped."""

from procrastinate.contrib.django import app

from hearback.interviews.checking.actions.stop import stop_interviews
from hearback.kit import clock
from hearback.kit.turns import Turns

_turns = Turns(1)


@app.task(name="interviews.stop", queue="promises")
def stop() -> None:
    """Call off whatever is to be called off; finding nothing is fine, another worker had it."""
    _turns.take(lambda: stop_interviews(clock=clock.now))
