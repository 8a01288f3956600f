"""Writing an opening's interviews at the desk."""  # M14 M20

from __future__ import annotations

from html import unescape
from typing import Any

import pytest

from hearback.accounts.models import Member
from hearback.interviews.models import (
    Cover,
    Guide,
    Interview,
    InterviewState,
    Room,
    Round,
    RoundKind,
)
from hearback.interviews.tests.makers import KIT, MONDAY, booked, invited, plan
from hearback.ledger.models import Entry
from hearback.pipeline.models import Opening, OpeningState
from tests.cast import Cast, apply
from tests.desk_visit import As

TAB = "/desk/openings/shop-manager/interviews/"
NEW = f"{TAB}new/"


def words(page: Any) -> str:
    """What a page says."""
    return unescape(page.content.decode())


def typed(cast: Cast, *parts: dict[str, Any], kind: str = "on_site", **more: Any) -> dict[str, Any]:
    """The form of a round as somebody fills it in."""
    data: dict[str, Any] = {
        "name": "A visit to the shop",
        "kind": kind,
        "notice_hours": 24,
        "days_ahead": 21,
        "buffer_minutes": 10,
        "moves": 2,
        "travel_minutes": 90,
        "how_to_get_in": "Ring at the side door.",
        "parts-TOTAL_FORMS": len(parts),
        "parts-INITIAL_FORMS": 0,
    }
    usual = {"minutes": 45, "break_after": 0, "needed": 0, "people": [cast.grace.pk]}
    for at, part in enumerate(parts):
        for name, value in {**usual, **part}.items():
            data[f"parts-{at}-{name}"] = value
    return {**data, **more}


def again(visit: Round) -> str:
    """The page of a round."""
    return f"/desk/rounds/{visit.public_id}/"


def stored(cast: Cast, visit: Round) -> dict[str, Any]:
    """The form of a round as it is stored."""
    parts = [
        {
            "pk": one.pk,
            "topic": one.topic,
            "minutes": one.minutes,
            "break_after": one.break_after,
            "people": [person.pk for person in one.people.all()],
            "covers": [cover.criterion_id for cover in one.covers.all()],
        }
        for one in visit.sessions.all()
    ]
    return typed(cast, *parts, name=visit.name, kind=visit.kind)


def test_a_round_is_planned_on_one_page_and_read_as_a_programme(as_: As, cast: Cast) -> None:
    susan = as_(cast.susan)
    keys, saturdays = cast.opening.criteria.all()
    job = {"topic": "Leading a team", "break_after": 15, "covers": [keys.pk]}
    pool = {"people": [cast.grace.pk, cast.ben.pk], "others": [cast.jo.pk], "needed": 2}
    floor = {"topic": "On the floor", "minutes": 30, **pool}
    assert susan.post(NEW, typed(cast, job, floor))["Location"] == TAB
    page = words(susan.get(TAB))
    for said in ("0:00–0:45", "15 minutes of break", "1:00–1:30", "1 h 30 min"):
        assert said in page
    assert "Any 2 of Ben Ruiz, Grace Okafor, Jo Lind" in page
    assert "Nobody finds out about:" in page
    assert f"<li>{saturdays.text}</li>" in page
    assert "the street of Toronto Queen Street" in page
    entry = Entry.objects.get(kind="interviews.round_added")
    assert (entry.by, entry.payload["round"]) == (cast.susan, "A visit to the shop")
    assert set(cast.opening.panel.all()) == {cast.ben, cast.jo}


def test_a_round_is_opened_once_nothing_lacks_and_not_before(as_: As, cast: Cast) -> None:
    susan = as_(cast.susan)
    keys = cast.opening.criteria.order_by("position")[0]
    susan.post(NEW, typed(cast, {"topic": "The job", "covers": [keys.pk]}))
    visit = Round.objects.get()
    refused = susan.post(f"{again(visit)}open/")
    assert refused.status_code == 409
    assert "the street of Toronto Queen Street" in words(refused)
    assert "words for 4 levels of “two years of leading a team” (in the kit)" in words(refused)
    Guide.objects.create(criterion=keys, **KIT)
    cast.toronto.street = "471 Queen Street West"
    cast.toronto.save()
    assert "Open for invitations" in words(susan.get(TAB))
    assert susan.post(f"{again(visit)}open/")["Location"] == TAB
    visit.refresh_from_db()
    assert visit.ready_at is not None
    assert susan.post(f"{again(visit)}rest/")["Location"] == TAB
    visit.refresh_from_db()
    assert visit.ready_at is None


def test_an_incomplete_brief_is_named_on_the_plan_and_opens_nothing(as_: As, cast: Cast) -> None:
    visit = plan(cast)
    Opening.objects.filter(pk=cast.opening.pk).update(duties="")
    page = words(as_(cast.susan).get(TAB))
    assert "Before anybody can be invited, the brief needs" in page
    assert "Stopped: something lacks" in page
    refused = as_(cast.susan).post(f"{again(visit)}open/")
    assert (refused.status_code, "the duties" in words(refused)) == (409, True)


@pytest.mark.parametrize("kind", RoundKind.values)
def test_each_way_of_meeting_asks_only_what_it_needs(as_: As, cast: Cast, kind: str) -> None:
    page = words(as_(cast.susan).get(NEW, {"kind": kind}))
    in_person = kind in {"on_site", "lunch"}
    assert ('name="how_to_get_in"' in page) == in_person
    assert ('name="travel_minutes"' in page) == in_person
    assert ('name="link"' in page) == (kind == "video")
    assert f'name="kind" value="{kind}"' in page


def test_a_call_needs_no_place_and_can_be_opened_at_once(as_: As, cast: Cast) -> None:
    susan = as_(cast.susan)
    call = typed(cast, {"topic": "Hello", "minutes": 20}, kind="call", name="A call")
    assert susan.post(NEW, call)["Location"] == TAB
    visit = Round.objects.get()
    susan.post(f"{again(visit)}open/")
    visit.refresh_from_db()
    assert visit.ready_at is not None
    assert "by phone, 20 min" in words(susan.get(TAB))


def test_nothing_is_asked_twice_and_the_part_that_asks_is_named(as_: As, cast: Cast) -> None:
    susan, keys = as_(cast.susan), cast.opening.criteria.first()
    assert keys is not None
    twice = [{"topic": "One", "covers": [keys.pk]}, {"topic": "Two", "covers": [keys.pk]}]
    within = susan.post(NEW, typed(cast, *twice))
    assert within.status_code == 422
    assert f"“One” asks about “{keys.text}” already" in words(within)
    plan(cast)
    across = susan.post(NEW, typed(cast, {"topic": "Once more", "covers": [keys.pk]}))
    assert across.status_code == 422
    said = f"“Leading a team” in “A visit to the shop” asks about “{keys.text}” already"
    assert said in words(across)
    assert "Everything you typed is still here." in words(across)
    assert "Once more" in words(across)
    assert (Round.objects.count(), Cover.objects.filter(criterion=keys).count()) == (1, 1)


def test_parts_are_moved_taken_out_and_added_without_a_script(as_: As, cast: Cast) -> None:
    susan = as_(cast.susan)
    three = typed(cast, *({"topic": topic} for topic in ("One", "Two", "Three")))

    def after(pressed: str) -> list[str]:
        page = susan.post(NEW, {**three, "rearrange": pressed})
        assert page.status_code == 200
        return [form["topic"].value() or "" for form in page.context["parts"]]

    assert after("earlier-1") == ["Two", "One", "Three"]
    assert after("later-1") == ["One", "Three", "Two"]
    assert after("out-0") == ["Two", "Three"]
    assert after("more") == ["One", "Two", "Three", "", ""]
    for nonsense in ("earlier-0", "later-2", "out-9", "x", "later-²"):
        assert after(nonsense) == ["One", "Two", "Three"]
    assert not Round.objects.exists()


def test_changing_keeps_who_each_part_is_and_its_new_order(as_: As, cast: Cast) -> None:
    visit = plan(cast)
    before = list(visit.sessions.values_list("pk", flat=True))
    data = stored(cast, visit)
    data["rearrange"] = "later-0"
    page = as_(cast.susan).post(again(visit), data)
    swapped = typed(
        cast,
        *(
            {name: form[name].value() for name in ("pk", "topic", "minutes", "people", "covers")}
            for form in page.context["parts"]
        ),
    )
    assert as_(cast.susan).post(again(visit), swapped)["Location"] == TAB
    assert list(visit.sessions.values_list("pk", flat=True)) == before[::-1]
    assert Cover.objects.count() == 2


def test_mistakes_are_said_beside_the_box_and_nothing_is_kept(as_: As, cast: Cast) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"topic": "", "covers": [cast.opening.criteria.all()[0].pk]}, "Say what it is about"),
        ({"topic": "The job", "needed": 3}, "You chose fewer people than that."),
        ({"topic": "The job", "minutes": 0}, "greater than or equal to 5"),
        ({"topic": "The job", "people": [999_999]}, "Select a valid choice"),
    ]
    for part, said in wrong:
        page = as_(cast.susan).post(NEW, typed(cast, part))
        assert (page.status_code, said in words(page)) == (422, True), part
        assert "<title>Error:" in words(page)
        assert 'To mend below: <a href="#part-1">' in words(page)
    page = as_(cast.susan).post(NEW, typed(cast, {"topic": "The job"}, days_ahead=4000))
    assert page.status_code == 422
    assert not Round.objects.exists()


def test_notice_that_leaves_no_time_to_choose_from_is_said(as_: As, cast: Cast) -> None:
    part = {"topic": "The job"}
    for more, said in (
        ({"same_day": "on"}, "With 24 hours of notice nobody can come the same day."),
        ({"notice_hours": 72, "days_ahead": 3}, "pick further ahead"),
    ):
        page = as_(cast.susan).post(NEW, typed(cast, part, **more))
        assert (page.status_code, said in words(page)) == (422, True), more
    fine = typed(cast, part, same_day="on", notice_hours=3, days_ahead=1)
    assert as_(cast.susan).post(NEW, fine).status_code == 302


def test_a_room_of_another_place_is_no_room_to_meet_in(as_: As, cast: Cast) -> None:
    halifax = type(cast.toronto).objects.create(name="Halifax", city="Halifax", country="CA")
    near = Room.objects.create(place=cast.toronto, name="The attic")
    far = Room.objects.create(place=halifax, name="The pier")
    susan = as_(cast.susan)
    elsewhere = typed(cast, {"topic": "The job"}, rooms=[near.pk], place=halifax.pk)
    page = words(susan.post(NEW, elsewhere))
    assert "This is not in Halifax: The attic." in page
    assert f"{far.name}, Halifax" in page
    susan.post(NEW, typed(cast, {"topic": "The job"}, rooms=[near.pk]))
    assert "Toronto Queen Street, The attic" in words(susan.get(TAB))


def test_nobody_who_is_invited_or_booked_loses_a_part(as_: As, cast: Cast) -> None:
    visit = plan(cast)
    booked(cast, apply(cast), visit)
    invited(cast, apply(cast, "Bo Chen"), visit)
    susan = as_(cast.susan)
    assert "Invited or booked: Ana Moreau, Bo Chen." in words(susan.get(again(visit)))
    data = stored(cast, visit)
    one_less = {**data, "parts-TOTAL_FORMS": 1}
    refused = susan.post(again(visit), one_less)
    assert refused.status_code == 422
    assert "“On the floor” stays for now: Ana Moreau, Bo Chen would lose it." in words(refused)
    elsewhere = susan.post(again(visit), {**data, "kind": "call"})
    assert "knows where and how you meet" in words(elsewhere)
    nobody = {name: value for name, value in data.items() if name != "parts-0-people"}
    assert "somebody for “Leading a team”" in words(susan.post(again(visit), nobody))
    assert visit.sessions.count() == 2
    longer = {**data, "parts-0-minutes": 60}
    assert susan.post(again(visit), longer)["Location"] == TAB
    assert visit.sessions.first().minutes == 60  # type: ignore[union-attr]
    gone = susan.post(f"{again(visit)}remove/")
    assert (gone.status_code, "Call the interview off first" in words(gone)) == (409, True)


def test_a_change_that_leaves_a_gap_makes_it_a_draft_again(as_: As, cast: Cast) -> None:
    visit = plan(cast)
    data = stored(cast, visit)
    susan = as_(cast.susan)
    susan.post(again(visit), {**data, "how_to_get_in": ""})
    visit.refresh_from_db()
    assert visit.ready_at is None
    assert "is kept as a draft. It still needs: how to get in." in words(susan.get(TAB))


def test_rounds_change_places_and_are_taken_out(as_: As, cast: Cast) -> None:
    first, second = plan(cast), plan(cast, kind=RoundKind.CALL)
    Round.objects.filter(pk=second.pk).update(name="A call")
    susan = as_(cast.susan)
    order = cast.opening.rounds.values_list("pk", flat=True)
    susan.post(f"{again(second)}move/", {"earlier": "1"})
    assert list(order.all()) == [second.pk, first.pk]
    susan.post(f"{again(second)}move/", {"earlier": "1"})
    susan.post(f"{again(second)}move/", {"later": "1"})
    assert list(order.all()) == [first.pk, second.pk]
    assert susan.post(f"{again(second)}remove/")["Location"] == TAB
    assert list(order.all()) == [first.pk]


def test_a_round_that_was_held_stays_on_record(as_: As, cast: Cast) -> None:
    visit = plan(cast)
    booked(cast, apply(cast), visit)
    Interview.objects.update(state=InterviewState.HELD)
    gone = as_(cast.susan).post(f"{again(visit)}remove/")
    assert (gone.status_code, "stays on record" in words(gone)) == (409, True)


def test_an_opening_that_is_over_keeps_its_plan(as_: As, cast: Cast) -> None:
    visit = plan(cast)
    data = stored(cast, visit)
    Opening.objects.filter(pk=cast.opening.pk).update(state=OpeningState.CLOSED)
    page = as_(cast.susan).post(again(visit), {**data, "name": "Other"})
    assert (page.status_code, "This opening is over" in words(page)) == (422, True)


def test_the_plan_names_whoever_left(as_: As, cast: Cast) -> None:
    plan(cast)
    Member.objects.filter(pk=cast.ben.pk).update(is_active=False)
    page = words(as_(cast.susan).get(TAB))
    assert "Ben Ruiz left, and is asked no more." in page
    assert "somebody for “On the floor” in place of Ben Ruiz, who left" in page


def test_interviewers_read_the_plan_and_the_brief_and_change_nothing(as_: As, cast: Cast) -> None:
    visit = plan(cast)
    ben = as_(cast.ben)
    page = words(ben.get(TAB))
    assert "Leading a team" in page
    assert "Add a round" not in page
    brief = words(ben.get(f"{TAB}brief/"))
    assert "CAD 58,000 to 66,000 a year" in brief
    assert "Train new colleagues" in brief
    assert ben.get(again(visit)).status_code == 404
    assert ben.get(NEW).status_code == 404
    assert ben.get("/desk/openings/window-dresser/interviews/").status_code == 404


def held(cast: Cast, opening: Opening, name: str) -> Round:
    """A plan of another opening, with an interview held by it."""
    visit = plan(cast, opening=opening)
    booked(cast, apply(cast, name, opening=opening), visit, at=MONDAY)
    Interview.objects.filter(round=visit).update(state=InterviewState.HELD)
    return visit


def test_the_last_good_plan_is_taken_over_with_who_is_still_here(as_: As, cast: Cast) -> None:
    susan = as_(cast.susan)
    other = cast.other_opening
    visit = held(cast, other, "Cleo Diaz")
    Member.objects.filter(pk=cast.ben.pk).update(is_active=False)
    first = cast.opening.criteria.get(position=1)
    first.text = "Two years of leading teams"
    first.save()
    page = words(susan.get(TAB))
    assert "Take the plan of Window dresser, Toronto Queen Street (November)" in page
    assert susan.post(f"{TAB}take-over/", {"source": other.slug})["Location"] == TAB
    mine = cast.opening.rounds.get()
    assert (mine.name, mine.ready_at, mine.how_to_get_in) == (
        visit.name,
        None,
        visit.how_to_get_in,
    )
    job, floor = mine.sessions.all()
    assert (list(job.people.all()), list(floor.people.all())) == ([cast.grace], [])
    assert job.covers.get().criterion == first
    # Its words changed, so its kit is thought anew; the other's comes along.
    kits = Guide.objects.filter(criterion__opening=cast.opening)
    assert [one.criterion.text for one in kits] == ["free on Saturdays"]
    assert kits.get().is_anchored
    refused = susan.post(f"{TAB}take-over/", {"source": other.slug})
    assert (refused.status_code, "has a plan already" in words(refused)) == (409, True)


def test_the_way_into_another_place_is_not_taken_over(as_: As, cast: Cast) -> None:
    susan = as_(cast.susan)
    held(cast, cast.other_opening, "Cleo Diaz")
    halifax = type(cast.toronto).objects.create(name="Halifax", city="Halifax", country="CA")
    Opening.objects.filter(pk=cast.opening.pk).update(place=halifax)
    susan.post(f"{TAB}take-over/", {"source": "window-dresser"})
    assert cast.opening.rounds.get().how_to_get_in == ""


def test_no_plan_is_offered_that_nobody_was_interviewed_by(as_: As, cast: Cast) -> None:
    plan(cast, opening=cast.other_opening)
    assert "Take the plan of" not in words(as_(cast.susan).get(TAB))
