"""Asking for a word: their promise, by their agreement, and what became of it."""

# M22 M23

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hearback.careers.actions import withdraw
from hearback.channels.models import Channel, Message, MessageState
from hearback.channels.reports import returned
from hearback.feedback.asking.actions import (
    Agreement,
    agree,
    answer,
    ask,
    contact_for,
    end,
    put_off,
    settle,
)
from hearback.feedback.asking.models import About, Ask, Tap
from hearback.feedback.asking.queries import ask_by_link, open_asks_of, waiting_because
from hearback.feedback.tests.makers import LUNCH, agreed, asked, client_contact
from hearback.insights.invariants import all_invariants
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import hand_over_many, sweep
from hearback.ledger.models import WORD, Entry, Promise, Promisee, PromiseState
from hearback.team.queries import promises_of
from tests.cast import NOW, Cast, apply
from tests.twilio import TestTwilio

pytestmark = pytest.mark.django_db

THURSDAY = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
"""Two working days after NOW, at the same hour in Toronto."""
DAY = timedelta(days=1)


def _mail(one: Ask) -> str:
    message = Message.objects.get(about=one.public_id, purpose="feedback.ask")
    return " ".join(message.text.split())


def _kinds(one: Ask) -> list[str]:
    entries = Entry.objects.filter(application=one.application_id, kind__startswith="word.")
    return list(entries.order_by("pk").values_list("kind", flat=True))


def test_asking_makes_their_own_promise_by_what_they_agreed(cast: Cast) -> None:
    one = asked(cast, agreed(contact_for(cast.grace)))
    promise = one.promise
    assert (promise.what, promise.promisee, promise.state) == (WORD, Promisee.TEAM, "open")
    assert (promise.promiser, promise.owner) == (one.contact, cast.susan)
    assert promise.due_at == THURSDAY
    said = _mail(one)
    assert "You said within 2 working days, that is by Thursday 26 November, 10:00." in said
    assert f"It is about: {LUNCH}." in said
    assert "Ana is waiting to hear from us by Thursday 26 November" in said
    assert _kinds(one) == ["word.asked"]


def test_before_anything_was_agreed_we_only_hope(cast: Cast) -> None:
    said = _mail(asked(cast, client_contact(cast)))
    assert "We hope to hear within 2 working days, that is by Thursday" in said
    assert "You said" not in said


def test_a_client_is_counted_in_its_own_hours_and_holidays(cast: Cast) -> None:
    zone = "Europe/London"
    contact = client_contact(cast, own_zone=zone, own_hours={"2": [["09:00", "10:00"]]})
    # Only Wednesdays, nine to ten in London: the second one from now.
    assert asked(cast, contact).promise.due_at == datetime(2026, 12, 2, 10, 0, tzinfo=UTC)


def test_the_same_is_asked_once(cast: Cast) -> None:
    one = asked(cast)
    again = asked(cast)
    assert again == one
    assert Promise.objects.filter(what=WORD).count() == 1
    assert Message.objects.filter(purpose="feedback.ask").count() == 1
    other = asked(cast, about=About.PAPERS)
    assert other != one
    assert list(open_asks_of(one.contact)) == [one, other]


def test_whoever_left_or_cannot_be_reached_is_not_asked(cast: Cast) -> None:
    for contact, why in (
        (client_contact(cast, left_at=NOW), "has left"),
        (client_contact(cast, own_name="Kit", own_email=""), "no address of Kit"),
    ):
        with pytest.raises(Refused, match=why):
            asked(cast, contact)
    assert not Ask.objects.exists()


def test_nobody_is_asked_about_an_application_that_has_ended(cast: Cast) -> None:
    ana = apply(cast)
    withdraw(application=ana, now=NOW)
    with pytest.raises(Refused, match="has ended"):
        ask(
            contact=contact_for(cast.grace),
            application=ana,
            about=About.PAPERS,
            words="",
            by=cast.susan,
            now=NOW,
        )


def test_who_prefers_texts_gets_one_and_no_mail(cast: Cast, twilio: TestTwilio) -> None:
    del twilio
    contact = client_contact(cast, own_phone="+14165550177", ways=["sms", "email"])
    one = asked(cast, contact)
    message = Message.objects.get(about=one.public_id)
    assert (message.channel, message.to_address) == (Channel.SMS, "+14165550177")
    assert "what do you think of Ana Moreau" in message.text
    assert "Answer yes, no, maybe or later" in message.text


def test_without_a_gateway_they_are_asked_by_mail(cast: Cast) -> None:
    contact = client_contact(cast, own_phone="+14165550177", ways=["sms"])
    assert Message.objects.get(about=asked(cast, contact).public_id).channel == Channel.EMAIL


def test_a_word_keeps_the_promise_and_stands_verbatim(cast: Cast) -> None:
    one = asked(cast)
    line = "She knew the product cold.\nLate by five minutes, though."
    answer(ask=one, tap=Tap.YES, line=line, channel=Channel.EMAIL, now=NOW + DAY)
    one.refresh_from_db()
    one.promise.refresh_from_db()
    assert (one.answer, one.line, one.answered_at) == (Tap.YES, line, NOW + DAY)
    assert (one.promise.state, one.promise.closed_at) == (PromiseState.KEPT, NOW + DAY)
    assert one.promise.evidence == "Grace Okafor answered (E-mail)."
    assert _kinds(one) == ["word.asked", "word.given"]


def test_a_late_word_is_kept_late_and_nobody_of_ours_is_blamed(cast: Cast) -> None:
    one = asked(cast)
    late = THURSDAY + DAY
    sweep(now=late)
    one.promise.refresh_from_db()
    assert one.promise.state == PromiseState.OPEN
    assert not [p for p in promises_of(cast.susan) if p.what == WORD]
    overdue = {one.name: one.count(late) for one in all_invariants() if "overdue" in one.name}
    # Ana's own answer, which Susan owed, was broken and made anew by the sweep.
    assert set(overdue.values()) == {0}
    answer(ask=one, tap=Tap.MAYBE, line="", channel=Channel.WEB, now=late)
    one.promise.refresh_from_db()
    assert one.promise.state == PromiseState.KEPT_LATE


def test_said_again_nothing_changes_and_said_differently_it_is_refused(cast: Cast) -> None:
    one = asked(cast)
    answer(ask=one, tap=Tap.YES, line="", channel=Channel.WEB, now=NOW + DAY)
    answer(ask=one, tap=Tap.YES, line="Warm with customers.", channel=Channel.EMAIL, now=NOW + DAY)
    answer(ask=one, tap=Tap.YES, line="Warm with customers.", channel=Channel.EMAIL, now=NOW + DAY)
    with pytest.raises(Refused, match="You said “Yes, go on” before"):
        answer(ask=one, tap=Tap.NO, line="On second thoughts.", channel=Channel.SMS, now=NOW + DAY)
    one.refresh_from_db()
    assert (one.answer, one.line) == (Tap.YES, "Warm with customers.")
    assert _kinds(one) == ["word.asked", "word.given"]


def test_a_no_names_one_of_the_opening_s_criteria(cast: Cast) -> None:
    one = asked(cast)
    elsewhere = cast.other_opening.criteria.first()
    with pytest.raises(Invalid):
        settle(ask=one, tap=Tap.NO, line="", by=cast.susan, now=NOW, criterion=elsewhere)
    criterion = cast.opening.criteria.first()
    settle(ask=one, tap=Tap.NO, line="Led nobody yet.", by=cast.susan, now=NOW, criterion=criterion)
    one.refresh_from_db()
    one.promise.refresh_from_db()
    assert one.criterion == criterion
    assert one.promise.evidence == "Taken down by Susan Ito."


def test_later_moves_their_promise_by_their_own_word(cast: Cast) -> None:
    one = asked(cast)
    friday = THURSDAY + DAY
    put_off(ask=one, until=friday, words="Ask me on Friday.", now=NOW)
    put_off(ask=one, until=friday, words="Ask me on Friday.", now=NOW)
    old, new = Promise.objects.filter(what=WORD).order_by("pk")
    one.refresh_from_db()
    assert (old.state, old.reason) == (PromiseState.RENEGOTIATED, "Ask me on Friday.")
    assert (new.state, new.due_at, new.follows, new.promiser) == ("open", friday, old, one.contact)
    assert (one.promise, one.put_off_until) == (new, friday)
    with pytest.raises(Refused, match="still to come"):
        put_off(ask=one, until=NOW - DAY, words="Yesterday", now=NOW)
    answer(ask=one, tap=Tap.YES, line="", channel=Channel.WEB, now=friday)
    with pytest.raises(Refused, match="answered this already"):
        put_off(ask=one, until=friday + DAY, words="Monday", now=friday)


def test_later_said_too_late_is_a_broken_promise_without_a_letter(cast: Cast) -> None:
    one = asked(cast)
    before = Message.objects.count()
    put_off(ask=one, until=THURSDAY + 3 * DAY, words="Sunday", now=THURSDAY + DAY)
    old = Promise.objects.filter(what=WORD).order_by("pk")[0]
    assert old.state == PromiseState.BROKEN
    assert Message.objects.count() == before


def test_nobody_needs_it_any_more(cast: Cast) -> None:
    one = asked(cast)
    with pytest.raises(Refused):
        end(ask=one, why=" ", by=cast.susan, now=NOW)
    end(ask=one, why="The job was filled.", by=cast.susan, now=NOW)
    one.refresh_from_db()
    one.promise.refresh_from_db()
    assert one.promise.state == PromiseState.RELEASED
    assert one.message is not None
    assert one.message.state == MessageState.RECALLED
    with pytest.raises(Refused, match="The job was filled"):
        answer(ask=one, tap=Tap.YES, line="", channel=Channel.WEB, now=NOW)
    again = asked(cast)
    assert (again.pk, again.over_at) == (one.pk, None)
    assert again.promise.state == PromiseState.OPEN


def test_an_application_that_ends_ends_what_was_asked(cast: Cast) -> None:
    one = asked(cast)
    withdraw(application=one.application, now=NOW)
    one.refresh_from_db()
    assert one.over_at == NOW
    assert not Promise.objects.open().filter(what=WORD).exists()
    assert "withdr" not in one.why_over


def test_a_link_opens_only_its_own_question_until_it_is_made_anew(cast: Cast) -> None:
    one = asked(cast)
    assert ask_by_link(one.fingerprint) == one
    assert ask_by_link("0" * 64) is None
    one.contact.link_generation = 2
    one.contact.save()
    assert ask_by_link(one.fingerprint) is None


def test_a_letter_that_comes_back_makes_it_a_call(cast: Cast) -> None:
    one = asked(cast)
    assert one.message is not None
    Message.objects.filter(pk=one.message.pk).update(
        state=MessageState.ACCEPTED, accepted_at=NOW, settled_at=NOW
    )
    one.message.refresh_from_db()
    returned(one.message, reason="550 no such user", permanent=True, now=NOW + DAY)
    one.refresh_from_db()
    assert one.to_ring_at == NOW + DAY
    assert "ring them" in one.why_then


def test_who_waits_is_the_candidate_s_own_soonest_promise(cast: Cast) -> None:
    one = asked(cast)
    promise = waiting_because(one)
    assert promise is not None
    assert (promise.promisee, promise.what) == (Promisee.CANDIDATE, "first_answer")


def test_handed_over_it_is_followed_up_by_somebody_else(cast: Cast) -> None:
    one = asked(cast)
    promises = Promise.objects.filter(pk=one.promise.pk)
    hand_over_many(promises=promises, to=cast.jo, by=cast.omar, now=NOW)
    assert sweep(now=NOW + 30 * DAY).reminded == 0
    assert promises.get().owner == cast.jo


def test_an_agreement_is_recorded_and_moves_no_date(cast: Cast) -> None:
    one = asked(cast)
    agreement = Agreement(4, "hours", ("sms", "email", "pigeon"), 2, "Grace, over coffee.")
    agree(contact=one.contact, agreement=agreement, by=cast.susan, now=NOW)
    contact = contact_for(cast.grace)
    assert (contact.word_amount, contact.ways) == (4, ["sms", "email"])
    assert (contact.agreed_at, contact.agreed_with) == (NOW, "Grace, over coffee.")
    assert one.promise.due_at == THURSDAY
    entry = Entry.objects.get(kind="word.agreed")
    assert entry.payload["terms"] == "within 4 hours"
    with pytest.raises(Invalid) as wrong:
        agree(contact=contact, agreement=Agreement(0, "moons", (), 99, " "), by=cast.susan, now=NOW)
    assert set(wrong.value.fields) == {"amount", "most_reminders", "agreed_with"}
