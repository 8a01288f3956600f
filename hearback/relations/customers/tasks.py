"""The bell for lists of customers; what it misses goes by the timetable."""

from procrastinate.contrib.django import app

from hearback.kit import clock
from hearback.relations.customers.actions import read_files


@app.task(name="customers.read_files", queue="papers")
def read_customer_files() -> None:
    """Read what waits; finding nothing is fine, another worker was faster."""
    read_files(clock=clock.now)
