"""Planning whom to ask once the relay has accepted what they waited for, set by set."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection

from hearback.pipeline.models import Application
from hearback.rules.measures import Moment
from hearback.surveys.models import Asking
from hearback.surveys.timing import AFTER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.channels.models import Message
    from hearback.ledger.models import Entry

# Whoever withdrew was told that we write no more about it: their page asks, and no letter. A letter
# sent again after it came back begins the wait anew.
_PLAN = """
INSERT INTO surveys_asking (public_id, application_id, candidate_id, moment, after_id, opening_id,
       team_id, stage_id, language, since, due_at, asked_at, dropped)
SELECT gen_random_uuid(), p.id, p.candidate_id, w.moment, m.id, p.opening_id, o.team_id, p.stage_id,
       p.language, m.accepted_at, CASE WHEN w.writes THEN m.accepted_at + w.wait END,
       CASE WHEN NOT w.writes THEN m.accepted_at END, ''
  FROM channels_message m
  JOIN unnest(%(purposes)s::text[], %(moments)s::text[], %(waits)s::interval[], %(writes)s::bool[])
       AS w(purpose, moment, wait, writes) ON w.purpose = m.purpose
  JOIN pipeline_application p ON p.public_id = m.about
  JOIN pipeline_opening o ON o.id = p.opening_id
 WHERE m.id = ANY(%(messages)s) AND m.channel = 'email'
   AND (w.moment = 'answer') = (p.state <> 'in_progress')
 ORDER BY p.id
    ON CONFLICT (application_id, moment) DO UPDATE
       SET since = EXCLUDED.since, due_at = EXCLUDED.due_at, after_id = EXCLUDED.after_id,
           asked_at = EXCLUDED.asked_at, dropped = ''
     WHERE surveys_asking.asked_at IS NULL AND surveys_asking.dropped IN ('', 'came_back')
"""


def plan_asking(messages: Sequence[Message], *, now: datetime) -> None:
    """Plan to ask the people these accepted letters went to; may run again for the same letters."""
    del now
    ids = [message.pk for message in messages if message.purpose in AFTER]
    if not ids:
        return
    known: dict[str, Any] = {
        "messages": ids,
        "purposes": list(AFTER),
        "moments": [one.moment.value for one in AFTER.values()],
        "waits": [one.wait or timedelta() for one in AFTER.values()],
        "writes": [one.wait is not None for one in AFTER.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(_PLAN, known)


def ask_on_page(entry: Entry, *, now: datetime) -> None:
    """Follows the entry that says the candidate was asked how an interview went, by its own letter.

    No second letter: the questions stand on the page that letter leads to. After a further
    interview of the same application they stand there again, with what was said before.
    """
    application = _application(entry)
    known = {"since": now, "asked_at": now, "stage_id": application.stage_id}
    Asking.objects.update_or_create(
        application=application,
        moment=Moment.INTERVIEW,
        defaults=known,
        create_defaults={**known, **_whose(application)},
    )


def _application(entry: Entry) -> Application:
    return Application.objects.select_related("opening").get(entries=entry)


def _whose(application: Application) -> dict[str, object]:
    return {
        "candidate_id": application.candidate_id,
        "opening_id": application.opening_id,
        "team_id": application.opening.team_id,
        "language": application.language,
    }
