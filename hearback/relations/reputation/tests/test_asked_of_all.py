"""Public reviews are asked of everybody who had an answer, or of nobody, whatever the answer."""

# M36

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.inbox.holes import Person
from hearback.pipeline.models import Application, ApplicationState
from hearback.rules.measures import Moment
from hearback.surveys import letters
from tests.cast import Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.channels.actions import Letter

pytestmark = pytest.mark.django_db

SITE = "https://reviews.example/harbour"
CALM = [HealthCheck.function_scoped_fixture]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def _letter(cast: Cast, application: Application, language: str) -> Letter:
    opening = (cast.opening.pk, cast.opening.title)
    form = letters.asks(Moment.ANSWER, language=language, opening=opening, signer=cast.susan)
    about = (application.public_id, application.link_generation, application.name)
    return form.fill(Person(*about, application.candidate.email), {})


@given(st.sampled_from(ApplicationState.values), st.sampled_from(["en", "de", "fr", "es"]))
@settings(max_examples=12, deadline=None, suppress_health_check=CALM)
def test_how_somebody_was_answered_cannot_matter(cast: Cast, state: str, language: str) -> None:
    ana = Application.objects.first() or apply(cast)
    said: dict[str, str] = {}
    for one in (ana.state, state):
        ana.state = one
        for site in ("", SITE):
            cast.organisation.reviews_at = site
            cast.organisation.save()
            text = _letter(cast, ana, language).text
            assert (SITE in text) is bool(site)
            assert said.setdefault(site, text) == text


def test_what_writes_the_letter_is_told_nothing_of_anybody() -> None:
    assert set(inspect.signature(letters.asks).parameters) == {
        *("moment", "language", "opening", "signer")
    }
