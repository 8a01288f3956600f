"""Before every interview somebody says that the job still exists, or the trip is stopped."""

# M16

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hearback.accounts.models import Absence
from hearback.channels.chat_addresses import check_chat, sealed
from hearback.channels.models import Channel, Chat, Message, MessageState
from hearback.channels.numbers import stop
from hearback.inbox.callbacks.models import Callback
from hearback.interviews.checking.actions import ask_what_is_due, plan_checks
from hearback.interviews.checking.letters import COVER
from hearback.interviews.checking.models import Ask, Check, Moment
from hearback.interviews.checking.tests.conftest import Days, page_of
from hearback.interviews.models import InterviewState, RoundKind
from hearback.interviews.tests.makers import MONDAY, booked, plan
from hearback.kit.links import fill
from hearback.ledger.models import Promise, Promisee, PromiseState
from hearback.pipeline.models import Opening, OpeningState
from tests.cast import Cast, apply
from tests.chat_server import TestChat
from tests.relay import TestRelay
from tests.twilio import TestTwilio

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)
AFTERNOON = MONDAY + 4 * HOUR  # Monday 30 November, 14:00 in Toronto
THURSDAY_NINE = MONDAY - timedelta(days=4) - HOUR
MONDAY_EIGHT = MONDAY - 2 * HOUR
SUSAN, JO, ANA = "susan@harbour.example", "jo@harbour.example", "ana.moreau@mail.example"


def _subjects(relay: TestRelay, address: str, word: str = "") -> list[str]:
    return [s for mail in relay.taken_by(address) if word in (s := str(mail["Subject"]))]


def test_the_owner_is_asked_once_for_all_who_come_that_day(
    cast: Cast, days: Days, relay: TestRelay
) -> None:
    visit = plan(cast)
    booked(cast, apply(cast), visit, at=AFTERNOON)
    booked(cast, apply(cast, "Bo Chen"), visit, at=AFTERNOON + 2 * HOUR)
    days.until(THURSDAY_NINE - timedelta(minutes=15))
    assert not Ask.objects.exists()
    days.until(THURSDAY_NINE)
    subject = "Is Shop manager still open? Interviews on Monday 30 November"
    assert _subjects(relay, SUSAN, "still open") == [subject]
    body = relay.taken_by(SUSAN)[-1].get_body(("plain",))
    assert body is not None
    said = body.get_content()
    assert "14:00 Ana Moreau, A visit to the shop" in said
    assert "16:00 Bo Chen" in said
    assert page_of(Ask.objects.get()) in said


def test_looking_changes_nothing_and_one_tap_answers(
    cast: Cast, days: Days, relay: TestRelay
) -> None:
    booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    ask = Ask.objects.get()
    page = Client().get(page_of(ask))
    assert "Is “Shop manager” still open?" in page.content.decode()
    assert "Ana Moreau" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    ask.refresh_from_db()
    assert ask.answered_at is None
    for _ in range(2):  # pressed twice
        pressed = Client().post(page_of(ask), {"answer": "yes"})
        assert pressed.status_code == 302
    ask.refresh_from_db()
    assert ask.answer == "yes"
    assert ask.answered_by == cast.susan
    assert cast.opening.entries.filter(kind="check.yes").count() == 1
    days.until(THURSDAY_NINE + 8 * HOUR)
    assert not _subjects(relay, JO, "No answer")
    assert "You said so. Thank you." in Client().get(page_of(ask)).content.decode()


def test_silence_is_told_to_who_covers_and_stands_on_their_today(
    cast: Cast, days: Days, relay: TestRelay
) -> None:
    booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE + 4.25 * HOUR)
    assert _subjects(relay, JO) == ["No answer from Susan Ito: is Shop manager still open?"]
    promise = Promise.objects.get(what="still_open")
    assert (promise.owner, promise.promisee) == (cast.jo, Promisee.TEAM)
    jo = Client()
    jo.force_login(cast.jo)
    assert "/desk/openings/shop-manager/still-open/" in jo.get("/desk/").content.decode()
    assert "Ana Moreau" in jo.get("/desk/openings/shop-manager/still-open/").content.decode()
    ask = Ask.objects.get()
    Client().post(page_of(ask, COVER), {"answer": "yes"})
    ask.refresh_from_db()
    assert ask.answered_by == cast.jo
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    assert not _subjects(relay, ANA, "open")


def test_whoever_is_at_the_desk_may_answer_too(cast: Cast, days: Days) -> None:
    booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    omar = Client()
    omar.force_login(cast.omar)
    omar.post("/desk/openings/shop-manager/still-open/", {"answer": "yes"})
    assert Ask.objects.get().answered_by == cast.omar
    grace = Client()
    grace.force_login(cast.ben)
    assert grace.get("/desk/openings/shop-manager/still-open/").status_code == 404


def test_a_trip_about_to_begin_without_a_word_is_stopped_by_a_call(
    cast: Cast, days: Days, relay: TestRelay
) -> None:
    interview = booked(cast, apply(cast), at=AFTERNOON)
    days.until(AFTERNOON - timedelta(minutes=165))
    assert not Callback.objects.exists()
    assert not _subjects(relay, ANA, "confirm")
    days.until(AFTERNOON - timedelta(minutes=150))  # an hour before Ana leaves home
    callback = Callback.objects.get()
    assert callback.promise.due_at == AFTERNOON - timedelta(minutes=90)
    assert callback.promise.owner == cast.susan
    assert callback.about == "Whether your visit takes place: we could not confirm it yet"
    interview.refresh_from_db()
    assert interview.state == InterviewState.BOOKED  # whoever rings decides with them
    days.until(AFTERNOON - timedelta(minutes=135))
    assert Callback.objects.count() == 1


def test_nobody_travels_to_a_video_call_so_nobody_is_rung_for_it(cast: Cast, days: Days) -> None:
    booked(cast, apply(cast), plan(cast, kind=RoundKind.VIDEO), at=AFTERNOON)
    days.until(AFTERNOON)
    assert Ask.objects.count() == 2
    assert not Callback.objects.exists()


def test_an_interview_that_was_moved_is_asked_about_anew(cast: Cast, days: Days) -> None:
    interview = booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    interview.begins_at = AFTERNOON + timedelta(days=1)
    interview.ends_at = AFTERNOON + timedelta(days=1, hours=2)
    interview.save()
    days.until(THURSDAY_NINE + timedelta(days=1))
    assert sorted(Ask.objects.values_list("day", flat=True)) == [
        AFTERNOON.date(),
        AFTERNOON.date() + timedelta(days=1),
    ]
    first = Ask.objects.earliest("day")
    assert first.over_at is not None  # nobody comes that day any more
    assert "Nobody comes for it any more" in Client().get(page_of(first)).content.decode()


def test_whoever_books_late_is_asked_about_on_the_morning_only(cast: Cast, days: Days) -> None:
    interview = booked(cast, apply(cast), at=AFTERNOON)
    interview.booked_at = MONDAY - timedelta(days=3)  # Friday
    interview.save()
    days.until(THURSDAY_NINE + timedelta(days=1))
    assert Check.objects.get().moment == Moment.MORNING
    days.until(MONDAY_EIGHT)
    assert Ask.objects.get().asked_at == MONDAY_EIGHT


def test_who_is_away_is_not_asked(cast: Cast, days: Days, relay: TestRelay) -> None:
    days_off = {"first_day": THURSDAY_NINE.date(), "last_day": THURSDAY_NINE.date()}
    Absence.objects.create(member=cast.susan, **days_off)
    booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    assert Ask.objects.get().asked_of == cast.jo
    assert _subjects(relay, JO, "still open")


@pytest.mark.usefixtures("cast", "days")
def test_a_link_that_nobody_made_opens_nothing() -> None:
    assert Client().get("/still-open/made-up/").status_code == 404


def test_a_press_of_no_button_is_refused_in_a_sentence(cast: Cast, days: Days) -> None:
    booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    answer = Client().post(page_of(Ask.objects.get()), {"answer": "maybe"})
    assert answer.status_code == 422
    assert "Press one of the buttons" in answer.content.decode()


def test_a_no_may_follow_a_yes_but_no_yes_a_no(cast: Cast, days: Days) -> None:
    booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    ask = Ask.objects.get()
    Client().post(page_of(ask), {"answer": "yes"})
    Client().post(page_of(ask), {"answer": "paused"})
    assert Opening.objects.get(pk=cast.opening.pk).state == OpeningState.PAUSED
    again = Client().post(page_of(ask), {"answer": "yes"})
    assert again.status_code == 409
    assert "It is paused" in Client().get(page_of(ask)).content.decode()


def test_where_text_messages_are_set_up_the_question_comes_by_text_too(
    cast: Cast, days: Days, settings: Any
) -> None:
    settings.HEARBACK_SMS = "a gateway"  # nothing is sent here
    booked(cast, apply(cast), at=AFTERNOON)
    plan_checks(now=days.now)
    ask_what_is_due(now=THURSDAY_NINE)
    text = Message.objects.get(channel=Channel.SMS)
    assert text.to_address == "+14165550101"
    words = "Harbour & Pine: is Shop manager still open? Interviews on Monday 30 November: 1."
    assert text.text.startswith(words)
    assert page_of(Ask.objects.get()) in fill(text.text)
    stop("+14165550101", words="STOP", now=days.now)
    booked(cast, apply(cast, "Bo Chen"), at=AFTERNOON + timedelta(days=1))
    plan_checks(now=days.now)
    ask_what_is_due(now=THURSDAY_NINE + timedelta(days=1))
    assert Ask.objects.count() == 2
    assert Message.objects.filter(channel=Channel.SMS).count() == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_question_comes_by_the_ways_each_prefers_and_mail_says_it_all(
    cast: Cast, days: Days, relay: TestRelay, chat: TestChat, twilio: TestTwilio
) -> None:
    service, address = check_chat(chat.address)
    cast.susan.chat = Chat.objects.create(
        service=service, sealed=sealed(address), added_at=days.now
    )
    cast.susan.ask_by = ["chat", "email"]
    cast.susan.save()
    booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    (said,) = chat.said
    page = page_of(Ask.objects.get())
    words = "Harbour & Pine: is Shop manager still open? Interviews on Monday 30 November: 1."
    assert said["text"].startswith(words)
    assert said["text"].endswith(page), "one link, the same as the mail's"
    assert "Ana" not in said["text"], "whom they meet is left to the mail"
    mails = [mail for mail in relay.taken_by(SUSAN) if "still open" in str(mail["Subject"])]
    body = mails[-1].get_body(("plain",))
    assert body is not None
    assert page in body.get_content()
    assert twilio.texts_to("+14165550101") == [], "she does not like texts"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_chat_that_is_down_takes_nothing_from_the_question(
    cast: Cast, days: Days, relay: TestRelay, chat: TestChat
) -> None:
    service, address = check_chat(chat.address)
    cast.susan.chat = Chat.objects.create(
        service=service, sealed=sealed(address), added_at=days.now
    )
    cast.susan.save()
    chat.die()
    booked(cast, apply(cast), at=AFTERNOON)
    days.until(THURSDAY_NINE)
    assert len(_subjects(relay, SUSAN, "still open")) == 1
    days.until(THURSDAY_NINE + HOUR)
    assert len(_subjects(relay, SUSAN, "still open")) <= 2, "the mail is not sent again for it"
    gone = Message.objects.get(channel=Channel.CHAT, to_name=cast.susan.name)
    assert gone.state in {MessageState.QUEUED, MessageState.STOPPED}
