"""Stores the ordered parts of a brief: criteria keep their identity, because answers name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils.translation import gettext as _

from hearback.kit.errors import Refused
from hearback.pipeline.models import Criterion, ProcessStep, Question, QuestionKind
from hearback.rules.alike import pair_alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.careers.openings.draft import Asked, Draft
    from hearback.pipeline.models import Opening

# Moves rows out of the way before they are numbered anew; far above any position in use.
ASIDE = 10_000


def store_parts(opening: Opening, draft: Draft) -> list[str]:
    """Store criteria, questions, steps and panel; returns the names of those that changed.

    Part of an act that records it. Raises Refused when a criterion that explains an answer already
    given would vanish.
    """
    changed = []
    if _store_criteria(opening, draft):
        changed.append(_("what the job needs"))
    if _store_questions(opening, draft.questions):
        changed.append(_("questions"))
    if _store_steps(opening, draft.steps):
        changed.append(_("steps"))
    if {member.pk for member in draft.panel} != {member.pk for member in opening.panel.all()}:
        opening.panel.set(draft.panel)
        changed.append(_("who interviews"))
    return changed


def _store_criteria(opening: Opening, draft: Draft) -> bool:
    wanted = [(text, True) for text in draft.must_haves]
    wanted += [(text, False) for text in draft.helpful]
    there = list(opening.criteria.all())
    if [(one.text, one.is_must_have) for one in there] == wanted:
        return False
    rows = _matched(there, wanted)
    for gone in set(there) - {row for row in rows if row.pk}:
        _delete(gone)
    opening.criteria.update(position=F("position") + ASIDE)
    for position, (row, (text, is_must_have)) in enumerate(zip(rows, wanted, strict=True), start=1):
        row.opening, row.position, row.text, row.is_must_have = (
            opening,
            position,
            text,
            is_must_have,
        )
        row.save()
    return True


def _matched(there: Sequence[Criterion], wanted: Sequence[tuple[str, bool]]) -> list[Criterion]:
    """For each wanted criterion the row it is by now: same words first, then alike, else new."""
    pairs = pair_alike([text for text, _is_must_have in wanted], [one.text for one in there])
    return [there[pairs[at]] if at in pairs else Criterion() for at in range(len(wanted))]


def _delete(criterion: Criterion) -> None:
    try:
        with transaction.atomic():
            criterion.delete()
    except ProtectedError as error:
        raise Refused(
            _("“{text}” is the reason of an answer somebody was given, so it stays.").format(
                text=criterion.text
            )
        ) from error


def _store_questions(opening: Opening, wanted: Sequence[Asked]) -> bool:
    criteria = {one.text: one for one in opening.criteria.all()}
    there = {one.pk: one for one in opening.questions.select_related("criterion")}
    before = [_as_stored(one) for one in there.values()]
    rows = [there.get(asked.pk or 0) or Question(opening=opening) for asked in wanted]
    for row, asked in zip(rows, wanted, strict=True):
        _fill_in(row, asked, criteria)
    if before == [_as_stored(row) for row in rows]:
        return False
    opening.questions.exclude(pk__in=[row.pk for row in rows if row.pk]).delete()
    opening.questions.update(position=F("position") + ASIDE)
    for position, row in enumerate(rows, start=1):
        row.position = position
        row.save()
    return True


def _fill_in(row: Question, asked: Asked, criteria: dict[str, Criterion]) -> None:
    row.text, row.kind = asked.text, asked.kind
    row.choices = list(asked.choices) if asked.kind == QuestionKind.CHOICE else []
    row.is_required = asked.is_required
    speaks_for_one = asked.kind == QuestionKind.YES_NO
    row.criterion = criteria.get(asked.must_have) if speaks_for_one else None


def _as_stored(row: Question) -> tuple[object, ...]:
    return (row.pk, row.text, row.kind, tuple(row.choices), row.is_required, row.criterion_id)


def _store_steps(opening: Opening, wanted: Sequence[tuple[str, str]]) -> bool:
    if [(step.name, step.usual_time) for step in opening.steps.all()] == list(wanted):
        return False
    opening.steps.all().delete()
    ProcessStep.objects.bulk_create(
        ProcessStep(opening=opening, position=position, name=name, usual_time=time)
        for position, (name, time) in enumerate(wanted, start=1)
    )
    return True
