"""The demo shop's customers: a list of forty, some of whom applied and agreed to be looked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from hearback.accounts.models import Member, Role
from hearback.inbox.consents.actions import give
from hearback.pipeline.models import Application, Purpose
from hearback.relations.customers.actions import Sending, read_files, take_file
from hearback.relations.customers.asks import words_of_consent

if TYPE_CHECKING:
    from datetime import datetime

AGREED, FOUND, LISTED = 24, 14, 40
SEGMENTS = ("Walkers", "At home", "Café")


def know_customers(*, now: datetime) -> None:
    """Some agree to be looked for; a day before `now` the analyst sends the list."""
    analyst = Member.objects.filter(role=Role.ANALYST).first()
    if analyst is None:
        return
    then = now - timedelta(days=1)
    people = list(Application.objects.select_related("candidate").order_by("pk")[:AGREED])
    for application in people:
        give(
            application=application,
            purpose=Purpose.CUSTOMER,
            words=words_of_consent(),
            now=application.received_at,
        )
    mails = [one.candidate.email for one in people[:FOUND]]
    mails += [f"customer{number}@shop.example" for number in range(LISTED - len(mails))]
    lines = ["Email,Phone,Segment,Yearly value,Currency"]
    lines += [
        f"{mail},,{SEGMENTS[number % len(SEGMENTS)]},{90 + 37 * number % 800}.50,CAD"
        for number, mail in enumerate(mails)
    ]
    sending = Sending(currency="CAD", country="CA")
    file = ContentFile("\n".join(lines).encode())
    take_file(file=file, name="customers-november.csv", sending=sending, by=analyst, now=then)
    read_files(clock=lambda: then)
