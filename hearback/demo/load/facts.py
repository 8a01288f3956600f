"""Reads what is known of the demo company: the house, its openings, and who applied."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OPENINGS = HERE / "openings"
MAIL_HOSTS = ("mail.example", "post.example", "inbox.example", "letters.example")
MISTYPED_HOST = "mial.example"


@dataclass(frozen=True)
class Person:
    """Somebody who applied, and what becomes of them (a name in `fates.FATES`)."""

    opening: str
    fate: str
    name: str
    email: str
    phone: str
    city: str
    zone: str


def company() -> dict[str, Any]:
    """The house: organisation, places, teams, members, resources, reasons."""
    return _toml(HERE / "company.toml")


def briefs() -> dict[str, dict[str, Any]]:
    """The openings by the name of their file, each with words for CVs and letters."""
    return {path.stem: _toml(path) for path in sorted(OPENINGS.glob("*.toml"))}


def newest() -> dict[str, Any]:
    """The opening nobody has applied to yet, with its rounds and kit."""
    return _toml(HERE / "newest.toml")


def said() -> dict[str, Any]:
    """What people say of dealing with the house."""
    return _toml(HERE / "said.toml")


def reviews() -> dict[str, Any]:
    """What stands about the house in public, and what was done about it."""
    return _toml(HERE / "reviews.toml")


def meetings() -> dict[str, Any]:
    """Which round people came to, and what both sides said of it."""
    return _toml(HERE / "meetings.toml")


def plans() -> dict[str, Any]:
    """How each opening is interviewed for, with the rooms and how much each colleague takes."""
    return _toml(HERE / "plans.toml")


def kits() -> dict[str, Any]:
    """What is asked about the criteria of each opening, and what the levels mean."""
    return _toml(HERE / "kits.toml")


def talks() -> list[dict[str, Any]]:
    """Who wrote to the house lately, and what was answered."""
    found: list[dict[str, Any]] = _toml(HERE / "talks.toml")["talks"]
    return found


def pages() -> list[dict[str, Any]]:
    """What people ask, and what the house answers."""
    found: list[dict[str, Any]] = _toml(HERE / "book.toml")["pages"]
    return found


def people() -> list[Person]:
    """Everybody who applied, in the order of the file."""
    found: list[Person] = []
    opening = ""
    for line in (HERE / "people.txt").read_text(encoding="utf-8").splitlines():
        heading = re.fullmatch(r"\[([a-z-]+)\]", line.strip())
        if heading:
            opening = heading[1]
        elif "|" in line and not line.startswith("#"):
            found.append(_person(opening, line, number=len(found)))
    return found


def _person(opening: str, line: str, *, number: int) -> Person:
    fate, name, mailbox, phone, city, zone = (cell.strip() for cell in line.split("|"))
    host = MISTYPED_HOST if fate == "bounced" else MAIL_HOSTS[number % len(MAIL_HOSTS)]
    return Person(opening, fate, name, f"{mailbox}@{host}", phone, city, zone)


def _toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
