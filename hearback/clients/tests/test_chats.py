"""The chat of a client's contact at the desk: sealed, shown as its service only, forgotten."""

# M22 M26

from __future__ import annotations

from typing import Any

import pytest

from hearback.channels.chat_addresses import opened
from hearback.channels.models import Chat
from hearback.clients.actions import say_left
from hearback.clients.tests.makers import a_client, a_contact
from hearback.ledger.models import Entry
from hearback.pipeline.models import Contact
from tests.cast import NOW, Cast
from tests.chat_server import KEY, TestChat
from tests.desk_visit import As
from tests.web_form import words_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("moment"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def _typed(ruth: Contact, **more: str) -> dict[str, str]:
    known = {
        "own_name": ruth.own_name,
        "own_title": ruth.own_title,
        "own_email": ruth.own_email,
        "own_phone": ruth.own_phone,
        "own_zone": ruth.own_zone,
        "language": ruth.language,
    }
    return {**known, **more}


@pytest.fixture
def ruth(cast: Cast) -> Contact:
    return a_contact(cast, a_client(cast), own_phone="+14165550123")


def test_a_chat_is_taken_kept_sealed_and_shown_as_its_service(
    cast: Cast, as_: As, ruth: Contact, chat: TestChat
) -> None:
    susan, path = as_(cast.susan), f"/desk/clients/contacts/{ruth.public_id}/edit/"
    assert susan.post(path, _typed(ruth, chat=chat.address)).status_code == 302
    ruth.refresh_from_db()
    assert ruth.own_chat is not None
    assert opened(ruth.own_chat) == chat.address
    page = susan.get(path).content.decode()
    assert "Their chat is at Mattermost" in words_of(page)
    assert KEY not in page
    assert KEY not in ruth.own_chat.sealed
    assert not Entry.objects.filter(payload__icontains=KEY).exists()
    assert susan.post(path, _typed(ruth)).status_code == 302
    ruth.refresh_from_db()
    assert ruth.own_chat is not None, "left empty, the one there is stays"
    assert susan.post(path, _typed(ruth, chat=chat.address)).status_code == 302
    assert Chat.objects.count() == 1, "another takes its place"


def test_a_chat_is_forgotten_by_one_press(
    cast: Cast, as_: As, ruth: Contact, chat: TestChat
) -> None:
    susan, path = as_(cast.susan), f"/desk/clients/contacts/{ruth.public_id}/"
    susan.post(f"{path}edit/", _typed(ruth, chat=chat.address))
    assert as_(cast.grace).post(f"{path}no-chat/").status_code == 404
    for _ in range(2):
        assert susan.post(f"{path}no-chat/").status_code == 302
    ruth.refresh_from_db()
    assert ruth.own_chat is None
    assert not Chat.objects.exists()
    assert Entry.objects.filter(kind="contact.changed").count() == 2


@pytest.mark.parametrize("typed", ["file:///etc/passwd", "mailto://x@y.example", "hello"])
def test_what_is_no_chat_is_refused_and_nothing_is_kept(
    cast: Cast, as_: As, ruth: Contact, typed: str
) -> None:
    path = f"/desk/clients/contacts/{ruth.public_id}/edit/"
    wrong = as_(cast.susan).post(path, _typed(ruth, chat=typed, own_name="Other"))
    assert wrong.status_code == 422
    assert "chat we know" in wrong.content.decode()
    ruth.refresh_from_db()
    assert (ruth.own_name, ruth.own_chat) == ("Ruth Abel", None)


def test_a_chat_inside_the_network_is_refused(
    cast: Cast, as_: As, ruth: Contact, chat: TestChat, settings: Any
) -> None:
    settings.HEARBACK_PRIVATE_CHATS = ()
    path = f"/desk/clients/contacts/{ruth.public_id}/edit/"
    wrong = as_(cast.susan).post(path, _typed(ruth, chat=chat.address))
    assert wrong.status_code == 422
    assert not Chat.objects.exists()


def test_a_chat_takes_a_mail_address_for_what_it_does_not_take(
    cast: Cast, as_: As, ruth: Contact, chat: TestChat
) -> None:
    path = f"/desk/clients/contacts/{ruth.public_id}/edit/"
    wrong = as_(cast.susan).post(path, _typed(ruth, chat=chat.address, own_email=""))
    assert wrong.status_code == 422
    assert "give their mail address too" in wrong.content.decode()
    assert not Chat.objects.exists()


def test_who_left_has_no_chat_any_more(cast: Cast, as_: As, ruth: Contact, chat: TestChat) -> None:
    path = f"/desk/clients/contacts/{ruth.public_id}/edit/"
    as_(cast.susan).post(path, _typed(ruth, chat=chat.address))
    say_left(contact=ruth, by=cast.susan, now=NOW)
    assert not Chat.objects.exists()
