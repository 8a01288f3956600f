"""Surveys: whom to ask is planned, and the letters are written, after 25,000 answers at once."""

from __future__ import annotations

import sys
from datetime import timedelta

from bench.stage import say, stage, timed

ANSWERS = 25_000
SECONDS = 10.0
# As many as the outbox settles at once.
CHUNK = 100

_ANSWERED = """
WITH told AS (
  INSERT INTO channels_message (public_id, purpose, about, state, urgency, when_in_doubt,
      to_address, to_name, from_name, reply_to, subject, text, html, message_id, automatic,
      created_at, send_after, attempts, deaths, accepted_at, settled_at, trouble, address_is_bad)
  SELECT gen_random_uuid(), 'answers.decline', a.public_id, 'accepted', 2, 'ask', 'p@mail.example',
      a.name, 'Susan', 'jobs@harbour.example', 'Your application', 'Thank you', '',
      '<no-' || a.id || '@harbour.example>', false, %(now)s, %(now)s, 1, 0, %(now)s, %(now)s, '',
      false
    FROM pipeline_application a RETURNING 1)
SELECT count(*) FROM told
"""
_ENDED = """
SET session_replication_role = replica;
UPDATE pipeline_application SET state = 'declined', ended_at = received_at;
SET session_replication_role = origin
"""


def main() -> int:
    """Plan and ask everybody; 1 when planning took longer than allowed."""
    with stage():
        from django.db import connection

        from bench.fill import fill
        from hearback.channels.models import Message
        from hearback.surveys.actions import ask_what_is_due, plan_asking
        from hearback.surveys.models import Asking
        from tests.cast import NOW

        fill(ANSWERS)
        with connection.cursor() as cursor:
            cursor.execute(_ENDED)
            cursor.execute(_ANSWERED, {"now": NOW})
            cursor.execute("VACUUM ANALYZE")
        letters = list(Message.objects.filter(purpose="answers.decline").order_by("pk"))
        chunks = [letters[at : at + CHUNK] for at in range(0, len(letters), CHUNK)]
        took = timed(lambda: [plan_asking(chunk, now=NOW) for chunk in chunks])
        planned = Asking.objects.count()
        later = NOW + timedelta(days=4)
        wrote = timed(lambda: ask_what_is_due(clock=lambda: later))
        asked = Asking.objects.exclude(asked_at=None).exclude(message=None).count()
        say(f"{planned:,} people to ask planned in {took:.2f} s (allowed {SECONDS:.0f} s)")
        say(f"{asked:,} letters written in {wrote:.2f} s, {asked / wrote:,.0f} a second")
        if (planned, asked) != (ANSWERS, ANSWERS):
            say("Not everybody was asked.")
            return 1
    return 0 if took <= SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
