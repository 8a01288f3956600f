"""Nobody is invited to a job that does not run."""

# M16

from __future__ import annotations

import pytest

from hearback.interviews.checking.gate import is_frozen, refuse_frozen
from hearback.kit.errors import Refused
from hearback.pipeline.models import Opening, OpeningState
from tests.cast import Cast, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_a_running_opening_lets_interviews_be_planned(cast: Cast) -> None:
    refuse_frozen(cast.opening)
    assert not is_frozen(cast.opening)


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (OpeningState.DRAFT, "not published yet"),
        (OpeningState.PAUSED, "is paused"),
        (OpeningState.FILLED, "not open any more"),
        (OpeningState.CLOSED, "not open any more"),
    ],
)
def test_any_other_refuses_and_says_why(cast: Cast, state: OpeningState, why: str) -> None:
    stale = Opening.objects.get(pk=cast.opening.pk)
    Opening.objects.filter(pk=cast.opening.pk).update(state=state)
    with pytest.raises(Refused, match=why):
        refuse_frozen(stale)
    stale.refresh_from_db()
    assert is_frozen(stale)
