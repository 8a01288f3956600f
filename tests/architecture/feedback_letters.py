"""The letters of the circle, in every way they can turn out; see `letters.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from hearback.accounts.models import Member
from hearback.feedback.circle import letters as circle
from hearback.feedback.circle.models import Feedback, Helped, Keen, Point, PointSide, Said
from hearback.pipeline.models import Client, Contact
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from tests.architecture.letters import Desk

LINE = "The hours worry me a little."


def _said(desk: Desk, **more: object) -> Said:
    words = "Lunch on Tuesday 24 November"
    known = {"application": desk.ana, "subject": uuid4(), "to": desk.cast.susan, "asked_at": NOW}
    return Said(words=words, **known, **more)


def _feedback(desk: Desk, **more: object) -> Feedback:
    return Feedback(application=desk.ana, language=desk.ana.language, **more)


def _how_was_it(desk: Desk) -> Iterator[Letter]:
    yield circle.how_was_it(_said(desk))


def _given(desk: Desk) -> Iterator[Letter]:
    strength = Point(
        side=PointSide.STRENGTH, text="Leading a team", words="You told how you led five people."
    )
    gap = Point(side=PointSide.GAP, text="Planning a week", words="You had not planned rosters.")
    bare = Point(side=PointSide.GAP, text="Planning a week")
    for points in ([strength, gap], [bare]):
        for why in ("", "Two notes were mixed up."):
            yield circle.given(_feedback(desk, why=why), points, signer=desk.cast.susan)


def _candidate_said(desk: Desk) -> Iterator[Letter]:
    for tap in Keen:
        for line in (LINE, ""):
            yield circle.candidate_said(_said(desk, tap=tap, line=line), desk.ana)


def _passed_on(desk: Desk) -> Iterator[Letter]:
    ours = Contact(member=desk.cast.omar)
    theirs = Contact(
        client=Client(name="Bright & Co"), own_name="Bo Lindqvist", own_email="bo@bright.example"
    )
    for contact in (ours, theirs):
        words = "Ana told us: still keen, and she would like to see the stockroom."
        yield circle.passed_on(
            _said(desk), contact, words, called="Ana Moreau", signer=desk.cast.susan
        )


def _it_helped(desk: Desk) -> Iterator[Letter]:
    for tap in (Helped.YES, Helped.A_LITTLE):
        for line in (LINE, ""):
            feedback = _feedback(desk, helped=tap, helped_line=line, approved_by=desk.cast.susan)
            omar: Member = desk.cast.omar
            yield circle.it_helped(feedback, omar, ["Leading a team", "Planning a week"])


TO_CANDIDATES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "feedback.how_was_it": _how_was_it,
    "feedback.given": _given,
}
TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "feedback.candidate_said": _candidate_said,
    "feedback.passed_on": _passed_on,
    "feedback.it_helped": _it_helped,
}
