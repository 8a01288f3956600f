"""Keeping what somebody says, letting them think again, and never asking who would rather not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import record
from hearback.rules.measures import Buying, Tie
from hearback.rules.measures.recommend import HIGHEST, LOWEST
from hearback.rules.text import one_line
from hearback.surveys import kinds
from hearback.surveys.models import Asking, Opinion, Quiet, Why
from hearback.surveys.timing import OPEN_FOR, SECOND_THOUGHTS

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models import Application

LONGEST = 500


@dataclass(frozen=True)
class Told:
    """What somebody says: 0 to 10, 1 to 4, a value of `Buying`, a line; all but one may be left."""

    recommend: int | None = None
    relationship: int | None = None
    buying: str = ""
    line: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        return self == Told()


@transaction.atomic
def tell(*, asking: Asking, told: Told, now: datetime) -> Opinion:
    """Keep what somebody says; the last press holds until it is counted, and counts once.

    Raises Invalid when nothing or no answer of ours was said, and Refused when they were not asked,
    when it is counted already, and when it was too long ago.
    """
    told = replace(told, line=one_line(told.line, LONGEST))
    _check(told)
    asking = Asking.objects.select_for_update(of=["self"]).get(pk=asking.pk)
    known = Opinion.objects.select_for_update().filter(asking=asking).first()
    if known is not None and known.counted_at is not None:
        raise Refused(_("Your answer counts already, together with those of others. Thank you."))
    if asking.asked_at is None or asking.application_id is None:
        raise Refused(_("There is nothing to ask you just now."))
    if asking.asked_at + OPEN_FOR <= now:
        raise Refused(_("That was a while ago, and we no longer ask. Thank you for coming by."))
    opinion = known or Opinion(asking=asking)
    opinion.recommend, opinion.relationship = told.recommend, told.relationship
    opinion.buying, opinion.line = told.buying, told.line
    opinion.answered_at = now
    opinion.save()
    if known is None:
        record(kinds.SAID, by=None, now=now)
    return opinion


def _check(told: Told) -> None:
    fits = (
        told.recommend is None or LOWEST <= told.recommend <= HIGHEST,
        told.relationship is None or told.relationship in set(Tie),
        not told.buying or told.buying in set(Buying),
    )
    if told.is_empty or not all(fits):
        raise Invalid(_("Choose an answer to at least one of the questions."))


@transaction.atomic
def ask_no_more(*, application: Application, now: datetime) -> None:
    """Never ask this person again; what was planned for them, in any application, is let go."""
    _quiet, is_new = Quiet.objects.get_or_create(
        candidate_id=application.candidate_id, defaults={"since": now}
    )
    planned = Asking.objects.filter(candidate=application.candidate_id, asked_at=None, dropped="")
    planned.update(dropped=Why.NOT_AGAIN)
    if is_new:
        record(kinds.NOT_AGAIN, by=None, now=now)


# Who was not answered yet might be decided about by what they say, so it waits.
_COUNT = """
UPDATE surveys_opinion o
   SET counted_at = %(now)s,
       month = date_trunc('month', o.answered_at AT TIME ZONE %(zone)s)::date
  FROM surveys_asking a JOIN pipeline_application p ON p.id = a.application_id
 WHERE a.id = o.asking_id AND o.counted_at IS NULL AND o.answered_at <= %(thought)s
   AND p.state <> 'in_progress'
"""


@transaction.atomic
def count_opinions(*, now: datetime) -> int:
    """Let everything count that was said a day ago by people who have their answer; how many."""
    zone, thought = the_organisation().zone, now - SECOND_THOUGHTS
    known: dict[str, Any] = {"now": now, "zone": zone, "thought": thought}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, known)
        number = int(cursor.rowcount)
    if number:
        record(kinds.COUNTED, by=None, now=now, payload={"number": number})
    return number


@transaction.atomic
def forget(*, application: Application) -> None:
    """Forget whose answers these were: what does not count yet goes, what counts stays a number.

    Part of erasing a person.
    """
    theirs = Asking.objects.filter(application=application)
    Opinion.objects.filter(asking__in=theirs, counted_at=None).delete()
    Opinion.objects.filter(asking__in=theirs).update(line="")
    theirs.filter(opinion=None).delete()
    theirs.update(application=None, candidate=None, message=None, after=None)
