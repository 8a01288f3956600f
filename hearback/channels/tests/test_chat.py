"""Messages to somebody's own chat, against a server that misbehaves, and never to anywhere else."""

# M16 M31

from __future__ import annotations

import ast
import importlib
import logging
import socket
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hearback.channels import chat as chats
from hearback.channels import chat_addresses, outbox, settling
from hearback.channels.actions import Letter, hold_sending, queue, release_sending
from hearback.channels.models import Channel, Chat, Message, MessageState, WhenInDoubt
from hearback.kit.errors import Invalid
from tests import chat_server as orders
from tests.cast import NOW, make_cast
from tests.chat_server import KEY, TestChat
from tests.relay import TestRelay

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # apprise loads every plugin it has, and one of them an old part of Python's library.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

GRACE = "grace@harbour.example"
TEAMS = (
    "https://prod-100.westus.logic.azure.com:443/workflows/643e69f83c8944438d68119179a10a64"
    "/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun"
    "&sv=1.0&sig=KODuebWbDGYFr0z0eu-6Rj8aUKz7108W3wrNJZxFE5A"
)
LATER = NOW + timedelta(minutes=10)


def _chat(address: str) -> Chat:
    service, found = chat_addresses.check_chat(address)
    sealed = chat_addresses.sealed(found)
    return Chat.objects.create(service=service, sealed=sealed, added_at=NOW)


def _say(
    chat: Chat, *, mail_to: str = GRACE, words: str = "Is it still open? Yes or no:"
) -> Message:
    letter = Letter(
        purpose="tests.chat",
        channel=Channel.CHAT,
        chat=chat.public_id,
        to_address=mail_to,
        to_name="Grace Okafor",
        from_name="Harbour & Pine",
        reply_to="jobs@harbour.example",
        subject="Still open?",
        text=words,
        html="",
        when_in_doubt=WhenInDoubt.SEND_AGAIN,
    )
    return queue(letter, now=NOW)


def _send(at: Any = NOW) -> int:
    return outbox.send_due(clock=lambda: at)


def _state(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.channel


def test_a_message_is_said_in_the_chat_once(chat: TestChat) -> None:
    message = _say(_chat(chat.address))
    assert _send() == 1
    assert _send(LATER) == 0
    (said,) = chat.said
    assert said["text"] == message.text
    assert "icon_url" not in said, "nobody's picture from elsewhere"
    assert _state(message) == (MessageState.ACCEPTED, Channel.CHAT)


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (orders.BROKEN, "Mattermost did not take it (500)."),
        (orders.BUSY, "Mattermost asks us to write less often (429)."),
        (orders.ELSEWHERE, "Mattermost did not take it (307)."),
        (orders.SILENT, "The chat takes too long to answer."),
    ],
)
def test_what_a_chat_does_not_take_goes_by_mail_at_once(
    chat: TestChat, relay: TestRelay, mode: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chats, "SECONDS", 0.5)
    kept = _chat(chat.address)
    message = _say(kept)
    chat.mode = mode
    assert _send() == 0
    assert _state(message) == (MessageState.QUEUED, Channel.EMAIL)
    assert message.trouble == words
    kept.refresh_from_db()
    assert (kept.trouble, kept.down_since) == (words, NOW)
    assert _send() == 1
    (mail,) = relay.taken_by(GRACE)
    assert message.text in mail.get_content()
    assert chat.tried == 1


def test_a_chat_that_takes_messages_again_is_well(chat: TestChat) -> None:
    kept = _chat(chat.address)
    chat.mode = orders.BROKEN
    _say(kept)
    _send()
    chat.mode = orders.ACCEPT
    _say(kept)
    _send(LATER)
    kept.refresh_from_db()
    assert (kept.trouble, kept.down_since) == ("", None)


def test_beside_a_mail_a_chat_is_tried_three_times_and_then_left(chat: TestChat) -> None:
    message = _say(_chat(chat.address), mail_to="")
    chat.mode = orders.BROKEN
    for minutes in (0, 0, 2, 8, 20, 60):
        _send(NOW + timedelta(minutes=minutes))
    assert chat.tried == 3
    assert _state(message) == (MessageState.STOPPED, Channel.CHAT)


def test_an_answer_without_an_end_is_not_read_to_it(chat: TestChat) -> None:
    chat.mode = orders.ENDLESS
    message = _say(_chat(chat.address))
    assert _send() == 1
    assert _state(message)[0] == MessageState.ACCEPTED


def test_a_silent_chat_is_asked_once_in_a_turn_and_holds_nobody_else_up(
    chat: TestChat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chats, "SECONDS", 0.5)
    chat.mode = orders.SILENT
    kept = _chat(chat.address)
    several = [_say(kept, words=f"Question {number}") for number in range(3)]
    _send()
    assert chat.tried == 1
    assert {_state(one) for one in several} == {(MessageState.QUEUED, Channel.EMAIL)}


def test_a_server_that_is_gone_or_an_address_that_is_forgotten_costs_no_message(
    chat: TestChat, relay: TestRelay
) -> None:
    kept, other = _chat(chat.address), _chat(chat.address.replace(KEY, "a" * 26))
    unknown = _say(other, words="Unknown there")
    _send()
    assert unknown.text not in [one["text"] for one in chat.said]
    chat.die()
    gone = _say(kept, words="Nobody answers")
    _send()
    other.delete()
    forgotten = _say(other, words="No chat any more")
    _send()
    _send(LATER)
    states = {_state(one) for one in (unknown, gone, forgotten)}
    assert states == {(MessageState.ACCEPTED, Channel.EMAIL)}
    assert len(relay.taken) == 3


def test_a_chat_waits_while_sending_is_held(chat: TestChat) -> None:
    message = _say(_chat(chat.address))
    hold_sending(reason="restored", now=NOW)
    _send()
    assert _state(message)[0] == MessageState.HELD
    assert chat.tried == 0
    release_sending()
    assert _send() == 1


def test_a_message_whose_worker_died_goes_again(chat: TestChat) -> None:
    message = _say(_chat(chat.address))
    dead = {"state": MessageState.AT_RELAY, "lease_until": NOW - timedelta(minutes=5)}
    Message.objects.filter(pk=message.pk).update(**dead)
    settling.rescue(now=NOW)
    assert _send() == 1
    assert len(chat.said) == 1


@pytest.mark.parametrize(
    "typed",
    [
        "file:///etc/passwd",
        "syslog://",
        "exec://ls",
        "json://127.0.0.1/x",
        "mailto://me:secret@example.org",
        "https://example.org/hook",
        "https://hooks.slack.com/services/T1JJ3T3L2",
        "hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
        "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ\nfile:///etc/passwd",
        f"mmost://127.0.0.1/{KEY}?template=/etc/passwd",
        f"mmost://127.0.0.1/{KEY}?icon_url=http://10.0.0.1/x.png",
        f"mmost://127.0.0.1/{KEY}?to=one,two,three",
        "https://outlook.webhook.office.com/webhookb2/a@b/IncomingWebhook/c/d",
        "slack" + "x" * 2000,
    ],
)
def test_only_chats_we_know_are_taken_and_the_sentence_keeps_the_secret(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        chat_addresses.plugin_of(chat_addresses.check_chat(typed)[1])
    assert "chat" in refused.value.fields
    assert KEY not in refused.value.sentence
    assert "secret" not in refused.value.sentence


@pytest.mark.parametrize(
    ("typed", "service"),
    [
        ("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", "Slack"),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/", "Slack"),
        (
            TEAMS,
            "Microsoft Teams",
        ),
        (f"https://chat.example.org/hooks/{KEY}", "Mattermost"),
        (f"mattermost://chat.example.org/{KEY}", "Mattermost"),
        ("https://discord.com/api/webhooks/4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "Discord"),
        (
            "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=kkk&token=ttt",
            "Google Chat",
        ),
        ("ntfys://ntfy.sh/grace-and-nobody-else", "ntfy"),
        ("zulip://bot@harbour/a0123456789a0123456789a012345678", "Zulip"),
        ("matrixs://user:pass@matrix.example.org/!room:example.org", "Matrix"),
    ],
)
def test_addresses_are_taken_as_the_services_show_them(typed: str, service: str) -> None:
    found, address = chat_addresses.check_chat(typed)
    assert chat_addresses.service_name(found) == service
    chat_addresses.plugin_of(address)


def test_any_web_address_is_taken_in_the_demo_alone(settings: Any) -> None:
    settings.HEARBACK_DEMO = True
    assert chat_addresses.check_chat("json://127.0.0.1:8000/x")[0] == "json"


def test_every_service_asks_over_the_watched_line() -> None:
    """Whatever of `requests` one of them used beside what is watched would go anywhere."""
    addresses = {
        "slack": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/",
        "workflows": "workflows://x.example.org/643e69f83c8944438d68119179a10a64/mysig/",
        "mmosts": f"mmosts://chat.example.org/{KEY}",
        "rockets": f"rockets://{'a' * 24}/{'b' * 24}@chat.example.org/@grace",
        "discord": "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
        "gchat": "gchat://space/key/token",
        "matrixs": "matrixs://user:pass@matrix.example.org/!room:example.org",
        "ntfys": "ntfys://ntfy.sh/topic",
        "zulip": "zulip://bot@harbour/a0123456789a0123456789a012345678",
    }
    asks = {"get", "post", "put", "request"}
    for address in addresses.values():
        module = importlib.import_module(type(chat_addresses.plugin_of(address)).__module__)
        tree = ast.parse(Path(str(module.__file__)).read_text())
        imported = {
            str(node.module if isinstance(node, ast.ImportFrom) else one.name).split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            or (isinstance(node, ast.ImportFrom) and node.module and not node.level)
            for one in node.names
        }
        assert not imported & {"socket", "urllib3", "httpx", "http", "subprocess"}, address
        used = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "requests"
        }
        assert used <= asks | chats._NAMES, address


@pytest.mark.parametrize(
    ("host", "sentence"),
    [
        ("10.0.0.7", "inside a private network"),
        ("169.254.169.254", "inside a private network"),
        ("127.0.0.1", "inside a private network"),
        ("[::1]", "inside a private network"),
    ],
)
def test_nothing_is_sent_into_a_private_network(host: str, sentence: str, settings: Any) -> None:
    settings.HEARBACK_PRIVATE_CHATS = ()
    with pytest.raises(Invalid) as refused:
        chats.look_for(f"mmosts://{host}/{KEY}")
    assert sentence in refused.value.sentence


def test_a_name_that_leads_inside_meanwhile_is_refused_when_it_is_written_to(
    chat: TestChat, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = _chat("https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ")
    settings.HEARBACK_PRIVATE_CHATS = ()
    here = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", chat.port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: [here])
    message = _say(kept)
    _send()
    assert _state(message) == (MessageState.QUEUED, Channel.EMAIL)
    assert "private network" in message.trouble
    assert chat.tried == 0


def test_an_address_does_not_travel_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    there = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: [there])
    with pytest.raises(Invalid) as refused:
        chats.look_for(f"mmost://chat.example.org/{KEY}")
    assert "in the clear" in refused.value.sentence
    chats.look_for(f"mmosts://chat.example.org/{KEY}")


def test_the_secret_is_in_no_row_and_no_log(
    chat: TestChat, caplog: pytest.LogCaptureFixture
) -> None:
    make_cast()
    caplog.set_level(logging.DEBUG)
    kept = _chat(chat.address)
    for mode in (orders.ACCEPT, orders.BROKEN):
        chat.mode = mode
        _say(kept)
        _send()
    kept.refresh_from_db()
    rows = [str(vars(kept)), str(kept), *(str(vars(one)) for one in Message.objects.all())]
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("hearback")]
    assert KEY not in "".join([*rows, *ours])


def test_a_chat_sealed_with_another_key_asks_for_its_address_again(
    chat: TestChat, settings: Any
) -> None:
    kept = _chat(chat.address)
    settings.SECRET_KEY = "another-key-than-the-one-that-sealed-it-1234567890"
    message = _say(kept)
    _send()
    assert _state(message) == (MessageState.QUEUED, Channel.EMAIL)
    assert "given again" in message.trouble
    assert chat.tried == 0
