"""The letters of referrals, in every way they can turn out; see `letters.py`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.relations import letters as relations
from hearback.relations.letters import Thought
from hearback.relations.models import Referral, ReferralState, Way
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk

LATER = NOW + timedelta(days=3)


def _referral(desk: Desk, *, applied: bool = True, **more: object) -> Referral:
    known = {"way": Way.LETTER, "state": ReferralState.APPLIED, "created_at": NOW, **more}
    application = desk.ana if applied else None
    cast = desk.cast
    return Referral(opening=cast.opening, referrer=cast.omar, application=application, **known)


def _thought_of(desk: Desk) -> Iterator[Letter]:
    for why, known_from in (("You run a calm shop.", "the night class"), ("", "")):
        for name in ("Kofi Mensah", ""):
            thought = Thought(name=name, email="kofi@mail.example", why=why, known_from=known_from)
            referral = _referral(desk, applied=False)
            yield relations.asked(referral, thought, signer=desk.cast.susan, until=LATER)


def _they_applied(desk: Desk) -> Iterator[Letter]:
    for way in Way:
        for promise in (desk.promise, None):
            referral = _referral(desk, way=way, consent_words="Yes" if promise else "")
            yield relations.applied(referral, promise, signer=desk.cast.susan)


def _going_on(desk: Desk) -> Iterator[Letter]:
    for talking_since in (None, NOW):
        referral = _referral(desk, consent_words="Yes", talking_since=talking_since)
        yield relations.going_on(referral, desk.promise, signer=desk.cast.susan)


def _decided(desk: Desk) -> Iterator[Letter]:
    for hired in (True, False):
        referral = _referral(desk, consent_words="Yes")
        yield relations.decided(referral, hired=hired, signer=desk.cast.susan)


def _ended(desk: Desk) -> Iterator[Letter]:
    for state in (ReferralState.SILENT, ReferralState.CLOSED, ReferralState.UNREACHED):
        referral = _referral(desk, applied=False, state=state)
        yield relations.ended(referral, signer=desk.cast.susan)


TO_CANDIDATES: dict[str, Callable[[Desk], Iterator[Letter]]] = {"relations.asked": _thought_of}
TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "relations.applied": _they_applied,
    "relations.going_on": _going_on,
    "relations.decided": _decided,
    "relations.ended": _ended,
}
