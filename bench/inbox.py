"""The inbox: its lists at 1,000,000 conversations against 10,000, on one server in one run."""

from __future__ import annotations

import random
import sys
from time import perf_counter
from typing import TYPE_CHECKING

from bench.stage import RECRUITERS, percentile, say, stage

if TYPE_CHECKING:
    from django.test import Client

SMALL, LARGE = 10_000, 1_000_000
VISITS = 60
ALLOWED = 1.3
SECONDS = 0.1
OK = 200
PATHS = {
    "mine": "/desk/inbox/",
    "team": "/desk/inbox/?whose=team",
    "everybody": "/desk/inbox/?whose=all",
    "answered": "/desk/inbox/?whose=team&show=answered",
    "done": "/desk/inbox/?whose=all&show=done",
    "a name": "/desk/inbox/?q=person{number}",
}

# One in a hundred waits, with its promise, and one in ten was answered; the rest is done.
_CONVERSATIONS = """
INSERT INTO pipeline_conversation (public_id, owner_id, state, address, phone, name, language, zone,
    subject, begun_at, last_heard_at, last_at, last_words, due_at)
SELECT gen_random_uuid(), m.id,
       CASE WHEN i %% 100 = 0 THEN 'awaits_us' WHEN i %% 10 = 1 THEN 'awaits_them' ELSE 'done' END,
       'p' || i || '@mail.example', '', 'Person' || i || ' Smith', 'en', 'UTC', 'A question',
       %(now)s, %(now)s - i * interval '1 second', %(now)s - i * interval '1 second',
       'Is there a car park behind the shop?',
       CASE WHEN i %% 100 = 0 THEN %(now)s + (i %% 7919) * interval '1 minute' END
  FROM generate_series(%(first)s, %(last)s - 1) i
  JOIN accounts_member m
    ON m.email = 'recruiter' || (1 + (i / 100) %% %(recruiters)s) || '@harbour.example'
"""
_PROMISES = """
INSERT INTO ledger_promise (owner_id, promisee, conversation_id, what, words, terms, calendar,
    source, law_rule, state, made_at, due_at, remind_at, escalate_at, next_at, ladder_step,
    evidence, reason, sweep_troubles)
SELECT c.owner_id, 'candidate', c.id, 'question', 'Somebody replies', '{}', '{}',
       'rule', '', 'open', %(now)s, c.due_at, c.due_at, c.due_at, c.due_at, 0, '', '', 0
  FROM pipeline_conversation c
 WHERE c.state = 'awaits_us'
   AND NOT EXISTS (SELECT 1 FROM ledger_promise p WHERE p.conversation_id = c.id)
"""


def fill(total: int, *, already: int = 0) -> None:
    """Have `total` conversations with strangers, one in a hundred of them waiting."""
    from django.db import connection

    from bench.fill import fill as fill_applications
    from tests.cast import NOW

    if not already:
        fill_applications(RECRUITERS)
    asked = {"now": NOW, "first": already, "last": total, "recruiters": RECRUITERS}
    with connection.cursor() as cursor:
        # The rows are right; asking each of a million by its trigger would only take long.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_CONVERSATIONS, asked)
        cursor.execute(_PROMISES, asked)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE pipeline_conversation")
        cursor.execute("VACUUM ANALYZE ledger_promise")
    say(f"{total:,} conversations")


def p95s(total: int) -> dict[str, float]:
    """The 95th percentile of each list, in seconds."""
    dice = random.Random(7)  # noqa: S311  the same visits at both sizes
    clients = [_signed_in(1 + number) for number in range(4)]
    found = {}
    for name, path in PATHS.items():
        waits = [
            _wait(dice.choice(clients), path.format(number=dice.randrange(total)))
            for _ in range(VISITS)
        ]
        found[name] = percentile(waits[10:], 0.95)
    return found


def _signed_in(number: int) -> Client:
    from django.test import Client

    from hearback.accounts.models import Member

    client = Client()
    client.force_login(Member.objects.get(email=f"recruiter{number}@harbour.example"))
    return client


def _wait(client: Client, path: str) -> float:
    start = perf_counter()
    status = client.get(path, headers={"host": "localhost"}).status_code
    if status != OK:
        raise SystemExit(f"{path} answered {status}.")
    return perf_counter() - start


def main(large: int) -> None:
    """Print every ratio."""
    with stage():
        from hearback.commands import static_files

        static_files.collect()
        fill(SMALL)
        before = p95s(SMALL)
        fill(large, already=SMALL)
        after = p95s(large)
    for name, was in before.items():
        now = after[name]
        say(f"{name}: p95 {was * 1000:.0f} ms, then {now * 1000:.0f} ms")
        say(f"{name} ratio {now / was:.2f} (allowed {ALLOWED})")
        say(f"{name} takes {now / SECONDS:.0%} of the {SECONDS * 1000:.0f} ms allowed")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else LARGE)
