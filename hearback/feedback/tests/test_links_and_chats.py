"""How long a link opens, and words asked for and reminded of by chat."""

# M22 M24

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client as Visitor

from hearback.accounts.models import Member
from hearback.channels import outbox
from hearback.channels.chat_addresses import sealed
from hearback.channels.models import Channel, Chat, Message
from hearback.feedback.asking.actions import answer, contact_for, make_links_anew
from hearback.feedback.asking.models import Ask, Tap
from hearback.feedback.following.actions import remind
from hearback.feedback.following.models import Reminder
from hearback.feedback.tests.makers import asked, client_contact, page_of
from hearback.kit.errors import Refused
from hearback.kit.links import fill
from hearback.ledger.models import Entry
from hearback.pipeline.models import Contact
from tests.cast import NOW, Cast
from tests.chat_server import BROKEN, TestChat
from tests.desk_visit import As, Moment, as_, cast, moment
from tests.relay import TestRelay
from tests.web_form import words_of

__all__ = ["as_", "cast", "moment"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SIXTY = 60 * DAY


def _send(at: datetime) -> None:
    outbox.send_due(clock=lambda: at)


def _chat(address: str) -> Chat:
    return Chat.objects.create(service="mmost", sealed=sealed(address), added_at=NOW)


def test_a_link_opens_for_sixty_days_and_then_says_what_still_works(
    cast: Cast, moment: Moment
) -> None:
    one = asked(cast, client_contact(cast))
    due = one.promise.due_at
    moment.now = due + SIXTY - HOUR
    assert Visitor().get(page_of(one)).status_code == 200
    moment.now = due + SIXTY
    old = Visitor().get(page_of(one))
    assert old.status_code == 410
    said = words_of(old.content.decode())
    assert "This link is too old" in said
    assert "a reply to the mail it came in reaches Susan Ito" in said
    assert "Ana" not in said
    assert Visitor().post(page_of(one), {"answer": "yes"}).status_code == 410
    one.refresh_from_db()
    assert one.answered_at is None


def test_a_reminder_lets_the_link_open_on(cast: Cast, moment: Moment) -> None:
    one = asked(cast, client_contact(cast))
    later = one.promise.due_at + SIXTY - DAY
    remind(contact=one.contact, by=cast.susan, now=later)
    moment.now = later + SIXTY - HOUR
    assert Visitor().get(page_of(one)).status_code == 200


def test_what_was_said_long_ago_is_shown_to_nobody_by_an_old_link(
    cast: Cast, moment: Moment
) -> None:
    lena = client_contact(cast)
    one = asked(cast, lena)
    answer(ask=one, tap=Tap.NO, line="Too junior.", channel=Channel.WEB, now=NOW)
    moment.now = NOW + SIXTY
    asked(cast, lena, name="Ben Kurz", now=moment.now)
    assert Visitor().get(page_of(one)).status_code == 410


def test_a_colleague_who_is_signed_in_still_comes_from_the_desk(
    cast: Cast, moment: Moment, as_: As
) -> None:
    one = asked(cast, contact_for(cast.grace))
    moment.now = one.promise.due_at + 2 * SIXTY
    assert as_(cast.grace).get(page_of(one)).status_code == 200
    assert as_(cast.ben).get(page_of(one)).status_code == 410


def test_links_made_anew_close_the_old_ones(cast: Cast, moment: Moment, as_: As) -> None:
    del moment
    one = asked(cast, client_contact(cast))
    other = asked(cast, one.contact, name="Ben Kurz")
    waiting = Message.objects.get(about=one.public_id)
    old = page_of(one)
    page = f"/desk/words/contacts/{one.contact.public_id}/"
    assert "Make their links anew" in as_(cast.susan).get(page).content.decode()
    assert as_(cast.grace).post(f"{page}links/").status_code == 404
    assert as_(cast.susan).get(f"{page}links/").status_code == 405
    assert as_(cast.susan).post(f"{page}links/").status_code == 302
    assert Visitor().get(old).status_code == 404
    for again in Ask.objects.filter(pk__in=[one.pk, other.pk]).select_related("contact"):
        assert Visitor().get(page_of(again)).status_code == 200
    fresh = page_of(Ask.objects.select_related("contact").get(pk=one.pk))
    waiting.refresh_from_db()
    assert fresh in fill(waiting.text), "what has not left yet leads to the new page"
    assert fresh in fill(waiting.html)
    told = words_of(as_(cast.susan).get(page).content.decode())
    assert "Every link Lena Fox had to say a word was made anew Susan Ito" in told
    assert Entry.objects.filter(kind="word.links_anew").count() == 1


def test_links_made_anew_twice_at_least_open_the_last(cast: Cast, moment: Moment) -> None:
    del moment
    one = asked(cast)
    for _ in range(2):
        make_links_anew(contact=one.contact, by=cast.susan, now=NOW)
    assert Visitor().get(page_of(Ask.objects.get())).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_client_s_contact_is_asked_and_reminded_by_their_own_chat(
    cast: Cast, chat: TestChat
) -> None:
    lena = client_contact(cast, ways=["chat", "email"], own_chat=_chat(chat.address))
    one = asked(cast, lena)
    _send(NOW)
    assert page_of(one) in chat.said[0]["text"]
    later = NOW + DAY
    remind(contact=lena, by=cast.susan, now=later)
    reminder = Reminder.objects.get()
    assert reminder.message.channel == Channel.CHAT
    _send(later)
    assert "your word on Ana Moreau" in chat.said[1]["text"]
    assert page_of(one) in chat.said[1]["text"]
    told = Entry.objects.get(kind="word.reminded")
    assert told.payload["way"] == str(Channel.CHAT.label)


@pytest.mark.django_db(transaction=True)
def test_a_chat_that_does_not_take_a_reminder_gets_it_by_mail(
    cast: Cast, chat: TestChat, relay: TestRelay
) -> None:
    lena = client_contact(cast, ways=["chat"], own_chat=_chat(chat.address))
    asked(cast, lena)
    _send(NOW)
    chat.mode = BROKEN
    later = NOW + DAY
    remind(contact=lena, by=cast.susan, now=later)
    _send(later)
    _send(later)
    (mail,) = relay.taken_by("lena@birch.example")
    assert "your word is still open" in str(mail["Subject"])
    assert Reminder.objects.count() == 1, "it counts once, whatever way it went"


def test_a_colleague_s_chat_reminds_too_and_counts_as_theirs(cast: Cast, chat: TestChat) -> None:
    Member.objects.filter(pk=cast.grace.pk).update(
        chat=_chat(chat.address), ask_by=["chat", "email"]
    )
    cast.grace.refresh_from_db()
    one = asked(cast, contact_for(cast.grace))
    assert one.message is not None
    assert one.message.channel == Channel.CHAT
    remind(contact=one.contact, by=cast.susan, now=NOW + DAY)
    assert Message.objects.get(purpose="feedback.reminder").channel == Channel.CHAT


def test_a_chat_without_a_mail_address_is_no_way(cast: Cast, chat: TestChat) -> None:
    lena = client_contact(cast, ways=["chat"], own_chat=_chat(chat.address))
    Contact.objects.filter(pk=lena.pk).update(own_email="")
    lena.refresh_from_db()
    with pytest.raises(Refused, match="no address"):
        asked(cast, lena)
