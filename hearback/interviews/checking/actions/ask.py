"""Asking whether a job is still open: once for all its interviews of a day."""

from __future__ import annotations

import logging
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import IntegrityError, transaction

from hearback.accounts.queries import who_answers
from hearback.channels.actions import queue
from hearback.interviews.checking import kinds, letters
from hearback.interviews.checking.models import NOT_OPEN, Ask, Check
from hearback.interviews.checking.queries import to_be_asked
from hearback.kit.links import fingerprint, token
from hearback.kit.moments import day as day_words
from hearback.ledger.actions import record
from hearback.rules.still_open import TO_ANSWER
from hearback.rules.wall import local_day, zone_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from hearback.accounts.models import Member

log = logging.getLogger(__name__)
Group = tuple[int, "date", str]


def ask_what_is_due(*, now: datetime, limit: int = 500) -> int:
    """Ask every question whose moment has come; returns how many were asked anew.

    Interviews of one opening on one day are one question. One booked after it was asked joins it,
    and an answer that was given holds for it too: it is about the job.
    """
    due = sorted(to_be_asked(now=now)[:limit], key=_group)
    groups = [list(checks) for _, checks in groupby(due, key=_group)]
    return sum(_ask_safely(checks, now=now) for checks in groups)


def _group(check: Check) -> Group:
    opening = check.interview.round.opening
    return opening.pk, local_day(check.begins_at, zone_of(opening.place.zone)), check.moment


def _ask_safely(checks: Sequence[Check], *, now: datetime) -> bool:
    try:
        with transaction.atomic():
            return _ask(checks, now=now)
    except IntegrityError:
        return False  # another process asked; the next round joins what is left
    except Exception:
        log.exception("not_asked", extra={"checks": [check.pk for check in checks]})
        return False


def _ask(checks: Sequence[Check], *, now: datetime) -> bool:
    opening, day, moment = _group(checks[0])
    there = Ask.objects.select_for_update().filter(opening=opening, day=day, moment=moment).first()
    if there is not None and there.answer not in NOT_OPEN:
        _join(there, checks)
        return False
    # It runs again since somebody said no, and people come that day after all: that is a new
    # question, and the old word answers it for nobody.
    ask = _begin(checks, now=now) if there is None else _begin_again(there, checks, now=now)
    if _claim(ask, checks) < len(checks):
        raise IntegrityError("Another process has asked about one of these.")
    ask.message = queue(letters.still_open(ask, checks, ask.asked_of, whose=letters.ASKED), now=now)
    ask.save(update_fields=["message"])
    ask_beside(ask, len(checks), ask.asked_of, whose=letters.ASKED, now=now)
    record(
        kinds.CHECK_ASKED,
        by=None,
        now=now,
        opening=ask.opening,
        payload={"told": ask.asked_of.name, "day": day_words(ask.day)},
    )
    return True


def _begin(checks: Sequence[Check], *, now: datetime) -> Ask:
    opening, day, moment = _group(checks[0])
    public_id = uuid4()
    return Ask.objects.create(
        public_id=public_id,
        opening_id=opening,
        day=day,
        moment=moment,
        fingerprint=fingerprint(token(letters.PAGE, public_id, letters.ASKED)),
        cover_fingerprint=fingerprint(token(letters.PAGE, public_id, letters.COVER)),
        **_asked_now(checks, now=now),
    )


def _begin_again(ask: Ask, checks: Sequence[Check], *, now: datetime) -> Ask:
    nobody_said = {"answer": "", "answered_at": None, "answered_by": None, "over_at": None}
    nobody_told = {"escalated_at": None, "escalated_to": None, "promise": None}
    for name, value in (_asked_now(checks, now=now) | nobody_said | nobody_told).items():
        setattr(ask, name, value)
    ask.save()
    return ask


def _asked_now(checks: Sequence[Check], *, now: datetime) -> dict[str, Any]:
    """Who is asked, when, and until when the answer is waited for."""
    last_call = min(check.last_call for check in checks)
    planned = min(check.answer_by for check in checks)
    # Asked late, whoever is asked has half of what is left, as they would have had.
    late = now + min(TO_ANSWER, (last_call - now) / 2)
    return {
        "asked_at": now,
        "asked_of": who_answers(checks[0].interview.round.opening.owner, now=now),
        "answer_by": planned if planned > now else late,
        "last_call": last_call,
    }


def _claim(ask: Ask, checks: Sequence[Check]) -> int:
    mine = Check.objects.filter(pk__in=[check.pk for check in checks], ask=None)
    return mine.update(ask=ask)


def _join(ask: Ask, checks: Sequence[Check]) -> None:
    _claim(ask, checks)
    ask.last_call = min([ask.last_call, *(check.last_call for check in checks)])
    ask.answer_by = min(ask.answer_by, ask.last_call)
    ask.over_at = None
    ask.save(update_fields=["last_call", "answer_by", "over_at"])


def ask_beside(ask: Ask, number: int, to: Member, *, whose: int, now: datetime) -> None:
    """Ask by text and chat too, as they like to be asked; part of the act that asks by mail."""
    for said in letters.still_open_beside(ask, number, to, whose=whose):
        queue(said, now=now)
