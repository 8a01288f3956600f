"""The demo shop's customers: a list from its first day, and people who agree to be looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from hearback.demo.load.dice import Dice
from hearback.relations.customers.actions import Sending, read_files, take_file
from hearback.relations.customers.asks import ASKED, words_of_consent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.careers.extras import Also
    from hearback.demo.load.facts import Person
    from hearback.demo.load.house import House

ANALYST = "nadia"
# Shares of those who agree to be looked for, and of those who buy here.
AGREEING, BUYING = 0.5, 0.55
# They agreed, buy here, and say later that they do no more.
LOST = {"souad.elidrissi", "marek.wisniewski"}
SEGMENTS = ("Walkers", "At home", "Café")
NEVER_APPLIED = 30


def know_customers(house: House, people: Sequence[Person], *, now: datetime) -> None:
    """The analyst sends the list of customers; some of them will apply."""
    mails = [person.email for person in people if _says(person, "buys", BUYING)]
    mails += [f"customer{number}@shop.example" for number in range(NEVER_APPLIED)]
    lines = ["Email,Phone,Segment,Yearly value,Currency"]
    lines += [
        f"{mail},,{SEGMENTS[number % len(SEGMENTS)]},{90 + 37 * number % 800}.50,CAD"
        for number, mail in enumerate(mails)
    ]
    sending = Sending(currency="CAD", country="CA")
    file = ContentFile("\n".join(lines).encode())
    by = house.members[ANALYST]
    take_file(file=file, name="customers.csv", sending=sending, by=by, now=now)
    read_files(clock=lambda: now)


def agreed_by(person: Person) -> Also:
    """What this person ticked at the end of the form."""
    if not _says(person, "agrees", AGREEING):
        return {}
    return {ASKED.name: {"look": words_of_consent()}}


def _says(person: Person, what: str, share: float) -> bool:
    mailbox = person.email.partition("@")[0]
    return mailbox in LOST or Dice(f"{what} {person.email}").chance(share)
