"""Rooms of a place and how many interviews each takes."""

from __future__ import annotations

from html import unescape
from typing import Any

from hearback.interviews.models import Limit, Room
from hearback.interviews.plan.queries import rooms_of
from hearback.interviews.tests.makers import booked
from hearback.ledger.models import Entry
from tests.cast import Cast, apply
from tests.desk_visit import As

ROOMS = "/desk/settings/rooms/"
LIMITS = "/desk/settings/interviewers/"


def words(page: Any) -> str:
    """What a page says."""
    return unescape(page.content.decode())


def attic(cast: Cast) -> Room:
    """A room of the shop."""
    return Room.objects.create(place=cast.toronto, name="The attic", how_to_find="Up the stairs")


def test_a_room_is_added_renamed_and_told(as_: As, cast: Cast) -> None:
    omar = as_(cast.omar)
    new = {"place": cast.toronto.pk, "name": "The attic", "how_to_find": "Up the stairs"}
    assert omar.post(ROOMS, new)["Location"] == ROOMS
    room = Room.objects.get()
    again = omar.post(ROOMS, new)
    assert again.status_code == 422
    assert "Toronto Queen Street has a room called “The attic” already." in words(again)
    assert omar.post(f"{ROOMS}{room.pk}/", {**new, "name": "The loft"})["Location"] == ROOMS
    assert "The loft" in words(omar.get(ROOMS))
    changes = [entry.payload["change"] for entry in Entry.objects.order_by("pk")]
    assert changes == ["added", "name: “The attic” → “The loft”"]


def test_a_room_nobody_met_in_is_removed_one_in_use_is_retired(as_: As, cast: Cast) -> None:
    omar, room = as_(cast.omar), attic(cast)
    booked(cast, apply(cast)).sittings.filter(topic="On the floor").update(room=room)
    refused = omar.post(f"{ROOMS}{room.pk}/remove/")
    assert (refused.status_code, "Retire it instead" in words(refused)) == (409, True)
    kept = omar.post(f"{ROOMS}{room.pk}/retire/", follow=True)
    assert "1 meeting stays there." in words(kept)
    assert list(rooms_of(cast.toronto)) == []
    omar.post(f"{ROOMS}{room.pk}/back/")
    assert list(rooms_of(cast.toronto)) == [room]
    unused = Room.objects.create(place=cast.toronto, name="The cellar")
    assert omar.post(f"{ROOMS}{unused.pk}/remove/")["Location"] == ROOMS
    assert not Room.objects.filter(pk=unused.pk).exists()


def limits_of(cast: Cast, **more: Any) -> dict[str, Any]:
    """The form of limits with what everybody has."""
    people = (cast.susan, cast.jo, cast.omar, cast.grace, cast.ben, cast.alex)
    data: dict[str, Any] = {}
    for one in people:
        data |= {f"member-{one.pk}-per_day": 4, f"member-{one.pk}-per_week": 12}
    return data | more


def test_each_takes_so_many_a_day_and_a_week(as_: As, cast: Cast) -> None:
    omar, ben = as_(cast.omar), cast.ben.pk
    assert 'value="4"' in words(omar.get(LIMITS))
    fewer = {f"member-{ben}-per_day": 1, f"member-{ben}-per_week": 3}
    assert omar.post(LIMITS, limits_of(cast, **fewer))["Location"] == LIMITS
    assert (Limit.objects.get().member_id, Limit.objects.get().per_week) == (ben, 3)
    assert Entry.objects.get().payload["what"] == "How many interviews Ben Ruiz takes"
    omar.post(LIMITS, limits_of(cast, **fewer))
    assert Entry.objects.count() == 1


def test_more_a_day_than_a_week_is_refused_and_nothing_kept(as_: As, cast: Cast) -> None:
    wrong = {f"member-{cast.ben.pk}-per_day": 5, f"member-{cast.ben.pk}-per_week": 3}
    page = as_(cast.omar).post(LIMITS, limits_of(cast, **wrong))
    assert (page.status_code, "This is less than a day." in words(page)) == (422, True)
    assert not Limit.objects.exists()


def test_the_settings_lead_there_and_recruiters_find_nothing(as_: As, cast: Cast) -> None:
    page = words(as_(cast.omar).get("/desk/settings/"))
    assert ROOMS in page
    assert LIMITS in page
    for where in (ROOMS, LIMITS, f"{ROOMS}{attic(cast).pk}/"):
        assert as_(cast.susan).get(where).status_code == 404
