"""Today: who owes what to whom, overdue on top, and a list that can be cleared."""  # M7 M9 M39

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hearback.accounts.models import Absence, Role
from hearback.answers import actions as answers
from hearback.answers.tests.makers import tell_no, tell_onward
from hearback.channels.models import Message, MessageState
from hearback.desk.queries import today as queries
from hearback.desk.tests.conftest import As, Moment, text_of
from hearback.kit.paging import count
from hearback.ledger.actions import make_promise, plan_promise, sweep
from hearback.ledger.models import Promise
from tests.cast import NOW, Cast, apply

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def names(answer: object) -> list[str]:
    """Who stands on Today, in order."""
    sections = answer.context["sections"]  # type: ignore[attr-defined]  # a test client's answer
    return [row.name for section in sections for row in section.rows]


def titles(answer: object) -> list[str]:
    """Which headings stand on Today, in order."""
    return [section.title for section in answer.context["sections"]]  # type: ignore[attr-defined]


def test_shows_who_waits_for_me_soonest_first(as_: As, cast: Cast) -> None:  # M7
    apply(cast, "Ben Late", now=NOW - HOUR)
    apply(cast, "Ana Soon", now=NOW - 47 * HOUR)
    apply(cast, "Somebody Elses", opening=cast.other_opening, now=NOW - HOUR)
    page = as_(cast.susan).get("/desk/")
    assert names(page) == ["Ana Soon", "Ben Late"]
    assert "2 people wait for a word from you" in text_of(page)
    assert "You told Ana: a first answer by then." in text_of(page)


def test_says_how_long_until_each_is_due(as_: As, cast: Cast) -> None:
    apply(cast, "Ana Moreau", now=NOW - 46 * HOUR)
    page = text_of(as_(cast.susan).get("/desk/"))
    assert "in 2 h" in page
    assert "today 12:00" in page


def test_what_broke_stands_on_top_and_says_what_is_expected_now(
    as_: As, cast: Cast, moment: Moment
) -> None:  # M9
    apply(cast, "Ana Broken", now=NOW)
    moment.now = NOW + 49 * HOUR
    apply(cast, "Ben Soon", now=moment.now - 47 * HOUR)
    sweep(now=moment.now)
    page = as_(cast.susan).get("/desk/")
    assert names(page) == ["Ana Broken", "Ben Soon"]
    assert titles(page)[0] == "Late"
    assert "You missed the time you told Ana, who now expects to hear by" in text_of(page)
    assert "1 h late" in text_of(page)


def test_a_due_moment_nobody_swept_yet_is_late_all_the_same(
    as_: As, cast: Cast, moment: Moment
) -> None:
    apply(cast, "Ana Moreau", now=NOW)
    moment.now = NOW + 49 * HOUR
    page = as_(cast.susan).get("/desk/")
    assert titles(page) == ["Late"]


def test_an_answer_on_its_way_steps_back_and_leaves_nobody_waiting(as_: As, cast: Cast) -> None:
    tell_no(cast, apply(cast, "Ana Moreau"))
    page = as_(cast.susan).get("/desk/")
    assert titles(page) == []
    assert "On their way" in text_of(page)
    assert "Your no leaves Wednesday 25 November" in text_of(page)
    assert "Nobody waits for a word from you." in text_of(page)


def test_an_answer_on_its_way_is_undone_from_today(as_: As, cast: Cast) -> None:
    answer = tell_no(cast, apply(cast, "Ana Moreau"))
    susan = as_(cast.susan)
    undo = f"/desk/answers/{answer.pk}/recall/"
    assert undo in text_of(susan.get("/desk/"))
    susan.post(undo)
    assert names(susan.get("/desk/")) == ["Ana Moreau"]


def test_one_person_is_one_row_while_the_next_promise_is_on_its_way(as_: As, cast: Cast) -> None:
    tell_onward(cast, apply(cast, "Ana Onward"))
    answers.hold(
        application=apply(cast, "Ben Held"),
        reason="Grace is ill.",
        due_at=NOW + 7 * DAY,
        by=cast.susan,
        now=NOW,
    )
    page = as_(cast.susan).get("/desk/")
    assert names(page) == []
    assert sorted(one.name for one in page.context["leaving"]) == ["Ana Onward", "Ben Held"]


def test_nothing_owed_is_a_pleasure_to_read(as_: As, cast: Cast) -> None:
    assert "Everyone has heard from you." in text_of(as_(cast.susan).get("/desk/"))


def test_who_stands_in_sees_what_the_colleague_owes(as_: As, cast: Cast) -> None:  # M39
    Absence.objects.create(member=cast.susan, first_day=NOW.date(), last_day=NOW.date())
    apply(cast, "Ana Moreau", now=NOW - HOUR)
    Promise.objects.update(owner=cast.susan)
    page = as_(cast.jo).get("/desk/")
    assert names(page) == ["Ana Moreau"]
    assert "Susan is away today." in text_of(page)
    assert "Susan told Ana: a first answer by then." in text_of(page)


def test_the_lead_stands_in_when_the_stand_in_is_away_too(as_: As, cast: Cast) -> None:  # M39
    for member in (cast.susan, cast.jo):
        Absence.objects.create(member=member, first_day=NOW.date(), last_day=NOW.date())
    apply(cast, "Ana Moreau", now=NOW - HOUR)
    Promise.objects.update(owner=cast.susan)
    assert names(as_(cast.omar).get("/desk/")) == ["Ana Moreau"]


def test_somebody_who_is_here_is_not_stood_in_for(as_: As, cast: Cast) -> None:
    today = NOW.date()
    Absence.objects.create(member=cast.susan, first_day=today - 9 * DAY, last_day=today - DAY)
    apply(cast, "Ana Moreau")
    assert names(as_(cast.jo).get("/desk/")) == []


def test_a_lead_sees_what_is_late_in_the_team(as_: As, cast: Cast, moment: Moment) -> None:  # M9
    apply(cast, "Ana Broken", now=NOW)
    apply(cast, "Ben Fine", now=NOW + 30 * HOUR)
    moment.now = NOW + 49 * HOUR
    sweep(now=moment.now)
    page = as_(cast.omar).get("/desk/")
    assert names(page) == ["Ana Broken"]
    assert titles(page) == ["Late in your team"]
    assert names(as_(cast.jo).get("/desk/")) == []


def test_a_letter_that_did_not_arrive_is_something_to_act_upon(as_: As, cast: Cast) -> None:  # M7
    apply(cast, "Ana Moreau")
    Message.objects.update(state=MessageState.FAILED, trouble="550 no such mailbox")
    page = as_(cast.susan).get("/desk/")
    assert "Did not arrive" in text_of(page)
    assert "550 no such mailbox" in text_of(page)
    assert "Send again" in text_of(page)
    assert as_(cast.jo).get("/desk/").context["undelivered"] == []


def test_lists_longer_than_a_page_go_on_where_the_page_ended(
    as_: As, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(5):
        apply(cast, f"Person {number}", now=NOW - 5 * HOUR + number * HOUR)
    susan = as_(cast.susan)
    page = susan.get("/desk/")
    assert names(page) == ["Person 0", "Person 1"]
    more = page.context["sections"][-1].more
    second = susan.get(more)
    assert [row.name for row in second.context["section"].rows] == ["Person 2", "Person 3"]
    third = susan.get(second.context["section"].more)
    assert [row.name for row in third.context["section"].rows] == ["Person 4"]
    assert third.context["section"].more == ""


def test_counting_stops_at_five_hundred(
    as_: As, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    for number in range(5):
        apply(cast, f"Person {number}")
    page = as_(cast.susan).get("/desk/")
    assert str(count(Promise.objects.open(), 3)) == "3+"
    assert page.context["waiting"].number == 5


@pytest.mark.parametrize("name", ["nonsense", "later"])
def test_a_list_that_is_not_there_is_not_found(as_: As, cast: Cast, name: str) -> None:
    assert as_(cast.susan).get(f"/desk/today/{name}/").status_code == 404


@pytest.mark.parametrize("place", ["x", "-", "1-", "9" * 60, "99999999999999999999-1", "١-١"])
def test_a_made_up_place_is_the_first_page(as_: As, cast: Cast, place: str) -> None:
    apply(cast, "Ana Moreau")
    page = as_(cast.susan).get("/desk/today/coming/", {"after": place})
    assert [row.name for row in page.context["section"].rows] == ["Ana Moreau"]


def test_other_peoples_lists_stay_theirs(as_: As, cast: Cast) -> None:
    apply(cast, "Ana Moreau")
    for name in ("late", "coming", "covered", "team"):
        page = as_(cast.grace).get(f"/desk/today/{name}/")
        assert page.context["section"].rows == []


def test_costs_the_same_for_one_person_and_for_many(
    as_: As, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        apply(cast, f"Person {number}")
    tell_no(cast, apply(cast, "Ana Moreau"))
    susan, omar = as_(cast.susan), as_(cast.omar)
    _look(susan)
    # Session, member, organisation, who wrote, who waits alone, booked calls, who cannot come and
    # the post come on top.
    # Whose orders something goes against is one more.
    frame = 10
    # Of words: what became a call, what nobody could read, what they owe themselves.
    words = 3
    with django_assert_max_num_queries(frame + words + 5):
        _look(susan)
    with django_assert_max_num_queries(frame + words + 6):
        _look(omar)


def _look(client: Client) -> None:
    assert client.get("/desk/").status_code == 200


def test_somebody_who_may_not_answer_is_offered_no_answer(as_: As, cast: Cast) -> None:
    apply(cast, "Ana Moreau")
    Promise.objects.update(owner=cast.grace)
    assert cast.grace.role == Role.MANAGER
    page = text_of(as_(cast.grace).get("/desk/"))
    assert "Ana Moreau" in page
    assert "#answer" not in page


def test_an_answer_that_is_stuck_waits_for_me_again(as_: As, cast: Cast) -> None:  # M7
    answer = tell_no(cast, apply(cast, "Ana Moreau"))
    Message.objects.filter(pk=answer.message_id or 0).update(state=MessageState.FAILED)
    page = as_(cast.susan).get("/desk/")
    assert "Your no did not arrive." in text_of(page)
    assert "One person waits for a word from you." in text_of(page)
    assert page.context["today_count"] == "1"


def test_the_number_beside_today_is_the_same_on_every_page(as_: As, cast: Cast) -> None:
    tell_no(cast, apply(cast, "Ana Moreau"))
    tell_onward(cast, apply(cast, "Ben Okafor"))
    answers.hold(
        application=apply(cast, "Chen Wei"),
        reason="Grace is ill.",
        due_at=NOW + 7 * DAY,
        by=cast.susan,
        now=NOW,
    )
    apply(cast, "Dana Ruiz")
    susan = as_(cast.susan)
    assert susan.get("/desk/").context["today_count"] == "1"
    assert str(susan.get("/desk/openings/").context["today_count"]) == "1"


def test_a_question_waits_while_an_answer_is_on_its_way(as_: As, cast: Cast) -> None:  # M7
    application = apply(cast, "Ana Moreau")
    tell_no(cast, application)
    asked = plan_promise(
        owner=cast.susan,
        what="question",
        words="Susan Ito replies by tomorrow",
        now=NOW,
        due_at=NOW + DAY,
        application=application,
    )
    make_promise(by=None, now=NOW, promise=asked)
    page = as_(cast.susan).get("/desk/")
    assert "Ana asked something. You said you would reply by then." in text_of(page)
    assert page.context["today_count"] == "1"
    assert str(as_(cast.susan).get("/desk/openings/").context["today_count"]) == "1"
