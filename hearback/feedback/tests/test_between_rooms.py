"""What happens in one room and is felt in another: orders, consent, leaving, two asks about one."""

# M22 M24 M26 M27

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hearback.channels.models import Channel, Message
from hearback.clients.actions import end_meetings, take_consent_back
from hearback.clients.models import Meeting, MeetingState
from hearback.clients.tests.makers import a_client, a_contact, a_meeting, forward
from hearback.feedback.asking.actions import ask, contact_for
from hearback.feedback.asking.models import About, Ask, Tap
from hearback.feedback.following.actions import follow_up, remind
from hearback.feedback.following.models import Reminder
from hearback.feedback.hearing.actions import Came, hear
from hearback.feedback.tests.makers import asked, client_contact
from hearback.inbox.orders.actions import set_order
from hearback.inbox.orders.checking import Wanted
from hearback.interviews.kits.actions import owe_scorecards
from hearback.interviews.kits.actions import remind as remind_of_scorecard
from hearback.interviews.kits.tests.makers import AFTER, seat, visited
from hearback.kit.errors import Refused
from hearback.ledger.actions import sweep
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Order, OrderKind
from hearback.team.actions import remove_member
from tests.cast import NOW, Cast, apply

if TYPE_CHECKING:
    from hearback.careers.tests.conftest import Clock
    from hearback.interviews.models import Interview
    from hearback.pipeline.models import Application

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def _not_to_tell(application: Application, name: str, kind: OrderKind = OrderKind.PERSON) -> Order:
    wanted = Wanted(kind=kind, names=(name,))
    return set_order(application=application, wanted=wanted, by=None, now=NOW + HOUR)


def _follow_for_days(days: int) -> None:
    for step in range(days * 12):
        follow_up(now=NOW + 2 * HOUR + step * 2 * HOUR)


@pytest.mark.parametrize("who", ["a client's contact", "a colleague"])
def test_an_order_set_later_ends_what_whoever_it_names_was_asked(cast: Cast, who: str) -> None:
    contact = client_contact(cast) if who == "a client's contact" else contact_for(cast.grace)
    one = asked(cast, contact)
    _not_to_tell(one.application, contact.name)
    one.refresh_from_db()
    assert one.over_at is not None
    assert contact.name not in one.why_over
    assert "order" not in one.why_over
    _follow_for_days(6)
    assert not Reminder.objects.exists()


def test_an_order_of_a_company_ends_what_was_asked_there(cast: Cast) -> None:
    one = asked(cast, client_contact(cast))
    other = asked(cast, contact_for(cast.grace), name="Ben Ode")
    _not_to_tell(one.application, "Birch Works", OrderKind.COMPANY)
    one.refresh_from_db()
    other.refresh_from_db()
    assert one.over_at is not None
    assert other.over_at is None


def test_what_only_comes_near_an_order_is_looked_at_by_a_person_first(cast: Cast) -> None:
    grace = cast.grace
    grace.worked_at = [{"company": "Maple Yards", "years": "2019 to 2021"}]
    grace.save(update_fields=["worked_at"])
    one = asked(cast, contact_for(grace))
    _not_to_tell(one.application, "Maple Yards", OrderKind.COMPANY)
    one.refresh_from_db()
    assert one.over_at is None
    assert one.to_ring_at is not None
    assert "Maple Yards" in one.why_then
    _follow_for_days(6)
    assert not Reminder.objects.exists()


def test_a_colleague_who_leaves_is_chased_no_more_and_somebody_finds_out(cast: Cast) -> None:
    one = asked(cast, contact_for(cast.grace))
    remove_member(cast.grace, to=cast.susan, by=cast.alex, now=NOW + HOUR)
    one.refresh_from_db()
    assert one.to_ring_at == NOW + HOUR
    assert "left" in one.why_then
    _follow_for_days(6)
    assert not Reminder.objects.exists()


def test_consent_taken_back_ends_what_was_asked_about_their_meeting_too(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    submission = forward(cast, ana, ruth)
    ana.refresh_from_db()
    meeting = a_meeting(cast, ana, ruth)
    end_meetings(now=meeting.ends_at + HOUR)
    assert Ask.objects.open().filter(about=About.MEETING).exists()
    take_consent_back(submission=submission, shown="", now=meeting.ends_at + 2 * HOUR)
    assert not Ask.objects.open().exists()


def test_consent_taken_back_calls_off_the_meeting_ahead(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    submission = forward(cast, ana, ruth)
    ana.refresh_from_db()
    meeting = a_meeting(cast, ana, ruth)
    take_consent_back(submission=submission, shown="", now=NOW + HOUR)
    assert Meeting.objects.get(pk=meeting.pk).state == MeetingState.OFF


def test_one_yes_after_a_meeting_is_enough(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    forward(cast, ana, ruth)
    ana.refresh_from_db()
    meeting = a_meeting(cast, ana, ruth)
    papers = Ask.objects.get(about=About.SUBMISSION)
    assert papers.over_at is not None, "whoever meets them is not chased for a word before"
    assert papers.promise.state == PromiseState.RELEASED
    after = meeting.ends_at + HOUR
    end_meetings(now=after)
    choices = list(Ask.objects.open().filter(contact=ruth))
    heard = hear(
        contact=ruth,
        ask=choices[0] if len(choices) == 1 else None,
        words="Yes",
        channel=Channel.SMS,
        at=after,
        now=after,
        came=Came(choices),
    )
    assert not heard.needs_person
    assert Ask.objects.get(about=About.MEETING).answer == Tap.YES


def test_a_colleague_asked_about_papers_and_then_about_a_meeting_owes_one_word(cast: Cast) -> None:
    grace = contact_for(cast.grace)
    papers = asked(cast, grace, about=About.PAPERS, words="their papers")
    ask(
        contact=grace, application=papers.application, about=About.MEETING, words="lunch",
        by=cast.susan, now=NOW + HOUR, subject=papers.public_id,
    )  # fmt: skip
    papers.refresh_from_db()
    assert papers.over_at is not None
    assert Ask.objects.open().filter(contact=grace).count() == 1


def test_who_takes_over_from_an_asker_who_left_is_told_to_ring(cast: Cast) -> None:
    one = asked(cast, client_contact(cast))
    remove_member(cast.susan, to=cast.jo, by=cast.alex, now=NOW + HOUR)
    _follow_for_days(30)
    one.refresh_from_db()
    assert one.to_ring_at is not None
    told = Message.objects.filter(purpose="feedback.to_ring")
    assert [message.to_address for message in told] == [cast.jo.email]
    signed = Message.objects.filter(purpose="feedback.reminder")
    assert not [message for message in signed if cast.susan.name in message.text]


@pytest.fixture
def visit(cast: Cast, page_clock: Clock) -> Interview:
    """Ana's visit, which is over; Ben owes a scorecard, and a word about somebody else."""
    page_clock.moment = AFTER
    visit = visited(cast, apply(cast))
    asked(cast, contact_for(cast.ben), name="Somebody Else", now=AFTER - 3 * HOUR)
    owe_scorecards(visit, now=AFTER)
    return visit


def test_who_was_reminded_of_a_scorecard_today_is_not_reminded_of_a_word(
    cast: Cast, visit: Interview
) -> None:
    remind_of_scorecard(panelist=seat(visit, cast.ben), by=cast.susan, now=AFTER)
    with pytest.raises(Refused, match="reminded today already"):
        remind(contact=contact_for(cast.ben), by=cast.jo, now=AFTER + HOUR)
    remind(contact=contact_for(cast.ben), by=cast.jo, now=AFTER + DAY)
    assert Reminder.objects.count() == 1


def test_who_was_reminded_of_a_word_today_is_not_reminded_of_a_scorecard(
    cast: Cast, visit: Interview
) -> None:
    promise = Promise.objects.get(scorecard_debt__panelist=seat(visit, cast.ben))
    assert promise.next_at is not None
    then = promise.next_at
    remind(contact=contact_for(cast.ben), by=cast.jo, now=then - HOUR / 2)
    sweep(now=then)
    theirs = Message.objects.filter(to_address=cast.ben.email)
    assert not theirs.filter(purpose="interviews.scorecard_missing").exists()
    with pytest.raises(Refused, match="was reminded on"):
        remind_of_scorecard(panelist=seat(visit, cast.ben), by=cast.susan, now=then)
    later = then + DAY
    remind_of_scorecard(panelist=seat(visit, cast.ben), by=cast.susan, now=later)
    assert theirs.filter(purpose="interviews.scorecard_missing").count() == 1
