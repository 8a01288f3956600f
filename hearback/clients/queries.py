"""Reads of clients, submissions and meetings; those for the team start from who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.clients.models import (
    OPEN,
    Consent,
    Meeting,
    MeetingState,
    ReviewLink,
    Submission,
    SubmissionState,
)
from hearback.kit.errors import NotYours
from hearback.pipeline.models import Client, Contact
from hearback.pipeline.queries import applications_visible_to, who_must_not_be_known_to

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application, Opening

MOST = 200
LONGEST_TOKEN = 100


def clients_visible_to(member: Member) -> QuerySet[Client]:
    """Clients this member may see: all for who answers candidates, none for the others."""
    clients = Client.objects.select_related("owner")
    return clients if may(member, Right.ANSWER) else clients.none()


def clients_listed(member: Member) -> QuerySet[Client]:
    """The same with how much is going on, those that have ended last."""
    return clients_visible_to(member).annotate(
        running=Count("openings", filter=Q(openings__state="published"), distinct=True),
        forward=Count("submissions", filter=Q(submissions__state__in=OPEN), distinct=True),
        people=Count("contacts", filter=Q(contacts__left_at=None), distinct=True),
    ).order_by("ended_at", "name")  # fmt: skip


def client_for(member: Member, public_id: UUID) -> Client:
    """One client. Raises NotYours when there is none this member may see."""
    client = clients_visible_to(member).filter(public_id=public_id).first()
    if client is None:
        raise NotYours(_("There is no such client, or it is not yours to see."))
    return client


def contact_for(member: Member, public_id: UUID) -> Contact:
    """One contact of a client. Raises NotYours when there is none this member may see."""
    theirs = Contact.objects.filter(client__in=clients_visible_to(member))
    theirs = theirs.select_related("client", "own_chat")
    contact = theirs.filter(public_id=public_id).first()
    if contact is None:
        raise NotYours(_("There is no such contact, or it is not yours to see."))
    return contact


def submission_for(member: Member, public_id: UUID) -> Submission:
    """One submission. Raises NotYours when there is none this member may see."""
    found = _submissions().filter(application__in=applications_visible_to(member).values("pk"))
    submission = found.filter(public_id=public_id).first()
    if submission is None:
        raise NotYours(_("There is no such submission, or it is not yours to see."))
    return submission


def link_for(member: Member, public_id: UUID) -> ReviewLink:
    """One contact's page. Raises NotYours when there is none this member may see."""
    link = ReviewLink.objects.select_related("contact__client").filter(public_id=public_id).first()
    if link is None:
        raise NotYours(_("There is no such page, or it is not yours to see."))
    link.submission = submission_for(member, link.submission.public_id)
    return link


def meeting_for(member: Member, public_id: UUID) -> Meeting:
    """One meeting. Raises NotYours when there is none this member may see."""
    found = meetings().filter(application__in=applications_visible_to(member).values("pk"))
    meeting = found.filter(public_id=public_id).first()
    if meeting is None:
        raise NotYours(_("There is no such meeting, or it is not yours to see."))
    return meeting


def submissions_of(application: Application) -> list[Submission]:
    """Where one application was put forward, with receipts and pages, newest first."""
    return list(_with_all(_submissions().filter(application=application)))


def submissions_to(client: Client, member: Member) -> list[Submission]:
    """Who was put forward to a client, of those this member may know of, newest first."""
    barred = who_must_not_be_known_to(member)
    theirs = _submissions().filter(client=client).exclude(application__candidate__in=barred)
    return list(_with_all(theirs)[:MOST])


def shown_to(application: Application) -> Submission | None:
    """The submission by which the client of its opening sees this candidate now, by their yes."""
    theirs = Submission.objects.filter(
        application=application,
        client=application.opening.client_id,
        state=SubmissionState.FORWARD,
    )
    return theirs.first()


def submission_of(application: Application, public_id: UUID) -> Submission | None:
    """One submission of this application, None when it is another's."""
    return _submissions().filter(application=application, public_id=public_id).first()


def submissions_still_open(client: Client) -> list[Submission]:
    """Those of which something may still come."""
    return list(_submissions().filter(client=client, state__in=OPEN)[:MOST])


def link_behind(fingerprint: str) -> ReviewLink | None:
    """The page a token opens, open or closed; None when it is unknown or was replaced."""
    related = ReviewLink.objects.select_related(
        "contact__client",
        "submission__client",
        "submission__by",
        "submission__application__opening__place",
        "submission__application__candidate",
        "submission__application__owner",
    )
    return related.filter(fingerprint=fingerprint).first()


def meetings() -> QuerySet[Meeting]:
    """Meetings with all their pages say of them."""
    return Meeting.objects.select_related(
        "application__opening", "application__candidate", "contact__client", "contact__member",
        "submission__client", "by",
    )  # fmt: skip


def meetings_of(application: Application) -> list[Meeting]:
    """Every meeting of one application, soonest first."""
    return list(meetings().filter(application=application))


def meetings_with(client: Client, member: Member) -> list[Meeting]:
    """Every meeting with a client, of whom this member may know, latest first."""
    barred = who_must_not_be_known_to(member)
    theirs = meetings().filter(contact__client=client).exclude(application__candidate__in=barred)
    return list(theirs.order_by("-begins_at")[:MOST])


def meetings_ahead(application: Application, *, now: datetime) -> list[Meeting]:
    """Those the candidate may still go to."""
    ahead = meetings().filter(application=application, state=MeetingState.SET)
    return list(ahead.filter(ends_at__gt=now))


def contacts_at(client: Client) -> list[Contact]:
    """Everybody who is there, by name."""
    return list(client.contacts.filter(left_at=None).order_by("own_name"))


def openings_that_name(client: Client) -> list[Opening]:
    """Openings for a secret client whose public words give it away."""
    if not client.is_secret or client.pk is None:
        return []
    return [one for one in client.openings.all() if client.is_given_away_by(*public_words(one))]


def public_words(opening: Opening) -> tuple[str, ...]:
    """What the world reads of an opening."""
    return (
        opening.title,
        opening.summary,
        opening.duties,
        opening.team_words,
        opening.benefits,
        opening.ai_line,
        opening.vacancy_line,
        opening.next_step,
    )


def _submissions() -> QuerySet[Submission]:
    return Submission.objects.select_related(
        "application__opening__place",
        "application__owner",
        "application__candidate",
        "client",
        "by",
    ).order_by("-asked_at", "-pk")


def _with_all(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    links = ReviewLink.objects.select_related("contact").order_by("contact__own_name")
    return submissions.prefetch_related(
        Prefetch("consents", Consent.objects.order_by("at", "pk")),
        Prefetch("links", links.prefetch_related("looks")),
        "contacts",
    )
