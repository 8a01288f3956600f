"""What keeps a round from being invited to."""  # M14

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from hearback.accounts.models import Place
from hearback.interviews.models import Round, RoundKind, Session
from hearback.interviews.plan.gate import gaps_of, refuse_unready
from hearback.interviews.tests.makers import invited, plan
from hearback.kit.errors import Refused
from hearback.pipeline.models import Opening
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def again(visit: Round) -> Round:
    """The round as it is stored now."""
    return Round.objects.get(pk=visit.pk)


def test_a_whole_round_of_a_whole_brief_can_be_invited_to(cast: Cast) -> None:
    for kind in RoundKind:
        visit = plan(cast, kind=kind)
        assert gaps_of(visit) == []
        refuse_unready(visit)
        visit.delete()


def test_an_incomplete_brief_cannot_invite_and_every_gap_is_named(cast: Cast) -> None:
    visit = plan(cast)
    Opening.objects.filter(pk=cast.opening.pk).update(
        duties="", pay_from=None, pay_to=None, team_words=" "
    )
    cast.opening.steps.all().delete()
    cast.opening.criteria.all().delete()
    with pytest.raises(Refused) as refused:
        refuse_unready(again(visit))
    for gap in ("the duties", "the pay", "must-have", "about the team", "steps of the process"):
        assert gap in refused.value.sentence


def test_a_round_without_parts_or_people_is_not_ready(cast: Cast) -> None:
    visit = plan(cast)
    job, floor = visit.sessions.all()
    job.people.clear()
    assert gaps_of(visit) == ["somebody for “Leading a team”"]
    job.people.add(cast.jo)
    Session.objects.filter(pk=job.pk).update(needed=2)
    assert gaps_of(visit) == ["1 person more for “Leading a team”"]
    visit.sessions.all().delete()
    assert gaps_of(visit) == ["at least one part, with somebody who asks"]
    del floor


def test_whoever_left_is_named_where_they_are_missed(cast: Cast) -> None:
    visit = plan(cast)
    cast.ben.is_active = False
    cast.ben.save()
    missed = "somebody for “On the floor” in place of Ben Ruiz, who left"
    assert gaps_of(visit) == [missed]
    floor = visit.sessions.get(topic="On the floor")
    floor.people.add(cast.grace)
    Session.objects.filter(pk=floor.pk).update(needed=1)
    assert gaps_of(visit) == []
    Session.objects.filter(pk=floor.pk).update(needed=2)
    assert gaps_of(visit) == [missed]


def test_nobody_is_sent_to_a_place_without_street_and_door(cast: Cast) -> None:
    visit = plan(cast)
    Place.objects.update(street="")
    Round.objects.update(how_to_get_in="")
    assert gaps_of(again(visit)) == ["the street of Toronto Queen Street", "how to get in"]
    Round.objects.update(kind=RoundKind.CALL)
    assert gaps_of(again(visit)) == []
    Round.objects.update(kind=RoundKind.VIDEO)
    assert gaps_of(again(visit)) == ["the link of the video call"]


def test_the_database_invites_nobody_to_an_undescribed_job_or_a_draft(cast: Cast) -> None:
    visit, ana = plan(cast), apply(cast)
    Opening.objects.filter(pk=cast.opening.pk).update(duties=" ")
    with pytest.raises(IntegrityError, match="brief of round"), transaction.atomic():
        invited(cast, ana, visit)
    Opening.objects.filter(pk=cast.opening.pk).update(duties="Open and close the shop")
    Round.objects.filter(pk=visit.pk).update(ready_at=None)
    with pytest.raises(IntegrityError, match="is a draft"), transaction.atomic():
        invited(cast, ana, visit)
    Round.objects.filter(pk=visit.pk).update(ready_at=NOW)
    invited(cast, ana, visit)


def test_a_draft_is_refused_even_when_nothing_is_missing(cast: Cast) -> None:
    visit = plan(cast)
    visit.ready_at = None
    with pytest.raises(Refused, match="still a draft"):
        refuse_unready(visit)
