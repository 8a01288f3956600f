"""Ten thousand open questions, twenty answers of each contact before: planning all reminders."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from time import process_time
from typing import TYPE_CHECKING
from uuid import uuid4

from bench.stage import say, stage, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hearback.feedback.asking.models import Ask
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application, Contact
    from tests.cast import Cast

CONTACTS, EACH, BEFORE = 1_000, 10, 20
PEOPLE = 500
SECONDS = 2.0


def _contacts(cast: Cast) -> list[Contact]:
    from hearback.pipeline.models import Client, Contact
    from tests.cast import NOW

    zones = ("America/Toronto", "Europe/Berlin", "America/Vancouver", "Europe/London")
    clients = [
        Client.objects.create(name=f"Client {n}", country="CA", owner=cast.susan, began_at=NOW)
        for n in range(20)
    ]
    return Contact.objects.bulk_create(
        Contact(
            client=clients[number % len(clients)],
            own_name=f"Contact {number}",
            own_email=f"contact{number}@client.example",
            own_zone=zones[number % len(zones)],
        )
        for number in range(CONTACTS)
    )


def _promises(
    cast: Cast, contacts: list[Contact], people: list[Application], *, each: int, before: bool
) -> Iterator[Promise]:
    from hearback.ledger.models import WORD, Promise, Promisee, PromiseState
    from tests.cast import NOW

    due = NOW + timedelta(days=2)
    closed = {"state": PromiseState.KEPT, "closed_at": NOW} if before else {}
    for number, contact in enumerate(contacts):
        for one in range(each):
            yield Promise(
                owner=cast.susan,
                promiser=contact,
                promisee=Promisee.TEAM,
                application=people[(number * 7 + one) % len(people)],
                what=WORD,
                words="A word",
                made_at=NOW,
                due_at=due,
                remind_at=due,
                escalate_at=due,
                next_at=due,
                **closed,
            )


def _ask(cast: Cast, promise: Promise, **more: object) -> Ask:
    from hearback.feedback.asking.models import About, Ask

    return Ask(
        contact=promise.promiser,
        application=promise.application,
        about=About.SUBMISSION,
        subject=uuid4(),
        words="a candidate put forward",
        asked_by=cast.susan,
        promise=promise,
        fingerprint=uuid4().hex,
        **more,
    )


def _fill(cast: Cast) -> None:
    """Contacts who answered before, at all hours, and owe ten words each."""
    from hearback.feedback.asking.models import Ask, Tap
    from hearback.ledger.models import Promise
    from tests.cast import NOW, apply

    people = [apply(cast, f"Person {number}") for number in range(PEOPLE)]
    contacts, dice = _contacts(cast), Random(7)  # noqa: S311  the same every time
    kept = Promise.objects.bulk_create(
        _promises(cast, contacts, people, each=BEFORE, before=True), batch_size=5_000
    )
    asks = []
    for number, promise in enumerate(kept):
        at = NOW - timedelta(days=2 + number % BEFORE * 3, minutes=dice.randrange(600))
        answered = at + timedelta(minutes=dice.randrange(10, 3_000))
        more = {"asked_at": at, "answered_at": answered, "answer": Tap.YES}
        asks.append(_ask(cast, promise, **more))
    owed = Promise.objects.bulk_create(
        _promises(cast, contacts, people, each=EACH, before=False), batch_size=5_000
    )
    asks += [
        _ask(cast, promise, asked_at=NOW - timedelta(minutes=dice.randrange(900)))
        for promise in owed
    ]
    Ask.objects.bulk_create(asks, batch_size=5_000)


def plan_all() -> list[str]:
    """Plan every reminder, three times; the goals that were missed."""
    with stage():
        from django.db import connection

        from hearback.feedback.asking.models import Ask
        from hearback.feedback.following.actions import plan_new
        from hearback.kit import memory
        from tests.cast import NOW, make_cast

        _fill(make_cast())
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        memory.set_apart()  # as a worker does before its first task
        took, worked = [], []
        for _ in range(3):
            Ask.objects.open().update(next_at=None, why_then="")
            busy = process_time()
            took.append(timed(lambda: plan_new(now=NOW)))
            worked.append(process_time() - busy)
            left = Ask.objects.open().filter(next_at=None).count()
            assert not left, "something was not planned"
        owed, best = Ask.objects.open().count(), min(took)
        say(f"{owed:,} open questions of {CONTACTS:,} contacts, {CONTACTS * BEFORE:,} answers")
        say(f"all next reminders planned in {best:.2f} s (allowed {SECONDS:.0f} s)")
        say(f"  {min(worked):.2f} s of them at work, the others waiting for the database")
    return [] if best <= SECONDS else [f"planning took {best:.2f} s"]
