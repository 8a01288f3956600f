"""Where colleagues worked before, one employer on each line, as a candidate's orders need it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hearback.rules.lines import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Past = list[dict[str, str]]
MOST, LONGEST = 20, 120
_YEARS = re.compile(r"^(?P<company>.*\S)\s*,\s*(?P<years>[^,]*\d[^,]*)$")


def read_past(text: str) -> Past:
    """What somebody typed, as it is stored; the years stand after the last comma, if any."""
    lines = [one_line(line, LONGEST) for line in text.splitlines()]
    return [_job(line) for line in lines if line][:MOST]


def _job(line: str) -> dict[str, str]:
    found = _YEARS.match(line)
    if found is None:
        return {"company": line, "years": ""}
    return {"company": found["company"], "years": found["years"].strip()}


def write_past(past: Iterable[Mapping[str, str]]) -> str:
    """What is stored, as somebody would type it."""
    jobs = ((job.get("company", ""), job.get("years", "")) for job in past)
    return "\n".join(f"{company}, {years}" if years else company for company, years in jobs)
