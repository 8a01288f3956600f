"""Deciding about everyone in some stages at once; the letters are written afterwards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.answers import kinds
from hearback.answers.actions.close_opening import RUNNING, pause
from hearback.answers.actions.decline import final_reason
from hearback.answers.actions.hold import refuse_bad_hold
from hearback.answers.grounds import refuse_groundless, refuse_unkind, refuse_useless
from hearback.answers.models import Answer, AnswerKind, Batch, BatchState, Outcome, Resource
from hearback.answers.readiness import refuse_early
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.ledger.models import OTHER_DEBTS
from hearback.pipeline.models import Opening
from hearback.rules import timing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application, Criterion

ASSUMED_LONGEST_START = "60s"

# Everyone in progress in these stages whom no answer is on its way to, soonest promise first.
_PLAN = """
INSERT INTO answers_answer (application_id, kind, state, decided_by_id, decided_at, send_at,
       sent_now, timing_reason, batch_id, position, stage_before_id, criterion_id, words, reason,
       resource_id)
SELECT p.id, %(kind)s, 'planned', %(by)s, %(now)s, %(send_from)s, %(send_now)s, '', %(batch)s,
       row_number() OVER (PARTITION BY p.zone ORDER BY owed.due_at, p.id) - 1,
       p.stage_id, %(criterion)s, coalesce(%(thanks)s::jsonb ->> p.stage_id::text, ''), %(reason)s,
       %(resource)s
  FROM pipeline_application p
  LEFT JOIN LATERAL (
       SELECT min(due_at) AS due_at FROM ledger_promise o
        WHERE o.application_id = p.id AND o.state = 'open' AND o.promisee = 'candidate'
          AND (o.what <> ALL(%(others)s) OR o.what = 'call' AND o.conversation_id IS NULL)
       ) owed ON true
 WHERE p.opening_id = %(opening)s AND p.state = 'in_progress' AND p.stage_id = ANY(%(stages)s)
   AND NOT EXISTS (SELECT 1 FROM answers_answer a
                    WHERE a.application_id = p.id AND a.state IN ('planned', 'waiting'))
ON CONFLICT (application_id) WHERE state IN ('planned', 'waiting') DO NOTHING
"""
_ZONES = """
SELECT p.zone, count(*) FROM answers_answer a JOIN pipeline_application p ON p.id = a.application_id
 WHERE a.batch_id = %s AND a.state = 'planned' GROUP BY p.zone
"""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a batch says to whom.

    `thanks` maps the id of a stage to what people there are thanked for, and so names the stages.
    A decline has a resource, and a criterion or an outcome; a hold has `due_at` (aware). The
    letters leave at `per_minute`, decently, or at once with `send_now`.
    """

    kind: AnswerKind
    thanks: Mapping[int, str]
    reason: str
    criterion: Criterion | None = None
    outcome: Outcome | None = None
    resource: Resource | None = None
    due_at: datetime | None = None
    per_minute: int = 300
    send_now: bool = False


@transaction.atomic
def start_batch(*, opening: Opening, plan: Plan, by: Member, now: datetime) -> Batch:
    """Plan an answer for everyone in the plan's stages and ring the bell that writes the letters.

    People with an answer on their way are left out. The opening takes no applications from now on.
    A second press finds the running batch. Raises Refused for what a single answer is refused for,
    and when nobody is left to answer.
    """
    opening = Opening.objects.select_for_update(of=["self"], no_key=True).get(pk=opening.pk)
    running = Batch.objects.filter(opening=opening, kind=plan.kind, state=BatchState.RUNNING)
    if there := running.first():
        return there
    if opening.state not in RUNNING:
        raise Refused(_("“%(title)s” is not running.") % {"title": opening.title})
    if plan.kind == AnswerKind.DECLINE and (plan.criterion or plan.outcome is None):
        refuse_early(_free(opening, plan), now=now)
    batch = _checked(opening, plan, by=by, now=now)
    batch.save(force_insert=True)
    batch.size = _plan_answers(batch)
    if not batch.size:
        raise Refused(_("Nobody is left there to answer: everyone has an answer on its way."))
    batch.zones = zones_of(batch)
    batch.save(update_fields=["size", "zones"])
    pause(opening)
    record(kinds.BATCH_STARTED, by=by, now=now, opening=opening, payload=_facts(batch))
    ring_writer(batch)
    return batch


def _free(opening: Opening, plan: Plan) -> QuerySet[Application]:
    """Everyone `_PLAN` will answer."""
    there = opening.applications.in_progress().filter(stage__in=plan.thanks)
    return there.exclude(pk__in=Answer.objects.on_their_way().values("application"))


def _checked(opening: Opening, plan: Plan, *, by: Member, now: datetime) -> Batch:
    """The batch of a plan that may be carried out, not stored."""
    batch = Batch(
        opening=opening,
        kind=plan.kind,
        by=by,
        thanks={str(stage): words for stage, words in plan.thanks.items()},
        per_minute=plan.per_minute,
        send_now=plan.send_now,
        started_at=now,
        send_from=now + _wait(plan),
    )
    if plan.kind == AnswerKind.HOLD:
        _hold(batch, plan, now=now)
    else:
        _decline(batch, opening, plan)
    return batch


def _wait(plan: Plan) -> timedelta:
    """How long nothing leaves: time to undo, and before a no a day to think again."""
    good = plan.kind == AnswerKind.HOLD or plan.send_now
    return timing.UNDO if good else timing.REFLECTION


def _hold(batch: Batch, plan: Plan, *, now: datetime) -> None:
    due_at = plan.due_at or now
    refuse_bad_hold(reason=plan.reason.strip(), due_at=due_at, now=now)
    batch.reason, batch.due_at = plan.reason.strip(), due_at


def _decline(batch: Batch, opening: Opening, plan: Plan) -> None:
    language = the_organisation().language
    batch.reason = final_reason(plan.criterion, plan.outcome, plan.reason, language)
    refuse_groundless(opening, criterion=plan.criterion, outcome=plan.outcome, reason=batch.reason)
    batch.criterion = plan.criterion
    batch.resource = refuse_useless(plan.resource, opening)
    for thanks in plan.thanks.values():
        refuse_unkind(opening, thanks=thanks, reason=batch.reason, language=language)


def _plan_answers(batch: Batch) -> int:
    with connection.cursor() as cursor:
        # A page may think for five seconds; 25,000 rows with their keys may take longer.
        cursor.execute(f"SET LOCAL statement_timeout = '{ASSUMED_LONGEST_START}'")
        cursor.execute(
            _PLAN,
            {
                "kind": batch.kind,
                "by": batch.by_id,
                "now": batch.started_at,
                "send_from": batch.send_from,
                "send_now": batch.send_now,
                "batch": batch.pk,
                "criterion": batch.criterion_id,
                "thanks": json.dumps(batch.thanks),
                "reason": batch.reason,
                "resource": batch.resource_id,
                "others": list(OTHER_DEBTS),
                "opening": batch.opening_id,
                "stages": [int(stage) for stage in batch.thanks],
            },
        )
        return int(cursor.rowcount)


def zones_of(batch: Batch) -> dict[str, int]:
    """How many letters still to be written go to which time zone."""
    with connection.cursor() as cursor:
        cursor.execute(_ZONES, [batch.pk])
        return dict(cursor.fetchall())


def ring_writer(batch: Batch) -> None:
    """Defer the task that writes the letters; a sweep rings it too."""
    from hearback.answers.tasks import write_letters  # noqa: PLC0415  the task imports the act

    write_letters.defer(batch_id=batch.pk)


def _facts(batch: Batch) -> dict[str, object]:
    return {
        "number": batch.size,
        "answer": str(AnswerKind(batch.kind).label).lower(),
        "per_minute": batch.per_minute,
        "batch": str(batch.public_id),
    }
