"""Reads about the team: who is here, what each owns and who may take over."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from hearback.accounts.access import RIGHTS, Right
from hearback.accounts.models import Absence, Invitation, Member, Role
from hearback.accounts.queries import who_may_decide
from hearback.kit.errors import NotYours
from hearback.ledger.models import Promise, Promisee
from hearback.pipeline.models import Application, Opening, OpeningState

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.ledger.models import Promises

COUNT_UP_TO = 1000
SOON = timedelta(hours=24)
OVER = (OpeningState.CLOSED, OpeningState.FILLED)

# One statement for the whole team. Nobody counts further than a thousand: the page says “1000+”.
_LOADS = """
SELECT m.id,
       (SELECT count(*) FROM (SELECT 1 FROM ledger_promise p
          WHERE p.owner_id = m.id AND p.state = 'open' AND p.promiser_id IS NULL LIMIT %(most)s) a),
       (SELECT count(*) FROM (SELECT 1 FROM ledger_promise p
          WHERE p.owner_id = m.id AND p.state = 'open' AND p.promiser_id IS NULL
            AND p.due_at < %(soon)s LIMIT %(most)s) b),
       (SELECT count(*) FROM (SELECT 1 FROM pipeline_application a
          WHERE a.owner_id = m.id AND a.state = 'in_progress' LIMIT %(most)s) c),
       (SELECT count(*) FROM (SELECT 1 FROM pipeline_opening o
          WHERE m.id IN (o.owner_id, o.manager_id)
            AND o.state NOT IN ('closed', 'filled') LIMIT %(most)s) d),
       (SELECT count(*) FROM (SELECT 1 FROM pipeline_conversation c
          WHERE c.owner_id = m.id AND c.state IN ('awaits_us', 'awaits_them')
          LIMIT %(most)s) e)
  FROM accounts_member m
 WHERE m.is_active AND (%(only)s::bigint IS NULL OR m.id = %(only)s)
"""


@dataclass(frozen=True)
class Load:
    """How much somebody owns, each counted up to a thousand; `soon` is due within a day."""

    promises: int = 0
    soon: int = 0
    applications: int = 0
    openings: int = 0
    conversations: int = 0

    def __bool__(self) -> bool:
        return any((self.promises, self.applications, self.openings, self.conversations))

    @property
    def shown(self) -> dict[str, str]:
        """Each count as it is written: from a thousand on nobody counts any further."""
        return {
            name: str(count) if count < COUNT_UP_TO else f"{COUNT_UP_TO}+"
            for name, count in asdict(self).items()
        }


@dataclass(frozen=True)
class Holdings:
    """All that keeps somebody from leaving, and what else would be orphaned."""

    load: Load
    openings: tuple[Opening, ...]
    stands_in_for: tuple[Member, ...]

    def __bool__(self) -> bool:
        return bool(self.load or self.openings or self.stands_in_for)


def loads(*, now: datetime, only: int | None = None) -> dict[int, Load]:
    """What each member who is here owns, by id; `only` asks for one of them."""
    asked: dict[str, datetime | int | None] = {
        "most": COUNT_UP_TO,
        "soon": now + SOON,
        "only": only,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOADS, asked)
        return {pk: Load(*counts) for pk, *counts in cursor.fetchall()}


def holdings_of(member: Member, *, now: datetime) -> Holdings:
    """Everything a member owns; openings include those they interview for."""
    return Holdings(
        load=loads(now=now, only=member.pk).get(member.pk, Load()),
        openings=tuple(openings_of(member).order_by("title")),
        stands_in_for=tuple(Member.objects.filter(stand_in=member, is_active=True)),
    )


def openings_of(member: Member) -> QuerySet[Opening]:
    """Openings not over yet that a member owns, manages or interviews for."""
    mine = Q(owner=member) | Q(manager=member) | Q(pk__in=member.panel_openings.values("pk"))
    return Opening.objects.filter(mine).exclude(state__in=OVER)


def owes_candidates(member: Member) -> bool:
    """Whether candidates wait for this member, or would if they applied now."""
    return (
        Promise.objects.open().filter(owner=member, promisee=Promisee.CANDIDATE).exists()
        or Application.objects.in_progress().filter(owner=member).exists()
        or Opening.objects.filter(owner=member).exclude(state__in=OVER).exists()
    )


def promises_of(member: Member) -> Promises:
    """What a member owes, soonest first, with the cases it is about."""
    return with_cases(Promise.objects.open().of_the_team().filter(owner=member))


def with_cases(promises: Promises) -> Promises:
    """Promises with their applications and openings read along, soonest first."""
    return promises.select_related("application__opening", "opening").order_by("due_at")


def today_of(member: Member, *, now: datetime) -> date:
    """The date on the wall where this member works."""
    return now.astimezone(ZoneInfo(member.zone)).date()


def the_team(*, now: datetime) -> QuerySet[Member]:
    """Everybody who is here, with team, place, stand-in and absences that are not over."""
    # A day's margin on either side: every member's today is within it.
    coming = Absence.objects.filter(last_day__gte=now.date() - timedelta(days=1))
    return (
        Member.objects.filter(is_active=True)
        .select_related("team", "place", "stand_in")
        .prefetch_related(Prefetch("absences", queryset=coming, to_attr="coming_absences"))
        .order_by("team__name", "name")
    )


def member_here(pk: int) -> Member:
    """One member who is here. Raises NotYours when there is none."""
    related = Member.objects.select_related("team", "place", "stand_in")
    member = related.filter(pk=pk, is_active=True).first()
    if member is None:
        raise NotYours(_("There is nobody here under this address. They may have left."))
    return member


def member_by_id(pk: int) -> Member | None:
    """The member with this id, if they are here."""
    return Member.objects.filter(pk=pk, is_active=True).first()


def member_by_address(address: str) -> Member | None:
    """The member who signs in with this address, if they are here."""
    return Member.objects.filter(email=address.strip().lower(), is_active=True).first()


def who_may_take_over(member: Member) -> QuerySet[Member]:
    """Who may stand in for a member or take over: those who may do what the member does."""
    others = who_may_decide().exclude(pk=member.pk)
    if Right.ANSWER in RIGHTS[Role(member.role)] or owes_candidates(member):
        others = others.filter(role__in=[r for r, may in RIGHTS.items() if Right.ANSWER in may])
    return others


def administrators_locked() -> list[Member]:
    """Active administrators, locked: two who remove each other at once take turns."""
    active = Member.objects.filter(is_active=True, role=Role.ADMINISTRATOR)
    return list(active.select_for_update(of=["self"]).order_by("pk"))


def open_invitation(public_id: UUID) -> Invitation:
    """One invitation neither accepted nor taken back. Raises NotYours when there is none."""
    invitation = open_invitations().filter(public_id=public_id).first()
    if invitation is None:
        raise NotYours(_("There is no open invitation under this address."))
    return invitation


def leads_alone(member: Member) -> bool:
    """Whether their team would be without a lead."""
    if member.role != Role.LEAD or member.team is None:
        return False
    others = member.team.members.filter(is_active=True, role=Role.LEAD).exclude(pk=member.pk)
    return not others.exists()


def open_invitations() -> QuerySet[Invitation]:
    """Invitations neither accepted nor taken back, also those that have run out."""
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    return waiting.select_related("invited_by", "team").order_by("expires_at")
