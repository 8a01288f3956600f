"""Going away: what falls due meanwhile is shown, and one press hands it over."""

# M39

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from hearback.accounts.models import Absence
from hearback.accounts.queries import who_answers
from hearback.channels.models import Message
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry, Promise
from hearback.team import actions
from hearback.team.absences import promises_due_while
from hearback.team.tests.conftest import As, Moment
from tests.cast import NOW, Cast, apply

DUE = date(2026, 11, 26)  # 48 hours after Tuesday 24 November, 10:00 in Toronto


def days(first: date, last: date, note: str = "") -> dict[str, Any]:
    """Days away as the form sends them."""
    return {"first_day": first.isoformat(), "last_day": last.isoformat(), "note": note}


def where(cast: Cast) -> str:
    """Where Susan says that she is going away."""
    return reverse("team:go_away", args=[cast.susan.pk])


def test_days_in_which_nothing_falls_due_are_noted(as_: As, cast: Cast) -> None:
    apply(cast)
    answer = as_(cast.susan).post(where(cast), days(DUE + timedelta(1), DUE + timedelta(9), "Sea"))
    assert answer["Location"] == reverse("team:member", args=[cast.susan.pk])
    assert Absence.objects.get().note == "Sea"
    entry = Entry.objects.get(kind="team.away")
    assert entry.payload == {"days": "from 27 November 2026 to 5 December 2026"}


def test_what_falls_due_is_shown_and_one_press_hands_it_over(as_: As, cast: Cast) -> None:
    promised = [apply(cast, name) for name in ("Ana Moreau", "Eli Stone")]
    due = set(Promise.objects.values_list("due_at", flat=True))
    client = as_(cast.susan)
    answer = client.post(where(cast), days(DUE, DUE + timedelta(4)))
    page = client.get(answer["Location"]).content.decode()
    assert "2 people were told they would hear in these days." in " ".join(page.split())
    assert "Ana Moreau" in page
    assert f'<option value="{cast.jo.pk}" selected>' in page
    answer = client.post(answer["Location"], {"to": cast.jo.pk})
    assert answer["Location"] == reverse("team:member", args=[cast.susan.pk])
    assert set(Promise.objects.values_list("owner", "due_at")) == {(cast.jo.pk, at) for at in due}
    assert Entry.objects.filter(kind="promise.handed_over").count() == len(promised)
    handed = Entry.objects.get(kind="team.handed_over")
    assert handed.payload["things"].startswith("2 promises due from 26 November 2026")
    letter = Message.objects.get(purpose="team.handed_over")
    assert (letter.to_address, letter.from_name) == (
        "jo@harbour.example",
        "Susan Ito, Harbour & Pine",
    )
    assert "The first promise is due Thursday 26 November, 10:00." in letter.text


def test_a_second_press_changes_nothing_more(as_: As, cast: Cast) -> None:
    apply(cast)
    client = as_(cast.susan)
    place = client.post(where(cast), days(DUE, DUE))["Location"]
    for _ in range(2):
        client.post(place, {"to": cast.jo.pk})
    assert Entry.objects.filter(kind="team.handed_over").count() == 1
    assert Message.objects.filter(purpose="team.handed_over").count() == 1


def test_only_what_falls_due_meanwhile_is_handed_over(cast: Cast) -> None:
    apply(cast, "Ana Moreau")
    apply(cast, "Eli Stone", now=NOW + timedelta(days=1))
    absence = actions.go_away(
        cast.susan, first_day=DUE, last_day=DUE, note="", by=cast.susan, now=NOW
    )
    assert actions.hand_over_while_away(absence, to=cast.jo, by=cast.susan, now=NOW) == 1
    assert Promise.objects.get(owner=cast.susan).application is not None


def test_the_days_are_those_where_she_works(cast: Cast) -> None:
    apply(cast)
    promise = Promise.objects.get()
    late = promise.due_at.replace(hour=4, minute=30) + timedelta(days=1)
    Promise.objects.update(due_at=late)  # 23:30 on the 26th in Toronto, the 27th in UTC
    absence = Absence(member=cast.susan, first_day=DUE, last_day=DUE)
    assert list(promises_due_while(absence)) == [promise]


def test_it_goes_to_nobody_who_could_not_answer(as_: As, cast: Cast) -> None:
    apply(cast)
    client = as_(cast.susan)
    place = client.post(where(cast), days(DUE, DUE))["Location"]
    answer = client.post(place, {"to": cast.ben.pk})
    assert "Select a valid choice" in answer.content.decode()
    with pytest.raises(Refused):
        actions.hand_over_while_away(Absence.objects.get(), to=cast.ben, by=cast.susan, now=NOW)
    assert Promise.objects.get().owner == cast.susan


def test_it_goes_to_nobody_who_is_away_too(as_: As, cast: Cast) -> None:
    apply(cast)
    actions.go_away(cast.jo, first_day=DUE, last_day=DUE, note="", by=cast.jo, now=NOW)
    client = as_(cast.susan)
    place = client.post(where(cast), days(DUE - timedelta(1), DUE + timedelta(1)))["Location"]
    page = client.get(place).content.decode()
    assert "Jo Lind (away then)" in page
    assert f'<option value="{cast.omar.pk}" selected>' in page
    answer = client.post(place, {"to": cast.jo.pk})
    assert answer.status_code == 409
    assert "is away on one of these days too" in answer.content.decode()
    assert Promise.objects.get().owner == cast.susan
    client.post(place, {"to": cast.omar.pk})
    assert Promise.objects.get().owner == cast.omar


def test_somebody_away_on_another_day_may_take_it(cast: Cast) -> None:
    apply(cast)
    actions.go_away(
        cast.jo,
        first_day=DUE + timedelta(1),
        last_day=DUE + timedelta(1),
        note="",
        by=cast.jo,
        now=NOW,
    )
    absence = actions.go_away(
        cast.susan, first_day=DUE, last_day=DUE + timedelta(3), note="", by=cast.susan, now=NOW
    )
    assert actions.hand_over_while_away(absence, to=cast.jo, by=cast.susan, now=NOW) == 1


def test_new_work_goes_to_the_stand_in(cast: Cast) -> None:
    actions.go_away(cast.susan, first_day=NOW.date(), last_day=DUE, note="", by=cast.susan, now=NOW)
    assert who_answers(cast.susan, now=NOW) == cast.jo
    application = apply(cast)
    assert application.owner == cast.jo
    assert Promise.objects.get().owner == cast.jo


def test_when_the_stand_in_is_away_too_a_lead_gets_it(cast: Cast) -> None:
    for member in (cast.susan, cast.jo):
        actions.go_away(member, first_day=NOW.date(), last_day=DUE, note="", by=member, now=NOW)
    assert apply(cast).owner == cast.omar


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (DUE, DUE - timedelta(1), "comes before the first"),
        (DUE - timedelta(9), DUE - timedelta(8), "These days are over"),
        (DUE, DUE + timedelta(500), "more than a year"),
    ],
)
def test_days_that_make_no_sense_are_refused(
    as_: As, cast: Cast, first: date, last: date, words: str
) -> None:
    answer = as_(cast.susan).post(where(cast), days(first, last))
    assert words in answer.content.decode()
    assert not Absence.objects.exists()


def test_the_same_day_is_not_entered_twice(as_: As, cast: Cast) -> None:
    client = as_(cast.susan)
    client.post(where(cast), days(DUE, DUE + timedelta(4)))
    answer = client.post(where(cast), days(DUE + timedelta(2), DUE + timedelta(9)))
    assert answer.status_code == 409
    assert "already" in answer.content.decode()
    assert Absence.objects.count() == 1


def test_days_are_taken_back(as_: As, cast: Cast) -> None:
    client = as_(cast.susan)
    client.post(where(cast), days(DUE, DUE))
    absence = Absence.objects.get()
    back = reverse("team:stay_here", args=[cast.susan.pk, absence.pk])
    assert client.get(back).status_code == 405
    client.post(back)
    assert not Absence.objects.exists()
    assert client.post(back).status_code == 404
    assert Entry.objects.filter(kind="team.here_after_all").count() == 1


def test_a_lead_enters_it_for_somebody_who_is_ill(as_: As, cast: Cast) -> None:
    apply(cast)
    client = as_(cast.omar)
    place = client.post(where(cast), days(DUE, DUE))["Location"]
    client.post(place, {"to": cast.omar.pk})
    assert Promise.objects.get().owner == cast.omar
    assert Entry.objects.get(kind="team.handed_over").by == cast.omar


def test_a_colleague_does_not(as_: As, cast: Cast, moment: Moment) -> None:
    absence = actions.go_away(
        cast.susan, first_day=DUE, last_day=DUE, note="", by=cast.susan, now=moment.now
    )
    client = as_(cast.jo)
    assert client.post(where(cast), days(DUE, DUE)).status_code == 404
    for name in ("team:away", "team:stay_here"):
        place = reverse(name, args=[cast.susan.pk, absence.pk])
        assert client.post(place, {"to": cast.jo.pk}).status_code == 404
    assert Absence.objects.exists()


def test_somebody_elses_days_are_not_reached_through_ones_own_page(as_: As, cast: Cast) -> None:
    absence = actions.go_away(
        cast.susan, first_day=DUE, last_day=DUE, note="", by=cast.susan, now=NOW
    )
    place = reverse("team:stay_here", args=[cast.jo.pk, absence.pk])
    assert as_(cast.jo).post(place).status_code == 404
    assert Absence.objects.exists()
