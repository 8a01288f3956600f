"""From the invitation to the day: what is booked, moved and called off, and what is promised."""

# M14 M15 M8

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import translation
from icalendar import Calendar

from hearback.answers.tests.makers import open_promises, send, tell_no, tell_onward
from hearback.careers.actions import withdraw
from hearback.channels.models import Message
from hearback.inbox.actions import recall_letter
from hearback.interviews.booking import actions as act
from hearback.interviews.booking.seating import Taken
from hearback.interviews.invites.queries import missing_of
from hearback.interviews.models import Freed, Interview, InterviewState, Reply, Seat
from hearback.interviews.tests.makers import MINUTE, MONDAY, booked, plan, time_at
from hearback.kit.errors import Refused
from hearback.ledger.models import PromiseState
from hearback.pipeline.models import Application, ApplicationState, OpeningState
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.interviews.models import Round
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WHY = "Grace is ill until Thursday."


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def visit(cast: Cast) -> Round:
    """A visit in two parts, ready for people to be invited to."""
    return plan(cast)


@pytest.fixture
def ana(cast: Cast) -> Application:
    """Ana, who has applied."""
    return apply(cast)


def _invite(cast: Cast, ana: Application, visit: Round) -> Interview:
    return act.invite(application=ana, round=visit, words="See you soon.", by=cast.susan, now=NOW)


def _book(interview: Interview, *, at: object = MONDAY, by: object = None) -> Interview:
    slot = time_at(interview.round, at)  # type: ignore[arg-type]
    return act.book(interview=interview, slot=slot, by=by, now=NOW)  # type: ignore[arg-type]


def _letters(to: str) -> list[Message]:
    found = Message.objects.filter(to_address__startswith=to, purpose__startswith="interviews.")
    return list(found.order_by("pk"))


def test_an_invitation_keeps_what_was_owed_and_promises_the_next(
    relay: TestRelay, cast: Cast, ana: Application, visit: Round
) -> None:
    send(NOW)
    first = ana.promises.get()
    interview = _invite(cast, ana, visit)
    send(NOW + MINUTE)
    first.refresh_from_db()
    assert first.state == PromiseState.KEPT
    (promise,) = open_promises(ana)
    assert interview.promise == promise
    assert promise.words in _letters("ana")[0].text
    ana.refresh_from_db()
    assert ana.stage == cast.interview
    letter = relay.taken_by("ana.moreau@mail.example")[-1]
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Leading a team: 45 minutes with Grace Okafor" in text
    assert "It takes 1 h 30 min in all." in text
    assert "See you soon." in text
    assert f"interviews/{interview.public_id}/times/" in text


@pytest.mark.parametrize("what", ["duties", "ready_at", "paused", "invited", "declined", "ended"])
def test_nobody_is_invited_when_it_makes_no_sense(
    cast: Cast, ana: Application, visit: Round, what: str
) -> None:
    if what == "duties":
        visit.opening.duties = ""
        visit.opening.save()
    elif what == "ready_at":
        visit.ready_at = None
        visit.save()
    elif what == "paused":
        visit.opening.state = OpeningState.PAUSED
        visit.opening.save()
    elif what == "invited":
        _invite(cast, ana, visit)
    elif what == "declined":
        tell_no(cast, ana)
    else:
        Application.objects.filter(pk=ana.pk).update(state=ApplicationState.HIRED)
    before = Message.objects.count()
    with pytest.raises(Refused) as refused:
        _invite(cast, Application.objects.get(pk=ana.pk), visit)
    assert Message.objects.count() == before
    if what == "duties":
        assert "the duties" in refused.value.sentence


def test_an_answer_on_its_way_says_whose_it_is(cast: Cast, ana: Application, visit: Round) -> None:
    tell_onward(cast, ana)
    with pytest.raises(Refused, match="Susan Ito decided about Ana Moreau"):
        _invite(cast, ana, visit)


def test_who_chooses_a_time_is_told_everything_and_so_are_their_hosts(
    cast: Cast, ana: Application, visit: Round
) -> None:
    interview = _book(_invite(cast, ana, visit))
    assert interview.state == InterviewState.BOOKED
    assert interview.ends_at == MONDAY + 90 * MINUTE
    assert interview.sequence == 0
    assert Seat.objects.filter(is_on=True).count() == 2
    booked_letter = _letters("ana")[-1]
    assert "Monday 30 November, 10:00 to 11:30 (Toronto time)" in booked_letter.text
    assert "10:00 to 10:45: Leading a team, with Grace Okafor" in booked_letter.text
    (to_grace,) = _letters("grace")
    assert "Duties: Open and close the shop" in to_grace.text
    assert "⟦portal:seat|" in to_grace.text
    assert [one.subject for one in _letters("susan")] == [
        "Ana Moreau chose a time: A visit to the shop"
    ]


def test_an_answer_due_before_the_interview_is_due_after_it(
    relay: TestRelay, cast: Cast, ana: Application, visit: Round
) -> None:
    del relay
    interview = _invite(cast, ana, visit)
    send(NOW)
    old = interview.promise
    assert old is not None
    late = MONDAY + 7 * DAY
    assert old.due_at < late
    interview = _book(interview, at=late)
    send(NOW + MINUTE)
    old.refresh_from_db()
    (promise,) = open_promises(ana)
    assert old.state == PromiseState.RENEGOTIATED
    assert promise == interview.promise
    assert promise.due_at > interview.ends_at  # type: ignore[operator]
    assert promise.words in _letters("ana")[-1].text


def test_an_answer_due_after_it_stays_when_it_is(
    cast: Cast, ana: Application, visit: Round
) -> None:
    interview = _invite(cast, ana, visit)
    before = interview.promise
    interview = _book(interview)
    assert interview.promise == before
    assert open_promises(ana)[-1] == before


def test_a_time_booked_twice_is_booked_once(cast: Cast, ana: Application, visit: Round) -> None:
    interview = _book(_invite(cast, ana, visit))
    _book(interview)
    assert Seat.objects.count() == 2
    assert len(_letters("grace")) == 1


def test_who_is_booked_already_is_not_booked_again(
    cast: Cast, ana: Application, visit: Round
) -> None:
    booked(cast, ana, visit)
    kofi = _invite(cast, apply(cast, "Kofi Mensah"), visit)
    before = Message.objects.count()
    with pytest.raises(Taken):
        _book(kofi, at=MONDAY + 15 * MINUTE)
    assert Message.objects.count() == before
    kofi.refresh_from_db()
    assert kofi.state == InterviewState.INVITED


def test_moving_tells_everybody_the_reason_and_raises_the_version(
    cast: Cast, ana: Application, visit: Round
) -> None:
    interview = _book(_invite(cast, ana, visit))
    act.move(
        interview=interview, slot=time_at(visit, MONDAY + DAY), reason=WHY, by=cast.susan, now=NOW
    )
    interview.refresh_from_db()
    assert (interview.sequence, interview.moved) == (1, 0)
    for who in ("ana", "grace", "ben"):
        letter = _letters(who)[-1]
        assert WHY in letter.text
        assert "instead of Monday 30 November" in letter.text
    assert Seat.objects.filter(is_on=True).count() == 2
    assert Freed.objects.get().begins_at == MONDAY
    with pytest.raises(Refused, match="Give the reason"):
        act.move(
            interview=interview, slot=time_at(visit, MONDAY), reason=" ", by=cast.susan, now=NOW
        )


def test_a_candidate_moves_within_limits(cast: Cast, ana: Application, visit: Round) -> None:
    interview = _book(_invite(cast, ana, visit))
    for day in (1, 2):
        slot = time_at(visit, MONDAY + day * DAY)
        act.move(interview=interview, slot=slot, reason="", by=None, now=NOW)
    with pytest.raises(Refused, match="moved as often"):
        act.move(interview=interview, slot=time_at(visit, MONDAY), reason="", by=None, now=NOW)
    Interview.objects.update(moved=0)
    soon = MONDAY + 2 * DAY - timedelta(hours=3)
    with pytest.raises(Refused, match="too soon"):
        act.move(
            interview=interview,
            slot=time_at(visit, MONDAY + 3 * DAY),
            reason="",
            by=None,
            now=soon,
        )


def test_calling_off_leaves_a_date_and_frees_everybody(
    cast: Cast, ana: Application, visit: Round
) -> None:
    interview = _book(_invite(cast, ana, visit))
    act.call_off(interview=interview, reason=WHY, by=cast.susan, now=NOW + DAY)
    interview.refresh_from_db()
    assert (interview.state, interview.sequence) == (InterviewState.CANCELLED, 1)
    assert not Seat.objects.filter(is_on=True).exists()
    off = _letters("ana")[-1]
    assert WHY in off.text
    assert interview.promise is not None
    assert interview.promise.words in off.text
    assert _letters("ben")[-1].subject.startswith("Called off: Ana Moreau")
    with pytest.raises(Refused, match="off or over already"):
        act.call_off(interview=interview, reason=WHY, by=cast.susan, now=NOW + DAY)
    again = _book(_invite(cast, ana, visit))
    assert again.uid != interview.uid


def test_a_stand_in_takes_the_seats_and_the_version_stays(
    cast: Cast, ana: Application, visit: Round
) -> None:
    interview = _book(_invite(cast, ana, visit))
    grace = interview.panelists.get(member=cast.grace)
    new = act.replace(panelist=grace, stand_in=cast.jo, reason=WHY, by=cast.susan, now=NOW)
    interview.refresh_from_db()
    assert (interview.sequence, new.is_stand_in) == (0, True)
    assert "In their place you meet Jo Lind." in _letters("ana")[-1].text
    assert "in the place of Grace Okafor" in _letters("jo")[-1].text
    assert "Jo Lind meets Ana Moreau in your place" in _letters("grace")[-1].text
    assert "Jo Lind comes in the place of Grace Okafor." in _letters("ben")[-1].text
    assert len(_letters("ben")) == 2
    with pytest.raises(Refused, match="not in this interview"):
        act.replace(panelist=grace, stand_in=cast.alex, reason=WHY, by=cast.susan, now=NOW)
    with pytest.raises(Refused, match="another interview"):
        _stand_in_who_is_booked(cast, visit)
    back = act.replace(panelist=new, stand_in=cast.grace, reason=WHY, by=cast.susan, now=NOW)
    assert back == grace


def test_who_gave_a_seat_away_and_takes_it_back_has_the_newer_entry(
    cast: Cast, ana: Application, visit: Round
) -> None:
    interview = _book(_invite(cast, ana, visit))
    grace = interview.panelists.get(member=cast.grace)
    grace.reply, grace.reply_sequence = Reply.DECLINED, 0
    grace.save()
    jo = act.replace(panelist=grace, stand_in=cast.jo, reason=WHY, by=cast.susan, now=NOW)
    act.replace(panelist=jo, stand_in=cast.grace, reason="Well again.", by=cast.susan, now=NOW)
    seen = [_version(one, interview) for one in _letters("grace")]
    assert seen == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 2)]
    assert missing_of(cast.susan, now=NOW) == []  # the no was about the seat she gave away


def test_nobody_stands_in_where_they_sit_already(
    cast: Cast, ana: Application, visit: Round
) -> None:
    visit.sessions.get(position=1).people.add(cast.jo)
    interview = _book(_invite(cast, ana, visit))
    grace = interview.panelists.get(member=cast.grace)
    with pytest.raises(Refused, match="Jo Lind sits in this part already"):
        act.replace(panelist=grace, stand_in=cast.jo, reason=WHY, by=cast.susan, now=NOW)
    assert Seat.objects.filter(is_on=True).count() == 3


def _stand_in_who_is_booked(cast: Cast, visit: Round) -> None:
    later = time_at(visit, MONDAY + 45 * MINUTE)
    other = act.book(
        interview=_invite(cast, apply(cast, "Kofi Mensah"), visit),
        slot=type(later)(later.begins_at, later.parts[0].ends_at, later.parts[:1]),
        by=None,
        now=NOW,
    )
    act.replace(
        panelist=other.panelists.get(),
        stand_in=cast.ben,
        reason=WHY,
        by=cast.susan,
        now=NOW,
    )


def test_who_withdraws_frees_their_hosts(cast: Cast, ana: Application, visit: Round) -> None:
    interview = _book(_invite(cast, ana, visit))
    withdraw(application=ana, now=NOW + DAY)
    interview.refresh_from_db()
    assert interview.state == InterviewState.CANCELLED
    assert "Ana Moreau withdrew." in _letters("grace")[-1].text
    assert "You withdrew your application." in _letters("ana")[-1].text


@pytest.mark.parametrize("way", ["called off", "taken back"])
def test_what_was_called_off_before_it_was_told_is_not_told_at_all(
    relay: TestRelay, cast: Cast, ana: Application, visit: Round, way: str
) -> None:
    interview = _invite(cast, ana, visit)
    if way == "called off":
        act.call_off(interview=interview, reason=WHY, by=cast.susan, now=NOW)
    else:
        recall_letter(message=_letters("ana")[0], by=cast.susan, now=NOW)
    send(NOW + MINUTE)
    subjects = [one["Subject"] for one in relay.taken_by("ana.moreau@mail.example")]
    assert len(subjects) == 1
    (promise,) = open_promises(ana)
    assert (promise.what, promise.kept_by_id) == ("first_answer", None)
    interview.refresh_from_db()
    assert interview.state == InterviewState.CANCELLED


def test_calendars_follow_by_one_entry_whose_version_rises(
    cast: Cast, ana: Application, visit: Round
) -> None:
    interview = _book(_invite(cast, ana, visit))
    slot = time_at(visit, MONDAY + DAY)
    act.move(interview=interview, slot=slot, reason=WHY, by=cast.susan, now=NOW)
    ben = interview.panelists.get(member=cast.ben)
    act.replace(panelist=ben, stand_in=cast.jo, reason=WHY, by=cast.susan, now=NOW)
    act.call_off(interview=interview, reason=WHY, by=cast.susan, now=NOW)
    seen = {who: [_version(one, interview) for one in _letters(who)] for who in WHO}
    again = ("REQUEST", 1)
    assert seen["ana"] == [None, ("REQUEST", 0), again, again, ("CANCEL", 2)]
    assert seen["grace"] == [("REQUEST", 0), ("REQUEST", 1), again, ("CANCEL", 2)]
    assert seen["ben"] == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
    assert seen["jo"] == [("REQUEST", 1), ("CANCEL", 2)]


WHO = ("ana", "grace", "ben", "jo")


def _version(letter: Message, interview: Interview) -> tuple[str, int] | None:
    """What a letter asks of a calendar, and for which version of the one entry."""
    if not letter.calendar:
        return None
    (event,) = Calendar.from_ical(letter.calendar).walk("VEVENT")
    assert str(event["uid"]) == interview.uid
    method = "CANCEL" if "METHOD:CANCEL" in letter.calendar else "REQUEST"
    return method, int(str(event["sequence"]))


def test_colleagues_read_english_whatever_the_candidate_reads(
    cast: Cast, ana: Application, visit: Round
) -> None:
    Application.objects.filter(pk=ana.pk).update(language="de")
    ana.refresh_from_db()
    interview = _invite(cast, ana, visit)
    with translation.override("de"):
        interview = _book(interview)
        slot = time_at(visit, MONDAY + DAY)
        act.move(interview=interview, slot=slot, reason="", by=None, now=NOW)
        act.call_off(interview=interview, reason="", by=None, now=NOW)
    assert "Montag, 30. November" in _letters("ana")[1].text
    for who in ("grace", "susan"):
        text = "\n".join(letter.text for letter in _letters(who))
        assert "Monday 30 November, 10:00 to" in text
        assert "Montag" not in text
    assert "Die" not in ana.entries.latest("pk").payload["when"]
