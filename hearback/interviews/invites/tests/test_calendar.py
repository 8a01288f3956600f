"""Calendar entries as three calendars read them, whatever people are called."""

# M15, faults K97, K100

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from hearback.channels.calendar_part import as_sent
from hearback.interviews.invites.calendar import cancel, request
from hearback.interviews.invites.tests.clients import CLIENTS, Seen, strictly
from hearback.interviews.models import Panelist, Reply, RoundKind
from hearback.interviews.tests.makers import MONDAY, booked, invited, plan
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.interviews.models import Interview

pytestmark = pytest.mark.django_db
HARD_NAMES = [
    "Zoë O'Neil-Smith, Jr.; PhD",
    "Ana\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:x@y.example",
    'Ana "the boss" Moreau: ^n\\n \\, \\',
    "👩‍🔧" * 125,
    "x" * 500,
    "محمد الأحمد",
    "Ana ⟦portal:status|0b9f3c3e-4a6d-4b7e-8a55-2f6f6f6f6f6f|1⟧",
    "",
]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def interview(cast: Cast) -> Interview:
    return booked(cast, apply(cast))


def panelist(interview: Interview, name: str) -> Panelist:
    """One of ours in it, by first name."""
    return interview.panelists.get(member__name__startswith=name)


def unfolded(text: str) -> str:
    """Its lines as they were before they were broken."""
    return text.replace("\r\n ", "")


def read(text: str) -> Seen:
    """What all three calendars agree on."""
    first, *others = [client(text) for client in CLIENTS]
    assert all(other == first for other in others)
    return first


def test_a_candidate_gets_one_entry_for_the_whole_visit(interview: Interview) -> None:
    seen = read(as_sent(request(interview, to=None, now=NOW)))
    assert (seen.method, seen.uid, seen.sequence) == ("REQUEST", interview.uid, 0)
    assert (seen.begins, seen.ends) == (MONDAY, MONDAY + timedelta(minutes=90))
    assert seen.summary == "Shop manager: A visit to the shop, Harbour & Pine"
    assert seen.status == "CONFIRMED"
    assert seen.attendees == {"mailto:ana.moreau@mail.example": "Ana Moreau"}
    for words in (
        "10:00 to 10:45: Leading a team, with Grace Okafor",
        "11:00 to 11:30: On the floor, with Ben Ruiz",
        "How to get in: Ring at the side door; Grace lets you in.",
        "If something comes up, ring Susan Ito, +1 416 555 0101",
        f"/interviews/{interview.public_id}/",
    ):
        assert words in seen.description
    assert "@" not in seen.description


def test_a_panelist_gets_their_own_times_and_a_page_of_their_own(interview: Interview) -> None:
    ben = panelist(interview, "Ben")
    seen = read(request(interview, to=ben, now=NOW))
    assert (seen.begins, seen.ends) == (
        MONDAY + timedelta(minutes=60),
        MONDAY + timedelta(minutes=90),
    )
    assert seen.summary == "Ana Moreau: On the floor (Shop manager)"
    assert set(seen.attendees) == {"mailto:ben@harbour.example", "mailto:grace@harbour.example"}
    assert "Leading a team, with Grace Okafor" in seen.description
    assert f"⟦portal:seat|{ben.public_id}|1⟧" in seen.description
    assert "ana.moreau@mail.example" not in request(interview, to=ben, now=NOW)


def test_links_stand_for_themselves_until_they_are_sent(interview: Interview) -> None:
    """A stolen database opens no page."""
    kept = request(interview, to=None, now=NOW)
    assert "/status/" not in unfolded(kept)
    assert "⟦portal:status|" in unfolded(kept)
    assert "/status/" in read(as_sent(kept)).description


def test_called_off_is_told_to_everybody_and_left_out_to_one(interview: Interview) -> None:
    """Only the first says that the interview itself is off."""
    interview.sequence = 2
    ben = panelist(interview, "Ben")
    off = read(cancel(interview, to=None, now=NOW))
    assert (off.method, off.status, off.sequence) == ("CANCEL", "CANCELLED", 2)
    ben.version_ahead = 1
    alone = read(cancel(interview, to=ben, now=NOW, only_them=True))
    assert (alone.method, alone.status, alone.uid) == ("CANCEL", "", interview.uid)
    assert alone.sequence == 3
    assert "mailto:ben@harbour.example" in alone.attendees


def test_an_answer_to_an_earlier_time_is_not_described_one_to_this(interview: Interview) -> None:
    interview.reply, interview.reply_sequence = Reply.ACCEPTED, 0
    assert "PARTSTAT=ACCEPTED" in unfolded(request(interview, to=None, now=NOW))
    interview.sequence = 1
    assert "PARTSTAT=NEEDS-ACTION" in unfolded(request(interview, to=None, now=NOW))


@pytest.mark.parametrize(
    ("kind", "theirs", "ours"),
    [
        (RoundKind.ON_SITE, "LOCATION:Toronto Queen Street", "LOCATION:Toronto Queen Street"),
        (RoundKind.VIDEO, "LOCATION:https://meet.example/a", "LOCATION:https://meet.example/a"),
        (RoundKind.CALL, "LOCATION:By phone: we ring you", "LOCATION:By phone: +1 416 555 0199"),
    ],
)
def test_where_to_be_depends_on_how_people_meet(
    cast: Cast, kind: RoundKind, theirs: str, ours: str
) -> None:
    interview = booked(cast, apply(cast), plan(cast, kind=kind))
    interview.round.link = "https://meet.example/a"
    if kind == RoundKind.CALL:
        interview.where = "By phone: we ring you"
    assert theirs in request(interview, to=None, now=NOW)
    assert ours in request(interview, to=panelist(interview, "Ben"), now=NOW)


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Falls etwas dazwischenkommt"), ("fr", "En cas d’imprévu"), ("es", "Si surge algo")],
)
def test_the_candidate_reads_it_in_their_language(
    interview: Interview, language: str, words: str
) -> None:
    interview.application.language = language
    assert words in read(request(interview, to=None, now=NOW)).description


def test_an_interview_without_a_time_is_in_no_calendar(cast: Cast) -> None:
    with pytest.raises(ValueError, match="no time"):
        request(invited(cast, apply(cast)), to=None, now=NOW)


@pytest.mark.parametrize("name", HARD_NAMES)
def test_no_name_adds_a_line_or_a_guest(interview: Interview, name: str) -> None:
    """Nor a link, wherever it stands."""
    harmless(interview, name)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=some.text(max_size=500))
def test_no_words_at_all_break_an_entry(interview: Interview, name: str) -> None:
    """Typed by anybody, in any place."""
    harmless(interview, name)


def harmless(interview: Interview, name: str) -> None:
    """Let everybody and everything be called so, and read what comes of it."""
    interview.application.name = name
    interview.application.opening.title = name
    interview.round.name = interview.round.how_to_get_in = interview.where = name
    interview.coordinator.name = interview.coordinator.phone = name
    ben = panelist(interview, "Ben")
    ben.member.name = name
    for to in (None, ben):
        text = request(interview, to=to, now=NOW)
        seen = read(text)
        assert len(seen.attendees) == (1 if to is None else 2)
        assert seen.uid == interview.uid
        assert "\n" not in seen.summary
        assert unfolded(text).count("⟦") == 2
        strictly(cancel(interview, to=to, now=NOW))
