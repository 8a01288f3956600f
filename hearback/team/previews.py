"""What a promise policy would mean for somebody who applied now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.accounts.calendars import calendar_of
from hearback.kit.moments import day_hour
from hearback.rules.promises import Terms, Unit, due_moment

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import PromisePolicy
    from hearback.team.forms.settings import PolicyForm


def preview_of(policy: PromisePolicy, member: Member, *, now: datetime) -> str:
    """“If somebody applied now …”, were this member the one who answers."""
    first = Terms(policy.first_amount, Unit(policy.first_unit))
    return _sentence(first, member, now=now)


def preview_of_form(form: PolicyForm, member: Member, *, now: datetime) -> str:
    """The same for terms that are being written; "" while they cannot be read."""
    if form.is_bound:
        if not form.is_valid():
            return ""
        told = form.cleaned_data
        return _sentence(Terms(told["first_amount"], Unit(told["first_unit"])), member, now=now)
    return preview_of(form.instance, member, now=now)


def _sentence(terms: Terms, member: Member, *, now: datetime) -> str:
    due = due_moment(terms, now, calendar_of(member, now=now))
    return _("If somebody applied now, they would be told by {when}, with your hours.").format(
        when=day_hour(due.moment, ZoneInfo(member.zone))
    )
