"""What somebody agreed to stands on their page with its words, and is taken back by one press."""

# M31 M32

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from hearback.inbox.consents.actions import end_what_is_over, give
from hearback.kit.links import token
from hearback.ledger.models import Entry
from hearback.pipeline.models import Application, Consent, Purpose
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db

WORDS = "You may look whether I am also a customer of yours."


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def ana(cast: Cast) -> Application:
    """Somebody who applied."""
    return Application.objects.get(pk=apply(cast).pk)


def _agreed(application: Application, purpose: Purpose = Purpose.CUSTOMER) -> Consent:
    return give(application=application, purpose=purpose, words=WORDS, now=NOW)


def _page(application: Application) -> str:
    return f"/status/{token('portal:status', application.public_id, 1)}/"


def _back(application: Application, consent: Consent) -> str:
    return f"{_page(application)}agreed/{consent.public_id}/back/"


def test_who_agreed_to_nothing_reads_nothing_of_it(ana: Application) -> None:
    assert "What you agreed to" not in Client().get(_page(ana)).content.decode()


def test_the_words_stand_there_as_they_were_shown(ana: Application) -> None:
    _agreed(ana)
    page = Client().get(_page(ana)).content.decode()
    assert WORDS in page
    assert "You agreed on Tuesday" in page.replace("\xa0", " ")


def test_one_press_takes_it_back(ana: Application) -> None:
    consent = _agreed(ana)
    page = Client().post(_back(ana, consent), follow=True).content.decode()
    consent.refresh_from_db()
    assert consent.ended_at is not None
    assert WORDS not in page
    assert "Taken back." in page
    Client().post(_back(ana, consent))
    assert Entry.objects.filter(kind="consent.taken_back").count() == 1


def test_nobody_takes_back_what_another_agreed_to(cast: Cast, ana: Application) -> None:
    consent = _agreed(ana)
    other = apply(cast, "Eli Roth")
    assert Client().post(_back(other, consent)).status_code == 404
    consent.refresh_from_db()
    assert consent.ended_at is None


def test_looking_changes_nothing(ana: Application) -> None:
    consent = _agreed(ana)
    assert Client().get(_back(ana, consent)).status_code == 405
    consent.refresh_from_db()
    assert consent.ended_at is None


def test_agreeing_twice_is_agreeing_once_and_after_taking_back_it_is_new(ana: Application) -> None:
    first = _agreed(ana)
    assert _agreed(ana) == first
    Client().post(_back(ana, first))
    assert _agreed(ana) != first
    assert Consent.objects.count() == 2


def test_that_somebody_may_be_a_customer_stands_in_no_history(ana: Application) -> None:
    _agreed(ana)
    _agreed(ana, Purpose.POOL)
    told = {
        entry.payload["purpose"]: entry.application
        for entry in Entry.objects.filter(kind="consent.given")
    }
    assert told == {"customer": None, "pool": ana}


def test_what_ends_by_itself_ends_at_its_time_and_once(ana: Application) -> None:
    until = NOW + timedelta(days=730)
    consent = give(application=ana, purpose=Purpose.POOL, words=WORDS, now=NOW, until=until)
    assert end_what_is_over(now=until - timedelta(seconds=1)) == 0
    assert "It ends by itself on" in Client().get(_page(ana)).content.decode()
    assert end_what_is_over(now=until) == 1
    assert end_what_is_over(now=until) == 0
    consent.refresh_from_db()
    assert consent.ended_at == until
