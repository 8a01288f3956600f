"""Answering people at the desk, as a recruiter with a browser does it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.applying import address_of

if TYPE_CHECKING:
    from uuid import UUID

    from tests.house import House
    from tests.visitor import Page, Visitor
    from tests.web_form import Form

TORONTO = ZoneInfo("America/Toronto")


def open_the_office(house: House) -> None:
    """Let it be ten in the morning of the next Tuesday to Thursday in Toronto."""
    morning = datetime.combine(
        house.now().astimezone(TORONTO).date() + timedelta(days=1), time(10), TORONTO
    )
    while morning.weekday() not in {1, 2, 3}:
        morning += timedelta(days=1)
    house.jump_to(morning)


def case_of(house: House, name: str) -> UUID:
    """The public id of the application of somebody."""
    found: UUID = house.value("SELECT public_id FROM pipeline_application WHERE name = %s", name)
    return found


@dataclass
class Letter:
    """A form at the desk with the letter it would send, ready for one press."""

    visitor: Visitor
    page: Page
    form: Form
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What the recruiter reads."""
        return self.page.words

    def press(self, act: str = "send") -> Page:
        """Send it at its decent moment, or with ``now`` at once."""
        fields = {**self.form.fields, **self.typed, "act": act}
        return self.visitor.post(self.page.path, fields)


def write(visitor: Visitor, house: House, name: str, kind: str, **typed: str) -> Letter:
    """Open the form of an answer to somebody, fill it in and have the letter shown."""
    path = f"/desk/applications/{case_of(house, name)}/{kind}/"
    form = visitor.get(path).form_with("form_token")
    if kind == "decline":
        typed = {
            "thanks": "coming in on Monday",
            "ground": form.choice("ground", "two years"),
            "reason": "The two years of leading a team are not in your papers yet.",
            "help": form.choice("help", "Window dresser"),
            **typed,
        }
    if kind == "hold":
        typed = {"reason": "Grace is ill, and she decides with me.", **typed}
    page = visitor.post(path, {**form.fields, **typed, "act": "preview"})
    shown = page.form_with("form_token")
    assert "seen" in shown.fields, page.words[:1500]
    return Letter(visitor, page, shown)


def state_of(house: House, name: str) -> str:
    """Whether somebody's application goes on, or how it ended."""
    return str(house.value("SELECT state FROM pipeline_application WHERE name = %s", name))


def letters_to(house: House, name: str, purpose: str) -> list[str]:
    """The states of the letters with this purpose to somebody."""
    query = "SELECT state FROM channels_message WHERE to_address = %s AND purpose = %s ORDER BY id"
    return [state for (state,) in house.rows(query, address_of(name), purpose)]
