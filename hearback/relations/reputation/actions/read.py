"""Reading in a file of reviews: each broken line is named, the rest taken, none of them twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import IO, TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.accounts.models import Place
from hearback.kit.errors import Invalid
from hearback.kit.tables import Broken, Row, Table
from hearback.ledger.actions import record
from hearback.pipeline.models import Opening
from hearback.relations.reputation import kinds
from hearback.relations.reputation.actions.take_in import Said, take_in
from hearback.relations.reputation.models import CameBy
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

MOST_ROWS = 5_000
MOST_NAMED = 200
_LONGEST_NAME = 200
# What sites and spreadsheets call the columns, ours first.
NAMES = {
    "source": ("site", "source", "platform"),
    "text": ("text", "review", "words", "comment", "content", "body"),
    "external_id": ("id", "external_id", "review_id"),
    "address": ("address", "url", "link"),
    "written_on": ("date", "written_on", "posted", "published"),
    "given": ("rating", "stars", "score"),
    "low": ("lowest", "scale_from", "low"),
    "high": ("highest", "scale_to", "scale", "high", "out_of"),
    "place": ("place", "location", "store", "shop"),
    "opening": ("opening", "job", "job_title"),
}


@dataclass
class Outcome:
    """What became of a file: how many are new, were here already, and which lines are broken.

    `more` says how many further lines are broken and not named.
    """

    new: int = 0
    known: int = 0
    broken: list[tuple[int, str]] = field(default_factory=list)
    more: int = 0

    def leave(self, line: int, why: str) -> None:
        """Name a line that was not taken, or count it where very many are."""
        if len(self.broken) < MOST_NAMED:
            self.broken.append((line, why))
        else:
            self.more += 1


def read_file(*, file: IO[bytes], source: str, by: Member, now: datetime) -> Outcome:
    """Take in every review of a CSV; `source` is the site where the file does not name one.

    Each row is taken in by itself, so that reading it again after a fault adds what is missing.
    Raises Invalid for what is no table or has no column of words.
    """
    table = Table(file, most_rows=MOST_ROWS)
    columns = {key: _first(names, table.columns) for key, names in NAMES.items()}
    if not columns["text"]:
        raise Invalid(_("No column of this file holds words: call it “text”."))
    outcome = Outcome()
    for row in table:
        why = row.why if isinstance(row, Broken) else _take(row, columns, source, outcome, by, now)
        if why:
            outcome.leave(row.line, why)
    record(kinds.REVIEWS_READ, by=by, now=now, payload={"who": by.name, "new": outcome.new})
    return outcome


def _first(names: tuple[str, ...], columns: list[str]) -> str:
    return next((name for name in names if name in columns), "")


def _take(  # noqa: PLR0917  a row, what it means, who reads it and when
    row: Row, columns: dict[str, str], source: str, outcome: Outcome, by: Member, now: datetime
) -> str:
    """Take one row in; returns why it could not be, empty when it was."""
    said = {key: row.cells.get(name, "") if name else "" for key, name in columns.items()}
    try:
        _review, is_new = take_in(said=said_of(said, source), by=by, came_by=CameBy.FILE, now=now)
    except Invalid as wrong:
        return wrong.sentence
    outcome.new += is_new
    outcome.known += not is_new
    return ""


def said_of(told: dict[str, str], source: str = "") -> Said:
    """A review from words alone; a place or opening we do not know is left out.

    Raises Invalid for a date that is none.
    """
    return Said(
        source=told.get("source") or source,
        text=told.get("text", ""),
        external_id=told.get("external_id", ""),
        address=told.get("address", ""),
        written_on=_day(told.get("written_on", "")),
        given=told.get("given", ""),
        low=told.get("low", ""),
        high=told.get("high", ""),
        place=_place(told.get("place", "")),
        opening=_opening(told.get("opening", "")),
    )


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise Invalid(_("The date is none: write it as 2026-11-24.")) from None


def _place(told: str) -> Place | None:
    name = one_line(told, _LONGEST_NAME)
    return Place.objects.filter(name__iexact=name).first() if name else None


def _opening(told: str) -> Opening | None:
    name = one_line(told, _LONGEST_NAME)
    if not name:
        return None
    by_slug = Opening.objects.select_related("place", "owner").filter(slug=name)
    by_title = Opening.objects.select_related("place", "owner").filter(title__iexact=name)
    return by_slug.first() or by_title.order_by("-pk").first()
