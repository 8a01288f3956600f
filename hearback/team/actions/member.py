"""Changing what is known of a member: by an administrator, or by the member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearback.accounts.access import RIGHTS, Right
from hearback.accounts.models import Member, Role
from hearback.accounts.models.member import LONGEST_LINE
from hearback.accounts.queries import DECIDE, the_organisation
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import record
from hearback.ledger.differences import difference, values_of
from hearback.rules.addresses import plausible_address
from hearback.rules.text import one_line
from hearback.team import hours as week
from hearback.team import kinds
from hearback.team.queries import administrators_locked, holdings_of, owes_candidates

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Place, Team
    from hearback.team.past import Past

GIVEN = ("name", "email", "job_title", "line", "role", "team", "place", "zone")
OWN = ("phone", "zone", "stand_in")


@transaction.atomic
def add_member(*, email: str, name: str, role: str, by: Member | None, now: datetime) -> Member:
    """Make somebody a member at once, without a password: they come in by a sign-in link.

    Raises Invalid for something that is no address, Refused when it belongs to somebody already.
    """
    if not plausible_address(email) or not name.strip():
        raise Invalid(_("A member needs a name and a whole e-mail address."))
    member = Member(
        email=email.lower(),
        name=name.strip(),
        role=role,
        zone=the_organisation().zone,
        joined_at=now,
    )
    member.set_unusable_password()
    _save(member)
    told = {"name": member.name, "email": member.email, "role": str(Role(role).label)}
    record(kinds.JOINED, by=by, now=now, member=member, payload=told)
    return member


@transaction.atomic
def change_member(
    member: Member,
    *,
    name: str,
    email: str,
    job_title: str,
    line: str,
    role: str,
    team: Team | None,
    place: Place | None,
    zone: str,
    by: Member,
    now: datetime,
) -> Member:
    """Change who somebody is here. A new role acts at once, also in a session that is open.

    Raises Refused for a change of one's own role, and for a role that could not answer the
    candidates this member owes an answer.
    """
    member = _locked(member)
    if role != member.role:
        _check_new_role(member, role, by=by, now=now)
    before = values_of(member, GIVEN)
    decided = member.role in DECIDE
    member.name, member.email, member.job_title = name, email.lower(), job_title
    member.role, member.team, member.place, member.zone = role, team, place, zone
    member.line = one_line(line, LONGEST_LINE)
    _save(member)
    _record_change(member, before, values_of(member, GIVEN), by=by, now=now)
    if decided and role not in DECIDE:
        record(kinds.DECIDES_NO_MORE, by=by, now=now, member=member, payload={"name": member.name})
    return member


@transaction.atomic
def change_own(
    member: Member,
    *,
    phone: str,
    zone: str,
    hours: week.Hours,
    stand_in: Member | None,
    worked_at: Past | None = None,
    by: Member,
    now: datetime,
) -> Member:
    """Change when somebody works, how to ring them, who stands in, and where they worked before.

    None leaves the last as it is; the record counts employers, it does not name them. Promises made
    already keep their dates. Raises Invalid for a week without working time, Refused for a stand-in
    who could not answer the candidates.
    """
    member = _locked(member)
    try:
        week.check_week(zone, hours)
    except ValueError as wrong:
        raise Invalid(str(wrong)) from None
    if stand_in is not None:
        check_may_stand_in(stand_in, member)
    before = _own_values(member)
    member.phone, member.zone, member.stand_in, member.hours = phone, zone, stand_in, hours
    member.worked_at = member.worked_at if worked_at is None else worked_at
    member.save()
    _record_change(member, before, _own_values(member), by=by, now=now)
    return member


def check_may_stand_in(stand_in: Member, member: Member) -> None:
    """Raise Refused unless `stand_in` is here, is somebody else, and may do what `member` does."""
    if stand_in.pk == member.pk:
        raise Refused(_("Nobody can stand in for themselves."))
    if not stand_in.is_active:
        raise Refused(_("{name} has left the team.").format(name=stand_in.name))
    check_may_decide(stand_in)
    answers = RIGHTS[Role(member.role)] & {Right.ANSWER}
    if answers - RIGHTS[Role(stand_in.role)]:
        raise Refused(
            _("{name} may not answer candidates, so they cannot stand in here.").format(
                name=stand_in.name
            )
        )


def check_may_decide(member: Member) -> None:
    """Raise Refused for an analyst: whoever knows what customers are worth decides nothing."""
    if member.role not in DECIDE:
        raise Refused(
            _("{name} is an analyst, and analysts decide about nobody.").format(name=member.name)
        )


def _check_new_role(member: Member, role: str, *, by: Member, now: datetime) -> None:
    if member.pk == by.pk:
        raise Refused(_("Ask another administrator to change your own role."))
    if by not in administrators_locked():
        raise Refused(_("You are no longer an administrator."))
    if role not in DECIDE and holdings_of(member, now=now):
        raise Refused(
            _("Analysts decide about nobody. Hand over first what {name} owns.").format(
                name=member.name
            )
        )
    if Right.ANSWER not in RIGHTS[Role(role)] and owes_candidates(member):
        raise Refused(
            _(
                "{name} owes candidates an answer, which this role may not give."
                " Hand their work over first."
            ).format(name=member.name)
        )


def _locked(member: Member) -> Member:
    found = Member.objects.select_for_update(of=["self"]).get(pk=member.pk)
    if not found.is_active:
        raise Refused(_("{name} has left the team.").format(name=found.name))
    return found


def _save(member: Member) -> None:
    try:
        with transaction.atomic():
            member.save()
    except IntegrityError:
        raise Refused(
            _("{email} belongs to somebody else here.").format(email=member.email)
        ) from None


def _own_values(member: Member) -> dict[str, object]:
    days = week.week_in_words(member.hours)
    worked = ", ".join(f"{name} {hours}" for name, hours in days)
    employers = len(member.worked_at)
    return {**values_of(member, OWN), _("working hours"): worked, _("employers before"): employers}


def _record_change(
    member: Member,
    before: dict[str, object],
    after: dict[str, object],
    *,
    by: Member,
    now: datetime,
) -> None:
    change = difference(before, after)
    if change:
        told = {"name": member.name, "change": change}
        record(kinds.CHANGED, by=by, now=now, member=member, payload=told)
