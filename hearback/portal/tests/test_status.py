"""The status page: like tracking a parcel, and telling nothing nobody has been told."""

# M11 M28 M39

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from hearback.accounts.models import Absence
from hearback.answers import actions as answers
from hearback.answers.models import Resource
from hearback.answers.tests.makers import tell_no, tell_onward
from hearback.careers.actions import withdraw
from hearback.channels import outbox
from hearback.inbox.kinds import APOLOGY_WRITTEN
from hearback.ledger.actions import hand_over, sweep
from hearback.ledger.models import Entry, PromiseState
from hearback.pipeline.models import ApplicationState
from hearback.portal.tests.makers import address_of, secret_of, words_of
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.careers.tests.conftest import Clock
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def cast() -> Cast:
    return make_cast()


def _post(at: datetime) -> None:
    outbox.send_due(clock=lambda: at)


def test_fresh_done_now_and_next(cast: Cast) -> None:
    page = words_of(apply(cast))
    for words in (
        "Shop manager, Toronto Queen Street",
        "Your papers are in and waiting to be read.",
        "Susan Ito tells you by Thursday 26 November, 10:00 whether you are on the shortlist",
        "Done: We received your application. Tuesday 24 November, 10:00",
        "By your answers you meet every must-have.",
        "Now: Your papers are in",
        "Next: You hear from Susan Ito by Thursday 26 November, 10:00",
        "+1 416 555 0101",
        "susan@harbour.example",
        "Times are Toronto time.",
        "Correct my details",
        "Withdraw my application",
        "A call 20 minutes",
    ):
        assert words in page, words
    assert "late" not in page.lower().replace("later", "")


@pytest.mark.parametrize(
    ("met", "words"),
    [
        (False, "Not met yet: two years of leading a team. A person reads your application"),
        (None, "You left open: two years of leading a team."),
    ],
)
def test_the_fit_is_told_as_in_the_receipt(cast: Cast, *, met: bool | None, words: str) -> None:
    assert words in words_of(apply(cast, met=met))


def test_times_are_the_candidates(cast: Cast) -> None:
    application = apply(cast)
    application.zone = "Asia/Tokyo"
    application.save()
    page = words_of(application)
    assert "by Friday 27 November, 00:00" in page
    assert "Times are Tokyo time." in page


def test_a_zone_that_is_no_longer_known_breaks_nothing(cast: Cast) -> None:
    application = apply(cast)
    application.zone = "Mars/Olympus"
    application.save()
    assert "Times are Toronto time." in words_of(application)


ANSWERS_NOW = "Ben Ruiz answers you now, in Susan Ito’s place."


def test_who_answers_in_whose_place_stands_under_what_was_told(cast: Cast) -> None:
    """M39: what was told stays as it was told; the person and the number are the new ones."""
    application = apply(cast)
    told = words_of(application)
    assert "in Susan Ito’s place" not in told
    promise = application.promises.get()
    hand_over(promise=promise, to=cast.ben, by=cast.omar, now=NOW)
    page = words_of(application)
    assert f"{promise.words} {ANSWERS_NOW}" in page
    assert "Next: You hear from Ben Ruiz by Thursday 26 November, 10:00" in page
    assert "ben@harbour.example" in page
    assert "susan@harbour.example" not in page
    hand_over(promise=promise, to=cast.jo, by=cast.omar, now=NOW)
    assert "Jo Lind answers you now, in Susan Ito’s place." in words_of(application)
    hand_over(promise=promise, to=cast.susan, by=cast.omar, now=NOW)
    assert words_of(application) == told


def test_an_apology_of_who_is_away_says_who_answers_instead(cast: Cast, page_clock: Clock) -> None:
    """Susan was named and says sorry; Jo, her stand-in, is here and answers."""
    application = apply(cast)
    due_at = application.promises.get().due_at
    Absence.objects.create(member=cast.susan, first_day=due_at.date(), last_day=due_at.date())
    page_clock.moment = due_at + HOUR
    sweep(now=due_at + timedelta(minutes=1))
    page = words_of(application)
    assert "Susan Ito writes to you by" in page
    assert "Jo Lind answers you now, in Susan Ito’s place." in page


def test_a_moment_that_has_passed_is_said_to_be_late(cast: Cast, page_clock: Clock) -> None:
    """Before the clockwork has noticed: no new date yet, but no pretending either."""
    application = apply(cast)
    page_clock.moment = application.promises.get().due_at + HOUR
    page = words_of(application)
    assert "We are late, Ana. Sorry." in page
    assert "1 h late" in page
    assert "Next: A new date from Susan Ito" in page
    assert "says nothing about your application" in page


def test_the_apology_brings_the_new_date_to_the_page(cast: Cast, page_clock: Clock) -> None:
    application = apply(cast)
    due_at = application.promises.get().due_at
    sweep(now=due_at + timedelta(minutes=1))
    sweep(now=due_at + timedelta(minutes=2))
    new = application.promises.get(state=PromiseState.OPEN)
    page_clock.moment = due_at + HOUR
    page = words_of(application)
    assert "We are late, Ana. Sorry." in page
    assert "You should have heard by Thursday 26 November, 10:00, and did not." in page
    assert new.words in page
    assert Entry.objects.filter(kind=APOLOGY_WRITTEN.name).count() == 1
    assert "Done: We were late and said sorry. The new date is" in page


def test_a_decision_is_unseen_until_its_letter_has_left(
    cast: Cast, relay: TestRelay, page_clock: Clock
) -> None:
    """Nothing on the page gives a no away while the letter waits, or can still be taken back."""
    application, untouched = apply(cast), apply(cast, "Ana Moreaux")
    before = words_of(untouched).replace("Moreaux", "Moreau")
    answer = tell_no(cast, application)
    assert words_of(application) == before
    page_clock.moment = answer.send_at + timedelta(minutes=1)
    _post(page_clock.moment)
    page = words_of(application)
    assert len(relay.taken_by("ana.moreau@mail.example")) == 2
    assert "We are not taking this one further" in page
    assert "This job needs “two years of leading a team”." in page
    assert "Thank you for coming in on Monday" in page
    assert "Leading a team, evenings" in page
    assert "What Susan Ito wrote to you" in page
    assert "Withdraw my application" not in page
    assert "Next:" not in page


def test_good_news_is_unseen_until_its_letter_has_left(
    cast: Cast, relay: TestRelay, page_clock: Clock
) -> None:
    application, untouched = apply(cast), apply(cast, "Ana Moreaux")
    before = words_of(untouched)
    answer = tell_onward(cast, application, send_now=True)
    assert words_of(application) == before
    _post(answer.send_at)
    assert relay.taken
    page_clock.moment = answer.send_at + timedelta(minutes=1)
    page = words_of(application)
    assert "We would like to talk with you." in page
    assert "Done: We told you that we would like to go on with you." in page
    assert "tells you by" in page


def test_an_answer_taken_back_was_never_there(cast: Cast) -> None:
    application = apply(cast)
    before = words_of(application)
    answers.recall(answer=tell_no(cast, application), by=cast.susan, now=NOW + HOUR)
    assert words_of(application) == before


def test_a_quiet_move_is_not_told(cast: Cast) -> None:
    """Nobody has written that they want to talk, so the page does not say it."""
    application = apply(cast)
    application.stage = cast.interview
    application.save()
    page = words_of(application)
    assert "talk with you" not in page
    assert "We are reading your application." in page


def test_no_word_of_the_team_reaches_the_page(cast: Cast) -> None:
    application = apply(cast)
    sweep(now=NOW + timedelta(hours=47, minutes=30))
    page = Client().get(address_of(application)).content.decode()
    for word in ("in_progress", "shortlist_", "first_answer", "reminded", "escalated", "promise."):
        assert word not in page


def test_who_is_hired_is_told_who_rings(cast: Cast, relay: TestRelay, page_clock: Clock) -> None:
    application = apply(cast)
    answer = answers.hire(
        application=application,
        words="We are glad to have you.",
        by=cast.susan,
        now=NOW,
        caller=cast.susan,
        ring_by=NOW + timedelta(days=2),
        send_now=True,
    )
    _post(answer.send_at)
    assert relay.taken
    page_clock.moment = answer.send_at + timedelta(minutes=1)
    page = words_of(application)
    assert "The job is yours, Ana" in page
    assert "Susan Ito rings you by" in page
    assert "Withdraw" not in page
    assert "Correct my details" in page


def test_who_withdrew_is_thanked_and_asked_nothing(cast: Cast) -> None:
    application = apply(cast)
    withdraw(application=application, now=NOW)
    page = words_of(application)
    assert "You withdrew, and that is fine" in page
    assert "Done: You withdrew your application." in page
    assert "Next:" not in page
    assert "Correct my details" not in page


def test_support_is_shown_only_where_the_team_offers_it(cast: Cast) -> None:
    application = apply(cast)
    withdraw(application=application, now=NOW)
    assert "If this is a hard time" not in words_of(application)
    Resource.objects.create(
        kind="service",
        title="Listening line",
        words="Day and night.",
        url="https://help.example/",
        checked_on=date(2026, 11, 1),
    )
    assert "If this is a hard time Listening line . Day and night." in words_of(application)


def test_an_unknown_link_and_one_at_rest_look_the_same(cast: Cast, page_clock: Clock) -> None:
    application = apply(cast)
    withdraw(application=application, now=NOW)
    page_clock.moment = NOW + timedelta(days=179)
    assert Client().get(address_of(application)).status_code == 200
    page_clock.moment = NOW + timedelta(days=181)
    rested = Client().get(address_of(application))
    unknown = Client().get("/status/nobody-has-this-one/")
    assert rested.status_code == unknown.status_code == 404
    assert rested.content == unknown.content
    assert "Ask for a new link" in rested.content.decode()


def test_who_still_waits_never_finds_their_link_at_rest(cast: Cast, page_clock: Clock) -> None:
    application = apply(cast)
    page_clock.moment = NOW + timedelta(days=400)
    assert Client().get(address_of(application)).status_code == 200


@pytest.mark.parametrize("token", ["x" * 5000, "%00", "%E2%80%AE", "..%2F..", "'--"])
def test_odd_links_are_unknown_links(token: str) -> None:
    assert Client().get(f"/status/{token}/").status_code == 404


def test_the_page_is_kept_out_of_caches_search_and_referrers(cast: Cast) -> None:
    answer = Client().get(address_of(apply(cast)))
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies
    page = answer.content.decode()
    assert "http://" not in page
    assert "https://" not in page


def test_the_secret_is_in_no_log_line(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    application = apply(cast)
    with caplog.at_level("DEBUG", logger="hearback"):
        Client().get(address_of(application))
    assert secret_of(application) not in "".join(
        f"{record.getMessage()}{vars(record)}" for record in caplog.records
    )


def test_the_page_takes_few_questions(cast: Cast, django_assert_max_num_queries: object) -> None:
    application = apply(cast)
    with django_assert_max_num_queries(18):  # type: ignore[operator]  # pytest-django's fixture
        Client().get(address_of(application))


def test_a_name_cannot_run_on_the_page(cast: Cast) -> None:
    """Reliability 87."""
    application = apply(cast)
    application.name = "<script>alert(1)</script> {{ settings.SECRET_KEY }}"
    application.fit = {"met": ["<img src=x onerror=alert(1)>"], "missing": [], "unstated": []}
    application.save()
    Client().get(address_of(application))
    page = Client().get(address_of(application)).content.decode()
    assert "<script" not in page
    assert "<img" not in page


def test_ended_is_never_described_going_on(cast: Cast) -> None:
    """A hired person's page has no withdrawing, a declined one's no promise."""
    application = apply(cast)
    withdraw(application=application, now=NOW)
    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert "tells you by" not in words_of(application)
