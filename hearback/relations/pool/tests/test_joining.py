"""Whoever was told no may stay in touch: asked in the letter, one press, two years at most."""

# M31

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from hearback.answers.tests.makers import send, tell_no
from hearback.inbox.consents.actions import end_what_is_over
from hearback.ledger.models import Entry
from hearback.pipeline.models import Consent, Purpose
from hearback.portal.word.press import shown_at
from hearback.relations.models import InTouch
from hearback.relations.pool.actions import join
from hearback.relations.pool.tests.makers import (
    in_touch,
    path_in,
    stay_page,
    text_of,
    told_no,
    words_of,
)
from hearback.relations.pool.words import two_years_after
from tests.cast import NOW, Cast, apply
from tests.desk_visit import Moment
from tests.relay import TestRelay

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.usefixtures("relay"),
]

ANA = "ana.moreau@mail.example"


def _agree(page: str) -> Any:
    """Open the page, read it, and press the button."""
    return Client().post(page, {"act": "stay", "shown": shown_at(NOW)})


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "We keep nothing for that unless you say so"),
        ("de", "Dafür behalten wir nichts"),
        ("fr", "Nous ne gardons rien pour cela"),
        ("es", "No guardamos nada para ello"),
    ],
)
def test_the_no_asks_and_one_press_on_its_page_joins(
    cast: Cast, moment: Moment, relay: TestRelay, language: str, says: str
) -> None:
    moment.now = NOW + timedelta(hours=1)
    ana = apply(cast)
    ana.language = language
    ana.save()

    tell_no(cast, ana, send_now=True)
    send(NOW + timedelta(minutes=1))
    mail = relay.taken_by(ANA)[-1]
    assert says in " ".join(text_of(mail).split())
    page = path_in(mail, "/status/[^/ ]+/in-touch/")
    shown = Client().get(page)
    assert shown.status_code == 200
    assert not InTouch.objects.exists()
    joined = _agree(page)
    assert joined.status_code == 200
    assert "2028" in words_of(joined)
    consent = Consent.objects.get(purpose=Purpose.POOL)
    assert consent.words in " ".join(words_of(shown).replace("&#x27;", "'").split())
    assert consent.until == two_years_after(moment.now)
    assert InTouch.objects.get().application == ana


def test_the_status_page_of_a_no_asks_too_and_of_nobody_else(cast: Cast, moment: Moment) -> None:
    moment.now = NOW + timedelta(hours=1)
    ana, bo = told_no(cast), apply(cast, "Bo Lind")
    assert "Stay in touch" in words_of(Client().get(stay_page(ana).removesuffix("in-touch/")))
    assert "Stay in touch" not in words_of(Client().get(stay_page(bo).removesuffix("in-touch/")))
    assert _agree(stay_page(bo)).status_code == 404
    assert not InTouch.objects.exists()


def test_pressing_twice_or_with_nothing_agrees_once_or_not_at_all(
    cast: Cast, moment: Moment
) -> None:
    moment.now = NOW + timedelta(hours=1)
    page = stay_page(told_no(cast))
    Client().post(page, {})
    assert not Consent.objects.exists()
    _agree(page)
    moment.now += timedelta(days=300)
    _agree(page)
    assert Consent.objects.get().until == two_years_after(NOW + timedelta(hours=1))
    assert InTouch.objects.get().rests_until == NOW + timedelta(hours=1)


@pytest.mark.parametrize("shown", ["", "forged", "at once"])
def test_a_program_that_presses_the_button_agrees_to_nothing(
    cast: Cast, moment: Moment, shown: str
) -> None:
    moment.now = NOW + timedelta(hours=1)
    page = stay_page(told_no(cast))
    sealed = shown_at(moment.now) if shown == "at once" else shown
    answer = Client().post(page, {"act": "stay", "shown": sealed})
    assert answer.status_code == 422
    assert "Please press once more." in words_of(answer)
    assert not Consent.objects.exists()
    # The page that says so has the seal of its own moment: the next press is a person's.
    found = re.search(r'name="shown" value="([^"]+)"', answer.content.decode())
    assert found is not None
    moment.now += timedelta(seconds=2)
    Client().post(page, {"act": "stay", "shown": found[1]})
    assert InTouch.objects.exists()


def test_it_can_be_ended_on_the_same_page_and_joined_again(cast: Cast, moment: Moment) -> None:
    moment.now = NOW + timedelta(hours=1)
    page = stay_page(told_no(cast))
    _agree(page)
    assert "You hear no more" in words_of(Client().post(page, {"act": "leave"}))
    assert not InTouch.objects.exists()
    Client().post(page, {"act": "leave"})
    _agree(page)
    assert InTouch.objects.count() == 1
    assert Consent.objects.count() == 2


def test_after_two_years_it_ends_by_itself_and_nothing_is_kept(cast: Cast) -> None:
    person = in_touch(cast)
    assert end_what_is_over(now=person.until - timedelta(seconds=1)) == 0
    assert InTouch.objects.exists()
    assert end_what_is_over(now=person.until) == 1
    assert not InTouch.objects.exists()
    assert Consent.objects.get().ended_at == person.until
    assert Entry.objects.filter(kind="consent.over").count() == 1


def test_a_newer_no_brings_the_newer_papers_and_the_same_consent(cast: Cast) -> None:
    first = in_touch(cast)
    newer = told_no(cast, opening=cast.other_opening)
    join(application=newer, now=NOW + timedelta(days=1))
    person = InTouch.objects.get()
    assert (person.application, person.consent, person.until) == (
        newer,
        first.consent,
        first.until,
    )


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (datetime(2028, 2, 29, 12, tzinfo=UTC), datetime(2030, 2, 28, 12, tzinfo=UTC)),
        (datetime(2026, 11, 24, tzinfo=UTC), datetime(2028, 11, 24, tzinfo=UTC)),
    ],
)
def test_two_years_are_two_years(day: datetime, ends: datetime) -> None:
    assert two_years_after(day) == ends
