"""Everybody is asked after their letter was accepted, not before, not twice, not against a wish."""

# M33

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from hearback.answers.tests.makers import send, tell_no
from hearback.careers.actions import withdraw
from hearback.channels.models import Message, MessageState
from hearback.interviews.asked.actions import ask_after
from hearback.interviews.models import InterviewState
from hearback.interviews.tests.makers import MONDAY, booked
from hearback.kit.links import fill
from hearback.ledger.actions import sweep
from hearback.ledger.models import PromiseState
from hearback.pipeline.models import Order, OrderKind
from hearback.rules.measures import Moment
from hearback.surveys.actions import Told, ask_no_more, ask_what_is_due, forget, tell
from hearback.surveys.models import Asking, Why
from hearback.surveys.tests.makers import ANSWERED, DAY, answered_no
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.pipeline.models import Application

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("relay")]
LETTERS = ["surveys.applied", "surveys.answered"]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def _ask(at: datetime) -> int:
    """Let the clock ask and the post go out at a moment, once more when hours are quiet."""
    asked = ask_what_is_due(clock=lambda: at)
    send(at)
    return asked


def _asked() -> list[str]:
    found = Message.objects.filter(purpose__in=LETTERS, state=MessageState.ACCEPTED)
    return [f"{one.purpose} {one.to_address}" for one in found.order_by("pk")]


def _why(application: Application, moment: Moment = Moment.ANSWER) -> str:
    return Asking.objects.get(application=application, moment=moment).dropped


def test_the_day_after_the_receipt_was_accepted(cast: Cast) -> None:
    apply(cast)
    assert not Asking.objects.exists(), "the receipt has not left yet"
    assert ask_what_is_due(clock=lambda: NOW + 5 * DAY) == 0
    send(NOW)
    assert _ask(NOW + DAY - timedelta(minutes=1)) == 0
    assert [_ask(NOW + DAY), _ask(NOW + DAY)] == [1, 0]
    assert _asked() == ["surveys.applied ana.moreau@mail.example"]


def test_three_days_after_the_answer_was_accepted_and_only_then(cast: Cast) -> None:
    application = apply(cast)
    tell_no(cast, application, now=NOW)
    assert ask_what_is_due(clock=lambda: NOW + 20 * DAY) == 0, "the no still waits to leave"
    send(ANSWERED)
    assert _ask(ANSWERED + 3 * DAY - timedelta(minutes=1)) == 0
    assert _ask(ANSWERED + 3 * DAY) == 1
    asking = Asking.objects.get(moment=Moment.ANSWER)
    assert asking.after is not None
    assert asking.after.accepted_at is not None
    assert asking.asked_at is not None
    assert asking.after.accepted_at < asking.asked_at
    assert _asked() == ["surveys.answered ana.moreau@mail.example"]


def test_the_letter_is_one_tap_from_the_page(cast: Cast) -> None:
    answered_no(cast)
    _ask(ANSWERED + 3 * DAY)
    letter = Message.objects.get(purpose="surveys.answered")
    text, html = fill(letter.text), fill(letter.html)
    assert text.count("/said/answer/") == 1
    assert all(f"/said/answer/{number}/" in html for number in range(11))
    assert "{0-10}" not in text + html
    assert "30 seconds" in text
    assert "from five people on" in text
    assert "Harbour & Pine" in text
    assert letter.automatic


def test_after_a_quick_answer_nobody_is_asked_about_applying_too(cast: Cast) -> None:
    application = answered_no(cast)
    _ask(ANSWERED + 3 * DAY)
    assert _asked() == ["surveys.answered ana.moreau@mail.example"]
    assert _why(application, Moment.APPLICATION) == Why.OVER


def test_who_waits_for_a_late_answer_is_not_asked_how_applying_was(cast: Cast) -> None:
    application = apply(cast)
    send(NOW)
    late = NOW + 2 * DAY + timedelta(minutes=1)
    for _step in range(3):
        sweep(now=late)
    assert application.promises.filter(state=PromiseState.BROKEN).exists()
    assert ask_what_is_due(clock=lambda: late) == 0
    assert _why(application, Moment.APPLICATION) == Why.OVER


def test_a_no_on_its_way_is_not_preceded_by_a_question(cast: Cast) -> None:
    """Neither by one that is due now nor by one that waits for the morning."""
    first, second = apply(cast, "Ana Moreau"), apply(cast, "Bo Chen")
    send(NOW)
    tell_no(cast, first, now=NOW + DAY)
    assert ask_what_is_due(clock=lambda: NOW + DAY) == 1
    assert _why(first, Moment.APPLICATION) == Why.OVER
    tell_no(cast, second, now=NOW + DAY)
    send(NOW + DAY)
    assert _asked() == []


def test_days_after_the_time_to_ask_nobody_is_asked_how_applying_was(cast: Cast) -> None:
    application = apply(cast)
    send(NOW)
    assert ask_what_is_due(clock=lambda: NOW + 4 * DAY) == 0
    assert _why(application, Moment.APPLICATION) == Why.OVER


def test_never_twice_in_a_month_but_after_an_answer(cast: Cast) -> None:
    first = apply(cast)
    send(NOW)
    _ask(NOW + DAY)
    apply(cast, opening=cast.other_opening, now=NOW + DAY)
    send(NOW + DAY)
    assert _ask(NOW + 3 * DAY) == 0
    tell_no(cast, first, now=NOW + 3 * DAY)
    send(NOW + 5 * DAY)
    assert _ask(NOW + 8 * DAY) == 1
    assert len(_asked()) == 2


def test_two_answers_at_once_are_asked_about_once(cast: Cast) -> None:
    for application in (apply(cast), apply(cast, opening=cast.other_opening)):
        tell_no(cast, application, now=NOW)
    send(ANSWERED)
    assert _ask(ANSWERED + 3 * DAY) == 1
    assert len(_asked()) == 1
    second = Asking.objects.filter(moment=Moment.ANSWER, dropped=Why.LATELY)
    assert second.count() == 1


def test_who_would_rather_not_is_never_asked_again(cast: Cast) -> None:
    application = answered_no(cast)
    ask_no_more(application=application, now=ANSWERED)
    ask_no_more(application=application, now=ANSWERED)
    other = apply(cast, opening=cast.other_opening, now=ANSWERED)
    send(ANSWERED)
    assert _ask(ANSWERED + 40 * DAY) == 0
    assert _why(application) == Why.NOT_AGAIN
    assert _why(other, Moment.APPLICATION) == Why.NOT_AGAIN


def test_a_letter_that_waits_does_not_leave_once_it_is_answered_or_unwanted(cast: Cast) -> None:
    for name, stop in (("Ana Moreau", "quiet"), ("Bo Chen", "said")):
        application = answered_no(cast, name)
        ask_what_is_due(clock=lambda: ANSWERED + 3 * DAY)
        if stop == "quiet":
            ask_no_more(application=application, now=ANSWERED + 3 * DAY)
        else:
            asking = Asking.objects.get(application=application, moment=Moment.ANSWER)
            tell(asking=asking, told=Told(recommend=5), now=ANSWERED + 3 * DAY)
    send(ANSWERED + 4 * DAY)
    stopped = Message.objects.filter(purpose__in=LETTERS)
    assert {one.state for one in stopped} == {MessageState.STOPPED}


def test_a_letter_to_who_was_forgotten_meanwhile_does_not_leave(cast: Cast) -> None:
    application = answered_no(cast)
    assert ask_what_is_due(clock=lambda: ANSWERED + 3 * DAY) == 1
    forget(application=application)
    assert not Asking.objects.exists()
    send(ANSWERED + 4 * DAY)
    letter = Message.objects.get(purpose="surveys.answered")
    assert letter.state == MessageState.STOPPED


def test_a_no_that_came_back_is_not_asked_about(cast: Cast) -> None:
    application = answered_no(cast)
    Message.objects.filter(purpose="answers.decline").update(state=MessageState.RETURNED)
    assert _ask(ANSWERED + 3 * DAY) == 0
    assert _why(application) == Why.CAME_BACK


def test_who_withdrew_gets_no_letter_and_is_asked_on_their_page(cast: Cast) -> None:
    application = apply(cast)
    send(NOW)
    withdraw(application=application, now=NOW)
    assert not Asking.objects.filter(moment=Moment.ANSWER).exists()
    send(NOW)
    asking = Asking.objects.get(moment=Moment.ANSWER)
    assert (asking.asked_at, asking.due_at) == (NOW, None)
    assert _ask(NOW + 10 * DAY) == 0
    assert _asked() == []


def test_an_interview_sends_no_second_letter(cast: Cast) -> None:
    application = apply(cast)
    interview = booked(cast, application)
    interview.state, interview.ended_at = InterviewState.HELD, MONDAY
    interview.save()
    ask_after(interview=interview, now=MONDAY)
    asking = Asking.objects.get(application=application, moment=Moment.INTERVIEW)
    assert (asking.asked_at, asking.message, asking.due_at) == (MONDAY, None, None)
    send(MONDAY)
    assert _asked() == []


def test_a_letter_waits_for_the_morning_where_it_is_read(cast: Cast) -> None:
    apply(cast)
    send(NOW)
    night = (NOW + 2 * DAY).replace(hour=7)  # two in the morning in Toronto
    ask_what_is_due(clock=lambda: night)
    letter = Message.objects.get(purpose="surveys.applied")
    assert letter.send_after == night.replace(hour=13)


def test_an_order_for_neutral_letters_holds(cast: Cast) -> None:
    application = answered_no(cast)
    Order.objects.create(candidate=application.candidate, kind=OrderKind.NEUTRAL, set_at=NOW)
    _ask(ANSWERED + 3 * DAY)
    letter = Message.objects.get(purpose="surveys.answered")
    assert letter.subject == "A note for you"
    assert "Harbour" not in letter.from_name + letter.subject
