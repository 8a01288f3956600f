"""Batch decline: 25,000 people told no, each by a letter of their own, against a bare SMTP loop."""

from __future__ import annotations

import smtplib
from datetime import UTC, datetime, timedelta

from bench.server import free_port
from bench.sink import sink, taken
from bench.stage import say, stage, timed

PEOPLE = 25_000
BARE = 3_000
WANTED_START = 10.0
WANTED_SHARE = 0.5


def _bare_loop(port: int) -> float:
    """Letters a second of a loop that hands over one finished letter again and again."""
    from hearback.channels.models import Message
    from hearback.channels.relay import compose

    message = Message.objects.filter(purpose="answers.decline").first()
    if message is None:
        raise SystemExit("There is no letter to copy.")
    wire = compose(message, now=datetime.now(UTC)).as_bytes()
    session = smtplib.SMTP("127.0.0.1", port)

    def loop() -> None:
        for number in range(BARE):
            session.sendmail(message.reply_to, [f"bare{number}@mail.example"], wire)

    rate = BARE / timed(loop)
    session.quit()
    return rate


def main() -> None:
    """Print how long starting takes, and the share of the bare loop's pace, writing included."""
    port = free_port()
    with stage(EMAIL_URL=f"smtp://127.0.0.1:{port}", HEARBACK_URL="http://127.0.0.1") as data:
        from django.db import connection

        from bench.fill import fill
        from hearback.answers import actions
        from hearback.answers.models import AnswerKind, Batch, Outcome, Resource
        from hearback.channels import outbox
        from hearback.pipeline.models import ApplicationState, Stage

        now = datetime.now(UTC)
        cast = fill(PEOPLE, now=now)
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            for table in ("pipeline_application", "ledger_promise"):
                cursor.execute(f"UPDATE {table} SET opening_id = %s", [cast.opening.pk])  # noqa: S608
            cursor.execute("SET session_replication_role = origin")
            cursor.execute("VACUUM ANALYZE")
        help_there = Resource.objects.create(
            kind="course", title="Evenings", url="https://library.example/", checked_on=now.date()
        )
        plan = actions.Plan(
            kind=AnswerKind.DECLINE,
            thanks={one.pk: "taking the time to apply" for one in Stage.objects.all()},
            reason="",
            outcome=Outcome.FILLED,
            resource=help_there,
            per_minute=1_000_000,
            send_now=True,
        )

        def start() -> None:
            who = {"opening": cast.opening, "by": cast.susan, "now": now}
            actions.start_closing(outcome=Outcome.FILLED, **who)
            actions.start_batch(plan=plan, **who)

        started = timed(start)
        say(f"batch of {PEOPLE:,} accepted in {started:.2f} s (wanted ≤ {WANTED_START:.0f} s)")
        later = now + timedelta(hours=1)
        batch = Batch.objects.get()
        written = timed(lambda: actions.write_batch(batch_id=batch.pk, clock=lambda: later))
        took = data / "taken.txt"
        with sink(took, port):
            bare = _bare_loop(port)
            sent = timed(lambda: outbox.send_due(clock=lambda: later))
            arrived = len(taken(took)) - BARE
        left = cast.opening.applications.filter(state=ApplicationState.IN_PROGRESS).count()
        say(f"  written in {written:.1f} s, sent in {sent:.1f} s; {left} people still wait")
        ours = arrived / (written + sent)
        say(f"  bare loop {bare:.0f} letters a second, ours {ours:.0f}, writing included")
        say(f"batch ratio: {ours / bare:.2f} of the bare loop (wanted ≥ {WANTED_SHARE})")
        say(f"batch start ratio: {started / WANTED_START:.2f} of the seconds allowed")


if __name__ == "__main__":
    main()
