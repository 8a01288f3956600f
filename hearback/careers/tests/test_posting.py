"""The opening as search engines read it, and as nobody can make it lie or run."""

# M44

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from hearback.pipeline.brief import pay_words
from hearback.pipeline.models import Criterion, Opening, WayOfWorking
from tests.cast import make_cast

pytestmark = pytest.mark.django_db

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
SCRIPTS = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "\"'`{{7*1111}}{% debug %}${7*1111}%(name)s{0.__class__}",
    "\u2028\u2029",
]


def _posting(opening: Opening) -> dict[str, Any]:
    page = Client().get(f"/jobs/{opening.slug}/").content.decode()
    found: dict[str, Any] = json.loads(_SCRIPT.findall(page)[0])
    return found


def test_every_required_and_recommended_field_is_there() -> None:
    opening = make_cast().opening
    opening.valid_through = date(2026, 12, 31)
    opening.save()
    posting = _posting(opening)
    assert posting["@type"] == "JobPosting"
    assert posting["title"] == "Shop manager"
    assert posting["datePosted"] == "2026-11-17"
    assert posting["validThrough"] == "2026-12-31T23:59:00-05:00"
    assert posting["hiringOrganization"]["name"] == "Harbour & Pine"
    assert posting["jobLocation"]["address"]["addressCountry"] == "CA"
    assert posting["employmentType"] == "FULL_TIME"
    assert posting["directApply"] is True
    assert posting["identifier"]["value"] == str(opening.public_id)
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 58000,
        "maxValue": 66000,
        "unitText": "YEAR",
    }
    assert "<li>Train new colleagues</li>" in posting["description"]
    assert "<li>free on Saturdays</li>" in posting["description"]
    assert "jobLocationType" not in posting


def test_work_from_home_says_from_which_country() -> None:
    opening = make_cast().opening
    opening.way_of_working = WayOfWorking.REMOTE
    opening.save()
    posting = _posting(opening)
    assert posting["jobLocationType"] == "TELECOMMUTE"
    assert posting["applicantLocationRequirements"] == {"@type": "Country", "name": "CA"}


def test_what_is_not_known_is_left_out() -> None:
    opening = make_cast().opening
    opening.pay_from = opening.pay_to = opening.published_at = None
    opening.save()
    assert not {"baseSalary", "datePosted", "validThrough"} & _posting(opening).keys()


@pytest.mark.parametrize("text", SCRIPTS)
def test_no_text_ends_the_markup_or_runs(text: str) -> None:
    """Reliability 86 and 87: page, attribute and JSON-LD."""
    cast = make_cast()
    opening = cast.opening
    opening.title = opening.summary = opening.duties = opening.team_words = text
    opening.save()
    Criterion.objects.update(text=text)
    cast.organisation.name = text
    cast.organisation.save()
    page = Client().get("/jobs/shop-manager/").content.decode()
    assert page.count("<script") == 3
    assert "<img" not in page
    assert "7777" not in page
    posting = _posting(opening)
    assert posting["title"] == text
    assert "<script" not in posting["description"]
    assert Client().get("/").content.decode().count("<script") == 0


@pytest.mark.parametrize(
    ("low", "high", "period", "words"),
    [
        ("58000", "66000", "YEAR", "CAD 58,000 to 66,000 a year"),
        ("24.5", None, "HOUR", "from CAD 24.50 an hour"),
        (None, "30", "HOUR", "up to CAD 30 an hour"),
        ("4200", "4200", "MONTH", "CAD 4,200 a month"),
        (None, None, "YEAR", ""),
        ("0", "10", "HOUR", "CAD 0 to 10 an hour"),
    ],
)
def test_pay_in_words(low: str | None, high: str | None, period: str, words: str) -> None:
    opening = Opening(
        pay_from=Decimal(low) if low else None,
        pay_to=Decimal(high) if high else None,
        pay_currency="CAD",
        pay_period=period,
    )
    assert pay_words(opening) == words
