"""Taking down what somebody said: by their own press or line, or by a recruiter who heard it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.models import Channel
from hearback.feedback import kinds
from hearback.feedback.asking.actions.locking import facts_of, locked, refuse_over
from hearback.feedback.asking.models import Tap
from hearback.kit.errors import Invalid, Refused
from hearback.kit.language import as_team
from hearback.ledger.actions import keep, record
from hearback.ledger.models import PromiseState
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.feedback.asking.models import Ask
    from hearback.pipeline.models import Criterion

LONGEST_LINE, LONGEST_NAME = 4_000, 200
NONE_OF_THEM = "none of the criteria"


def answer(
    *,
    ask: Ask,
    tap: Tap,
    line: str,
    channel: Channel,
    now: datetime,
    criterion: Criterion | None = None,
    answered_by: str = "",
) -> None:
    """Take down the contact's own word, which keeps their promise.

    `line` is kept as it was written. Said again it changes nothing, except that a line where there
    was none is added. Raises Refused when they said something else before, or when it is over.
    """
    said = {"who": answered_by or ask.contact.name}
    with as_team():
        evidence = _("%(who)s answered (%(channel)s).") % {**said, "channel": channel.label}
    _take_down(
        ask, tap, line, criterion, now=now, by=None, evidence=evidence, answered_by=answered_by
    )


def settle(
    *,
    ask: Ask,
    tap: Tap,
    line: str,
    by: Member,
    now: datetime,
    criterion: Criterion | None = None,
) -> None:
    """Take down what a recruiter heard by phone, or found an unclear line to mean; see `answer`."""
    evidence = _("Taken down by %(member)s.") % {"member": by.name}
    _take_down(ask, tap, line, criterion, now=now, by=by, evidence=evidence, answered_by="")


@transaction.atomic
def give_reason(*, ask: Ask, criterion: Criterion | None, line: str, now: datetime) -> None:
    """Add to a no which of the opening's criteria it is about, and a line where there was none.

    Raises Refused when it was no no, or has its reason already; Invalid for another's criterion.
    """
    ask = locked(ask)
    _refuse_tied(ask)
    _check(criterion, ask)
    line = many_lines(line, LONGEST_LINE)
    about = str(criterion.text) if criterion else NONE_OF_THEM
    said = ": ".join(filter(None, [about, "" if ask.line else line]))
    ask.criterion, ask.line = criterion, ask.line or line
    ask.save(update_fields=["criterion", "line"])
    payload = facts_of(ask, said=said)
    record(kinds.WORD_REASONED, by=None, now=now, application=ask.application, payload=payload)


@transaction.atomic
def tie(*, ask: Ask, criterion: Criterion, by: Member, now: datetime) -> None:
    """Say for a contact which of the opening's criteria their no is about: they wrote, or said it.

    Raises as `give_reason` does.
    """
    ask = locked(ask)
    _refuse_tied(ask)
    _check(criterion, ask)
    ask.criterion = criterion
    ask.save(update_fields=["criterion"])
    payload = facts_of(ask, said=criterion.text)
    record(kinds.WORD_TIED, by=by, now=now, application=ask.application, payload=payload)


@transaction.atomic
def _take_down(
    ask: Ask,
    tap: Tap,
    line: str,
    criterion: Criterion | None,
    *,
    now: datetime,
    by: Member | None,
    evidence: str,
    answered_by: str,
) -> None:
    ask = locked(ask)
    line = many_lines(line, LONGEST_LINE)
    if ask.answered_at is not None:
        _add_to(ask, tap, line)
        return
    refuse_over(ask)
    _check(criterion, ask)
    ask.answered_at, ask.answer, ask.line = now, tap, line
    ask.criterion = criterion if tap is Tap.NO else None
    ask.answered_by, ask.taken_down_by = one_line(answered_by, LONGEST_NAME), by
    ask.next_at, ask.why_then, ask.to_ring_at = None, "", None
    ask.save()
    if ask.promise.state == PromiseState.OPEN:
        keep(promise=ask.promise, evidence=evidence, at=now, by=by, now=now)
    with as_team():
        said = ": ".join(filter(None, [str(tap.label), line]))
    payload = facts_of(ask, said=said, answer=tap.value)
    record(kinds.WORD_GIVEN, by=by, now=now, application=ask.application, payload=payload)


def _refuse_tied(ask: Ask) -> None:
    if ask.answer != Tap.NO or ask.criterion_id is not None:
        raise Refused(_("What was said stands as it is. Tell us if it has changed."))


def _check(criterion: Criterion | None, ask: Ask) -> None:
    if criterion is not None and criterion.opening_id != ask.application.opening_id:
        raise Invalid(_("Choose one of this opening's criteria."))


def _add_to(ask: Ask, tap: Tap, line: str) -> None:
    """Said again: a line where there was none is added; anything else that differs is refused."""
    if ask.answer != tap or (line and ask.line and line != ask.line):
        raise Refused(
            _("You said “{said}” before, and that stands. Tell us if it has changed.").format(
                said=Tap(ask.answer).label
            )
        )
    if line and not ask.line:
        ask.line = line
        ask.save(update_fields=["line"])
