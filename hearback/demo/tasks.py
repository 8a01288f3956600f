"""Letting time pass takes longer than a page may: a worker does it."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from procrastinate import exceptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from hearback.accounts.queries import the_organisation
from hearback.demo import journey
from hearback.kit import clock
from hearback.kit.errors import Refused

NAME = "demo.let_time_pass"


@app.task(name=NAME, queue="letters", lock=NAME, queueing_lock=NAME)
def let_time_pass(seconds: int) -> None:
    """Run the demo's clock ahead, living through what falls due on the way."""
    hands = journey.Clock(clock.now, clock.advance)
    journey.advance(timedelta(seconds=seconds), zone=the_organisation().zone, hands=hands)


def set_out(span: timedelta, *, already: str) -> None:
    """Ask a worker to let this much time pass. Raises Refused, saying `already`, while one does."""
    if is_under_way():
        raise Refused(already)
    try:
        let_time_pass.defer(seconds=int(span.total_seconds()))
    except exceptions.AlreadyEnqueued:
        raise Refused(already) from None


def is_under_way() -> bool:
    """Whether time is passing, or about to; a journey whose worker died is over."""
    jobs = ProcrastinateJob.objects.filter(task_name=NAME)
    return jobs.filter(Q(status="todo") | Q(status="doing", worker__isnull=False)).exists()
