"""Nobody reads another's scores before theirs are in; a decision waits for all, or says why not."""

# M20

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from hearback.answers.actions import hire, hold, start_batch, start_closing
from hearback.answers.actions.start_batch import Plan
from hearback.answers.models import Answer, AnswerKind, Outcome
from hearback.answers.tests.makers import REASON, THANKS, helpful, tell_no, tell_onward
from hearback.careers.actions import withdraw
from hearback.channels.models import Message
from hearback.interviews.booking import actions as act
from hearback.interviews.day.actions import note_held
from hearback.interviews.kits.actions import owe_scorecards, tend_scorecards
from hearback.interviews.kits.tests.makers import (
    AFTER,
    EVIDENCE,
    HOUR,
    as_,
    files,
    seat,
    visited,
)
from hearback.interviews.models import Debt, InterviewState
from hearback.interviews.tests.makers import MONDAY, booked, time_at
from hearback.kit.errors import Refused
from hearback.ledger.actions import sweep
from hearback.ledger.models import Entry, Promise, Promisee, PromiseState
from hearback.pipeline.models import ApplicationState
from tests.cast import Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.careers.tests.conftest import Clock
    from hearback.interviews.models import Interview

pytestmark = pytest.mark.django_db

BAD = "She could not say what she would do anew."
NOON = datetime(2026, 12, 1, 17, 0, tzinfo=UTC)
"""Noon in Toronto of the working day after the visit."""


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def visit(cast: Cast, page_clock: Clock) -> Interview:
    """Ana's visit, which is over: Grace and Jo on leading, Ben on the floor."""
    page_clock.moment = AFTER
    return visited(cast, apply(cast))


def _debrief(member: Member, visit: Interview) -> str:
    answer = as_(member).get(f"/desk/applications/{visit.application.public_id}/debrief/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def _press(member: Member, visit: Interview, whose: Member, act: str, **fields: str) -> Any:
    where = f"/desk/panelists/{seat(visit, whose).public_id}/{act}/"
    return as_(member).post(where, fields)


def _hires(cast: Cast, visit: Interview) -> Answer:
    return hire(
        application=visit.application,
        words="The job is yours.",
        caller=cast.susan,
        ring_by=AFTER + timedelta(days=2),
        by=cast.susan,
        now=AFTER,
    )


# Case 123: absent from the bytes, not just hidden.


def test_others_scores_are_not_in_the_page_before_ones_own_is_filed(
    cast: Cast, visit: Interview
) -> None:
    files(visit, cast.grace, level=1, overall="no", summary=BAD)
    page = _debrief(cast.jo, visit)
    assert BAD not in page
    assert EVIDENCE not in page
    assert "Grace Okafor" in page
    assert "Write yours first" in page
    card = as_(cast.jo).get(f"/desk/interviews/{visit.public_id}/scorecard/").content.decode()
    assert BAD not in card
    files(visit, cast.jo)
    assert BAD in _debrief(cast.jo, visit)


def test_who_does_not_score_reads_once_everybody_is_in(cast: Cast, visit: Interview) -> None:
    files(visit, cast.grace, summary=BAD)
    files(visit, cast.jo)
    for reader in (cast.susan, cast.omar, cast.alex):
        page = _debrief(reader, visit)
        assert BAD not in page
        assert "shown once everybody has filed" in page
        assert "The decision waits for Ben Ruiz." in page
    files(visit, cast.ben)
    assert BAD in _debrief(cast.susan, visit)


def test_a_first_round_is_not_read_by_who_still_scores_the_second(
    cast: Cast, visit: Interview
) -> None:
    for member in (cast.grace, cast.jo, cast.ben):
        files(visit, member, summary=BAD)
    again = visit.application.opening.rounds.get()
    again.pk, again.public_id, again.position = None, visit.uid[:36], 2
    again.save()
    part = again.sessions.create(position=1, topic="Once more")
    part.people.add(cast.susan)
    visit.round.sessions.get(position=2).covers.update(session=part)
    booked(cast, visit.application, again, at=AFTER + timedelta(days=3))
    assert BAD not in _debrief(cast.susan, visit)
    assert BAD in _debrief(cast.omar, visit)


def test_strangers_find_no_debrief(cast: Cast, visit: Interview) -> None:
    stranger = apply(cast, "Bo Lind", opening=cast.other_opening)
    addresses = [
        f"/desk/applications/{one.public_id}/debrief/" for one in (visit.application, stranger)
    ]
    assert [as_(cast.ben).get(where).status_code for where in addresses] == [200, 404]
    assert [Client().get(where).status_code for where in addresses] == [302, 302]


def test_agreement_and_spread_stand_in_words_with_names_and_evidence(
    cast: Cast, visit: Interview
) -> None:
    files(visit, cast.grace, level=1, overall="no", summary=BAD)
    files(visit, cast.jo, level=4)
    files(visit, cast.ben, level=0)
    page = _debrief(cast.omar, visit)
    assert "Apart: from 1 to 4. Talk about this first." in page
    assert "Some say yes and some say no." in page
    assert "Nobody asked about this." in page
    assert page.count("Grace Okafor") > 2
    assert EVIDENCE in page


def test_every_version_stays_to_be_read_with_its_reason(cast: Cast, visit: Interview) -> None:
    for member in (cast.grace, cast.jo, cast.ben):
        files(visit, member)
    where = f"/desk/interviews/{visit.public_id}/scorecard/"
    as_(cast.grace).post(where, {"act": "anew", "why": "I mixed up two people."})
    assert "I mixed up two people." not in _debrief(cast.omar, visit)
    as_(cast.grace).post(where, {"act": "file", "summary": "It was Bo.", "seen": "{}"})
    page = _debrief(cast.omar, visit)
    assert "Version 2, written after the others could be read: I mixed up two people." in page
    assert "It was Bo." in page
    assert "She has done the work." in page


# The decision waits.


DECIDE = {
    "a no": lambda cast, visit: tell_no(cast, visit.application, now=AFTER),
    "onward": lambda cast, visit: tell_onward(cast, visit.application, now=AFTER),
    "hired": _hires,
}


@pytest.mark.parametrize("decide", DECIDE.values(), ids=DECIDE.keys())
def test_a_decision_waits_for_every_scorecard_by_name(
    cast: Cast, visit: Interview, decide: Any
) -> None:
    files(visit, cast.jo)
    said = "The decision about Ana Moreau waits for the scorecards of Ben Ruiz and Grace Okafor."
    with pytest.raises(Refused, match=said):
        decide(cast, visit)
    assert not Answer.objects.exists()
    files(visit, cast.grace)
    files(visit, cast.ben)
    decide(cast, visit)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("kind", ["onward", "decline", "hire", "hold"])
def test_the_page_of_an_answer_says_what_it_waits_for(
    cast: Cast, visit: Interview, kind: str
) -> None:
    where = f"/desk/applications/{visit.application.public_id}/{kind}/"
    page = as_(cast.susan).get(where).content.decode()
    assert ("waits for the scorecards of" in page) == (kind != "hold")
    assert ("/debrief/" in page) == (kind != "hold")


def test_an_interview_that_only_ended_by_the_clock_counts_too(cast: Cast, visit: Interview) -> None:
    visit.state = InterviewState.BOOKED
    visit.save()
    with pytest.raises(Refused, match="waits for"):
        _hires(cast, visit)
    visit.state = InterviewState.MISSED
    visit.save()
    _hires(cast, visit)


def test_a_new_date_and_a_withdrawal_wait_for_nobody(cast: Cast, visit: Interview) -> None:
    owe_scorecards(visit, now=AFTER)
    hold(
        application=visit.application,
        reason="Grace is ill.",
        due_at=AFTER + timedelta(days=5),
        by=cast.susan,
        now=AFTER,
    )
    withdraw(application=visit.application, now=AFTER)
    tend_scorecards(now=AFTER)
    assert visit.application.promises.get(what="scorecard", owner=cast.ben).state == "released"


def test_a_no_because_the_job_is_gone_waits_for_nobody(cast: Cast, visit: Interview) -> None:
    start_closing(opening=cast.opening, outcome=Outcome.CLOSED, by=cast.susan, now=AFTER)
    named = cast.opening.criteria.first()
    with pytest.raises(Refused, match="waits for"):
        tell_no(cast, visit.application, criterion=named, outcome=Outcome.CLOSED, now=AFTER)
    tell_no(cast, visit.application, criterion=None, outcome=Outcome.CLOSED, reason="", now=AFTER)
    assert Answer.objects.get().criterion is None


def test_a_no_to_many_waits_with_names_unless_the_job_is_gone(cast: Cast, visit: Interview) -> None:
    apply(cast, "Bo Lind", now=AFTER)
    known: dict[str, Any] = {
        "kind": AnswerKind.DECLINE,
        "thanks": {cast.new.pk: THANKS},
        "resource": helpful(),
    }
    criterion = cast.opening.criteria.first()
    with pytest.raises(Refused, match="Ana Moreau waits for the scorecards"):
        start_batch(
            opening=cast.opening,
            plan=Plan(**known, reason=REASON, criterion=criterion),
            by=cast.susan,
            now=AFTER,
        )
    start_closing(opening=cast.opening, outcome=Outcome.CLOSED, by=cast.susan, now=AFTER)
    gone = Plan(**known, reason="", outcome=Outcome.CLOSED)
    assert start_batch(opening=cast.opening, plan=gone, by=cast.susan, now=AFTER).size == 2
    del visit


def test_a_waiver_names_who_and_why_and_lets_the_decision_go(cast: Cast, visit: Interview) -> None:
    files(visit, cast.jo, summary=BAD)
    files(visit, cast.grace)
    owe_scorecards(visit, now=AFTER)
    assert _press(cast.susan, visit, cast.ben, "waive", reason=" ").status_code == 409
    answer = _press(cast.susan, visit, cast.ben, "waive", reason="Ben was called away.")
    assert answer.status_code == 302
    page = _debrief(cast.susan, visit)
    assert "not waited for, says Susan Ito: Ben was called away." in page
    assert BAD in page
    assert visit.application.promises.get(what="scorecard").state == PromiseState.RELEASED
    assert Entry.objects.filter(kind="interview.scorecard_waived", by=cast.susan).exists()
    assert _press(cast.susan, visit, cast.ben, "waive", reason="Again").status_code == 409
    _hires(cast, visit)


def test_a_card_filed_after_a_waiver_says_that_the_others_could_be_read(
    cast: Cast, visit: Interview
) -> None:
    files(visit, cast.jo)
    assert not files(visit, cast.grace).saw_others
    _press(cast.susan, visit, cast.ben, "waive", reason="Ben was called away.")
    assert files(visit, cast.ben).saw_others
    assert "Filed after the others could be read." in _debrief(cast.susan, visit)


def test_interviewers_waive_and_remind_nobody(cast: Cast, visit: Interview) -> None:
    for verb in ("waive", "remind"):
        assert _press(cast.ben, visit, cast.grace, verb, reason="Because").status_code == 404
    assert not Debt.objects.exists()


# What is owed.


def test_a_scorecard_is_owed_by_noon_of_the_next_working_day(cast: Cast, visit: Interview) -> None:
    assert owe_scorecards(visit, now=AFTER) == 3
    assert owe_scorecards(visit, now=AFTER) == 0
    assert tend_scorecards(now=AFTER) == 0
    promise = Promise.objects.get(what="scorecard", owner=cast.grace)
    assert (promise.promisee, promise.due_at) == (Promisee.TEAM, NOON)
    today = as_(cast.grace).get("/desk/").content.decode()
    assert "You met Ana. Your scorecard is owed by then." in today
    where = f"/desk/applications/{visit.application.public_id}/scorecard/"
    assert where in today
    assert as_(cast.grace).get(where)["Location"].endswith(f"{visit.public_id}/scorecard/")
    files(visit, cast.grace)
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    assert as_(cast.grace).get(where)["Location"].endswith("/debrief/")


def test_the_clock_owes_what_nobody_said_was_over(cast: Cast, visit: Interview) -> None:
    visit.state = InterviewState.BOOKED
    visit.save()
    del cast
    assert visit.ends_at is not None
    assert tend_scorecards(now=visit.ends_at) == 0
    assert tend_scorecards(now=visit.ends_at + HOUR) == 3
    visit.state = InterviewState.MISSED
    visit.save()
    tend_scorecards(now=visit.ends_at + HOUR)
    assert not Promise.objects.open().filter(what="scorecard").exists()


def test_a_new_time_is_scored_after_it_and_not_before(cast: Cast, visit: Interview) -> None:
    visit.state = InterviewState.BOOKED
    visit.save()
    assert tend_scorecards(now=AFTER) == 3  # nobody said whether it took place
    later = MONDAY + timedelta(days=2)
    slot = time_at(visit.round, later)
    act.move(interview=visit, slot=slot, reason="Snow.", by=cast.susan, now=AFTER)
    assert tend_scorecards(now=AFTER + HOUR) == 0
    assert not Promise.objects.open().filter(what="scorecard").exists()
    assert tend_scorecards(now=later + 3 * HOUR) == 3


def test_whoever_was_replaced_owes_no_scorecard(cast: Cast, visit: Interview) -> None:
    visit.state = InterviewState.BOOKED
    visit.save()
    tend_scorecards(now=AFTER)
    ben = seat(visit, cast.ben)
    act.replace(panelist=ben, stand_in=cast.alex, reason="Ill.", by=cast.susan, now=AFTER)
    assert tend_scorecards(now=AFTER + HOUR) == 1
    owed = Promise.objects.open().filter(what="scorecard")
    assert {one.owner for one in owed} == {cast.grace, cast.jo, cast.alex}


def test_a_meeting_that_took_place_is_scored_at_once(cast: Cast, visit: Interview) -> None:
    visit.state = InterviewState.BOOKED
    visit.save()
    note_held(interview=visit, by=cast.susan, now=AFTER)
    assert Promise.objects.open().filter(what="scorecard").count() == 3


def test_the_candidate_is_owed_nothing_by_it(cast: Cast, visit: Interview) -> None:
    owe_scorecards(visit, now=AFTER)
    letters = Message.objects.count()
    sweep(now=Promise.objects.filter(what="scorecard").latest("remind_at").remind_at)
    sweep(now=NOON + HOUR)
    ours = Message.objects.order_by("pk")[letters:]
    assert {one.to_address for one in ours if one.purpose.startswith("interviews.")} == {
        cast.ben.email,
        cast.grace.email,
        cast.jo.email,
    }
    assert visit.application.state == ApplicationState.IN_PROGRESS


def test_one_that_came_and_went_is_owed_again(cast: Cast, visit: Interview) -> None:
    owe_scorecards(visit, now=AFTER)
    Promise.objects.filter(what="scorecard").update(
        state=PromiseState.BROKEN, closed_at=NOON + HOUR
    )
    assert tend_scorecards(now=NOON + HOUR) == 3
    again = Promise.objects.open().get(what="scorecard", owner=cast.ben)
    assert again.due_at == NOON + timedelta(days=1)
    assert again.follows is not None
    assert "Your scorecard is owed by then." in as_(cast.ben).get("/desk/").content.decode()


def test_a_reminder_goes_by_mail_and_not_twice_a_day(cast: Cast, visit: Interview) -> None:
    assert _press(cast.susan, visit, cast.ben, "remind").status_code == 302
    letter = Message.objects.get(purpose="interviews.scorecard_missing")
    assert (letter.to_address, letter.subject) == (
        cast.ben.email,
        "Ana Moreau waits for your scorecard",
    )
    again = _press(cast.susan, visit, cast.ben, "remind")
    assert again.status_code == 409
    assert "Ben Ruiz was reminded on" in again.content.decode()
    files(visit, cast.ben)
    assert _press(cast.susan, visit, cast.ben, "remind").status_code == 409
