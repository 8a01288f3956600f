"""Batch decline: 25,000 people told no, each by a letter of their own, against a bare SMTP loop."""

from __future__ import annotations

import smtplib
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bench.server import free_port, running
from bench.sink import sink, taken
from bench.stage import say, stage, timed

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = 25_000
BARE = 3_000
WANTED_START = 10.0
WANTED_SHARE = 0.5
PATIENCE = 1_800


def _bare_loop(port: int) -> float:
    """Letters a second of a loop that hands over one of the very letters again and again."""
    from hearback.channels.models import Message
    from hearback.channels.relay import compose

    letter = Message.objects.filter(purpose="answers.decline")[0]
    wire = compose(letter, now=datetime.now(UTC)).as_bytes()
    session = smtplib.SMTP("127.0.0.1", port)

    def loop() -> None:
        for number in range(BARE):
            session.sendmail(letter.reply_to, [f"bare{number}@mail.example"], wire)

    rate = BARE / timed(loop)
    session.quit()
    return rate


def _crowd(now: datetime) -> Any:
    """Everyone of the filled tables in one opening."""
    from django.db import connection

    from bench.fill import fill

    cast = fill(PEOPLE, now=now)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in ("pipeline_application", "ledger_promise"):
            cursor.execute(f"UPDATE {table} SET opening_id = %s", [cast.opening.pk])  # noqa: S608
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")
    return cast


def _start(cast: Any, now: datetime) -> None:
    from hearback.answers import actions
    from hearback.answers.models import AnswerKind, Outcome, Resource
    from hearback.pipeline.models import Stage

    helps = Resource.objects.create(
        kind="course", title="Evenings", url="https://library.example/", checked_on=now.date()
    )
    plan = actions.Plan(
        kind=AnswerKind.DECLINE,
        thanks={one.pk: "taking the time to apply" for one in Stage.objects.all()},
        reason="",
        outcome=Outcome.FILLED,
        resource=helps,
        per_minute=1_000_000,
        send_now=True,
    )
    who: dict[str, Any] = {"opening": cast.opening, "by": cast.susan, "now": now}
    actions.start_closing(outcome=Outcome.FILLED, **who)
    actions.start_batch(plan=plan, **who)


def _wait_for_everyone(took: Path) -> None:
    """Return when the last letter has arrived. Raises SystemExit when it does not in time."""
    until, tick = time.monotonic() + PATIENCE, threading.Event()
    while len(taken(took)) < PEOPLE:
        if time.monotonic() > until:
            raise SystemExit(f"Only {len(taken(took))} letters arrived in time.")
        tick.wait(1)


def main() -> None:
    """Print how long starting takes, and one worker's share of the bare pace, writing included."""
    port = free_port()
    with stage(EMAIL_URL=f"smtp://127.0.0.1:{port}") as data:
        from django.db.models import Min

        from hearback.answers.models import Batch
        from hearback.channels.models import Message

        now = datetime.now(UTC)
        cast = _crowd(now)
        started = timed(lambda: _start(cast, now))
        say(f"batch of {PEOPLE:,} accepted in {started:.2f} s (wanted ≤ {WANTED_START:.0f} s)")
        Batch.objects.update(send_from=now)  # the seconds of undo are no part of the work
        took = data / "taken.txt"
        with sink(took, port):
            with running("worker"):
                _wait_for_everyone(took)
            last = taken(took)[-1][0]
            bare = _bare_loop(port)
        letters = Message.objects.filter(purpose="answers.decline")
        began = letters.aggregate(first=Min("created_at"))["first"]
        seconds = last - began.timestamp()
        ours = PEOPLE / seconds
        say(f"  bare loop {bare:.0f} letters a second, one worker {ours:.0f}, writing included")
        say(f"batch ratio: {ours / bare:.2f} of the bare loop (wanted ≥ {WANTED_SHARE})")
        say(f"batch start ratio: {started / WANTED_START:.2f} of the seconds allowed")


if __name__ == "__main__":
    main()
