"""Reads of kits and scorecards: who owes one, who has filed, and who may read what was scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from hearback.interviews.models import (
    AHEAD,
    Interview,
    InterviewState,
    Panelist,
    Round,
    Scorecard,
    Seat,
)
from hearback.kit.errors import NotYours
from hearback.pipeline.models import Application
from hearback.pipeline.queries import (
    applications_visible_to,
    openings_visible_to,
    who_must_not_be_known_to,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.interviews.kits.models import Scorecards

_SCORES_SOMETHING = Exists(
    Seat.objects.filter(
        panelist=OuterRef("pk"),
        is_on=True,
        sitting__is_on=True,
        sitting__session__covers__isnull=False,
    )
)
_HAS_FILED = Exists(Scorecard.objects.filed().filter(panelist=OuterRef("pk")))
_FILED = Q(_HAS_FILED)


def is_over(now: datetime) -> Q:
    """Of panelists: their interview took place, as far as anybody said and the clock knows."""
    return Q(interview__state=InterviewState.HELD) | Q(
        interview__state=InterviewState.BOOKED, interview__ends_at__lte=now
    )


def scorers() -> QuerySet[Panelist]:
    """Everybody who sits in a part that looks at a criterion, with `has_filed`."""
    there = Panelist.objects.filter(_SCORES_SOMETHING, is_on=True).annotate(has_filed=_HAS_FILED)
    return there.select_related("member", "interview__round", "interview__application__opening")


def owing(*, now: datetime) -> QuerySet[Panelist]:
    """Everybody whose interview is over, who has filed nothing, and is still waited for."""
    waited_for = Q(scorecard_debt=None) | Q(scorecard_debt__waived_at=None)
    return scorers().filter(~_HAS_FILED, is_over(now), waited_for)


def missing_for(applications: QuerySet[Application], *, now: datetime) -> list[Panelist]:
    """Whose scorecards these applications wait for, by person."""
    # Most people are answered before anybody met them: that is asked first, and quickly.
    if not Interview.objects.filter(application__in=applications).exists():
        return []
    late = owing(now=now).filter(interview__application__in=applications)
    return list(late.order_by("interview__application", "interview__begins_at", "member__name"))


def round_for(member: Member, public_id: UUID) -> Round:
    """A round whose opening this member may see, or in which they sit. Raises NotYours."""
    seen = Q(opening__in=openings_visible_to(member).values("pk")) | Q(
        pk__in=member.panels.filter(is_on=True).values("interview__round")
    )
    related = Round.objects.select_related("opening__place", "opening__owner")
    visit = related.filter(seen, public_id=public_id).first()
    if visit is None:
        raise NotYours(_("There is no such kit, or it is not yours to see."))
    return visit


def seat_of(member: Member, interview_id: UUID) -> Panelist:
    """This member's own part in an interview. Raises NotYours when they have none."""
    mine = scorers().filter(member=member, interview__public_id=interview_id)
    barred = who_must_not_be_known_to(member)
    found = mine.exclude(interview__application__candidate__in=barred).first()
    if found is None:
        raise NotYours(_("You have no scorecard in this interview."))
    return found


def application_met(member: Member, public_id: UUID) -> Application:
    """An application this member may see, or whose person they interview. Raises NotYours."""
    met = Application.objects.filter(
        interviews__panelists__in=member.panels.filter(is_on=True).values("pk")
    )
    seen = Q(pk__in=applications_visible_to(member).values("pk")) | Q(pk__in=met.values("pk"))
    related = Application.objects.select_related("opening", "candidate", "owner", "stage")
    known = related.exclude(candidate__in=who_must_not_be_known_to(member))
    application = known.filter(seen, public_id=public_id).first()
    if application is None:
        raise NotYours(_("There is no such application, or it is not yours to see."))
    return application


def panel_member(member: Member, public_id: UUID) -> Panelist:
    """Somebody who interviews an application this member may see. Raises NotYours."""
    seen = applications_visible_to(member).values("pk")
    found = scorers().filter(interview__application__in=seen, public_id=public_id).first()
    if found is None:
        raise NotYours(_("There is nobody of that name in the panel."))
    return found


def panel_of(application: Application) -> list[Panelist]:
    """Everybody who has scored this person or will, by interview and name."""
    there = scorers().filter(interview__application=application)
    alive = there.filter(Q(interview__state__in=[*AHEAD, InterviewState.HELD]) | _FILED)
    related = alive.select_related("scorecard_debt__waived_by").prefetch_related("scorecards")
    return list(related.order_by("interview__begins_at", "interview", "member__name"))


def own_card_missing(panel: Iterable[Panelist], member: Member) -> Panelist | None:
    """The part in which this member has still to file before reading what others wrote."""
    mine = (one for one in panel if one.member_id == member.pk and not is_in(one))
    return next((one for one in mine if not is_waived(one)), None)


def may_read(panel: Iterable[Panelist], member: Member, *, now: datetime) -> bool:
    """Whether this member may read what was scored of the person these met.

    Whoever scores reads others once their own are filed. Whoever does not score, or was waived,
    reads once everybody whose interview is over has filed or was waived.
    """
    panel = list(panel)
    if own_card_missing(panel, member) is not None:
        return False
    if any(one.member_id == member.pk and is_in(one) for one in panel):
        return True
    return not still_out(panel, now=now)


def may_read_after_waiver(panelist: Panelist, *, now: datetime) -> bool:
    """Whether somebody who is about to file could read the others, because nobody waits for it."""
    panel = panel_of(panelist.interview.application)
    own = next((one for one in panel if one.pk == panelist.pk), None)
    return own is not None and is_waived(own) and may_read(panel, panelist.member, now=now)


def still_out(panel: Iterable[Panelist], *, now: datetime) -> list[Panelist]:
    """Who is still waited for: their interview is over, or somebody else in it has filed."""
    panel = list(panel)
    scored = {one.interview_id for one in panel if is_in(one)}
    return [
        one
        for one in panel
        if not is_in(one)
        and not is_waived(one)
        and (one.interview_id in scored or took_place(one.interview, now=now))
    ]


def is_waived(panelist: Panelist) -> bool:
    """Whether the decision does not wait for this one."""
    debt = getattr(panelist, "scorecard_debt", None)
    return debt is not None and debt.waived_at is not None


def is_in(panelist: Panelist) -> bool:
    """Whether this one, as `scorers` reads them, has filed."""
    return bool(vars(panelist)["has_filed"])


def took_place(interview: Interview, *, now: datetime) -> bool:
    """Whether an interview is over, as `is_over` finds it."""
    if interview.state == InterviewState.BOOKED:
        return interview.ends_at is not None and interview.ends_at <= now
    return interview.state == InterviewState.HELD


def cards_of(panelist: Panelist) -> Scorecards:
    """Every version of this panelist's scorecard, filed or being written."""
    return Scorecard.objects.filter(panelist=panelist)


def last_filed(panelist: Panelist) -> Scorecard | None:
    """The newest version this panelist has filed."""
    return cards_of(panelist).filed().order_by("-version").first()


def draft_of(panelist: Panelist) -> Scorecard | None:
    """What this panelist is writing."""
    return cards_of(panelist).drafts().first()
