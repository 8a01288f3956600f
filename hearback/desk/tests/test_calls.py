"""Calls on the desk: the list to ring from, one press for what came of it, alarms."""

# M4 M12

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from hearback.accounts.models import Absence
from hearback.answers.tests.makers import tell_onward
from hearback.channels.models import Channel
from hearback.desk.tests.conftest import As, Moment, settled, text_of
from hearback.inbox.actions import Heard, conversation_about, conversation_with, hear
from hearback.inbox.callbacks.actions import ask_for_call, book_call
from hearback.inbox.callbacks.models import Callback
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Application, FirstAnswer
from tests.cast import NOW, Cast, apply

pytestmark = pytest.mark.django_db

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CALLS = "/desk/calls/"


@pytest.fixture
def ana(cast: Cast) -> Application:
    """Ana, who asked to be rung this afternoon about the shifts."""
    ana = apply(cast)
    ask_for_call(
        application=ana,
        choice="2026-11-24-afternoon",
        number="416 555 0142",
        about="The Saturday shifts",
        now=NOW,
    )
    return ana


def _press(promise: Promise, outcome: str) -> dict[str, str]:
    return {"path": reverse("desk:call_outcome", args=[promise.pk]), "outcome": outcome}


def _owed(application: Application) -> Promise:
    return Promise.objects.open().get(application=application, what="call")


def test_the_list_says_what_to_know_before_ringing(cast: Cast, as_: As, ana: Application) -> None:
    page = text_of(as_(cast.susan).get(CALLS))
    for said in (
        "Ana Moreau",
        "Shop manager, New",
        'href="tel:+14165550142"',
        "Tuesday 24 November, 13:00 to 17:00",
        "The Saturday shifts",
        "They said last",
        "You told Ana: a first answer by then.",
        "No answer",
    ):
        assert said in page
    assert ana.name in page


def test_another_clock_is_shown_beside_ones_own(cast: Cast, as_: As) -> None:
    far = apply(cast)
    Application.objects.filter(pk=far.pk).update(zone="America/Vancouver")
    far.refresh_from_db()
    ask_for_call(application=far, choice="2026-11-24-morning", number="604 555 0142", now=NOW)
    page = text_of(as_(cast.susan).get(CALLS))
    assert "Tuesday 24 November, 12:00 to 15:00" in page
    assert "Tuesday 24 November, 09:00 to 12:00 there" in page
    assert "Tuesday 07:00, Vancouver" in page


def test_the_soonest_call_comes_first_and_others_stay_with_their_owners(
    cast: Cast, as_: As, ana: Application
) -> None:
    later = apply(cast, "Bo Lindqvist", opening=cast.other_opening)
    ask_for_call(application=later, choice="2026-11-25-morning", number="416 555 0143", now=NOW)
    mine = text_of(as_(cast.susan).get(CALLS))
    assert "Bo Lindqvist" not in mine
    everybodys = text_of(as_(cast.susan).get(f"{CALLS}?whose=all"))
    assert everybodys.index(ana.name) < everybodys.index("Bo Lindqvist")
    assert "Jo Lind rings" in everybodys


def test_whoever_stands_in_finds_the_calls_of_who_is_away(
    cast: Cast, as_: As, ana: Application
) -> None:
    Absence.objects.create(member=cast.susan, first_day=NOW.date(), last_day=NOW.date())
    assert ana.name in text_of(as_(cast.jo).get(CALLS))


def test_one_press_notes_that_we_spoke(cast: Cast, as_: As, ana: Application) -> None:
    promise = _owed(ana)
    said = _press(promise, "spoke")
    page = as_(cast.susan).post(said["path"], said, follow=True)
    assert "Noted. Ana Moreau has been rung." in text_of(page)
    assert "Nobody waits at the phone." in text_of(page)
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    settled()


def test_no_answer_stays_on_the_list_with_the_try(cast: Cast, as_: As, ana: Application) -> None:
    said = _press(_owed(ana), "no_answer")
    page = text_of(as_(cast.susan).post(said["path"], {**said, "words": "Rang long"}, follow=True))
    assert "No answer: Rang long" in page
    assert ana.name in page


def test_a_letter_that_a_try_in_vain_brings_is_said(cast: Cast, as_: As, ana: Application) -> None:
    letter = "A letter asks them to choose another time."
    said = _press(_owed(ana), "no_answer")
    assert letter not in text_of(as_(cast.susan).post(said["path"], said, follow=True))
    assert letter in text_of(as_(cast.susan).post(said["path"], said, follow=True))


def test_a_press_that_says_nothing_is_refused(cast: Cast, as_: As, ana: Application) -> None:
    said = _press(_owed(ana), "maybe")
    assert as_(cast.susan).post(said["path"], said).status_code == 422


def test_a_booked_call_is_across_every_page_from_ten_minutes_before(
    cast: Cast, as_: As, moment: Moment, ana: Application
) -> None:
    conversation = conversation_about(ana, now=NOW)
    book_call(
        conversation=conversation,
        at=NOW + HOUR,
        number="+14165550142",
        about="",
        by=cast.susan,
        now=NOW,
    )
    susan = as_(cast.susan)
    assert "rings Ana Moreau" not in text_of(susan.get("/desk/openings/"))
    moment.now = NOW + HOUR - 9 * MINUTE
    for page in ("/desk/openings/", "/desk/calls/alarm/"):
        assert "Susan Ito rings Ana Moreau: in 9 min." in text_of(as_(cast.susan).get(page))
    # The very press on the number tells the house that somebody is ringing.
    ring = reverse("desk:call_ring", args=[_owed(ana).pk])
    assert as_(cast.susan).post(ring).status_code == 204
    assert "rings Ana Moreau" not in text_of(as_(cast.susan).get("/desk/openings/"))


def test_booking_says_when_it_is_there_and_tells_the_person(
    cast: Cast, as_: As, ana: Application
) -> None:
    where = reverse("desk:book_call", args=[ana.public_id])
    assert "It is Tuesday 24 November, 10:00 for both of you." in text_of(
        as_(cast.susan).get(where)
    )
    typed = {"at": "2026-11-25T11:00", "number": "416 555 0142", "about": "The offer"}
    page = as_(cast.susan).post(where, typed, follow=True)
    assert "Promised: Wednesday 25 November, 11:00." in text_of(page)
    assert "Susan Ito rings: Wednesday 25 November, 11:00" in text_of(page)
    assert Callback.objects.owed().get().about == "The offer"


def test_a_call_in_the_past_is_refused_with_what_was_typed(
    cast: Cast, as_: As, ana: Application
) -> None:
    where = reverse("desk:book_call", args=[ana.public_id])
    typed = {"at": "2026-11-24T09:00", "number": "416 555 0142", "about": "The offer"}
    answer = as_(cast.susan).post(where, typed)
    assert answer.status_code == 422
    assert "The call has to be still to come." in text_of(answer)
    assert "The offer" in text_of(answer)


def test_words_that_ask_for_a_call_propose_one_and_book_none(cast: Cast, as_: As) -> None:
    ana = apply(cast)
    conversation = conversation_about(ana, now=NOW)
    heard = Heard(channel=Channel.EMAIL, text="Thanks! Please ring me after five.", at=NOW)
    hear(conversation=conversation, heard=heard, now=NOW)
    page = text_of(as_(cast.susan).get(reverse("desk:application", args=[ana.public_id])))
    assert "Promise a call: Tuesday 24 November, 17:00 to 20:00" in page
    assert not Callback.objects.exists()
    where = reverse("desk:call_back", args=[ana.public_id])
    asked = "?begins=2026-11-24T17:00&ends=2026-11-24T20:00&asked_by=email"
    assert f"{where}{asked.replace(':', '%3A').replace('&', '&amp;')}" in page
    form = text_of(as_(cast.susan).get(f"{where}{asked}"))
    assert 'value="2026-11-24T17:00"' in form
    typed = {"begins": "2026-11-24T17:00", "ends": "2026-11-24T20:00", "number": "4165550142"}
    as_(cast.susan).post(where, {**typed, "asked_by": "email"})
    assert Callback.objects.owed().get().asked_by == "email"


def test_a_call_without_an_hour_is_asked_for_one(cast: Cast, as_: As, ana: Application) -> None:
    where = reverse("desk:call_back", args=[ana.public_id])
    page = as_(cast.susan).post(where, {"number": "416 555 0142", "asked_by": "phone"})
    assert page.status_code == 422
    assert "Until: Name a day and an hour." in text_of(page)


def test_a_strangers_missed_call_is_planned_by_hand(cast: Cast, as_: As) -> None:
    conversation = conversation_with("noor@mail.example", name="Noor", owner=cast.susan, now=NOW)
    where = reverse("desk:conversation_call_back", args=[conversation.public_id])
    typed = {"begins": "2026-11-24T13:00", "ends": "2026-11-24T15:00", "asked_by": "phone"}
    as_(cast.susan).post(where, {**typed, "number": "+1 416 555 0177"})
    assert "Noor" in text_of(as_(cast.susan).get(CALLS))


def test_the_page_of_an_opening_that_answers_with_a_call_offers_it_first(
    cast: Cast, as_: As
) -> None:
    cast.opening.first_answer_by = FirstAnswer.CALL
    cast.opening.save()
    ana = apply(cast)
    page = text_of(as_(cast.susan).get(reverse("desk:application", args=[ana.public_id])))
    ring = f'href="/desk/calls/?whose=all#call-{_owed(ana).pk}"'
    assert page.index(ring) < page.index("Onward")
    assert ana.name in text_of(as_(cast.susan).get(CALLS))
    # "I rang", without the answer, leaves nobody without a promise.
    typed = {"words": "She asked for Friday.", "at": "2026-11-24T09:55"}
    assert (
        as_(cast.susan).post(reverse("desk:call", args=[ana.public_id]), typed).status_code == 302
    )
    settled()
    assert Promise.objects.open().get(application=ana).what == "next_answer"


def test_a_letter_with_the_decision_stands_for_the_call_that_would_have_said_it(
    cast: Cast,
) -> None:
    cast.opening.first_answer_by = FirstAnswer.CALL
    cast.opening.save()
    ana = apply(cast)
    call = _owed(ana)
    answer = tell_onward(cast, ana, now=NOW)
    call.refresh_from_db()
    assert call.kept_by == answer.message
