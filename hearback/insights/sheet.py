"""A page's numbers as a CSV file that no spreadsheet takes for a program."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from django.http import HttpResponse

from hearback.kit.tables import inert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def csv_of(name: str, headings: Sequence[object], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """An attachment `name`.csv in UTF-8; None is an empty cell, and numbers stay numbers.

    Text that could be run as a formula gets an apostrophe in front.
    """
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow([_cell(one) for one in headings])
    writer.writerows([_cell(one) for one in row] for row in rows)
    answer = HttpResponse(text.getvalue().encode("utf-8-sig"), content_type="text/csv")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _cell(value: object) -> object:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return inert(str(value))
