"""What was said counts once and only after the answer, and lines are read only in fives."""

# M33

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import Error, transaction

from hearback.kit.errors import Invalid, Refused
from hearback.rules.measures import Moment
from hearback.surveys.actions import Told, count_opinions, forget, tell
from hearback.surveys.models import Asking, Opinion
from hearback.surveys.queries import lines_of
from hearback.surveys.tests.makers import ANSWERED, DAY, FINE, answered_no, asked_now, said
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("relay")]


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_nothing_can_be_read_before_the_candidate_has_their_answer(cast: Cast) -> None:
    waiting = apply(cast)
    said(waiting, at=NOW + DAY, moment=Moment.APPLICATION)
    assert not Opinion.objects.counted().exists()
    assert lines_of(moment=Moment.APPLICATION) == []
    assert Opinion.objects.get().counted_at is None


def test_what_was_said_counts_once_and_a_day_later(cast: Cast) -> None:
    application = answered_no(cast)
    opinion = said(application, at=ANSWERED + 3 * DAY, counted=False)
    assert count_opinions(now=opinion.answered_at + timedelta(hours=23)) == 0
    assert count_opinions(now=opinion.answered_at + DAY) == 1
    assert count_opinions(now=opinion.answered_at + 2 * DAY) == 0
    counted = Opinion.objects.counted().get()
    assert counted.asking.application == application
    assert (counted.recommend, counted.relationship, counted.buying) == (9, 4, "yes")
    assert (counted.counted_at, str(counted.month)) == (opinion.answered_at + DAY, "2026-11-01")


def test_the_last_press_holds_until_it_is_counted(cast: Cast) -> None:
    opinion = said(answered_no(cast), at=ANSWERED, counted=False)
    tell(asking=opinion.asking, told=Told(recommend=2), now=ANSWERED + DAY / 2)
    count_opinions(now=ANSWERED + 2 * DAY)
    counted = Opinion.objects.counted().get()
    assert (counted.recommend, counted.relationship, counted.buying) == (2, None, "")
    with pytest.raises(Refused, match="counts already"):
        tell(asking=opinion.asking, told=FINE, now=ANSWERED + 2 * DAY)


def test_the_database_keeps_what_counts(cast: Cast) -> None:
    said(answered_no(cast), at=ANSWERED)
    for change in ({"recommend": 0}, {"counted_at": None, "month": None}, {"line": "Else"}):
        with pytest.raises(Error), transaction.atomic():
            Opinion.objects.update(**change)


def test_what_is_no_answer_of_ours_is_refused(cast: Cast) -> None:
    asking = asked_now(answered_no(cast), at=ANSWERED)
    for told in (Told(), Told(recommend=11), Told(relationship=5), Told(buying="perhaps")):
        with pytest.raises(Invalid, match="at least one"):
            tell(asking=asking, told=told, now=ANSWERED)
    assert not Opinion.objects.exists()


def test_after_sixty_days_we_no_longer_ask(cast: Cast) -> None:
    asking = asked_now(answered_no(cast), at=ANSWERED)
    with pytest.raises(Refused, match="a while ago"):
        tell(asking=asking, told=FINE, now=ANSWERED + 61 * DAY)


def test_who_is_forgotten_leaves_a_number_and_no_word(cast: Cast) -> None:
    application = answered_no(cast)
    said(application, at=ANSWERED)
    said(application, at=ANSWERED + DAY, moment=Moment.INTERVIEW, counted=False)
    forget(application=application)
    counted = Opinion.objects.get()
    assert (counted.recommend, counted.line) == (9, "")
    left = Asking.objects.get()
    assert (left.application, left.candidate, left.message, left.after) == (None,) * 4
    forget(application=application)
    assert Opinion.objects.count() == 1, "forgetting again finds nobody"


def test_forgetting_one_leaves_what_others_and_other_applications_said(cast: Cast) -> None:
    ana, bo = answered_no(cast), answered_no(cast, "Bo Chen")
    again = answered_no(cast, opening=cast.other_opening)
    assert again.candidate_id == ana.candidate_id
    for application in (ana, bo, again):
        said(application, at=ANSWERED)
    forget(application=ana)
    left = Opinion.objects.counted().order_by("pk")
    assert list(left.values_list("asking__application", "line")) == [
        (None, ""),
        (bo.pk, FINE.line),
        (again.pk, FINE.line),
    ]


def test_of_one_answer_alone_no_line_is_read(cast: Cast) -> None:
    said(answered_no(cast), at=ANSWERED)
    assert Opinion.objects.counted().exists()
    assert lines_of(moment=Moment.ANSWER) == []


def test_lines_are_shown_from_five_on_and_in_no_order(cast: Cast) -> None:
    people = [answered_no(cast, f"Person {letter}") for letter in "abcde"]
    for one, application in enumerate(people[:4]):
        said(application, at=ANSWERED, told=Told(recommend=8, line=f"Line {one}"))
    assert lines_of(moment=Moment.ANSWER) == []
    said(people[4], at=ANSWERED, told=Told(recommend=8, line="Line 4"))
    (month,) = lines_of(moment=Moment.ANSWER, team=cast.shop)
    assert sorted(month.lines) == [f"Line {one}" for one in range(5)]
    keys = Opinion.objects.order_by("public_id").values_list("line", flat=True)
    assert month.lines == list(keys)
    assert lines_of(moment=Moment.APPLICATION) == []
    (some,) = lines_of(moment=Moment.ANSWER, most=2)
    assert (some.lines, some.number) == (month.lines[:2], 5)
    late = answered_no(cast, "Person Late")
    said(late, at=ANSWERED + 45 * DAY, told=Told(recommend=8, line="Line 5"))
    assert Opinion.objects.counted().values("month").distinct().count() == 2
    assert lines_of(moment=Moment.ANSWER, months=1) == [month], "one line of a month is not shown"
