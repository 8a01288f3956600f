"""What tests of referrals need: the form of the desk, the mail that came, pages behind links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.test import Client

from hearback.channels import outbox
from hearback.relations.actions import tend_referrals

if TYPE_CHECKING:
    from datetime import datetime

    from tests.relay import TestRelay

KOFI = "kofi@mail.example"
THOUGHT = {
    "opening": "shop-manager",
    "name": "Kofi Mensah",
    "email": KOFI,
    "known_from": "The night class in bookbinding",
    "why": "You run a calm shop.",
    "language": "en",
}


def refer(browser: Client, **more: str) -> Any:
    """Send the form to refer somebody, as its reader does."""
    return browser.post("/desk/referrals/new/", {**THOUGHT, **more})


def send(now: datetime) -> None:
    """Let the post go out."""
    outbox.send_due(clock=lambda: now)


def tell(now: datetime) -> None:
    """Let the clock look after referrals, and the post go out."""
    tend_referrals(now=now)
    send(now)


def letter(relay: TestRelay, address: str = KOFI) -> Any:
    """The newest letter somebody got."""
    return relay.taken_by(address)[-1]


def text_of(mail: Any) -> str:
    """Its words."""
    return str(mail.get_body(("plain",)).get_content())


def link_in(mail: Any, start: str = "/asked/") -> str:
    """The path of our own page it links to."""
    found = re.search(re.escape(settings.HEARBACK_URL) + rf"({start}\S*)", text_of(mail))
    assert found, text_of(mail)
    return found[1]


def words_of(answer: Any) -> str:
    """What the column of a page says, without its markup."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def form_at(address: str, **typed: str) -> Any:
    """Open the form for applying at an address, and send it with what the page carries along."""
    page = Client().get(address).content.decode()
    code = re.search(r'name="friend" value="([^"]+)"', page)
    carried = {"friend": code[1]} if code else {}
    known = {"name": "Kofi Mensah", "email": KOFI, "zone": "America/Toronto"}
    return Client().post(address.partition("?")[0], {**known, **carried, **typed})
