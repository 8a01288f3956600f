"""The team's page, each member's page, and changing who somebody is and when they work."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearback.accounts.models import Absence, Member, Role
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry, EntryWords
from hearback.pipeline.models import Opening
from hearback.team import actions
from hearback.team.queries import Load, loads
from hearback.team.tests.conftest import As, Moment
from tests.cast import NOW, Cast, apply


def page(as_: As, member: Member, name: str, *args: int) -> str:
    """A page as somebody reads it."""
    answer = as_(member).get(reverse(name, args=args))
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def week(**more: Any) -> dict[str, Any]:
    """A week as the form sends it."""
    days = {f"day_{day}": "9-17" if day < 5 else "" for day in range(7)}
    return {**days, "zone": "America/Toronto", "phone": "+1 416 555 0101", "stand_in": "", **more}


def about(member: Member, **more: Any) -> dict[str, Any]:
    """Who somebody is, as the form sends it."""
    told = {
        "name": member.name,
        "email": member.email,
        "job_title": member.job_title,
        "role": member.role,
        "team": member.team_id or "",
        "place": member.place_id or "",
        "zone": member.zone,
    }
    return {**told, **more}


def test_the_team_reads_who_is_here_and_how_much_each_carries(as_: As, cast: Cast) -> None:
    for name in ("Ana Moreau", "Eli Stone"):
        apply(cast, name)
    words = page(as_, cast.ben, "team:members")
    assert "7 people. Everybody is here." in words
    assert "<b>2</b> promises" in words
    assert "<b>2</b> people" in words
    assert "Stand-in: Jo Lind" in words
    assert "Monday to Friday 09:00–12:30, 13:00–17:30" in words
    assert "Invite somebody" not in words
    assert "Ana Moreau" not in words


def test_who_is_away_shows_who_stands_in(as_: As, cast: Cast) -> None:
    Absence.objects.create(
        member=cast.susan,
        first_day=NOW.date(),
        last_day=NOW.date() + timedelta(days=2),
        note="Surgery",
    )
    words = page(as_, cast.ben, "team:members")
    assert "1 is away today." in words
    assert "Away until 26 November" in words
    assert "Jo Lind stands in" in words
    assert "Surgery" not in words


def test_away_counts_by_the_clock_where_they_work(as_: As, cast: Cast, moment: Moment) -> None:
    Absence.objects.create(member=cast.susan, first_day=NOW.date(), last_day=NOW.date(), note="")
    moment.now = NOW.replace(hour=23) + timedelta(hours=5, minutes=30)  # 23:30 in Toronto
    assert "1 is away today." in page(as_, cast.jo, "team:members")
    moment.now += timedelta(hours=1)
    assert "Everybody is here." in page(as_, cast.jo, "team:members")


def test_the_page_asks_the_database_no_more_for_more_people(as_: As, cast: Cast) -> None:
    client, where = as_(cast.ben), reverse("team:members")
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    for number in range(30):
        Member.objects.create(
            email=f"m{number}@harbour.example", name=f"Member {number}", joined_at=NOW
        )
    with CaptureQueriesContext(connection) as many:
        client.get(where)
    assert len(many) == len(few)


def test_nobody_counts_further_than_a_thousand() -> None:
    shown = Load(promises=1000, soon=999, applications=12, openings=0).shown
    assert shown == {
        "promises": "1000+",
        "soon": "999",
        "applications": "12",
        "openings": "0",
        "conversations": "0",
    }


def test_only_what_is_open_is_carried(cast: Cast) -> None:
    apply(cast)
    assert loads(now=NOW)[cast.susan.pk] == Load(promises=1, soon=0, applications=1, openings=1)
    soon = loads(now=NOW + timedelta(hours=25), only=cast.susan.pk)
    assert soon == {cast.susan.pk: Load(promises=1, soon=1, applications=1, openings=1)}
    Opening.objects.filter(pk=cast.other_opening.pk).update(state="closed")
    assert loads(now=NOW)[cast.jo.pk] == Load()


def test_ones_own_page_lists_what_one_owes(as_: As, cast: Cast) -> None:
    apply(cast)
    mine = page(as_, cast.susan, "team:member", cast.susan.pk)
    assert "Ana Moreau" in mine
    assert "1 open promise" in mine
    assert "Change hours, phone, stand-in" in mine
    assert "off the team" not in mine


def test_a_colleague_sees_no_candidates_there(as_: As, cast: Cast) -> None:
    apply(cast)
    theirs = page(as_, cast.ben, "team:member", cast.susan.pk)
    assert "1 open promise" in theirs
    assert "Ana Moreau" not in theirs
    assert "Change hours" not in theirs


def test_a_note_on_being_away_is_for_oneself_and_leads(as_: As, cast: Cast) -> None:
    Absence.objects.create(
        member=cast.susan, first_day=NOW.date(), last_day=NOW.date(), note="Surgery"
    )
    assert "Surgery" in page(as_, cast.susan, "team:member", cast.susan.pk)
    assert "Surgery" in page(as_, cast.omar, "team:member", cast.susan.pk)
    assert "Surgery" not in page(as_, cast.jo, "team:member", cast.susan.pk)


def test_somebody_changes_their_own_week(as_: As, cast: Cast) -> None:
    sent = week(day_2="9-12:30, 1pm - 5pm", day_4="", stand_in=cast.omar.pk)
    answer = as_(cast.susan).post(reverse("team:hours", args=[cast.susan.pk]), sent)
    assert answer["Location"] == reverse("team:member", args=[cast.susan.pk])
    cast.susan.refresh_from_db()
    assert cast.susan.hours["2"] == [["09:00", "12:30"], ["13:00", "17:00"]]
    assert sorted(cast.susan.hours) == ["0", "1", "2", "3"]
    assert cast.susan.stand_in == cast.omar
    entry = Entry.objects.get(kind="team.member_changed")
    assert (entry.by_id, entry.member_id) == (cast.susan.pk, cast.susan.pk)
    change = EntryWords.objects.get(entry=entry).payload["change"]
    assert "stand-in: “Jo Lind” → “Omar Haddad”" in change
    assert "working hours" in change


def test_saving_the_same_week_leaves_no_entry(as_: As, cast: Cast) -> None:
    client, where = as_(cast.susan), reverse("team:hours", args=[cast.susan.pk])
    client.post(where, week())
    client.post(where, week())
    assert Entry.objects.filter(kind="team.member_changed").count() == 1


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        ({"day_1": "nine to five"}, "is not a time of day"),
        ({"day_1": "17-9"}, "ends before it starts"),
        ({"day_1": "9-13, 12-17"}, "overlap"),
        ({f"day_{day}": "" for day in range(7)}, "At least one day needs working hours"),
        ({"zone": "Middle of nowhere"}, "not a time zone we know"),
        ({"zone": ""}, "required"),
    ],
)
def test_what_is_odd_in_a_week_is_said_and_what_was_typed_kept(
    as_: As, cast: Cast, odd: dict[str, str], words: str
) -> None:
    answer = as_(cast.susan).post(
        reverse("team:hours", args=[cast.susan.pk]), week(phone="999", **odd)
    )
    read = answer.content.decode()
    assert answer.status_code == 200
    assert words in read
    assert "999" in read
    assert "Error:" in read
    before = cast.susan.hours
    cast.susan.refresh_from_db()
    assert cast.susan.hours == before


@pytest.mark.parametrize("typed", ["america/new york", "New York", "AMERICA/NEW_YORK"])
def test_a_zone_may_be_typed_as_one_says_it(as_: As, cast: Cast, typed: str) -> None:
    sent = week(zone=typed)
    as_(cast.susan).post(reverse("team:hours", args=[cast.susan.pk]), sent)
    cast.susan.refresh_from_db()
    assert cast.susan.zone == "America/New_York"


def test_nobody_stands_in_who_could_not_answer(as_: As, cast: Cast) -> None:
    sent = week(stand_in=cast.ben.pk)
    answer = as_(cast.susan).post(reverse("team:hours", args=[cast.susan.pk]), sent)
    assert "Select a valid choice" in answer.content.decode()
    for wrong in (cast.ben, cast.susan):
        with pytest.raises(Refused):
            actions.change_own(
                cast.susan,
                phone="",
                zone="UTC",
                hours=cast.susan.hours,
                stand_in=wrong,
                by=cast.susan,
                now=NOW,
            )


def test_a_lead_changes_somebodys_week_and_a_colleague_does_not(as_: As, cast: Cast) -> None:
    where = reverse("team:hours", args=[cast.susan.pk])
    assert as_(cast.omar).post(where, week()).status_code == 302
    assert as_(cast.jo).post(where, week()).status_code == 404
    assert as_(cast.jo).get(where).status_code == 404


def test_an_administrator_changes_who_somebody_is(as_: As, cast: Cast) -> None:
    sent = about(cast.jo, name="Jo Lindqvist", role="lead", job_title="Head of the floor")
    answer = as_(cast.alex).post(reverse("team:edit", args=[cast.jo.pk]), sent)
    assert answer.status_code == 302, answer.content.decode()
    cast.jo.refresh_from_db()
    assert (cast.jo.name, cast.jo.role) == ("Jo Lindqvist", Role.LEAD)
    change = EntryWords.objects.get(entry__kind="team.member_changed").payload["change"]
    assert "role: “Recruiter” → “Lead”" in change


def test_a_lead_does_not(as_: As, cast: Cast) -> None:
    sent = about(cast.jo, role="administrator")
    assert as_(cast.omar).post(reverse("team:edit", args=[cast.jo.pk]), sent).status_code == 404
    cast.jo.refresh_from_db()
    assert cast.jo.role == Role.RECRUITER


def test_nobody_changes_their_own_role(as_: As, cast: Cast) -> None:
    sent = about(cast.alex, role="interviewer")
    answer = as_(cast.alex).post(reverse("team:edit", args=[cast.alex.pk]), sent)
    assert answer.status_code == 409
    assert "Ask another administrator" in answer.content.decode()


def test_a_role_that_cannot_answer_waits_until_the_work_is_handed_over(as_: As, cast: Cast) -> None:
    apply(cast)
    sent = about(cast.susan, role="interviewer")
    answer = as_(cast.alex).post(reverse("team:edit", args=[cast.susan.pk]), sent)
    assert answer.status_code == 409
    assert "Hand their work over first" in answer.content.decode()
    actions.hand_over_everything(cast.susan, to=cast.jo, by=cast.alex, now=NOW)
    assert as_(cast.alex).post(reverse("team:edit", args=[cast.susan.pk]), sent).status_code == 302


def test_an_address_belongs_to_one_person(as_: As, cast: Cast) -> None:
    sent = about(cast.jo, email="SUSAN@harbour.example")
    answer = as_(cast.alex).post(reverse("team:edit", args=[cast.jo.pk]), sent)
    assert answer.status_code == 409
    assert "belongs to somebody else" in answer.content.decode()


def test_somebody_who_left_has_no_page(as_: As, cast: Cast) -> None:
    actions.hand_over_everything(cast.ben, to=cast.jo, by=cast.alex, now=NOW)
    actions.remove_member(cast.ben, to=None, by=cast.alex, now=NOW)
    for name in ("team:member", "team:hours", "team:edit", "team:leave"):
        assert as_(cast.alex).get(reverse(name, args=[cast.ben.pk])).status_code == 404
