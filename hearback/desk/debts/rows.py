"""Words owed to us as rows: who owes what since when, why nobody asks sooner, who waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.feedback.asking.models import Tap
from hearback.feedback.asking.queries import PAGE, asks_about, waiting_on
from hearback.feedback.asking.said import waits_for
from hearback.feedback.hearing.models import Heard
from hearback.kit import links
from hearback.kit.moments import day_hour

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.feedback.asking.models import Ask
    from hearback.pipeline.models import Application, Criterion


@dataclass(frozen=True)
class Debt:
    """One question: `plan` says what happens next and why, `waits` who waits because of it."""

    ask: Ask
    waits: str
    plan: str
    is_late: bool
    said: str = ""
    heard: list[Heard] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether a word is still waited for."""
        return self.ask.answered_at is None and self.ask.over_at is None

    @property
    def page(self) -> str:
        """The contact's own page of the question."""
        return links.url(PAGE, self.ask.public_id, self.ask.contact.link_generation)


def debts_as_rows(asks: Iterable[Ask], member: Member, *, now: datetime) -> list[Debt]:
    """These questions as rows, in the same order; one read for all who wait."""
    asks = list(asks)
    waiting = waiting_on(asks) if asks else {}
    return [_row(one, waits_for(one, waiting.get(one.application_id), now=now), [], member, now=now)
            for one in asks]  # fmt: skip


def words_of_case(application: Application, member: Member, *, now: datetime) -> list[Debt]:
    """Every question asked about an application, with what came back that is not settled."""
    asks = list(asks_about(application))
    if not asks:
        return []
    waiting = waiting_on(asks)
    heard: dict[int, list[Heard]] = {}
    for one in Heard.objects.filter(ask__in=asks).order_by("at", "pk"):
        heard.setdefault(one.ask_id or 0, []).append(one)
    return [
        _row(
            one,
            waits_for(one, waiting.get(one.application_id), now=now),
            [said for said in heard.get(one.pk, []) if _is_news(said, one)],
            member,
            now=now,
        )
        for one in asks
    ]


def criteria_to_tie(rows: Iterable[Debt], application: Application) -> list[Criterion]:
    """The opening's criteria, where one of these noes is tied to none of them yet."""
    untied = any(one.ask.answer == Tap.NO and one.ask.criterion is None for one in rows)
    return list(application.opening.criteria.order_by("position")) if untied else []


def _is_news(said: Heard, ask: Ask) -> bool:
    """Whether a reply says more than the answer that was taken down from it."""
    return said.needs_person or (said.words.strip() != ask.line.strip() and bool(said.words))


def _row(ask: Ask, waits: str, heard: list[Heard], member: Member, *, now: datetime) -> Debt:
    is_open = ask.answered_at is None and ask.over_at is None
    return Debt(
        ask=ask,
        waits=waits if is_open else "",
        plan=_plan(ask, member) if is_open else "",
        is_late=is_open and ask.promise.due_at <= now,
        said=str(Tap(ask.answer).label) if ask.answer else "",
        heard=heard,
    )


def _plan(ask: Ask, member: Member) -> str:
    """What happens next, when, and why then, in one sentence or two."""
    zone = ZoneInfo(member.zone)
    if ask.to_ring_at is not None:
        return ask.why_then or _("Reminders have ended, so ring them.")
    if ask.next_at is not None:
        said = {"when": day_hour(ask.next_at, zone)}
        return ask.why_then or _("Looked at next on %(when)s.") % said
    if ask.put_off_until is not None:
        said = {"when": day_hour(ask.put_off_until, zone)}
        return _("They said they answer by %(when)s; nobody asks before.") % said
    return _("No reminder is planned yet.")
