"""Changing a row of the settings: write it, and an entry that says what it was and is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.ledger.differences import difference, values_of
from hearback.ledger.kinds import SETTING_CHANGED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from typing import Any

    from django.db.models import Model

    from hearback.accounts.models import Member


def note(what: str, change: str, *, by: Member, now: datetime) -> None:
    """Record one change of the settings."""
    record(SETTING_CHANGED, by=by, now=now, payload={"what": what, "change": change})


@transaction.atomic
def add_row(row: Model, *, what: str, by: Member, now: datetime) -> None:
    """Store a new row. Raises Refused when its name is taken."""
    _store(row)
    note(what, _("added"), by=by, now=now)


@transaction.atomic
def change_row(
    row: Model, values: Mapping[str, Any], *, what: str, by: Member, now: datetime
) -> None:
    """Give a row new values; nothing is recorded when none differs.

    The row is read again and locked first, so that two who save at once see each other's words in
    the entries. Raises Refused when the new name is taken.
    """
    row = type(row)._default_manager.select_for_update(of=["self"]).get(pk=row.pk)
    before = values_of(row, values)
    for name, value in values.items():
        setattr(row, name, value)
    _store(row)
    change = difference(before, values_of(row, values))
    if change:
        note(what, change, by=by, now=now)


@transaction.atomic
def remove_row(row: Model, *, what: str, in_use: str, by: Member, now: datetime) -> None:
    """Delete a row. Raises Refused with the sentence `in_use` when something refers to it."""
    try:
        with transaction.atomic():
            row.delete()
    except ProtectedError:
        raise Refused(in_use) from None
    note(what, _("removed"), by=by, now=now)


def _store(row: Model) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(_("There is one called “{name}” already.").format(name=row)) from None
