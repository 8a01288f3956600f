"""One page for the board with the figures of the cells; money only when an analyst asks."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest
from django.test import Client

from hearback.insights.cells.renew import renew_all
from hearback.insights.models import Calculation
from hearback.insights.tests.makers import opinions
from hearback.insights.worth.terms import kept
from hearback.rules.measures import PUBLISHED, Moment
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db
BOARD = "/desk/insights/board.pdf"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hearback.kit.clock.now", lambda: NOW + timedelta(hours=4))


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def pages(answer: Any) -> list[str]:
    """The words of each page."""
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    found = pypdfium2.PdfDocument(answer.content)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in found]


def test_it_is_one_page_with_the_figures(cast: Cast, client: Client) -> None:
    for number in range(6):
        apply(cast, f"Ana{number} Moreau")
    for moment in Moment:
        opinions(cast, [10, 9, 9, 10, 8, 7, 3, 9], moment=moment, relationship=1)
    renew_all()
    client.force_login(cast.omar)
    (page,) = pages(client.get(BOARD))

    assert "Harbour & Pine" in page
    assert "People applied 6" in page
    assert "more than 3 hours" in page
    assert "cNPS after the answer +50" in page
    assert "Take it elsewhere 100 %" in page
    assert "of 8 answers" in page
    assert "oney at risk" not in page


def test_before_anything_happened_it_says_so(cast: Cast, client: Client) -> None:
    client.force_login(cast.omar)
    (page,) = pages(client.get(BOARD, {"months": "x"}))

    assert "Nothing to count yet." in page


def test_money_at_risk_is_on_it_only_when_an_analyst_asks(cast: Cast, client: Client) -> None:
    amounts = {"value": Decimal(184_500), "low": Decimal(120_000), "high": Decimal(250_000)}
    known: dict[str, Any] = {"kept_by": cast.nadia, "kept_at": NOW, "kind": "resentment"}
    known["terms"] = kept(PUBLISHED["starred"])
    Calculation.objects.create(**known, currency="EUR", **amounts)
    for member in (cast.omar, cast.alex):
        client.force_login(member)
        assert client.get(BOARD, {"worth": "1"}).status_code == 404
        assert "EUR" not in pages(client.get(BOARD))[0]
    client.force_login(cast.nadia)

    assert "EUR" not in pages(client.get(BOARD))[0]
    assert "EUR 180,000 (EUR 180,000 to EUR 180,000)" in pages(client.get(BOARD, {"worth": "1"}))[0]


def test_whoever_decides_one_by_one_gets_none(cast: Cast, client: Client) -> None:
    client.force_login(cast.susan)
    assert client.get(BOARD).status_code == 404
