"""The bell for lost links; everything else of this chapter goes by the timetable."""

from procrastinate.contrib.django import app

from hearback.careers.actions.send_links import send_links
from hearback.kit import clock


@app.task(name="careers.send_links", queue="letters")
def send_links_asked_for() -> None:
    """Answer those who lost their link; finding nobody is fine, another worker was faster."""
    send_links(now=clock.now())
