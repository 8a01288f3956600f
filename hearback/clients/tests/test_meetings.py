"""A candidate and a client meet: both are told, calendars follow, and afterwards both are asked."""

# M26

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser

from hearback.careers.actions import withdraw
from hearback.channels.calendar_part import method_of
from hearback.clients import actions as act
from hearback.clients.models import Meeting, MeetingState, SubmissionState
from hearback.clients.tests.makers import (
    a_client,
    a_contact,
    a_meeting,
    all_words,
    forward,
    letters_to,
    status_path,
)
from hearback.feedback.models import About, Ask
from hearback.inbox.orders.actions import set_order
from hearback.inbox.orders.checking import Wanted
from hearback.kit.errors import Refused
from hearback.pipeline.models import Order, OrderKind
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def test_it_is_set_moved_and_called_off_and_calendars_follow(cast: Cast, as_: As) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    forward(cast, ana, ruth)
    susan = as_(cast.susan)
    said = {
        "words": "Lunch",
        "place_name": "The Pear Tree",
        "address": "12 Queen Street",
        "begins": "2026-11-25T12:30",
        "minutes": "60",
    }
    susan.post(f"/desk/applications/{ana.public_id}/meeting/", {**said, "contact": ruth.pk})
    meeting = Meeting.objects.get()
    page = Browser().get(status_path(ana)).content.decode()
    assert "Wednesday 25 November, 12:30 to 13:30" in page
    moved = {**said, "begins": "2026-11-26T12:30", "place_name": "The Quiet Room"}
    susan.post(
        f"/desk/meetings/{meeting.public_id}/move/",
        {**moved, "reason": "A busy street.", "wish": "ours"},
    )
    susan.post(
        f"/desk/meetings/{meeting.public_id}/off/", {"reason": "Ruth is ill.", "wish": "client"}
    )
    for address in ("ana.moreau@mail.example", "ruth@client.example"):
        entries = [one for one in letters_to(address) if one.calendar]
        assert [method_of(one.calendar) for one in entries] == ["REQUEST", "REQUEST", "CANCEL"]
        assert [f"SEQUENCE:{number}" in all_words(one) for number, one in enumerate(entries)] == [
            True
        ] * 3
        assert (
            len({line for one in entries for line in one.calendar.splitlines() if "UID" in line})
            == 1
        )
        assert "A busy street." in entries[1].text
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.OFF
    assert susan.get(f"/desk/applications/{ana.public_id}/").status_code == 200


def test_minutes_after_it_the_contact_is_asked_once(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    forward(cast, ana, ruth)
    meeting = a_meeting(cast, ana, ruth)
    assert act.end_meetings(now=meeting.ends_at + timedelta(minutes=4)) == 0
    assert act.end_meetings(now=meeting.ends_at + timedelta(minutes=5)) == 1
    assert act.end_meetings(now=meeting.ends_at + timedelta(minutes=6)) == 0
    [ask] = Ask.objects.filter(about=About.MEETING)
    assert ask.subject == meeting.public_id
    assert "Lunch" in ask.words
    assert letters_to("ana.moreau@mail.example")[-1].subject.count("Lunch") == 1  # they are too


def test_nobody_meets_whom_they_were_not_put_forward_to(cast: Cast) -> None:
    client = a_client(cast)
    ruth = a_contact(cast, client)
    ana = apply(cast)
    with pytest.raises(Refused, match="not put forward"):
        a_meeting(cast, ana, ruth)
    submission = forward(cast, ana, ruth)
    a_meeting(cast, ana, ruth)
    act.take_consent_back(submission=submission, shown="x", now=NOW)
    with pytest.raises(Refused, match="not put forward"):
        a_meeting(cast, ana, ruth, at=NOW + timedelta(days=3))


def test_an_order_stands_above_a_meeting_and_a_submission(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    forward(cast, ana, ruth)
    place = Order.objects.create(
        candidate=ana.candidate, kind=OrderKind.PLACE, names=["The Pear Tree"], set_at=NOW
    )
    with pytest.raises(Refused):
        a_meeting(cast, ana, ruth)
    place.delete()
    kofi = apply(cast, "Kofi Mensah")
    Order.objects.create(
        candidate=kofi.candidate, kind=OrderKind.COMPANY, names=["Zebulon Timber"], set_at=NOW
    )
    with pytest.raises(Refused):
        forward(cast, kofi, ruth)


def test_the_answer_ends_what_was_planned(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    forward(cast, ana, ruth)
    meeting = a_meeting(cast, ana, ruth)
    withdraw(application=ana, now=NOW)
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.OFF
    assert letters_to("ruth@client.example")[-1].purpose in {"clients.guest_off", "clients.gone"}


def test_a_place_near_one_they_avoid_is_asked_twice(cast: Cast, as_: As) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    forward(cast, ana, ruth)
    Order.objects.create(
        candidate=ana.candidate,
        kind=OrderKind.PLACE,
        names=["Harbour Mill"],
        address="14 Queen Street, Toronto",
        set_at=NOW,
    )
    said = {
        "contact": ruth.pk,
        "words": "Lunch",
        "place_name": "The Pear Tree",
        "address": "12 Queen Street, Toronto",
        "begins": "2026-11-25T12:30",
        "minutes": "60",
    }
    path = f"/desk/applications/{ana.public_id}/meeting/"
    asked = as_(cast.susan).post(path, said)
    assert asked.status_code == 422
    assert "I have looked" in asked.content.decode()
    assert as_(cast.susan).post(path, {**said, "looked": "on"}).status_code == 302


def test_an_order_set_later_closes_the_page(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    submission = forward(cast, ana, ruth)
    ana.refresh_from_db()
    wanted = Wanted(kind=OrderKind.COMPANY, names=("Zebulon Timber",))
    set_order(application=ana, wanted=wanted, by=None, now=NOW)
    submission.refresh_from_db()
    assert submission.state == SubmissionState.OVER
