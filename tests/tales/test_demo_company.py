"""The whole demo company, moved in and let live for days by the commands a visitor would type."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from hearback.postgres import NAME, Embedded
from hearback.rules.measures import FLOOR, Moment
from tests.platform.houses import House, house

pytestmark = [pytest.mark.embedded, pytest.mark.slow]


@pytest.fixture(scope="module")
def company() -> Iterator[House]:
    """A house Harbour & Pine has moved into."""
    with house(HEARBACK_DEMO="on") as one, one.database_kept():
        assert one.run("migrate").returncode == 0
        loaded = one.run("demo")
        assert loaded.returncode == 0, loaded.stderr
        assert "Sign in as:" in loaded.stdout
        yield one


def rows(one: House, query: str) -> list[tuple[Any, ...]]:
    """What a query finds in its database."""
    socket = str(Embedded(one.data).socket)
    with psycopg.connect(host=socket, user=NAME, dbname=NAME) as line:
        return line.execute(query).fetchall()


def broken_guarantees(one: House) -> dict[str, int]:
    """What ``hearback check`` counts that must be zero, and is not."""
    said = json.loads(one.run("check", "--json").stdout)
    found = said["invariants"]
    return {row["name"]: row["count"] for row in found if row["must_be_zero"] and row["count"]}


def test_a_hundred_and_twenty_people_in_every_state(company: House) -> None:
    states = dict(rows(company, "SELECT state, count(*) FROM pipeline_application GROUP BY 1"))
    assert states == {"in_progress": 76, "declined": 34, "withdrawn": 6, "hired": 4}
    stages = rows(
        company,
        """
        SELECT s.kind FROM pipeline_stage s JOIN pipeline_application a ON a.stage_id = s.id
         WHERE a.state = 'in_progress' GROUP BY 1
        """,
    )
    assert {kind for (kind,) in stages} == {"new", "review", "interview", "offer"}


def test_letters_wait_came_back_and_got_lost_as_they_do(company: House) -> None:
    states = dict(rows(company, "SELECT state, count(*) FROM channels_message GROUP BY 1"))
    assert states["failed"] == states["in_doubt"] == 1
    waits = (
        "SELECT count(*) FROM channels_message WHERE state = 'queued' AND send_after > created_at"
        " AND purpose = 'answers.decline'"
    )
    assert rows(company, waits) == [(3,)], "they wait for their decent moment"
    assert len(list((company.data / "mailbox").glob("*.eml"))) == states["accepted"]


def test_no_two_people_are_told_no_in_the_same_words(company: House) -> None:
    letters = rows(
        company, "SELECT to_name, text FROM channels_message WHERE purpose = 'answers.decline'"
    )
    bodies = [re.sub(r"(?s)Hello .*?,|[0-9]+ \w+", "", text) for _name, text in letters]
    assert len(set(bodies)) > len(bodies) * 0.9


def test_enough_say_how_it_was_for_every_figure_to_be_shown(company: House) -> None:
    """Five answers and more after each moment, and of both sides of interviews in one team."""
    said = rows(
        company,
        """
        SELECT a.moment, count(*), count(*) FILTER (WHERE o.relationship = 1)
          FROM surveys_opinion o JOIN surveys_asking a ON a.id = o.asking_id
         WHERE o.counted_at IS NOT NULL GROUP BY 1
        """,
    )
    assert {moment for moment, number, _lost in said if number >= FLOOR} == set(Moment)
    assert sum(lost for _moment, _number, lost in said) >= 2, "the honest low voices"
    sides = rows(
        company,
        "SELECT side, team_id, count(*) FROM interviews_opinion"
        " WHERE interview_id IS NULL GROUP BY 1, 2",
    )
    assert {side for side, _team, number in sides if number >= FLOOR} == {"candidate", "panel"}
    assert len({team for _side, team, _number in sides}) == 1


def test_the_analyst_sees_money_at_risk_with_a_range(company: House) -> None:
    found = rows(company, "SELECT low, value, high FROM insights_calculation ORDER BY kept_at")
    low, value, high = found[-1]
    assert 0 < low < value < high


def test_nothing_the_house_guarantees_is_broken(company: House) -> None:
    assert broken_guarantees(company) == {}


def test_a_second_company_does_not_move_in(company: House) -> None:
    before = rows(company, "SELECT count(*) FROM ledger_entry")
    assert company.run("demo").returncode == 0
    assert rows(company, "SELECT count(*) FROM pipeline_application") == [(120,)]
    after = rows(company, "SELECT count(*) FROM ledger_entry")
    assert after == before


def test_three_days_later_everyone_has_heard_and_it_is_told_in_sentences(company: House) -> None:
    went = company.run("demo", "--advance", "3d")
    assert went.returncode == 0, went.stderr
    assert "apologised for being late" in went.stdout
    assert re.search(r"Meanwhile: \d+ promises? (was|were) kept", went.stdout)
    assert "The demo's clock says" in went.stdout
    assert broken_guarantees(company) == {}
    waiting = rows(
        company,
        "SELECT count(*) FROM channels_message WHERE state = 'queued' AND send_after < now()",
    )
    assert waiting == [(0,)]
