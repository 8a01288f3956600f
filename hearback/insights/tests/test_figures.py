"""The pages of charts show the numbers of the cells, in words, table, picture and file."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from hearback.accounts.models import Team
from hearback.insights.cells.renew import renew_all
from hearback.insights.models import Fact
from hearback.insights.tests.makers import (
    MONTH,
    assert_exact,
    counted,
    look,
    opinions,
    says,
    table,
)
from hearback.interviews.asked.models import Opinion as PanelOpinion
from hearback.ledger.actions import sweep
from hearback.rules.measures import Moment
from hearback.surveys.models import Asking
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db

PAGES = ("funnel", "times", "heat", "experience", "teams", "experience/lines", "reputation")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hearback.kit.clock.now", lambda: NOW + timedelta(hours=4))


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def omar(cast: Cast, client: Client) -> Client:
    client.force_login(cast.omar)
    return client


def panel(team: Team, scores: list[int]) -> None:
    for recommend in scores:
        PanelOpinion.objects.create(side="panel", team=team, month=MONTH, recommend=recommend)
    renew_all()


def other_team() -> Team:
    return Team.objects.create(name="Depot")


def test_whoever_decides_one_by_one_finds_no_such_pages(cast: Cast, client: Client) -> None:
    for member in (cast.susan, cast.grace, cast.ben):
        client.force_login(member)
        assert {client.get(f"/desk/insights/{name}/").status_code for name in PAGES} == {404}
    for member in (cast.omar, cast.alex, cast.nadia):
        client.force_login(member)
        assert {client.get(f"/desk/insights/{name}/").status_code for name in PAGES} == {200}


def test_before_anything_happened_nothing_is_drawn(omar: Client) -> None:
    for name in PAGES[:4]:
        page = look(omar, name)
        assert "Nothing to count yet." in page
        assert 'role="img"' not in page


def test_the_funnel_and_the_waits_are_those_of_the_cells(cast: Cast, omar: Client) -> None:
    for number in range(6):
        apply(cast, f"Ana{number} Moreau")
    renew_all()
    page = look(omar, "funnel")

    assert says(page, "funnel").startswith("6 applied; ")
    assert table(omar, "funnel", "funnel")[1][:7] == ["New", "6", "0", "0", "0", "0", "6"]
    first = table(omar, "times", "first")
    assert first[1][:2] == ["First answer", "6"]
    assert first[1][-2:] == ["6", "0"]
    assert "more than 3 hours" in look(omar, "times")
    assert counted("stage") == {"here": 6}


def test_hours_in_which_promises_broke_stand_on_the_map(cast: Cast, omar: Client) -> None:
    for number in range(5):
        apply(cast, f"Ana{number} Moreau")
    for _ in range(3):
        sweep(now=NOW + timedelta(days=3))
    renew_all()
    page = look(omar, "heat")

    assert "Of 5 promises 100 % were not kept in time. Most on Thu 10:00: 100 %." in page
    assert table(omar, "heat", "heat")[1:] == [["Thu 10:00", "5", "5", "1.0"]]


# M33
def test_experience_has_ranges_and_tells_of_five_and_more_only(cast: Cast, omar: Client) -> None:
    opinions(cast, [10, 9, 9, 10, 8, 7, 3, 9], relationship=4, buying="yes")
    opinions(cast, [0, 0, 0, 0], moment=Moment.ANSWER, relationship=1)
    page = look(omar, "experience")
    rows = table(omar, "experience", "recommend")

    assert rows[2][:3] == ["After an interview", "8", "50.0"]
    assert float(rows[2][3]) < 50 < float(rows[2][4])
    assert rows[3] == [
        "After the answer",
        "4",
        "Too few: 4 answers, and a figure only from 5 up.",
    ]
    assert "After an interview: +50 (" in says(page, "recommend")
    assert "After the answer: " not in says(page, "recommend")
    assert "Takes it elsewhere" in page
    assert table(omar, "experience", "buying")[2][:2] == ["After an interview", "8"]
    assert_exact()


def test_an_answer_that_does_not_count_yet_is_in_no_figure(cast: Cast, omar: Client) -> None:
    opinions(cast, [9] * 9, counted_at=None, month=None)

    assert counted("recommend") == {}
    assert "Nothing to count yet." in look(omar, "experience")


def test_a_fact_of_what_somebody_said_leads_to_nobody(cast: Cast) -> None:
    opinions(cast, [9] * 5, relationship=1)
    facts = Fact.objects.filter(measure__in=["recommend", "relationship"])

    assert facts.count() == 10
    assert not facts.exclude(application=None, member=None, contact=None).exists()


def test_a_teams_answers_cannot_be_worked_out_from_those_of_the_rest(
    cast: Cast, omar: Client
) -> None:
    opinions(cast, [9] * 7)
    opinions(cast, [0] * 3, team=other_team())

    page = look(omar, "experience", team=str(cast.shop.pk), months="")

    assert "Not shown: with the total beside it" in page
    assert says(page, "recommend") == "Too few answers to say."
    assert says(look(omar, "experience"), "recommend").startswith("After an interview: +40")


def test_a_month_cannot_be_worked_out_from_a_longer_and_a_shorter_span(
    cast: Cast, omar: Client
) -> None:
    opinions(cast, [9] * 6)
    opinions(cast, [0] * 2, month=date(2026, 3, 1))

    assert "Not shown: with the total" in look(omar, "experience", months="3")
    assert says(look(omar, "experience", months="12"), "recommend").startswith("After an int")


# M21
def test_both_sides_of_the_table_stand_side_by_side(cast: Cast, omar: Client) -> None:
    depot = other_team()
    opinions(cast, [9, 10, 9, 8, 10, 9])
    opinions(cast, [2, 3, 6, 8, 1, 0], team=depot)
    panel(cast.shop, [9, 9, 10, 8, 9])
    panel(depot, [3, 5, 7, 2, 6])
    page = look(omar, "teams")
    rows = {row[0]: row for row in table(omar, "teams", "teams")[1:]}

    assert float(rows["Shop"][1]) > 0 > float(rows["Depot"][1])
    assert float(rows["Shop"][4]) > 0 > float(rows["Depot"][4])
    assert "Shop: interviewers +" in says(page, "teams")
    assert_exact()


def test_a_small_team_stays_out_of_the_picture(cast: Cast, omar: Client) -> None:
    opinions(cast, [9] * 6)
    panel(cast.shop, [9] * 4)
    page = look(omar, "teams")

    assert 'role="img"' not in page
    assert "Too few: 4 answers" in page


def test_odd_words_in_the_address_are_no_error(omar: Client) -> None:
    for asked in ({"months": "x"}, {"team": "9' OR 1"}, {"months": "12", "team": "99999"}):
        assert look(omar, "funnel", **asked)
    assert omar.get("/desk/insights/funnel/", {"as": "csv", "of": "x"}).status_code == 404


def test_names_that_look_like_formulas_run_nowhere(cast: Cast, omar: Client) -> None:
    Team.objects.filter(pk=cast.shop.pk).update(name="=HYPERLINK(1)")
    opinions(cast, [9] * 6)

    assert table(omar, "teams", "teams")[1][0] == "'=HYPERLINK(1)"


def test_lines_are_read_without_names_and_never_fewer_than_five(cast: Cast, omar: Client) -> None:
    opinions(cast, [9] * 4, line="Susan was kind.")
    assert "Susan was kind." not in look(omar, "experience/lines", moment="interview")

    opinions(cast, [3], line="<b>Nobody rang</b>.")
    page = look(omar, "experience/lines", moment="interview")
    assert "Susan was kind." in page
    assert "&lt;b&gt;Nobody rang&lt;/b&gt;" in page


# M33
def test_beside_what_people_say_stands_how_many_said_anything(cast: Cast, omar: Client) -> None:
    opinions(cast, [10, 9, 9])
    opinions(cast, [9, 3], counted_at=None, month=None)
    for _ in range(5):
        silent(cast, Moment.INTERVIEW)
    silent(cast, Moment.ANSWER)
    renew_all()
    page = look(omar, "experience")
    rows = table(omar, "experience", "response")

    assert rows[0] == ["Asked", "People asked", "Answered", "Share"]
    assert rows[1:] == [
        ["After applying", "0", "Nobody was asked."],
        ["After an interview", "10", "5", "0.5"],
        ["After the answer", "1", "Too few were asked."],
    ]
    assert says(page, "response") == "After an interview: 50 % (24 to 76 %)."
    assert "the share who answered any question, whether or not it counts yet" in page
    assert_exact()


def silent(cast: Cast, moment: Moment) -> None:
    """Somebody who was asked and said nothing."""
    Asking.objects.create(
        moment=moment.value,
        opening=cast.opening,
        team=cast.shop,
        stage=cast.interview,
        language="en",
        since=NOW,
        asked_at=NOW,
    )


def test_two_spans_of_two_teams_do_not_add_up_to_somebody(cast: Cast, omar: Client) -> None:
    """A team kept back for a span cannot be had as everybody's less the other team's."""
    depot = other_team()
    opinions(cast, [9] * 6)
    opinions(cast, [0] * 2, month=date(2026, 3, 1))
    opinions(cast, [9] * 20, team=depot)
    opinions(cast, [9] * 20, team=depot, month=date(2026, 3, 1))

    assert "Not shown" in look(omar, "experience", months="3", team=str(cast.shop.pk))
    assert "Not shown" in look(omar, "experience", months="3", team=str(depot.pk))
    assert says(look(omar, "experience", months="3"), "recommend").startswith("After an int")
    for team in (cast.shop, depot):
        page = look(omar, "experience", months="12", team=str(team.pk))
        assert says(page, "recommend").startswith("After an interview")


def test_one_interviewer_more_in_a_longer_span_is_not_told(cast: Cast, omar: Client) -> None:
    """M21: both sides of the table keep to the same rule."""
    depot = other_team()
    panel(cast.shop, [9] * 5)
    panel(depot, [9] * 9)
    PanelOpinion.objects.create(side="panel", team=cast.shop, month=date(2026, 3, 1), recommend=0)
    renew_all()
    short = {row[0]: row[1] for row in table(omar, "teams", "teams", months="3")[1:]}
    long = {row[0]: row[1] for row in table(omar, "teams", "teams", months="12")[1:]}

    assert all(said.startswith("Not shown") for said in short.values())
    assert all(float(said) for said in long.values())


def test_what_is_overdue_is_on_the_map_before_anything_noted_it(cast: Cast, omar: Client) -> None:
    for number in range(5):
        apply(cast, f"Ana{number} Moreau", now=NOW - timedelta(days=3))
    renew_all()

    assert counted("promise") == {"open": 5}
    assert "Of 5 promises 100 % were not kept in time." in look(omar, "heat")
    assert table(omar, "heat", "heat", team=str(other_team().pk)) == [
        ["Due", "Promises", "Not kept in time", "Share"]
    ]
