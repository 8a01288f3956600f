"""Whoever is booked hears what is new about their day: the way in, the link, a room's name."""

# M15

from __future__ import annotations

import pytest

from hearback.channels.models import Message
from hearback.interviews.models import Room, RoundKind
from hearback.interviews.tests.makers import booked, invited, plan
from hearback.interviews.tests.test_plan_pages import again, stored
from tests.cast import Cast, apply
from tests.desk_visit import As


def _told(purpose: str) -> list[Message]:
    return list(Message.objects.filter(purpose=purpose).order_by("pk"))


@pytest.fixture
def two(cast: Cast) -> None:
    """Ana is booked; Bo is invited and reads the plan as it is once he chooses."""
    visit = plan(cast)
    booked(cast, apply(cast), visit)
    invited(cast, apply(cast, "Bo Chen"), visit)


@pytest.mark.usefixtures("two")
def test_a_new_way_in_is_told_to_all_who_are_booked(as_: As, cast: Cast) -> None:
    visit = cast.opening.rounds.get()
    data = {**stored(cast, visit), "how_to_get_in": "Ring at the front door.", "expenses": ""}
    as_(cast.susan).post(again(visit), data)
    (letter,) = _told("interviews.details")
    assert letter.to_address == "ana.moreau@mail.example"
    assert "- How to get in: Ring at the front door." in letter.text
    assert "- Expenses: nothing" in letter.text
    assert "SEQUENCE:0" in letter.calendar
    ours = _told("interviews.panel_details")
    assert {one.to_address for one in ours} == {"grace@harbour.example", "ben@harbour.example"}
    assert "Ana Moreau was told" in ours[0].text


@pytest.mark.usefixtures("two")
def test_what_they_need_not_know_is_not_told(as_: As, cast: Cast) -> None:
    visit = cast.opening.rounds.get()
    kept = {name: getattr(visit, name) for name in ("how_to_get_in", "bring", "dress", "expenses")}
    as_(cast.susan).post(again(visit), {**stored(cast, visit), **kept, "buffer_minutes": 15})
    visit.refresh_from_db()
    assert visit.buffer_minutes == 15
    assert _told("interviews.details") == []


def test_a_new_link_is_a_new_place(as_: As, cast: Cast) -> None:
    visit = plan(cast, kind=RoundKind.VIDEO)
    interview = booked(cast, apply(cast), visit)
    link = "https://meet.example/another"
    as_(cast.susan).post(again(visit), {**stored(cast, visit), "link": link})
    interview.refresh_from_db()
    assert (interview.sequence, interview.where) == (1, f"By video: {link}")
    (letter,) = _told("interviews.details")
    assert link in letter.text
    assert "SEQUENCE:1" in letter.calendar


def test_a_room_that_is_renamed_is_still_found(as_: As, cast: Cast) -> None:
    room = Room.objects.create(place=cast.toronto, name="The attic", how_to_find="Up the stairs")
    booked(cast, apply(cast)).sittings.filter(topic="On the floor").update(room=room)
    new = {"place": cast.toronto.pk, "name": "The loft", "how_to_find": "Up the stairs"}
    as_(cast.omar).post(f"/desk/settings/rooms/{room.pk}/", new)
    (letter,) = _told("interviews.details")
    assert "Your room is called: The loft (Up the stairs)" in letter.text
    assert len(_told("interviews.panel_details")) == 2
