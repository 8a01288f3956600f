"""Nobody leaves the company while a candidate expects them."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from hearback.accounts.models import Member
from hearback.interviews.models import Interview, InterviewState, Seat
from hearback.interviews.tests.makers import booked, invited, plan
from hearback.ledger.models import Entry
from tests.cast import Cast, apply
from tests.desk_visit import As


@pytest.fixture
def alex(as_: As, cast: Cast) -> Client:
    """The administrator's browser."""
    return as_(cast.alex)


def leave(member: Member) -> str:
    """Where somebody is taken off the team."""
    return reverse("team:leave", args=[member.pk])


def is_here(member: Member) -> bool:
    """Whether they are of the team as it is stored."""
    return Member.objects.filter(pk=member.pk, is_active=True).exists()


def test_whoever_is_expected_stays_until_somebody_stands_in(alex: Client, cast: Cast) -> None:
    visit = plan(cast)
    booked(cast, apply(cast), visit)
    refused = alex.post(leave(cast.ben), {"to": cast.jo.pk})
    assert refused.status_code == 409
    said = "Ben Ruiz still interviews Ana Moreau (Monday 30 November, 10:00)"
    assert said in unescape(refused.content.decode())
    assert is_here(cast.ben)
    Interview.objects.update(state=InterviewState.CANCELLED)
    alex.post(leave(cast.ben), {"to": cast.jo.pk})
    assert not is_here(cast.ben)


def test_what_they_coordinated_goes_to_who_owns_the_application(alex: Client, cast: Cast) -> None:
    interview = invited(cast, apply(cast))
    answer = alex.post(leave(cast.susan), {"to": cast.jo.pk})
    assert answer["Location"] == reverse("team:members")
    interview.refresh_from_db()
    assert interview.coordinator == cast.jo
    entry = Entry.objects.get(kind="interviews.coordination_passed")
    assert (entry.payload["giver"], entry.payload["taker"]) == ("Susan Ito", "Jo Lind")


def test_the_database_insists_whatever_program_writes(cast: Cast) -> None:
    booked(cast, apply(cast))
    with pytest.raises(IntegrityError, match="a candidate would meet nobody"):
        _leave_by_hand(cast.ben)
    Seat.objects.filter(member=cast.ben).update(is_on=False)
    _leave_by_hand(cast.ben)
    with pytest.raises(IntegrityError, match="cannot be given a seat"), transaction.atomic():
        Seat.objects.filter(member=cast.ben).update(is_on=True)


def _leave_by_hand(member: Member) -> None:
    """As some other program would, past every act, with the commit's checks."""
    with transaction.atomic(), connection.cursor() as cursor:
        Member.objects.filter(pk=member.pk).update(is_active=False)
        cursor.execute("SET CONSTRAINTS member_leaves_no_seat_empty IMMEDIATE")
        cursor.execute("SET CONSTRAINTS member_leaves_no_seat_empty DEFERRED")
