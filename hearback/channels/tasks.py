"""The bell that sends what is due."""

from procrastinate.contrib.django import app

from hearback.channels import outbox
from hearback.kit import clock
from hearback.kit.turns import Turns

# Two, so that one sends while the other waits for the relay or the disk.
_turns = Turns(2)


@app.task(name="channels.send_due", queue="letters")
def send_due() -> None:
    """Send every message that is due; finding none is fine, another worker had them."""
    _turns.take(lambda: outbox.send_due(clock=clock.now))
