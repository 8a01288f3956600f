"""Answers of calendars, as they come by mail: followed when they are what they say, else told."""

# M15 M31, faults K98 K99

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from hearback.accounts.models import Absence
from hearback.channels.doors.take_in import take_in
from hearback.channels.models import Arrival, ArrivalState, Door, Message
from hearback.inbox.arrivals.reading import read_arrivals
from hearback.inbox.models import Note, Received
from hearback.interviews.invites import kinds
from hearback.interviews.invites.queries import answer_words
from hearback.interviews.models import Interview, InterviewState, Panelist, Reply
from hearback.interviews.tests.makers import booked
from hearback.ledger.models import Entry, Promise
from hearback.pipeline.models import Conversation, ConversationState
from tests.calendar_replies import ANA, SUMMARY, apple, calendar, google, mailed, outlook, reply
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As, as_, cast, moment
from tests.letters_in import JOBS, arrive

if TYPE_CHECKING:
    from hearback.ledger.kinds import Kind

__all__ = ["as_", "cast", "moment"]
pytestmark = pytest.mark.django_db
LETTER = "interviews.cannot_come"
GRACE, BEN = "grace@harbour.example", "ben@harbour.example"


@pytest.fixture
def interview(cast: Cast) -> Interview:
    return booked(cast, apply(cast))


def entries(kind: Kind) -> list[Entry]:
    return list(Entry.objects.filter(kind=kind.name))


def answered(who: Interview | Panelist) -> tuple[str, int | None]:
    """What stands on the row, and for which version."""
    who.refresh_from_db()
    return who.reply, who.reply_sequence


def panelist(interview: Interview, name: str) -> Panelist:
    return interview.panelists.get(member__name__startswith=name)


def letters() -> list[Message]:
    return list(Message.objects.filter(purpose=LETTER).order_by("pk"))


@pytest.mark.parametrize("client", [outlook, google, apple])
@pytest.mark.parametrize(
    ("said", "stands", "kind"),
    [
        ("ACCEPTED", Reply.ACCEPTED, kinds.ACCEPTED),
        ("TENTATIVE", Reply.TENTATIVE, kinds.UNSURE),
        ("DECLINED", Reply.DECLINED, kinds.CANNOT_COME),
    ],
)
def test_every_calendar_is_understood(
    interview: Interview, client: object, said: str, stands: Reply, kind: Kind
) -> None:
    assert callable(client)
    arrival = arrive(client(interview, said))
    assert answered(interview) == (stands, 0)
    assert interview.replied_at == NOW
    assert len(entries(kind)) == 1
    expected = ArrivalState.TAKEN if stands == Reply.DECLINED else ArrivalState.NOTED
    assert arrival.state == expected


def test_a_yes_wakes_nobody_and_is_answered_by_no_letter(interview: Interview) -> None:
    before = Message.objects.count()
    arrive(google(interview))
    arrive(reply(interview, "accepted", sender=BEN))
    assert answered(panelist(interview, "Ben")) == (Reply.ACCEPTED, 0)
    assert Message.objects.count() == before
    assert not Received.objects.exists()


def test_words_beside_a_yes_are_heard_and_the_calendars_own_are_not(interview: Interview) -> None:
    arrive(outlook(interview, text="Great, thanks!"))
    assert Received.objects.get().text == "Great, thanks!"
    assert Conversation.objects.get().state == ConversationState.DONE
    arrive(google(interview, "TENTATIVE", note="Is there a car park?"))
    assert Received.objects.latest("pk").text == "Is there a car park?"
    assert Conversation.objects.get().state == ConversationState.AWAITS_US
    assert not Received.objects.latest("pk").attachments.exists()


def test_the_last_answer_stands(interview: Interview) -> None:
    for said in ("ACCEPTED", "DECLINED", "TENTATIVE", "ACCEPTED"):
        arrive(reply(interview, said))
    assert answered(interview) == (Reply.ACCEPTED, 0)


def test_an_answer_to_an_earlier_time_is_described_one(
    interview: Interview, cast: Cast, as_: As
) -> None:
    interview.sequence = 2
    interview.save()
    arrive(reply(interview, "DECLINED", sequence=1))
    assert answered(interview) == (Reply.DECLINED, 1)
    assert entries(kinds.ANSWERED_EARLIER)[0].payload["said"] == "Declined"
    assert letters() == []
    page = (
        as_(cast.susan)
        .get(f"/desk/applications/{interview.application.public_id}/")
        .content.decode()
    )
    assert "Declined, to an earlier time" in page
    arrive(reply(interview, "ACCEPTED", sequence=2))
    arrive(reply(interview, "DECLINED", sequence=0))
    assert answered(interview) == (Reply.ACCEPTED, 2)


def test_a_version_nobody_sent_counts_as_the_last(interview: Interview) -> None:
    """Whoever answers cannot raise it; some calendars do."""
    arrive(reply(interview, "DECLINED", sequence=7))
    assert answered(interview) == (Reply.DECLINED, 0)


def test_a_candidates_no_is_rung_about_and_moves_nothing(interview: Interview, cast: Cast) -> None:
    # M31
    arrival = arrive(outlook(interview, "DECLINED", text="My train is cancelled, so sorry."))
    interview.refresh_from_db()
    assert interview.state == InterviewState.BOOKED
    [letter] = letters()
    assert letter.to_address == cast.susan.email
    assert "Ana Moreau cannot come to A visit to the shop (Shop manager)" in letter.text
    assert "They wrote: My train is cancelled, so sorry." in letter.text
    conversation = Conversation.objects.get()
    assert arrival.thread == conversation.public_id
    assert conversation.state == ConversationState.AWAITS_US
    assert Promise.objects.open().get(conversation=conversation).due_at > NOW
    heard = conversation.received.get().text
    assert heard.startswith("I cannot come: Monday 30 November, 10:00 to 11:30.")
    assert heard.endswith("My train is cancelled, so sorry.")


def test_a_panelists_no_is_told_with_who_could_stand_in(interview: Interview, cast: Cast) -> None:
    floor = interview.round.sessions.get(topic="On the floor")
    floor.people.add(cast.jo, cast.omar, cast.grace)
    other = booked(cast, apply(cast, "Bo Chen"), interview.round, sessions=[], at=NOW)
    del other
    arrive(reply(interview, "DECLINED", sender=BEN, text="I am ill."))
    assert answered(panelist(interview, "Ben")) == (Reply.DECLINED, 0)
    assert answered(interview) == (Reply.NONE, None)
    [letter] = letters()
    assert letter.to_address == cast.susan.email
    for words in ("Ben Ruiz cannot take part", "11:00 to 11:30: On the floor", "- Jo Lind", "I am"):
        assert words in letter.text
    assert "- Grace Okafor" not in letter.text
    assert [note.by for note in Note.objects.all()] == [cast.ben]
    assert not Received.objects.exists()
    assert len(entries(kinds.PANELIST_CANNOT)) == 1


def test_a_flood_of_answers_is_answered_by_no_letter(interview: Interview) -> None:
    """And the last one stands."""
    before = Message.objects.count()
    for number in range(200):
        said = "DECLINED" if number % 2 else "ACCEPTED"
        take_in(reply(interview, said), door=Door.SMTP, now=NOW + timedelta(seconds=number))
    take_in(reply(interview, "TENTATIVE"), door=Door.SMTP, now=NOW + timedelta(hours=1))
    while read_arrivals(clock=lambda: NOW + timedelta(hours=2)):
        pass
    assert answered(interview) == (Reply.TENTATIVE, 0)
    assert Message.objects.count() - before == len(letters()) == 3
    assert Entry.objects.filter(kind__startswith="interview.").count() <= 9
    assert Received.objects.count() <= 3
    assert not Arrival.objects.filter(state=ArrivalState.WAITING).exists()


@pytest.mark.parametrize("method", ["REPLY", "CANCEL", "COUNTER", "REFRESH"])
def test_a_stranger_changes_nothing_and_is_told(interview: Interview, method: str) -> None:
    stranger = "x@elsewhere.example"
    raw = reply(interview, "DECLINED", sender=stranger, attendee=ANA, method=method)
    arrival = arrive(raw)
    assert arrival.state == ArrivalState.NOTED
    assert answered(interview) == (Reply.NONE, None)
    assert interview.state == InterviewState.BOOKED
    [entry] = entries(kinds.SET_ASIDE)
    assert entry.words.payload["address"] == stranger
    assert letters() == []
    assert not Received.objects.exists()


def test_somebody_who_was_not_invited_is_heard_if_they_write(interview: Interview) -> None:
    raw = reply(interview, sender="x@elsewhere.example", text="I am Ana, from my other address.")
    arrival = arrive(raw)
    assert arrival.state == ArrivalState.TAKEN
    assert Received.objects.get().text == "I am Ana, from my other address."
    assert answered(interview) == (Reply.NONE, None)


def test_a_cancel_in_our_name_changes_nothing(interview: Interview) -> None:
    for sender in (JOBS, ANA, GRACE):
        arrive(reply(interview, sender=sender, method="CANCEL"))
    interview.refresh_from_db()
    assert interview.state == InterviewState.BOOKED
    assert interview.reply == Reply.NONE
    assert letters() == []


def test_an_answer_to_nothing_we_know_is_noted(interview: Interview) -> None:
    interview.uid = "another@house.example"
    assert arrive(reply(interview)).state == ArrivalState.NOTED
    assert not Received.objects.exists()


def test_a_proposed_time_is_a_question_and_a_refresh_is_none(interview: Interview) -> None:
    arrive(reply(interview, "TENTATIVE", method="REFRESH"))
    assert not Received.objects.exists()
    arrive(reply(interview, "TENTATIVE", method="COUNTER"))
    assert answered(interview) == (Reply.NONE, None)
    assert Received.objects.get().text.startswith("I would like another time than Monday 30")
    assert Conversation.objects.get().state == ConversationState.AWAITS_US


def test_what_is_over_is_not_answered_any_more(interview: Interview) -> None:
    Interview.objects.filter(pk=interview.pk).update(state=InterviewState.CANCELLED)
    assert arrive(reply(interview, "DECLINED")).state == ArrivalState.NOTED
    assert answered(interview) == (Reply.NONE, None)
    assert letters() == []


def test_who_takes_part_no_more_is_not_missed(interview: Interview) -> None:
    interview.panelists.filter(member__email=BEN).update(is_on=False)
    arrive(reply(interview, "DECLINED", sender=BEN))
    assert answered(panelist(interview, "Ben")) == (Reply.NONE, None)
    assert letters() == []


def test_somebodys_own_invitation_is_a_file_like_any_other(interview: Interview) -> None:
    file = calendar("x@y.example", f"SUMMARY:{SUMMARY}", method="REQUEST")
    arrival = arrive(mailed(file, "Would this suit you?", method="REQUEST"))
    assert arrival.state == ArrivalState.TAKEN
    received = Received.objects.get()
    assert received.text == "Would this suit you?"
    assert received.attachments.count() == 1
    assert answered(interview) == (Reply.NONE, None)


@pytest.mark.parametrize(
    "more",
    [
        [f"ATTENDEE;PARTSTAT=DECLINED:mailto:{number}@x.example" for number in range(10_000)],
        ["RRULE:FREQ=SECONDLY", "RDATE:00010101T000000Z,99991231T235959Z"] * 20,
        ["ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 100_000],
        ["BEGIN:VALARM"] * 4_000,
    ],
    ids=["attendees", "rules", "files", "nested"],
)
def test_far_too_much_in_an_answer_costs_little(interview: Interview, more: list[str]) -> None:
    file = calendar(interview.uid, f"ATTENDEE;PARTSTAT=DECLINED:mailto:{ANA}", "SEQUENCE:0", *more)
    arrival = arrive(mailed(file))
    assert arrival.state != ArrivalState.WAITING
    assert answered(interview)[0] in {Reply.NONE, Reply.DECLINED}


def test_who_cannot_come_stands_on_today_until_somebody_stands_in(
    interview: Interview, cast: Cast, as_: As
) -> None:
    arrive(reply(interview, "DECLINED", sender=BEN))
    arrive(reply(interview, "DECLINED"))
    page = as_(cast.susan).get("/desk/").content.decode()
    assert f"/desk/panelists/{panelist(interview, 'Ben').public_id}/replace/" in page
    assert "<strong>Ben Ruiz</strong> cannot take part in “A visit to the shop”" in page
    assert "<strong>Ana Moreau</strong> cannot come to “A visit to the shop”" in page
    interview.panelists.filter(member=cast.ben).update(is_on=False)
    arrive(reply(interview, "ACCEPTED"))
    assert "Cannot come" not in as_(cast.susan).get("/desk/").content.decode()


def test_who_stands_in_for_the_coordinator_is_told_and_sees_it(
    interview: Interview, cast: Cast, as_: As
) -> None:
    jo = as_(cast.jo)
    arrive(reply(interview, "DECLINED", sender=BEN))
    assert "Cannot come" not in jo.get("/desk/").content.decode()
    Absence.objects.create(member=cast.susan, first_day=NOW.date(), last_day=NOW.date())
    assert "Cannot come" in jo.get("/desk/").content.decode()
    arrive(reply(interview, "DECLINED", sender=GRACE))
    assert [letter.to_address for letter in letters()] == [cast.susan.email, cast.jo.email]


def test_an_answer_is_said_with_what_it_was_given_to(interview: Interview) -> None:
    assert answer_words(interview, interview) == ""
    arrive(reply(interview, "TENTATIVE"))
    interview.refresh_from_db()
    assert answer_words(interview, interview) == "Perhaps"
    interview.sequence = 1
    assert answer_words(interview, interview) == "Perhaps, to an earlier time"
