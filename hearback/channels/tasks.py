"""The bell that sends what is due."""

from procrastinate.contrib.django import app

from hearback.channels import outbox
from hearback.kit import clock


@app.task(name="channels.send_due", queue="letters")
def send_due() -> None:
    """Send every message that is due; finding none is fine, another worker had them."""
    outbox.send_due(clock=clock.now)
