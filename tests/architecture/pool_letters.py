"""The letter to people who stay in touch, bare and with a line of its sender; see `letters.py`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.pipeline.models import Consent, Purpose
from hearback.relations.pool import letters as pool
from hearback.relations.pool.models import InTouch
from hearback.relations.reputation import letters as reputation
from hearback.relations.reputation.models import Review
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk


def _an_opening(desk: Desk) -> Iterator[Letter]:
    application = desk.ana
    known = {"candidate": application.candidate, "application": application}
    consent = Consent(purpose=Purpose.POOL, given_at=NOW, **known)
    until = NOW + timedelta(days=731)
    person = InTouch(consent=consent, joined_at=NOW, until=until, **known)
    for words in ("", "I remember how you spoke of the window in May."):
        yield pool.in_touch(person, desk.cast.other_opening, words=words, signer=desk.cast.jo)


TO_CANDIDATES: dict[str, Callable[[Desk], Iterator[Letter]]] = {"relations.in_touch": _an_opening}


def _review_owed(desk: Desk) -> Iterator[Letter]:
    review = Review(source="Glassdoor", promise=desk.promise)
    yield reputation.owed(review, desk.cast.susan)


TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "relations.review_owed": _review_owed
}
