"""A member's own page: a line for candidates, how they like to be asked, and a test of it."""

# M14 M15 M16 M18

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.accounts.models import Member
from hearback.accounts.queries import ways_to_ask
from hearback.channels import chat_addresses, outbox
from hearback.channels.models import Channel, Chat, Message, MessageState
from hearback.channels.numbers import stop
from hearback.ledger.models import Entry, EntryWords
from hearback.team.actions import remove_member
from hearback.team.tests.conftest import As
from tests import chat_server as orders
from tests.cast import NOW, Cast
from tests.chat_server import KEY, TestChat
from tests.relay import TestRelay
from tests.twilio import TestTwilio

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

MAIL, TEXT, CHAT = Channel.EMAIL, Channel.SMS, Channel.CHAT
LINE = "I began on the till and like people who tell me what went wrong."


def _form(**more: str) -> dict[str, str]:
    told = {"line": "", "first": "email", "second": "sms", "third": "chat", "chat": ""}
    return {**told, **more}


def _save(browser: Client, **more: str) -> Any:
    return browser.post(reverse("team:about_me"), _form(**more))


def _page(browser: Client) -> str:
    return browser.get(reverse("team:about_me")).content.decode()


def _fresh(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def test_a_line_stands_on_the_members_page_and_an_administrator_may_mend_it(
    as_: As, cast: Cast
) -> None:
    _save(as_(cast.grace), line=f"  {LINE}\n")
    assert _fresh(cast.grace).line == LINE
    where = reverse("team:member", args=[cast.grace.pk])
    assert LINE in as_(cast.susan).get(where).content.decode()
    edit = reverse("team:edit", args=[cast.grace.pk])
    browser = as_(cast.alex)
    form = browser.get(edit).context["form"]
    known = {name: form[name].value() or "" for name in form.fields}
    browser.post(edit, {**known, "line": "Grace runs our shops."})
    assert _fresh(cast.grace).line == "Grace runs our shops."
    too_long = _save(as_(cast.grace), line="x" * 161)
    assert too_long.status_code in {200, 422}
    assert _fresh(cast.grace).line == "Grace runs our shops."


def test_ways_to_ask_are_those_that_can_be_used_in_the_order_they_like(
    as_: As, cast: Cast, chat: TestChat, twilio: TestTwilio
) -> None:
    assert twilio.tried == 0
    assert ways_to_ask(cast.susan) == [MAIL, TEXT]
    assert ways_to_ask(cast.grace) == [MAIL], "she gave no number"
    _save(as_(cast.susan), first="chat", second="sms", third="", chat=chat.address)
    assert ways_to_ask(_fresh(cast.susan)) == [CHAT, TEXT, MAIL]
    stop("+14165550101", words="STOP", now=NOW)
    assert ways_to_ask(_fresh(cast.susan)) == [CHAT, MAIL]


def test_a_way_that_cannot_be_used_is_not_put_first(as_: As, cast: Cast, chat: TestChat) -> None:
    answers = {
        "Give the address of your chat too.": _save(as_(cast.grace), first="chat", third=""),
        "it takes your mobile number": _save(as_(cast.grace), first="sms", second=""),
        "Name each way once.": _save(as_(cast.grace), first="email", second="email"),
    }
    for sentence, answer in answers.items():
        assert sentence in answer.content.decode()
    assert ways_to_ask(_fresh(cast.grace)) == [MAIL]
    assert chat.tried == 0


def test_of_a_chat_only_its_service_is_ever_shown(as_: As, cast: Cast, chat: TestChat) -> None:
    browser = as_(cast.grace)
    assert _save(browser, chat=chat.address).status_code == 302
    page = _page(browser)
    assert "Your chat is at Mattermost" in page
    others = as_(cast.susan).get(reverse("team:member", args=[cast.grace.pk])).content.decode()
    entries = Entry.objects.values_list("payload", flat=True)
    told = f"{list(entries)} {list(EntryWords.objects.values_list('payload', flat=True))}"
    kept = Chat.objects.get()
    for seen in (page, others, told, kept.sealed, str(vars(kept))):
        assert KEY not in seen
        assert str(chat.port) not in seen
    assert chat_addresses.opened(kept) == chat.address
    assert "Mattermost" in str(EntryWords.objects.latest("pk").payload)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("file:///etc/passwd", "not the address of a chat we know"),
        (f"mmosts://10.0.0.7/{KEY}", "inside a private network"),
        ("https://outlook.webhook.office.com/webhookb2/x", "Microsoft has ended these addresses"),
    ],
)
def test_an_address_that_is_refused_says_why_and_nothing_is_kept(
    as_: As, cast: Cast, typed: str, sentence: str
) -> None:
    answer = _save(as_(cast.grace), chat=typed, line=LINE)
    assert sentence in answer.content.decode()
    assert not Chat.objects.exists()
    assert _fresh(cast.grace).line == ""


def test_the_test_message_arrives_in_the_chat(as_: As, cast: Cast, chat: TestChat) -> None:
    browser = as_(cast.grace)
    _save(browser, chat=chat.address)
    browser.post(reverse("team:test_way"), {"way": "chat"})
    outbox.send_due(clock=lambda: NOW)
    (said,) = chat.said
    assert said["text"].startswith("Harbour & Pine: this is the test you asked for.")
    assert said["text"].endswith("/desk/team/me/about/") or "/team/me/about/" in said["text"]


def test_a_test_the_chat_does_not_take_comes_by_mail_and_the_page_says_why(
    as_: As, cast: Cast, chat: TestChat, relay: TestRelay
) -> None:
    browser = as_(cast.grace)
    _save(browser, chat=chat.address.replace(KEY, "a" * 26))
    browser.post(reverse("team:test_way"), {"way": "chat"})
    outbox.send_due(clock=lambda: NOW)
    outbox.send_due(clock=lambda: NOW)
    (mail,) = relay.taken_by("grace@harbour.example")
    assert mail["Subject"] == "The test you asked for"
    page = _page(browser)
    assert "It takes no messages since" in page
    assert "Mattermost knows no such address any more (404)." in page
    assert chat.said == []


def test_a_test_by_text(as_: As, cast: Cast, twilio: TestTwilio) -> None:
    as_(cast.susan).post(reverse("team:test_way"), {"way": "sms"})
    outbox.send_due(clock=lambda: NOW)
    assert len(twilio.texts_to("+14165550101")) == 1
    refused = as_(cast.grace).post(reverse("team:test_way"), {"way": "sms"})
    assert refused.status_code == 409
    assert as_(cast.grace).post(reverse("team:test_way"), {"way": "pigeon"}).status_code == 409


def test_a_chat_is_forgotten_when_asked_to_and_when_they_leave(
    as_: As, cast: Cast, chat: TestChat, relay: TestRelay
) -> None:
    browser = as_(cast.ben)
    _save(browser, chat=chat.address)
    browser.post(reverse("team:test_way"), {"way": "chat"})
    _save(browser, forget_chat="on")
    assert not Chat.objects.exists()
    outbox.send_due(clock=lambda: NOW)
    assert Message.objects.get(purpose="team.test").state == MessageState.QUEUED
    outbox.send_due(clock=lambda: NOW)
    assert len(relay.taken_by("ben@harbour.example")) == 1
    _save(browser, chat=chat.address)
    remove_member(cast.ben, to=cast.jo, by=cast.alex, now=NOW)
    assert not Chat.objects.exists()
    assert chat.tried == 0


def test_trying_addresses_is_counted(as_: As, cast: Cast, chat: TestChat) -> None:
    browser = as_(cast.grace)
    chat.mode = orders.BROKEN
    codes = [_save(browser, chat=chat.address).status_code for _ in range(22)]
    assert codes[0] == 302
    assert codes[-1] == 429
