"""The new dates a batch gives: what is owed to each person moves with their letter."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from hearback.accounts.calendars import calendar_of
from hearback.accounts.models import Member
from hearback.answers.models import AnswerKind, Batch
from hearback.inbox import spoken
from hearback.kit.moments import day_hour
from hearback.ledger.actions import facts_of, plan_promise
from hearback.ledger.actions.record import Line, record_many
from hearback.ledger.kinds import PROMISE_MADE
from hearback.ledger.models import NEXT_ANSWER, Promise, PromiseSource
from hearback.rules.wall import known_zone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.answers.actions.write_batch import Row
    from hearback.answers.owed import Debt
    from hearback.channels.models import Message
    from hearback.rules.calendar import WorkingCalendar


class Moves:
    """The promises a batch of new dates makes for some rows; of a batch of declines, none."""

    def __init__(
        self,
        batch: Batch,
        rows: Sequence[Row],
        owed: Mapping[int, list[Debt]],
        *,
        now: datetime,
    ) -> None:
        self.batch, self.rows, self.owed, self.now = batch, rows, owed, now
        self._calendars: dict[int, WorkingCalendar] = {}

    def words(self, row: Row) -> dict[str, str]:
        """What the letter says of the old date and the new one, on the reader's clock."""
        zone = ZoneInfo(self._zone(row))
        ours = self._ours(row)
        with translation.override(row.language):
            old = day_hour(ours[0].due_at, zone) if ours and ours[0].due_at > self.now else ""
            promise = _(spoken.NEXT_ANSWER) % {
                "person": self._owner(row).name,
                "when": day_hour(self._due_at, zone),
            }
        return {"old": old, "promise": promise}

    def tell(self, messages: Sequence[Message]) -> dict[int, int]:
        """Store the new promises; returns the first one of each application, by their ids."""
        if self.batch.kind != AnswerKind.HOLD:
            return {}
        planned = [
            promise
            for row, message in zip(self.rows, messages, strict=True)
            for promise in self._planned(row, message)
        ]
        Promise.objects.bulk_create(planned)
        lines = [
            Line(
                kind=PROMISE_MADE,
                application_id=promise.application_id,
                opening_id=promise.opening_id,
                payload=facts_of(promise),
            )
            for promise in planned
        ]
        record_many(lines, by=self.batch.by, now=self.now)
        first: dict[int, int] = {}
        for promise in planned:
            first.setdefault(promise.application_id or 0, promise.pk)
        return first

    @property
    def _due_at(self) -> datetime:
        if self.batch.due_at is None:
            raise ValueError("A batch of new dates has a date; the database says so.")
        return self.batch.due_at

    def _zone(self, row: Row) -> str:
        return row.zone if known_zone(row.zone) else self.batch.opening.place.zone

    def _ours(self, row: Row) -> list[Debt]:
        return [debt for debt in self.owed[row.application] if not debt.is_law]

    @cached_property
    def _owners(self) -> dict[int, Member]:
        owners = {debt.owner for debts in self.owed.values() for debt in debts}
        return {member.pk: member for member in Member.objects.filter(pk__in=owners)}

    def _owner(self, row: Row) -> Member:
        ours = self._ours(row)
        return self._owners[ours[0].owner] if ours else self.batch.by

    def _planned(self, row: Row, message: Message) -> list[Promise]:
        """One new promise for each that moves, or the first one where nothing of ours was owed."""
        words = self.words(row)["promise"]
        moving: list[Debt | None] = [*self._ours(row)] or [None]
        return [self._new(row, message, old, words) for old in moving]

    def _new(self, row: Row, message: Message, old: Debt | None, words: str) -> Promise:
        owner = self._owners[old.owner] if old else self._owner(row)
        new = plan_promise(
            owner=owner,
            what=old.what if old else NEXT_ANSWER,
            words=words,
            now=self.now,
            due_at=self._due_at,
            calendar=self._calendar(owner),
            opening=self.batch.opening,
            source=PromiseSource.PERSON,
        )
        new.application_id = row.application
        new.follows_id = old.promise if old else None
        new.told_by, new.reason = message, self.batch.reason
        return new

    def _calendar(self, owner: Member) -> WorkingCalendar:
        if owner.pk not in self._calendars:
            self._calendars[owner.pk] = calendar_of(owner, now=self.now)
        return self._calendars[owner.pk]
