"""The brief interviewers have in hand."""  # M14

from __future__ import annotations

import pytest

from hearback.interviews.plan.brief import brief_lines
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


def test_says_duties_pay_needs_place_team_and_process_in_plain_lines() -> None:
    assert brief_lines(make_cast().opening, "en") == [
        "Duties: Open and close the shop; Train new colleagues",
        "Pay: CAD 58,000 to 66,000 a year",
        "Must have: two years of leading a team; free on Saturdays",
        "Place: Toronto Queen Street, Toronto",
        "Hours and place of work: Full time, on site",
        "Team: Shop; Nine people, two of them apprentices.",
        "Process: A call (20 minutes)",
    ]


def test_leaves_out_what_nobody_wrote() -> None:
    opening = make_cast().opening
    opening.pay_from = opening.pay_to = None
    opening.duties = ""
    said = "\n".join(brief_lines(opening, "en"))
    assert "Pay" not in said
    assert "Duties" not in said
