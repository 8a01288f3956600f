"""Sending lost links: asked for by anybody, answered only to the address itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.careers import kinds
from hearback.careers.letters import lost_links
from hearback.careers.models import LostLink
from hearback.careers.queries import is_rested, may_write_again
from hearback.channels.actions import queue
from hearback.kit.links import fingerprint, token
from hearback.ledger.actions import record
from hearback.pipeline.models import Application
from hearback.rules.addresses import fold_address

if TYPE_CHECKING:
    from datetime import datetime

AT_ONCE = 1_000
MOST_LINKS = 20
PURPOSE = "careers.lost_links"


@transaction.atomic
def ask_for_links(*, email: str, now: datetime) -> None:
    """Note that somebody wants their links, known address or not, and ring the bell.

    The work that tells the two apart is done later and elsewhere, so that the page takes as long
    for a known address as for any other.
    """
    from hearback.careers.tasks import send_links_asked_for  # noqa: PLC0415  it imports us

    LostLink.objects.create(address=fold_address(email)[:254], asked_at=now)
    send_links_asked_for.defer()


def send_links(*, now: datetime) -> int:
    """Answer those who asked, longest waiting first; returns how many letters were written."""
    asked = LostLink.objects.order_by("asked_at").values_list("address", flat=True)[:AT_ONCE]
    return sum(_answer(address, now=now) for address in dict.fromkeys(asked))


@transaction.atomic
def _answer(address: str, *, now: datetime) -> bool:
    """One letter to one address, however often it was asked for meanwhile."""
    rows = LostLink.objects.filter(address=address).select_for_update(skip_locked=True)
    if not LostLink.objects.filter(pk__in=[row.pk for row in rows]).delete()[0]:
        return False
    theirs = Application.objects.filter(candidate__email_key=address)
    related = theirs.select_related("opening", "candidate", "owner").order_by("-received_at")
    applications = list(related[:MOST_LINKS])
    if not applications or not may_write_again(applications[0], PURPOSE, now=now):
        return False
    rested = [one for one in applications if is_rested(one, now=now)]
    for application in rested:
        _replace_link(application)
    queue(lost_links(applications), now=now)
    for application in rested or applications[:1]:
        record(kinds.LINK_ASKED_AGAIN, by=None, now=now, application=application)
    return True


def _replace_link(application: Application) -> None:
    """The old link, wherever it lies about by now, stays at rest; the new one opens the page."""
    application.link_generation += 1
    fresh = token("portal:status", application.public_id, application.link_generation)
    application.link_fingerprint = fingerprint(fresh)
    application.save(update_fields=["link_generation", "link_fingerprint"])
