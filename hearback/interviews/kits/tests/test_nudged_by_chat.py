"""A nudge comes by the way whoever owes a scorecard likes best, and always by mail."""

# M20

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hearback.channels.chat_addresses import sealed
from hearback.channels.models import Channel, Chat, Message
from hearback.interviews.kits.actions import remind
from hearback.interviews.kits.tests.makers import AFTER, HOUR, seat, visited
from hearback.interviews.models import Interview
from hearback.kit.links import fill
from tests.cast import Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.careers.tests.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def visit(cast: Cast, page_clock: Clock) -> Interview:
    """Ana's visit, which is over, and nobody has filed."""
    page_clock.moment = AFTER
    return visited(cast, apply(cast))


def _reminded(cast: Cast, visit: Interview, *ways: Channel) -> list[Message]:
    address = "mmosts://chat.example.org/x7ot4pmqpfbsiyq5h8c1k7xz3y"
    cast.ben.chat = Chat.objects.create(service="mmosts", sealed=sealed(address), added_at=AFTER)
    cast.ben.ask_by = list(ways)
    cast.ben.save()
    remind(panelist=seat(visit, cast.ben), by=cast.susan, now=AFTER + HOUR)
    return list(Message.objects.filter(purpose__startswith="interviews.scorecard").order_by("pk"))


def test_who_likes_chat_best_has_the_nudge_there_too(cast: Cast, visit: Interview) -> None:
    mail, chat = _reminded(cast, visit, Channel.CHAT, Channel.EMAIL)
    assert (mail.channel, chat.channel) == (Channel.EMAIL, Channel.CHAT)
    assert chat.text.startswith("Harbour & Pine: your scorecard for “A visit to the shop”")
    assert fill(chat.text).endswith("/scorecard/")
    assert "Ana" not in chat.text
    assert (chat.to_address, chat.chat) == ("", cast.ben.chat.public_id if cast.ben.chat else None)


def test_who_likes_mail_best_has_it_by_mail_alone(cast: Cast, visit: Interview) -> None:
    (mail,) = _reminded(cast, visit, Channel.EMAIL, Channel.CHAT)
    assert mail.channel == Channel.EMAIL
