"""Bells of the answers: write the letters of a batch, end openings in which nobody waits."""

from procrastinate.contrib.django import app

from hearback.answers import actions
from hearback.kit import clock


@app.task(name="answers.write_letters", queue="letters")
def write_letters(batch_id: int) -> None:
    """Write the letters of a batch; finding none is fine, another worker had them."""
    actions.write_batch(batch_id=batch_id, clock=clock.now)


@app.task(name="answers.finish_closings", queue="promises")
def finish_closings() -> None:
    """End the openings that are being closed and in which nobody waits any more."""
    actions.finish_closings(now=clock.now())
