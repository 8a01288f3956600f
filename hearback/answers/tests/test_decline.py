"""A no: plain, thankful, true, helpful, at a decent hour, or not at all."""

# M28 M29

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hearback.answers import actions
from hearback.answers.models import AnswerState, Outcome, ResourceKind
from hearback.answers.tests.makers import (
    DAY,
    HOUR,
    MINUTE,
    REASON,
    at,
    helpful,
    open_promises,
    send,
    tell_no,
)
from hearback.channels.models import Message
from hearback.kit.errors import Refused
from hearback.ledger.actions import hand_over, sweep
from hearback.ledger.models import Entry, Promise, PromiseState
from hearback.pipeline.models import ApplicationState, Opening, OpeningState
from tests.cast import NOW, apply, make_cast

if TYPE_CHECKING:
    from datetime import datetime

    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db

THURSDAY_9_30 = at(2026, 11, 26, 14, 30)


def _letter(message: Message | None) -> str:
    assert message is not None
    return message.text


def test_the_letter_has_the_shape_of_a_decent_no() -> None:
    """The no first, thanks, the reason, help, a person to answer to, the data line."""
    cast = make_cast()
    text = _letter(tell_no(cast, apply(cast)).message)
    said = [
        "Hello Ana,",
        "We will not be taking your application of 24 November to be our Shop manager further.",
        "Thank you for coming in on Monday and for the plan you drew.",
        "The reason: This job needs “two years of leading a team”. Others who applied have led",
        "Something that may help as you go on: Leading a team, evenings. Free at the library",
        "Open its page: https://library.example/leading",
        "answer it or ring me",
        "Susan Ito",
        "+1 416 555 0101",
        "We keep your papers for six months after our answer.",
    ]
    places = [text.find(words) for words in said]
    assert -1 not in places
    assert places == sorted(places)


def test_it_ends_the_application_once_the_letter_has_arrived_and_not_before(
    relay: TestRelay,
) -> None:
    """Decided on Tuesday, told on Thursday before the promise falls due."""
    cast = make_cast()
    application = apply(cast)
    promise = application.promises.get()
    answer = tell_no(cast, application, now=NOW + 30 * HOUR)
    assert send(NOW + 31 * HOUR) == 1
    application.refresh_from_db()
    assert (application.state, promise.state) == (ApplicationState.IN_PROGRESS, PromiseState.OPEN)
    assert answer.send_at == THURSDAY_9_30
    assert send(THURSDAY_9_30) == 1
    for row in (application, promise, answer):
        row.refresh_from_db()
    assert (application.state, application.ended_at) == (ApplicationState.DECLINED, THURSDAY_9_30)
    assert promise.state == PromiseState.KEPT
    assert (answer.state, answer.given_at) == (AnswerState.GIVEN, THURSDAY_9_30)
    assert len(relay.taken_by("ana.moreau@mail.example")) == 2


@pytest.mark.parametrize(
    ("decided", "due_at", "leaves", "because"),
    [
        # A day to think again; Friday 16:00 waits for Monday; a promise is never broken for it.
        (NOW, at(2026, 12, 20, 15), at(2026, 11, 25, 15), "waits a day"),
        (at(2026, 11, 27, 21), at(2026, 12, 20, 15), at(2026, 11, 30, 13), "waits a day"),
        (NOW, at(2026, 11, 25, 15), at(2026, 11, 25, 14, 30), "because the promise is due"),
        (NOW, NOW + 20 * MINUTE, NOW + MINUTE / 6, "at once"),
    ],
)
def test_it_leaves_at_a_decent_hour_but_never_after_the_promise(
    decided: datetime, due_at: datetime, leaves: datetime, because: str
) -> None:
    """Rule 15: a day to think again, working hours of the reader, and the promise beats both."""
    cast = make_cast()
    application = apply(cast)
    Promise.objects.filter(application=application).update(
        remind_at=NOW, escalate_at=NOW, due_at=due_at
    )
    answer = tell_no(cast, application, now=decided)
    assert answer.send_at == leaves
    assert because in answer.timing_reason


def test_a_holiday_of_the_place_is_no_day_for_a_no() -> None:
    """Decided on 24 December in Toronto: Christmas, Boxing Day and the weekend pass first."""
    cast = make_cast()
    application = apply(cast)
    Promise.objects.filter(application=application).update(due_at=at(2027, 2, 1))
    answer = tell_no(cast, application, now=at(2026, 12, 24, 17))
    assert answer.send_at.date() > at(2026, 12, 27).date()
    assert answer.send_at.weekday() < 5


def test_somebody_may_choose_not_to_wait_and_it_is_on_record() -> None:
    """Ana rang and asked; Susan presses send now."""
    cast = make_cast()
    answer = tell_no(cast, apply(cast), send_now=True)
    entry = Entry.objects.get(kind="answer.decline_decided")
    assert answer.sent_now
    assert answer.send_at - NOW == MINUTE / 6
    assert entry.payload["timing"] == "It goes now, as you asked."
    assert entry.by == cast.susan


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"thanks": " . "}, "Thank the person"),
        ({"reason": " "}, "Give the reason"),
        ({"criterion": None}, "Name what the opening needs"),
        ({"criterion": None, "outcome": Outcome.FILLED}, "neither filled nor being closed"),
        ({"criterion": None, "outcome": Outcome.CLOSED}, "neither filled nor being closed"),
        ({"resource": None}, "Choose something that helps"),
        ({"reason": "We were not sure about the culture fit."}, "“culture fit” is not a reason"),
        ({"reason": "You are overqualified."}, "is not a reason tied to the job"),
        ({"reason": "Somebody fit better, we keep your CV on file."}, "promises to keep papers"),
        ({"reason": "You were great!"}, "A no has none"),
        ({"thanks": "[what they did]"}, "not filled in"),
        ({"reason": "Due to the high volume of people we chose others."}, "a stock phrase"),
    ],
)
def test_without_thanks_reason_criterion_and_help_or_with_forbidden_words_it_is_refused(
    wrong: dict[str, Any], sentence: str
) -> None:
    """It cannot be sent without them; and nothing of it was done."""
    cast = make_cast()
    application = apply(cast)
    with pytest.raises(Refused, match=sentence):
        tell_no(cast, application, **wrong)
    assert not application.answers_given.exists()
    assert not Message.objects.filter(purpose="answers.decline").exists()
    assert tell_no(cast, application).state == AnswerState.WAITING


def test_a_word_the_opening_itself_uses_may_be_said() -> None:
    """Where the job is about them, "children" is no private matter."""
    cast = make_cast()
    application = apply(cast)
    reason = "Others have worked longer with children."
    with pytest.raises(Refused, match="“children” is not a reason"):
        tell_no(cast, application, reason=reason)
    Opening.objects.filter(pk=cast.opening.pk).update(title="Leader of a children group")
    assert reason in tell_no(cast, application, reason=reason).reason


@pytest.mark.parametrize("name", ["Youthful Nomad", "[First Name]", "Thanks Mbeki", "Ann!", "{x}"])
def test_nobody_goes_without_an_answer_because_of_their_name(name: str) -> None:
    """The words of who decides are read, not the name."""
    cast = make_cast()
    application = apply(cast)
    application.name = name
    application.save()
    assert name.split(maxsplit=1)[0] in _letter(tell_no(cast, application).message)


def test_a_criterion_of_another_opening_is_refused() -> None:
    """The reason is tied to this job."""
    cast = make_cast()
    other = cast.other_opening.criteria.first()
    with pytest.raises(Refused, match="another opening"):
        tell_no(cast, apply(cast), criterion=other)


def test_another_opening_helps_while_it_takes_applications_and_is_another_one() -> None:
    """Published, and not the one this no is about."""
    cast = make_cast()
    application = apply(cast)
    same = actions.offer_opening(opening=cast.opening, by=cast.susan, now=NOW)
    other = actions.offer_opening(opening=cast.other_opening, by=cast.susan, now=NOW)
    with pytest.raises(Refused, match="That is the opening"):
        tell_no(cast, application, resource=same)
    Opening.objects.filter(pk=cast.other_opening.pk).update(state=OpeningState.PAUSED)
    other.refresh_from_db()
    with pytest.raises(Refused, match="takes no applications"):
        tell_no(cast, application, resource=other)
    Opening.objects.filter(pk=cast.other_opening.pk).update(state=OpeningState.PUBLISHED)
    other.refresh_from_db()
    text = _letter(tell_no(cast, application, resource=other).message)
    assert "See the opening: http://testserver/jobs/window-dresser/" in text


def test_help_that_is_not_offered_is_refused() -> None:
    """What nobody here has checked is sent to nobody."""
    cast = make_cast()
    closed = helpful(kind=ResourceKind.SERVICE, title="Old hotline", is_offered=False)
    with pytest.raises(Refused, match="not offered"):
        tell_no(cast, apply(cast), resource=closed)


def test_that_the_job_is_filled_may_be_said_once_somebody_has_it() -> None:
    """A fact, not an excuse."""
    cast = make_cast()
    winner, other = apply(cast, "Bo Chen"), apply(cast)
    actions.hire(
        application=winner,
        words="",
        caller=cast.susan,
        ring_by=NOW + DAY,
        by=cast.susan,
        now=NOW,
    )
    answer = tell_no(cast, other, criterion=None, reason="", outcome=Outcome.FILLED)
    assert answer.reason == "We have given this job to somebody else."


def test_an_opening_without_criteria_needs_a_reason_and_nothing_more() -> None:
    """The criterion is asked for where there is one."""
    cast = make_cast()
    application = apply(cast)
    cast.opening.criteria.all().delete()
    assert tell_no(cast, application, criterion=None).reason == REASON


def test_an_apology_that_came_first_is_kept_by_the_no_too(relay: TestRelay) -> None:
    """The relay was down past the date; the no closes what the apology promised as well."""
    cast = make_cast()
    application = apply(cast)
    answer = tell_no(cast, application, now=NOW + 30 * HOUR)
    relay.die()
    late = application.promises.get().due_at + HOUR
    sweep(now=late)
    relay.start()
    send(late + MINUTE)
    answer.refresh_from_db()
    states = {promise.state for promise in application.promises.all()}
    assert answer.state == AnswerState.GIVEN
    assert states == {PromiseState.BROKEN, PromiseState.KEPT}
    assert open_promises(application) == []


def test_an_answer_stands_when_the_promise_is_handed_over_meanwhile(relay: TestRelay) -> None:
    """Jo takes over from Susan; the letter still keeps what was promised."""
    cast = make_cast()
    application = apply(cast)
    promise = application.promises.get()
    tell_no(cast, application, send_now=True)
    hand_over(promise=promise, to=cast.jo, by=cast.omar, now=NOW)
    send(NOW + MINUTE)
    promise.refresh_from_db()
    assert (promise.state, promise.owner) == (PromiseState.KEPT, cast.jo)
    assert relay.taken
