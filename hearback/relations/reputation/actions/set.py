"""The terms of public answers, and the list of causes; leads keep both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import record
from hearback.ledger.kinds import SETTING_CHANGED
from hearback.relations.reputation.models import Cause, ReviewTerms
from hearback.rules.lines import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

LONGEST_CAUSE = 80


@transaction.atomic
def set_terms(*, working_days: int, owner: Member | None, by: Member, now: datetime) -> None:
    """How soon a review has its public answer, and who owes it; open promises keep their dates."""
    ReviewTerms.objects.update_or_create(
        id=1, defaults={"working_days": working_days, "owner": owner}
    )
    who = owner.name if owner else _("nobody named")
    change = _("{n} working days, {owner}").format(n=working_days, owner=who)
    _note(_("Answers to reviews"), change, by=by, now=now)


@transaction.atomic
def renew_key(*, by: Member, now: datetime) -> None:
    """Let the webhook's key be another one."""
    terms, _is_new = ReviewTerms.objects.select_for_update().get_or_create(id=1)
    terms.key_generation += 1
    terms.save(update_fields=["key_generation"])
    _note(_("Key of the webhook for reviews"), _("made anew"), by=by, now=now)


def add_cause(*, name: str, by: Member, now: datetime) -> Cause:
    """Add a cause. Raises Refused when there is one of this name, Invalid without a name."""
    name = one_line(name, LONGEST_CAUSE)
    if not name:
        raise Invalid(_("Say what it is called."))
    try:
        with transaction.atomic():
            cause = Cause.objects.create(name=name)
            _note(_("Cause “{name}”").format(name=name), _("added"), by=by, now=now)
    except IntegrityError:
        raise Refused(_("There is one called “{name}” already.").format(name=name)) from None
    return cause


@transaction.atomic
def retire_cause(*, cause: Cause, by: Member, now: datetime) -> None:
    """Offer a cause no more, or again; reviews that name it keep it."""
    cause.retired_at = None if cause.retired_at else now
    cause.save(update_fields=["retired_at"])
    change = _("offered no more") if cause.retired_at else _("offered again")
    _note(_("Cause “{name}”").format(name=cause.name), change, by=by, now=now)


def _note(what: str, change: str, *, by: Member, now: datetime) -> None:
    record(SETTING_CHANGED, by=by, now=now, payload={"what": what, "change": change})
