"""Lists of customers as shops write them, sent by the analyst; people who agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hearback.inbox.consents.actions import give
from hearback.kit.links import token
from hearback.pipeline.models import Application, Consent, Purpose
from hearback.relations.customers.actions import read_files
from hearback.relations.customers.models import CustomerFile, Seeker
from tests.cast import NOW, Cast, apply

if TYPE_CHECKING:
    from datetime import datetime

PAGE = "/desk/insights/customers/"
WORDS = "You may look whether I am also a customer of yours"
HEAD = "E-mail,Phone,Segment,Yearly value,Currency"
SHOPIFY = (
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,"
    "Default Address Address1,Default Address City,Default Address Province Code,"
    "Default Address Country Code,Default Address Zip,Default Address Phone,Phone,"
    "Accepts SMS Marketing,Total Spent,Total Orders,Note,Tax Exempt,Tags"
)


def nadia(cast: Cast) -> Client:
    """The analyst, signed in."""
    client = Client()
    client.force_login(cast.nadia)
    return client


def send_list(cast: Cast, content: str | bytes, *, name: str = "customers.csv", **more: Any) -> Any:
    """Send a list as the analyst does; what the page answers."""
    raw = content.encode() if isinstance(content, str) else content
    said = {"currency": "CAD", "country": "CA", "years": "1", **more}
    return nadia(cast).post(PAGE, {"file": SimpleUploadedFile(name, raw), **said})


def read_list(
    cast: Cast, *lines: str, head: str = HEAD, now: datetime = NOW, **more: Any
) -> CustomerFile:
    """Send a list, let a worker read it, and return how it went."""
    answer = send_list(cast, "\n".join([head, *lines, ""]), **more)
    assert answer.status_code == 302, answer.content.decode()
    read_files(clock=lambda: now)
    return CustomerFile.objects.latest("pk")


def agree(cast: Cast, name: str, **more: Any) -> Application:
    """Somebody applies and agrees to be looked for; address and number are made by `apply`."""
    application = Application.objects.get(pk=apply(cast, name, **more).pk)
    give(application=application, purpose=Purpose.CUSTOMER, words=WORDS, now=NOW)
    return application


def is_found(application: Application) -> bool:
    """Whether who applied is known to be a customer, which no query of ours tells."""
    found = Seeker.objects.filter(consent__ended_at=None, customer__isnull=False)
    people = Application.objects.filter(pk=application.pk).values("candidate")
    return found.filter(consent__candidate__in=people).exists()


def mail_of(name: str) -> str:
    """The address `apply` makes from a name."""
    return f"{name.lower().replace(' ', '.')}@mail.example"


def take_back(application: Application) -> None:
    """Take it back on the status page."""
    page = f"/status/{token('portal:status', application.public_id, 1)}/"
    consent = Consent.objects.standing().get(candidate=application.candidate_id)
    answer = Client().post(f"{page}agreed/{consent.public_id}/back/")
    assert answer.status_code == 302
