"""A kit asks everyone the same, says what levels mean, and refuses what nobody may be asked."""

# M20

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from hearback.interviews.kits.reading import gaps_of_kit, kit_of
from hearback.interviews.kits.tests.makers import ANCHORS, as_, put_in_words
from hearback.interviews.models import Cover, Guide, Interview, RoundKind
from hearback.interviews.tests.makers import invited, plan
from hearback.ledger.models import Entry
from hearback.pipeline.models import Criterion
from tests.cast import Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.interviews.models import Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def visit(cast: Cast) -> Round:
    """A visit in two parts whose kit is empty."""
    there = plan(cast)
    Guide.objects.all().delete()
    return there


def _fields(visit: Round, **more: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for topic in (topic for part in kit_of(visit) for topic in part.topics):
        key = topic.criterion.pk
        fields[f"questions-{key}"] = "Tell me about a hard week.\nWhat did you do first?"
        fields[f"follow_ups-{key}"] = "What did that teach you?"
        fields |= {f"level_{at}-{key}": words for at, words in enumerate(ANCHORS, start=1)}
    return fields | more


def _first(visit: Round) -> Criterion:
    return kit_of(visit)[0].topics[0].criterion


def _saves(client: Client, visit: Round, **more: str) -> Any:
    return client.post(f"/desk/kits/{visit.public_id}/edit/", _fields(visit, **more))


def test_words_stay_while_somebody_is_to_be_asked_by_them(cast: Cast, visit: Round) -> None:
    susan = as_(cast.susan)
    _saves(susan, visit)
    key = _first(visit).pk
    invited(cast, apply(cast), visit)
    answer = _saves(susan, visit, **{f"level_4-{key}": ""})
    assert answer.status_code == 422
    assert "Ana Moreau will be asked by this, so it cannot be empty." in answer.content.decode()
    assert Guide.objects.get(pk=key).is_anchored
    assert _saves(susan, visit, **{f"level_4-{key}": "Taught a whole town"}).status_code == 302
    Interview.objects.all().delete()
    assert _saves(susan, visit, **{f"level_4-{key}": ""}).status_code == 302


def test_a_kit_is_written_and_read_by_those_who_ask(cast: Cast, visit: Round) -> None:
    assert _saves(as_(cast.susan), visit).status_code == 302
    page = as_(cast.ben).get(f"/desk/kits/{visit.public_id}/").content.decode()
    for words in ("two years of leading a team", "What did you do first?", *ANCHORS):
        assert words in page
    assert "Change the kit" not in page
    assert Entry.objects.filter(kind="interview.kit_changed").count() == 1


def test_saving_the_same_again_records_nothing(cast: Cast, visit: Round) -> None:
    for _ in range(2):
        _saves(as_(cast.susan), visit)
    assert Entry.objects.filter(kind="interview.kit_changed").count() == 1


def test_without_words_for_each_level_nobody_can_be_invited(cast: Cast, visit: Round) -> None:
    put_in_words(visit)
    assert list(gaps_of_kit(visit)) == []
    Guide.objects.filter(criterion=_first(visit)).update(level_2="")
    said = "words for 1 level of “two years of leading a team” (in the kit)"
    assert list(gaps_of_kit(visit)) == [said]
    assert said in as_(cast.susan).get(f"/desk/kits/{visit.public_id}/").content.decode()
    Guide.objects.update(questions="")
    assert sum("a core question" in gap for gap in gaps_of_kit(visit)) == 2


@pytest.mark.parametrize("kind", [RoundKind.CALL, RoundKind.LUNCH])
def test_a_call_or_meal_that_looks_at_nothing_needs_no_kit(
    cast: Cast, visit: Round, kind: RoundKind
) -> None:
    del cast
    Cover.objects.all().delete()
    assert list(gaps_of_kit(visit)) == ["what it looks at: a criterion for at least one part"]
    visit.kind = kind
    assert list(gaps_of_kit(visit)) == []


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Do you have children?", "Say which hours the job has"),
        ("Wie alt sind Sie?", "Ask what they have done"),
        ("Quel est votre salaire actuel ?", "Say the pay range"),
    ],
)
def test_what_nobody_may_be_asked_is_refused_with_what_to_ask_instead(
    cast: Cast, visit: Round, question: str, why: str
) -> None:
    key = _first(visit).pk
    answer = _saves(as_(cast.susan), visit, **{f"questions-{key}": f"All well?\n{question}"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert why in page
    assert question in page
    assert not Guide.objects.exists()


def test_one_criterion_alone_and_more_than_five_are_advised_against(
    cast: Cast, visit: Round
) -> None:
    edit = f"/desk/kits/{visit.public_id}/edit/"
    assert "One criterion alone is thin" in as_(cast.susan).get(edit).content.decode()
    session = visit.sessions.get(position=1)
    for position in range(10, 15):
        more = Criterion.objects.create(
            opening=visit.opening, position=position, text=f"{position}"
        )
        Cover.objects.create(session=session, criterion=more)
    assert "five are plenty" in as_(cast.susan).get(edit).content.decode()


def test_follow_ups_about_learning_are_offered_and_can_be_changed(cast: Cast, visit: Round) -> None:
    page = as_(cast.susan).get(f"/desk/kits/{visit.public_id}/edit/").content.decode()
    assert "What did that teach you?\nHow do you solve such a problem today?" in page
    assert not Guide.objects.exists()
    _saves(as_(cast.susan), visit, **{f"follow_ups-{_first(visit).pk}": ""})
    assert Guide.objects.get(criterion=_first(visit)).follow_ups == ""


def test_the_last_openings_words_on_the_same_criterion_are_offered(
    cast: Cast, visit: Round
) -> None:
    """The window dresser needs two years of leading a team as well."""
    other = plan(cast, opening=cast.other_opening)
    put_in_words(other)
    Guide.objects.exclude(criterion__opening=cast.other_opening).delete()
    page = as_(cast.susan).get(f"/desk/kits/{visit.public_id}/edit/").content.decode()
    assert "Taken from “Window dresser”" in page
    assert ANCHORS[3] in page
    assert not Guide.objects.filter(criterion__opening=visit.opening).exists()


def test_interviewers_read_the_kit_and_do_not_write_it(cast: Cast, visit: Round) -> None:
    assert as_(cast.ben).get(f"/desk/kits/{visit.public_id}/edit/").status_code == 404
    elsewhere = plan(cast, opening=cast.other_opening)
    elsewhere.sessions.all().delete()
    assert as_(cast.ben).get(f"/desk/kits/{elsewhere.public_id}/").status_code == 404
