"""Settings a team changes are pages, and each change is an entry with the old words and the new."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hearback.accounts.calendars import closed_days_at
from hearback.accounts.models import ClosedDay, Organisation, Place, Team
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.models import Entry, Promise
from hearback.pipeline.models import PromisePolicy, Stage
from hearback.team import actions
from hearback.team.tests.conftest import As
from tests.cast import NOW, Cast, apply

PLACE = {
    "name": "Halifax Pier",
    "city": "Halifax",
    "country": "CA",
    "subdivision": "Nova Scotia",
    "zone": "America/Halifax",
}
POLICY = {
    "name": "By tomorrow",
    "first_amount": "1",
    "first_unit": "working_days",
    "next_amount": "3",
    "next_unit": "working_days",
    "reply_amount": "4",
    "reply_unit": "working_hours",
}


@pytest.fixture(autouse=True)
def first_policies(cast: Cast) -> None:
    """The policies of a fresh installation, put back when a test has emptied the tables."""
    del cast
    PromisePolicy.objects.get_or_create(
        name="First answer in 5 working days", defaults={"first_amount": 5}
    )
    if not PromisePolicy.objects.filter(is_default=True).exists():
        PromisePolicy.objects.filter(name="First answer in 48 hours").update(is_default=True)


def changes() -> list[str]:
    """The entries about settings, as they read."""
    entries = Entry.objects.filter(kind="setting.changed").order_by("pk")
    return [f"{entry.payload['what']}: {entry.payload['change']}" for entry in entries]


def post(as_: As, cast: Cast, route: str, /, *args: int, **data: Any) -> Any:
    """What the lead sends."""
    return as_(cast.omar).post(reverse(route, args=args), data)


def organisation(**more: str) -> dict[str, str]:
    """What the organisation says of itself, as the form sends it."""
    told = {"name": "Harbour & Pine", "reply_address": "jobs@harbour.example"}
    return {**told, "zone": "America/Toronto", **more}


def test_the_page_shows_what_changed_lately_and_by_whom(as_: As, cast: Cast) -> None:
    post(as_, cast, "team:teams", name="Workshop")
    page = as_(cast.alex).get(reverse("team:settings")).content.decode()
    assert "Team “Workshop” was changed: added" in page
    assert "Omar Haddad" in page
    assert "24 November, 10:00" in page


def test_a_house_that_is_set_up_misses_nothing(as_: As, cast: Cast) -> None:
    page = as_(cast.alex).get(reverse("team:settings")).content.decode()
    assert "Before the first opening" not in page


def test_the_organisation_changes_with_old_words_and_new(as_: As, cast: Cast) -> None:
    answer = post(as_, cast, "team:organisation", **organisation(name="Harbour", phone="123"))
    assert answer.status_code == 302, answer.content.decode()
    (change,) = changes()
    assert change.startswith(
        "Organisation: name: “Harbour & Pine” → “Harbour”; phone: nothing → “123”"
    )
    assert (
        "privacy line: “We keep your papers for six months after our answer.” → nothing" in change
    )
    assert Organisation.objects.get().name == "Harbour"


@pytest.mark.parametrize(
    "address",
    ["noreply@harbour.example", "No.Reply@harbour.example", "DO-NOT-REPLY@harbour.example"],
)
def test_no_no_reply_sender_can_be_configured(as_: As, cast: Cast, address: str) -> None:
    answer = post(as_, cast, "team:organisation", **organisation(reply_address=address))
    assert "a no-reply address cannot be used" in answer.content.decode()
    with pytest.raises(Invalid):
        actions.change_organisation({"reply_address": address}, by=cast.omar, now=NOW)
    assert Organisation.objects.get().reply_address == "jobs@harbour.example"
    assert changes() == []


def test_a_place_is_added_with_the_holidays_of_its_part(as_: As, cast: Cast) -> None:
    answer = post(as_, cast, "team:add_place", **PLACE)
    place = Place.objects.get(name="Halifax Pier")
    assert answer["Location"] == reverse("team:place", args=[place.pk])
    assert place.subdivision == "NS"
    page = " ".join(as_(cast.omar).get(answer["Location"]).content.decode().split())
    assert "Christmas Day" in page
    assert "Friday 25 December 2026" in page
    assert changes() == ["Place “Halifax Pier”: added"]


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ({"subdivision": "Bavaria"}, "The parts of Canada"),
        ({"country": "XX"}, "Select a valid choice"),
        ({"zone": "Atlantis"}, "not a time zone"),
        ({"name": "Toronto Queen Street"}, "already exists"),
    ],
)
def test_a_place_that_cannot_be_is_refused(
    as_: As, cast: Cast, odd: dict[str, str], words: str
) -> None:
    answer = post(as_, cast, "team:add_place", **{**PLACE, **odd})
    assert words in answer.content.decode()
    assert Place.objects.count() == 1


def test_a_changed_place_leaves_promises_as_they_were(as_: As, cast: Cast) -> None:
    apply(cast)
    due = Promise.objects.get().due_at
    told = {**PLACE, "name": "Toronto Queen Street", "subdivision": "QC", "zone": "UTC"}
    assert post(as_, cast, "team:place", cast.toronto.pk, **told).status_code == 302
    assert "province or state: “ON” → “QC”" in changes()[0]
    assert Promise.objects.get().due_at == due


def test_a_closed_day_counts_from_now_on_and_can_be_taken_back(as_: As, cast: Cast) -> None:
    day = date(2026, 12, 3)
    post(as_, cast, "team:close_on", cast.toronto.pk, day=day.isoformat(), name="Stock-taking")
    assert day in closed_days_at(cast.toronto, now=NOW)
    page = as_(cast.omar).get(reverse("team:place", args=[cast.toronto.pk])).content.decode()
    assert page.count("Stock-taking") == 2
    again = post(as_, cast, "team:close_on", cast.toronto.pk, day=day.isoformat(), name="x")
    assert again.status_code == 409
    closed = ClosedDay.objects.get()
    post(as_, cast, "team:open_on", cast.toronto.pk, closed.pk)
    assert not ClosedDay.objects.exists()
    assert [words.partition(": ")[2] for words in changes()] == [
        "closed on 3 December 2026 (Stock-taking)",
        "open after all on 3 December 2026",
    ]


def test_a_closed_day_needs_a_day_and_a_reason(as_: As, cast: Cast) -> None:
    answer = post(as_, cast, "team:close_on", cast.toronto.pk, day="soon", name="")
    assert answer.status_code == 422
    assert "Enter a valid date" in answer.content.decode()


def test_places_and_teams_in_use_stay(as_: As, cast: Cast) -> None:
    for name, pk in (("team:remove_place", cast.toronto.pk), ("team:remove_team", cast.shop.pk)):
        answer = post(as_, cast, name, pk)
        assert answer.status_code == 409
        assert "Move them first" in answer.content.decode()
    assert changes() == []


def test_those_nobody_uses_go(as_: As, cast: Cast) -> None:
    post(as_, cast, "team:add_place", **PLACE)
    post(as_, cast, "team:teams", name="Workshop")
    post(as_, cast, "team:remove_place", Place.objects.get(name="Halifax Pier").pk)
    post(as_, cast, "team:remove_team", Team.objects.get(name="Workshop").pk)
    assert [words.rpartition(": ")[2] for words in changes()] == [
        "added",
        "added",
        "removed",
        "removed",
    ]


def test_a_team_is_renamed_and_keeps_its_name_to_itself(as_: As, cast: Cast) -> None:
    post(as_, cast, "team:team", cast.shop.pk, name="The shop")
    assert changes() == ["Team “Shop”: name: “Shop” → “The shop”"]
    answer = post(as_, cast, "team:teams", name="The shop")
    assert "already exists" in answer.content.decode()
    with pytest.raises(Refused, match="already"):
        actions.add_team(name="The shop", by=cast.omar, now=NOW)


def test_the_policies_say_what_they_would_mean_now(as_: As, cast: Cast) -> None:
    page = as_(cast.omar).get(reverse("team:policies")).content.decode()
    assert "If somebody applied now, they would be told by Thursday 26 November, 10:00" in page


def test_show_me_shows_and_saves_nothing(as_: As, cast: Cast) -> None:
    answer = post(as_, cast, "team:add_policy", show="1", **POLICY)
    assert "would be told by Wednesday 25 November" in answer.content.decode()
    assert not PromisePolicy.objects.filter(name="By tomorrow").exists()


def test_a_policy_is_added_changed_and_chosen_for_new_openings(as_: As, cast: Cast) -> None:
    post(as_, cast, "team:add_policy", **POLICY)
    added = PromisePolicy.objects.get(name="By tomorrow")
    post(as_, cast, "team:policy", added.pk, **{**POLICY, "next_amount": "2"})
    post(as_, cast, "team:make_default", added.pk)
    post(as_, cast, "team:make_default", added.pk)
    assert list(PromisePolicy.objects.filter(is_default=True)) == [added]
    assert changes() == [
        "Promise “By tomorrow”: added",
        "Promise “By tomorrow”: each next answer within: “3” → “2”",
        "Promise “By tomorrow”: new openings begin with it",
    ]


def test_a_changed_policy_leaves_promises_as_they_were(as_: As, cast: Cast) -> None:
    apply(cast)
    before = Promise.objects.values().get()
    told = {**POLICY, "name": "First answer in 48 hours"}
    assert post(as_, cast, "team:policy", cast.opening.policy_id, **told).status_code == 302
    assert Promise.objects.values().get() == before


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ({"first_amount": "0"}, "A promise runs from 1"),
        ({"first_amount": "61"}, "A promise runs from 1 to 60 working days"),
        ({"reply_amount": "61", "reply_unit": "working_days"}, "A promise runs from 1 to 60"),
        ({"next_amount": "-1"}, "greater than or equal to 0"),
        ({"first_unit": "moons"}, "Select a valid choice"),
        ({"name": "First answer in 48 hours"}, "already exists"),
    ],
)
def test_a_promise_nobody_could_keep_is_refused(
    as_: As, cast: Cast, odd: dict[str, str], words: str
) -> None:
    answer = post(as_, cast, "team:add_policy", **{**POLICY, **odd})
    assert words in answer.content.decode()
    assert changes() == []


def test_policies_in_use_and_the_chosen_one_stay(as_: As, cast: Cast) -> None:
    chosen = PromisePolicy.objects.get(is_default=True)
    assert post(as_, cast, "team:remove_policy", chosen.pk).status_code == 409
    post(as_, cast, "team:add_policy", **POLICY)
    post(as_, cast, "team:make_default", PromisePolicy.objects.get(name="By tomorrow").pk)
    assert post(as_, cast, "team:remove_policy", cast.opening.policy_id).status_code == 409
    free = PromisePolicy.objects.get(name="First answer in 5 working days")
    assert post(as_, cast, "team:remove_policy", free.pk).status_code == 302


def test_a_stage_says_other_words_and_the_old_ones_are_kept(as_: As, cast: Cast) -> None:
    told = {"name": "Reading", "kind": "review", "sentence": "We read what you sent."}
    post(as_, cast, "team:stage", cast.review.pk, **told)
    (change,) = changes()
    assert change.startswith("Stage “Review”: the team's word: “Review” → “Reading”")
    assert (
        f"the candidate's sentence: “{cast.review.sentence}” → “We read what you sent.”" in change
    )


def test_stages_are_added_moved_and_removed(as_: As, cast: Cast) -> None:
    told = {"name": "Trial day", "kind": "interview", "sentence": "You spend a day with us."}
    post(as_, cast, "team:add_stage", **told)
    trial = Stage.objects.get(name="Trial day")
    names = ["New", "Review", "Interview", "Offer", "Trial day"]
    assert list(Stage.objects.values_list("name", flat=True)) == names
    post(as_, cast, "team:move_earlier", trial.pk)
    assert list(Stage.objects.values_list("name", flat=True))[-2:] == ["Trial day", "Offer"]
    post(as_, cast, "team:move_later", trial.pk)
    post(as_, cast, "team:move_later", trial.pk)
    assert list(Stage.objects.values_list("name", flat=True)) == names
    post(as_, cast, "team:remove_stage", trial.pk)
    assert [words.rpartition(": ")[2] for words in changes()] == [
        "added",
        "now before “Offer”",
        "now after “Offer”",
        "removed",
    ]
    assert cast.offer in Stage.objects.all()


def test_a_stage_somebody_is_in_stays(as_: As, cast: Cast) -> None:
    application = apply(cast)
    answer = post(as_, cast, "team:remove_stage", application.stage_id)
    assert answer.status_code == 409
    assert "People are or were in this stage" in answer.content.decode()
    assert Stage.objects.filter(pk=application.stage_id).exists()


def test_the_last_stage_stays(as_: As, cast: Cast) -> None:
    Stage.objects.exclude(pk=cast.new.pk).delete()
    answer = post(as_, cast, "team:remove_stage", cast.new.pk)
    assert answer.status_code == 409
    assert "only stage" in answer.content.decode()


def test_pages_of_what_is_gone_say_so(as_: As, cast: Cast) -> None:
    for name in ("team:place", "team:policy", "team:stage", "team:team"):
        assert as_(cast.omar).get(reverse(name, args=[999_999])).status_code == 404


@pytest.mark.parametrize("address", ["noreply@x.example", "Do-Not-Reply@x.example"])
def test_the_database_refuses_it_too(cast: Cast, address: str) -> None:
    del cast
    with pytest.raises(IntegrityError, match="somebody_reads_replies"), transaction.atomic():
        Organisation.objects.update(reply_address=address)
