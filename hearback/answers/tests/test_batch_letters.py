"""A letter filled in is the letter written for one person, whatever that person is called."""

# M29

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from hearback.answers import letters
from hearback.answers.batch_letters import Forms, Person
from hearback.answers.first_words import thanks_for, thanks_in
from hearback.answers.grounds import problems_of_no, reason_in, reason_of
from hearback.answers.models import AnswerKind, Batch, Outcome
from hearback.answers.tests.makers import REASON, THANKS, helpful
from hearback.channels.models import Urgency
from hearback.inbox.writing import STATUS
from hearback.kit.links import marker
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.pipeline.models import Application

pytestmark = pytest.mark.django_db

NASTY = [
    "<script>alert(1)</script>",
    "{{ signer.email }} {% now 'Y' %}",
    "⟦portal:status|x|1⟧",
    "\ue000link\ue001",
    "Ana\r\nBcc: all@example.org",
    "- Ana",
    "See: https://evil.example/",
    "محمد الأحمد",
    "陈伟",
    "👩🏽‍🚒 Zoë",
    'O\'Brien & Söhne "Quotes"',
    "\u202eanA",
    "x" * 200,
]


def both(
    cast: Cast, application: Application, thanks: str, reason: str
) -> tuple[str, str, str, str]:
    """Text and HTML of the same no, filled in and written singly."""
    resource = helpful()
    single = letters.decline(
        application, thanks=thanks, reason=reason, resource=resource, signer=cast.susan
    )
    batch = Batch(
        kind=AnswerKind.DECLINE,
        by=cast.susan,
        opening=cast.opening,
        resource=resource,
        reason=reason,
        started_at=NOW,
    )
    person = Person(
        application.public_id,
        application.link_generation,
        application.name,
        application.candidate.email,
    )
    words = {"applied": letters.applied_on(application)}
    filled = Forms(batch).decline("en", thanks).fill(person, words)
    assert replace(filled, text="", html="", urgency=Urgency.LETTER) == replace(
        single, text="", html=""
    )
    return filled.text, single.text, filled.html, single.html


@pytest.mark.parametrize("name", NASTY)
def test_nasty_names_read_the_same_in_a_batch_as_singly(name: str) -> None:
    """Neither links, nor templates, nor tags, nor other people's holes."""
    cast = make_cast()
    application = apply(cast)
    application.name = name
    text, single_text, html, single_html = both(cast, application, THANKS, REASON)
    assert text == single_text
    assert html == single_html
    status = marker(STATUS, application.public_id, application.link_generation)
    assert [part for part in text.split("⟦")[1:] if not part.startswith(status[1:])] == []
    assert "<script>" not in html


def test_any_name_and_any_thanks_read_the_same_in_a_batch_as_singly() -> None:
    """For any text at all."""
    cast = make_cast()
    application = apply(cast)

    @settings(max_examples=60, deadline=None)
    @given(name=some.text(min_size=1, max_size=60), thanks=some.text(min_size=1, max_size=60))
    def same(name: str, thanks: str) -> None:
        application.name = name
        text, single_text, html, single_html = both(cast, application, thanks, REASON)
        assert text == single_text
        assert html == single_html

    same()


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "it"])
def test_what_nobody_changed_is_said_in_each_readers_language(language: str) -> None:
    """The thanks a form opened with, and the fact that the job is filled, go out translated."""
    cast = make_cast()
    application = apply(cast)
    application.language = language
    batch = Batch(
        kind=AnswerKind.DECLINE,
        by=cast.susan,
        opening=cast.opening,
        resource=helpful(),
        reason=reason_of(Outcome.FILLED, "en"),
        started_at=NOW,
    )
    said = Forms(batch).decline(language, thanks_for(cast.interview, "en")).letter
    single = letters.decline(
        application,
        thanks=thanks_for(cast.interview, language),
        reason=reason_of(Outcome.FILLED, language),
        resource=helpful(),
        signer=cast.susan,
    )
    assert said.subject == single.subject
    assert thanks_for(cast.interview, language) in said.text
    assert reason_of(Outcome.FILLED, language) in said.text
    assert (
        problems_of_no(
            cast.opening,
            thanks=thanks_for(cast.interview, language),
            reason=reason_of(Outcome.FILLED, language),
            language=language,
        )
        == []
    )


def test_what_somebody_typed_is_never_replaced() -> None:
    assert thanks_in("walking us through the night inventory", "fr") == (
        "walking us through the night inventory"
    )
    assert reason_in("Grace is ill.", "de") == "Grace is ill."
