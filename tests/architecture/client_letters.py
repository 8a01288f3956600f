"""The letters about people put forward and meetings, in every way they can turn out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.clients import letters as clients
from hearback.clients.models import Choice, Meeting, MeetingState, ReviewLink, Showing, Submission
from hearback.pipeline.models import Client, Contact
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk

LATER = NOW + timedelta(days=3)


def _submission(desk: Desk, *, secret: bool = False, named: bool = True) -> Submission:
    described = "a furniture maker in Toronto" if secret else ""
    client = Client(name="Okafor Furniture", is_secret=secret, described=described)
    return Submission(
        application=desk.ana,
        client=client,
        by=desk.cast.susan,
        words="A calm leader." if named else "",
        allowed=[Showing.NAME, Showing.CV] if named else [],
        asked_at=NOW,
    )


def _contact(client: Client) -> Contact:
    return Contact(
        client=client,
        own_name="Ruth Abel",
        own_title="Managing director",
        own_email="ruth@client.example",
        own_zone="America/Toronto",
    )


def _links(desk: Desk) -> Iterator[ReviewLink]:
    for named in (True, False):
        submission = _submission(desk, named=named)
        yield ReviewLink(submission=submission, contact=_contact(submission.client), until=LATER)


def _meetings(desk: Desk, *, off: bool = False) -> Iterator[Meeting]:
    for secret in (False, True):
        submission = _submission(desk, secret=secret)
        yield Meeting(
            application=desk.ana,
            submission=submission,
            contact=_contact(submission.client),
            by=desk.cast.susan,
            words="Lunch",
            place_name="The Pear Tree",
            address="12 Queen Street",
            begins_at=LATER,
            ends_at=LATER + timedelta(hours=1),
            zone="America/Toronto",
            state=MeetingState.OFF if off else MeetingState.SET,
            reason="Ruth is ill until Thursday.",
        )


def _asked(desk: Desk) -> Iterator[Letter]:
    for secret in (True, False):
        yield clients.consent_asked(_submission(desk, secret=secret))


def _set(desk: Desk) -> Iterator[Letter]:
    yield from (clients.meeting_set(one, now=NOW) for one in _meetings(desk))


def _moved(desk: Desk) -> Iterator[Letter]:
    yield from (clients.meeting_moved(one, now=NOW) for one in _meetings(desk))


def _off(desk: Desk) -> Iterator[Letter]:
    yield from (clients.meeting_off(one, now=NOW) for one in _meetings(desk, off=True))


def _forward(desk: Desk) -> Iterator[Letter]:
    yield from (clients.forward(one, signer=desk.cast.susan) for one in _links(desk))


def _gone(desk: Desk) -> Iterator[Letter]:
    yield from (clients.gone(one, signer=desk.cast.susan) for one in _links(desk))


def _guest_set(desk: Desk) -> Iterator[Letter]:
    yield from (clients.guest_set(one, now=NOW) for one in _meetings(desk))


def _guest_moved(desk: Desk) -> Iterator[Letter]:
    yield from (clients.guest_moved(one, now=NOW) for one in _meetings(desk))


def _guest_off(desk: Desk) -> Iterator[Letter]:
    yield from (clients.guest_off(one, now=NOW) for one in _meetings(desk, off=True))


def _chosen(desk: Desk) -> Iterator[Letter]:
    for choice in Choice:
        yield clients.chosen(_submission(desk), choice)
    yield clients.chosen(_submission(desk), Choice.GIVEN, reason="This opening is closed.")


TO_CANDIDATES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "clients.consent_asked": _asked,
    "clients.meeting_set": _set,
    "clients.meeting_moved": _moved,
    "clients.meeting_off": _off,
}
TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "clients.forward": _forward,
    "clients.gone": _gone,
    "clients.guest_set": _guest_set,
    "clients.guest_moved": _guest_moved,
    "clients.guest_off": _guest_off,
    "clients.chosen": _chosen,
}
