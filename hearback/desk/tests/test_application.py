"""One application: what is owed, what was said and promised, who looks after it."""  # M7 M39

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from hearback.answers.tests.makers import send, tell_no
from hearback.channels.models import Message, MessageState
from hearback.desk.tests.conftest import As, Moment, attach, read, settled, text_of
from hearback.kit import links
from hearback.ledger.actions import sweep
from hearback.ledger.models import Entry, Promise, PromiseState
from hearback.pipeline.models import Application
from tests.cast import NOW, Cast, apply

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def case(application: Application, *more: str) -> str:
    """The address of an application, or of something under it."""
    return "/".join(["/desk/applications", str(application.public_id), *more, ""])


def test_shows_who_it_is_and_what_was_promised(as_: As, cast: Cast) -> None:  # M7
    application = apply(cast, "Ana Moreau")
    page = text_of(as_(cast.susan).get(case(application)))
    assert "ana.moreau@mail.example" in page
    assert "+1 416 555 0199" in page
    assert "Susan Ito tells you by Thursday 26 November, 10:00" in page
    assert "two years of leading a team" in page
    assert "Have you led a team for two years?" in page
    for act in ("onward", "hold", "decline", "hire"):
        assert case(application, act) in page


def test_says_when_a_must_have_is_missing_and_decides_nothing(as_: As, cast: Cast) -> None:
    page = text_of(as_(cast.susan).get(case(apply(cast, met=False))))
    assert "Does not meet:" in page


def test_letters_are_shown_without_the_candidates_own_link(as_: As, cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    page = text_of(as_(cast.susan).get(case(application)))
    secret = links.token("portal:status", application.public_id, 1)
    assert "[their status page]" in page
    assert secret not in page
    assert "⟦" not in page
    assert "Leaves Tuesday 24 November, 10:00" in page


def test_an_answer_on_its_way_can_be_taken_back_or_hastened(as_: As, cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    apply(cast, "Ben Next")
    answer = tell_no(cast, application)
    page = text_of(as_(cast.susan).get(case(application)))
    assert "Your no leaves Wednesday 25 November" in page
    assert case(application, "recall") in page
    assert f"/desk/answers/{answer.pk}/now/" in page
    assert "Next: Ben Next" in page
    assert case(application, "decline") not in page


@pytest.mark.parametrize(
    ("state", "way_out"),
    [
        (MessageState.FAILED, "again/"),
        (MessageState.IN_DOUBT, "arrived/"),
        (MessageState.STOPPED, "new-address/"),
    ],
)
def test_a_stuck_answer_says_why_and_offers_a_way_out(
    as_: As, cast: Cast, state: str, way_out: str
) -> None:
    application = apply(cast, "Ana Moreau")
    tell_no(cast, application)
    Message.objects.filter(purpose="answers.decline").update(
        state=state, trouble="550 no such mailbox"
    )
    page = text_of(as_(cast.susan).get(case(application)))
    assert "550 no such mailbox" in page
    assert way_out in page


def test_a_broken_promise_stays_on_record(as_: As, cast: Cast, moment: Moment) -> None:  # M7 M9
    application = apply(cast, "Ana Moreau")
    moment.now = NOW + 49 * HOUR
    sweep(now=moment.now)
    page = text_of(as_(cast.susan).get(case(application)))
    assert "You missed the time you told Ana" in page
    assert "What was promised before" in page
    assert "Broken" in page
    assert "Sorry, I am late" in page


@pytest.mark.usefixtures("relay")
def test_an_ended_application_offers_no_answer(as_: As, cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    tell_no(cast, application)
    send(NOW + 2 * DAY)
    page = text_of(as_(cast.susan).get(case(application)))
    assert "Declined" in page
    assert case(application, "onward") not in page
    assert case(application, "hand-over") not in page


def test_the_history_tells_every_entry_in_a_sentence(as_: As, cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    page = text_of(as_(cast.susan).get(case(application)))
    assert "Ana Moreau applied" in page
    assert "Promised: Susan Ito tells you" in page
    assert "promise.made" not in page


@pytest.mark.usefixtures("files")
def test_words_of_the_papers_stand_beside_the_case(as_: As, cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    attach(application, b"Kettle & Pine", "Ana CV.txt")
    read(application, "Shift leader at Kettle & Pine")
    page = text_of(as_(cast.susan).get(case(application)))
    assert "Shift leader at Kettle &amp; Pine" in page
    assert "Ana CV.txt" in page


def test_a_link_a_candidate_gave_is_no_script(as_: As, cast: Cast) -> None:
    application = apply(cast, "<script>alert(1)</script>")
    application.links = ["https://ana.example/", "javascript:alert(1)"]
    application.save()
    page = as_(cast.susan).get(case(application)).content.decode()
    assert "<script>alert(1)" not in page
    assert 'href="https://ana.example/"' in page
    assert 'href="javascript:' not in page


def test_a_call_keeps_the_promise_and_names_the_next_moment(as_: As, cast: Cast) -> None:  # M4 M7
    application = apply(cast, "Ana Moreau", now=NOW - HOUR)
    answer = as_(cast.susan).post(
        case(application, "call"),
        {
            "words": "She is on the shortlist.",
            "at": "2026-11-24T09:50",
            "answers": "on",
            "next_due_at": "2026-11-27T12:00",
        },
    )
    assert answer.status_code == 302
    settled()
    kept, following = Promise.objects.order_by("pk")
    assert (kept.state, kept.evidence) == (
        PromiseState.KEPT,
        "Susan Ito: She is on the shortlist.",
    )
    assert kept.closed_at == NOW - timedelta(minutes=10)
    assert following.state == PromiseState.OPEN
    assert following.words == "Susan Ito tells you by Friday 27 November, 12:00 how it goes on"
    page = text_of(as_(cast.susan).get(case(application)))
    assert "Rang Ana Moreau: She is on the shortlist." in page


def test_without_a_named_moment_the_next_promise_follows_the_policy(as_: As, cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    call = {"words": "We read on.", "at": "2026-11-24T10:00", "answers": "on"}
    assert as_(cast.susan).post(case(application, "call"), call).status_code == 302
    settled()
    assert Promise.objects.get(state=PromiseState.OPEN).terms == {
        "amount": 5,
        "unit": "working_days",
    }


def test_a_call_that_was_no_answer_keeps_nothing(as_: As, cast: Cast) -> None:  # M7
    application = apply(cast, "Ana Moreau")
    call = {"words": "Left a message.", "at": "2026-11-24T10:00"}
    as_(cast.susan).post(case(application, "call"), call)
    settled()
    assert Promise.objects.get().state == PromiseState.OPEN
    assert Entry.objects.filter(kind="call.logged").count() == 1


@pytest.mark.parametrize(
    "call",
    [
        {"words": "", "at": "2026-11-24T10:00"},
        {"words": "Hello", "at": ""},
        {"words": "Hello", "at": "soon"},
    ],
)
def test_a_call_without_words_or_time_is_not_noted(
    as_: As, cast: Cast, call: dict[str, str]
) -> None:
    application = apply(cast, "Ana Moreau")
    assert as_(cast.susan).post(case(application, "call"), call).status_code == 422
    assert Promise.objects.get().state == PromiseState.OPEN


@pytest.mark.parametrize(
    ("at", "next_due_at"),
    [("2026-11-24T11:00", ""), ("2026-11-24T10:00", "2026-11-24T09:00")],
)
def test_a_call_at_an_impossible_time_is_refused(
    as_: As, cast: Cast, at: str, next_due_at: str
) -> None:
    application = apply(cast, "Ana Moreau")
    call = {"words": "Hello", "at": at, "answers": "on", "next_due_at": next_due_at}
    assert as_(cast.susan).post(case(application, "call"), call).status_code == 409
    assert Promise.objects.get().state == PromiseState.OPEN


def test_a_call_does_not_overtake_a_letter_on_its_way(as_: As, cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    tell_no(cast, application)
    call = {"words": "Hello", "at": "2026-11-24T10:00", "answers": "on"}
    answer = as_(cast.susan).post(case(application, "call"), call)
    assert answer.status_code == 409
    assert "A letter with the answer is on its way" in text_of(answer)


def test_handing_over_gives_the_application_and_all_that_was_promised(
    as_: As, cast: Cast
) -> None:  # M39
    application = apply(cast, "Ana Moreau")
    due_at = Promise.objects.get().due_at
    answer = as_(cast.susan).post(case(application, "hand-over"), {"to": cast.jo.pk})
    assert answer.status_code == 302
    application.refresh_from_db()
    promise = Promise.objects.get()
    assert (application.owner, promise.owner, promise.due_at) == (cast.jo, cast.jo, due_at)
    assert Entry.objects.filter(kind="application.handed_over").count() == 1


@pytest.mark.parametrize("role", ["ben", "grace"])
def test_nobody_hands_over_to_who_may_not_answer(as_: As, cast: Cast, role: str) -> None:  # M39
    application = apply(cast, "Ana Moreau")
    to = getattr(cast, role).pk
    answer = as_(cast.susan).post(case(application, "hand-over"), {"to": to})
    assert answer.status_code == 422
    application.refresh_from_db()
    assert application.owner == cast.susan


def test_who_may_not_answer_reads_and_is_offered_nothing(as_: As, cast: Cast) -> None:
    application = apply(cast, "Ana Moreau")
    page = text_of(as_(cast.grace).get(case(application)))
    assert "Ana Moreau" in page
    for act in ("onward", "decline", "call", "move", "hand-over"):
        assert case(application, act) not in page


def test_costs_the_same_however_much_happened(
    as_: As, cast: Cast, moment: Moment, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    application = apply(cast, "Ana Moreau")
    for day in range(1, 9):
        moment.now = NOW + day * 3 * DAY
        sweep(now=moment.now)
    susan = as_(cast.susan)
    susan.get(case(application))
    with django_assert_max_num_queries(27):
        susan.get(case(application))
