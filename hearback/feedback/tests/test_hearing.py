"""One line back by mail: taken at its word where it is clear, else read by a person."""

# M22 M24

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hearback.channels.doors.reply_address import reply_to
from hearback.channels.models import ArrivalState, Message
from hearback.endpoints import Inbound
from hearback.feedback.asking.actions import end, tie
from hearback.feedback.asking.models import Ask, Tap
from hearback.feedback.hearing.actions import mean
from hearback.feedback.hearing.models import Heard, Reading
from hearback.feedback.hearing.queries import (
    heard_about,
    may_be_about,
    unclear,
)
from hearback.feedback.tests.hearing_makers import LENA, answers, lena_is_asked, the_word
from hearback.feedback.tests.makers import asked, client_contact
from hearback.inbox.models import Note, Received
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry, PromiseState
from hearback.pipeline.models import Client, Conversation
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As
from tests.letters_in import PDF, arrive, mail

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)
"""Friday 27 November, half past four in Toronto: the last hour of work begins."""
HER_OWN = "lena.fox@mail.example"


@pytest.fixture(autouse=True)
def mail_comes_in(settings: Any) -> None:
    settings.HEARBACK_INBOUND = (Inbound(kind="smtp", host="127.0.0.1", port=2525),)


def lena_with_her_own_address(cast: Cast) -> Ask:
    """Lena is asked at the address with which she has applied herself."""
    return lena_is_asked(cast, contact=client_contact(cast, own_email=HER_OWN))


def nothing_joined_a_conversation() -> bool:
    return not (Received.objects.exists() or Note.objects.exists())


@pytest.mark.parametrize(
    ("words", "tap"),
    [
        ("Yes, go on. Strong on purchasing.", Tap.YES),
        ("Vielleicht, sie war sehr ruhig.", Tap.MAYBE),
        ("Non, pas assez d'expérience.", Tap.NO),
    ],
)
def test_one_clear_line_by_mail_is_the_answer(cast: Cast, words: str, tap: Tap) -> None:
    one = lena_is_asked(cast)
    arrival = answers(one, words)
    assert (one.answer, one.line, one.answered_at) == (tap, words, NOW)
    assert one.promise.state == PromiseState.KEPT
    word = the_word(one)
    assert (word.reading, word.words, word.needs_person) == (tap, words, False)
    assert (word.from_name, word.from_address) == ("Lena Fox", "lena@birch.example")
    assert (arrival.state, arrival.thread) == (ArrivalState.NOTED, None)
    assert nothing_joined_a_conversation()
    assert not unclear(cast.susan, [cast.susan]).exists()


def test_a_colleague_answers_the_same_way_and_no_note_is_made(cast: Cast) -> None:
    one = asked(cast)
    answers(one, "Yes", sender=f"Grace <{cast.grace.email}>")
    assert one.answer == Tap.YES
    assert nothing_joined_a_conversation()


def test_a_reply_to_the_plain_address_is_placed_by_what_it_answers(cast: Cast) -> None:
    one = lena_is_asked(cast)
    lena_is_asked(cast, contact=one.contact, name="Ben Kurz")
    number = Message.objects.get(about=one.public_id).message_id
    answers(one, "Yes", to="jobs@harbour.example", In_Reply_To=number)
    assert one.answer == Tap.YES


def test_a_no_without_a_reason_counts_and_its_reason_is_still_to_be_tied(cast: Cast) -> None:
    one = lena_is_asked(cast)
    answers(one, "No, too junior.")
    assert (one.answer, one.criterion, one.line) == (Tap.NO, None, "No, too junior.")
    criterion = cast.opening.criteria.get(position=1)
    tie(ask=one, criterion=criterion, by=cast.susan, now=NOW)
    one.refresh_from_db()
    assert one.criterion == criterion
    with pytest.raises(Refused):
        tie(ask=one, criterion=criterion, by=cast.susan, now=NOW)


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("Friday", FRIDAY),
        ("I'll get back to you by Friday, I am travelling.", FRIDAY),
        # Two working days in Toronto, at the hour it came.
        ("Not yet", datetime(2026, 11, 26, 15, 0, tzinfo=UTC)),
    ],
)
def test_later_moves_the_date(cast: Cast, words: str, until: datetime) -> None:
    one = lena_is_asked(cast)
    answers(one, words)
    assert (one.answered_at, one.put_off_until) == (None, until)
    assert (one.promise.due_at, one.promise.reason) == (until, words)
    assert the_word(one).reading == Reading.LATER
    assert not the_word(one).needs_person


def test_a_question_goes_to_the_recruiter_and_the_ask_stays_open(cast: Cast) -> None:
    one = lena_is_asked(cast)
    answers(one, "What is her notice period?")
    assert one.answered_at is None
    assert [word.why for word in unclear(cast.susan, [cast.susan])] == ["They ask something."]
    assert list(heard_about(one)) == list(unclear(cast.susan, [cast.susan]))


def test_a_question_beside_a_yes_is_shown_and_the_yes_counts(cast: Cast) -> None:
    one = lena_is_asked(cast)
    answers(one, "Yes. When can she start?")
    assert one.answer == Tap.YES
    assert unclear(cast.susan, [cast.susan]).get().why == "They ask something besides."


@pytest.mark.parametrize(
    "words",
    [
        "sure, why not, hire everyone",
        "Yes, but not him",
        "no idea",
        "👍",
        "\n",
        "-- \nLena Fox\nBirch Works",
        "Tak",
        "نعم",
        "Yes to Ana, no to Ben",
        "Yes for Kurz",
        "> Yes\n> Maybe\n> No",
        "---------- Forwarded message ---------\nFrom: Kit\n\nYes",
    ],
)
def test_what_is_unclear_is_never_guessed(cast: Cast, words: str) -> None:
    one = lena_is_asked(cast)
    other = lena_is_asked(cast, contact=one.contact, name="Ben Kurz")
    answers(one, words)
    word = the_word(one)
    assert (one.answered_at, one.put_off_until, word.reading) == (None, None, Reading.UNCLEAR)
    assert word.needs_person
    assert word.why
    other.refresh_from_db()
    assert other.answered_at is None
    assert Entry.objects.filter(kind="word.to_read").count() == 1


def test_our_own_letter_below_a_reply_is_not_read(cast: Cast) -> None:
    one = lena_is_asked(cast)
    letter = Message.objects.get(about=one.public_id).text
    quoted = "\n".join(f"> {line}" for line in letter.splitlines())
    answers(one, f"No, thanks.\n\nOn Tue, Susan Ito wrote:\n{quoted}")
    assert (one.answer, one.line) == (Tap.NO, "No, thanks.")


@pytest.mark.parametrize("below", [True, False])
def test_our_own_letter_without_marks_is_not_read(cast: Cast, below: bool) -> None:  # noqa: FBT001
    one = lena_is_asked(cast)
    letter = Message.objects.get(about=one.public_id).text
    answers(one, f"Maybe\n\n{letter}" if below else letter)
    assert one.answer == ("maybe" if below else "")


@pytest.mark.parametrize(
    "html",
    [
        "<p>Yes, please go on.</p><blockquote>Yes<br>Maybe<br>No</blockquote>",
        "<div dir='rtl'>Yes</div><hr><div>From: S<br>Sent: Tuesday<br>To: L<br><br>Yes / No</div>",
    ],
)
def test_an_html_reply_is_read_like_any(cast: Cast, html: str) -> None:
    one = lena_is_asked(cast)
    message = Message.objects.get(about=one.public_id)
    raw = mail("-", sender=LENA, to=reply_to(message), subject="Re: Ana").decode()
    head = raw.split("\r\n\r\n", 1)[0].replace("text/plain", "text/html")
    arrive(f"{head}\r\n\r\n{html}\r\n".encode())
    one.refresh_from_db()
    assert one.answer == Tap.YES


def test_twenty_kilobytes_are_kept_whole_and_read_by_a_person(cast: Cast) -> None:
    one = lena_is_asked(cast)
    words = "Yes. " + "She did well in that part.\n" * 900
    answers(one, words)
    assert the_word(one).words.count("She did well") == 900
    assert the_word(one).needs_person


def test_an_afterthought_below_the_signature_belongs_to_the_line(cast: Cast) -> None:
    one = lena_is_asked(cast)
    answers(one, "Yes\n\n-- \nLena Fox\nP.S. not the one from Monday, the other one")
    assert one.answered_at is None
    assert "not the one" in the_word(one).words


def test_a_second_answer_that_says_otherwise_flips_nothing(cast: Cast) -> None:
    one = lena_is_asked(cast)
    answers(one, "Yes")
    answers(one, "No, sorry, I meant no.")
    assert (one.answer, one.line) == (Tap.YES, "Yes")
    word = the_word(one)
    assert (word.words, word.needs_person) == ("No, sorry, I meant no.", True)
    assert word.why == "They said “Yes, go on” before, and that stands."


def test_the_same_answer_again_or_thanks_wake_nobody(cast: Cast) -> None:
    one = lena_is_asked(cast)
    for words in ("Yes", "Yes", "Thanks!"):
        answers(one, words)
    assert (one.answer, one.line) == (Tap.YES, "Yes")
    assert Heard.objects.count() == 3
    assert not unclear(cast.susan, [cast.susan]).exists()


def test_an_answer_to_last_months_question_is_kept_with_it(cast: Cast) -> None:
    one = lena_is_asked(cast)
    end(ask=one, why="Somebody else was hired.", by=cast.susan, now=NOW)
    answers(one, "Yes, go on", now=NOW + timedelta(days=30))
    assert one.answered_at is None
    assert (
        unclear(cast.susan, [cast.susan]).get().why
        == "They answered when nobody needed it any more."
    )


def test_another_address_is_kept_by_name_and_answers_nothing(cast: Cast) -> None:
    one = lena_is_asked(cast)
    answers(one, "Yes", sender="Kit Moss <kit@birch.example>")
    word = the_word(one)
    assert (one.answered_at, word.from_name, word.needs_person) == (None, "Kit Moss", True)
    assert "another address" in word.why


def test_a_shared_mailbox_is_asked_who_says_so(cast: Cast) -> None:
    one = lena_is_asked(cast, contact=client_contact(cast, is_shared=True))
    answers(one, "Yes")
    assert one.answered_at is None
    assert "Several people" in the_word(one).why


def test_somebody_who_left_is_heard_by_a_person_only(cast: Cast) -> None:
    one = lena_is_asked(cast)
    one.contact.left_at = NOW
    one.contact.save()
    answers(one, "No")
    assert one.answered_at is None
    assert the_word(one).why == "They are not there any more."


def test_a_file_that_came_with_it_is_for_a_person(cast: Cast, as_: As) -> None:
    one = lena_is_asked(cast)
    answers(one, "Yes", files={"notes.pdf": PDF})
    assert (one.answered_at, the_word(one).why) == (None, "Files came with it.")
    arrival = the_word(one).arrival
    assert arrival is not None
    path = f"/desk/inbox/mails/{arrival.public_id}/"
    came = as_(cast.susan).get(path)
    assert b"notes.pdf" in came.content
    assert came["Content-Disposition"].startswith("attachment")
    assert as_(cast.grace).get(path).status_code == 404


def test_the_same_mail_by_two_ways_is_heard_once(cast: Cast) -> None:
    one = lena_is_asked(cast)
    words, number = "What is her notice period?", "<x@birch.example>"
    answers(one, words, Message_ID=number)
    twice = answers(one, words, Message_ID=number, subject="[checked] Re: Ana")
    assert twice.state == ArrivalState.DUPLICATE
    assert Heard.objects.count() == 1


# --- Without the sealed address ------------------------------------------------------------------


def test_a_new_mail_is_the_answer_where_one_question_is_open(cast: Cast) -> None:
    one = lena_is_asked(cast)
    arrive(mail("Yes, go on", sender=LENA, subject="Ana"))
    one.refresh_from_db()
    assert one.answer == Tap.YES
    assert nothing_joined_a_conversation()


def test_with_several_open_questions_a_person_chooses(cast: Cast) -> None:
    one = lena_is_asked(cast)
    client = Client.objects.create(name="Elm Ltd", country="CA", owner=cast.susan, began_at=NOW)
    there = client_contact(cast, client=client)
    other = lena_is_asked(cast, contact=there, name="Ben Kurz")
    arrive(mail("Yes, go on", sender=LENA))
    word = Heard.objects.get()
    assert (word.ask, word.needs_person) == (None, True)
    assert word.why == "They were asked about 2 people, and nobody knows on whom this is."
    assert set(may_be_about(word)) == {one, other}
    mean(heard=word, ask=other, tap=Tap.YES, by=cast.susan, now=NOW)
    other.refresh_from_db()
    one.refresh_from_db()
    assert (other.answer, one.answer) == (Tap.YES, "")


def test_whatever_else_they_write_about_goes_on_as_it_always_did(cast: Cast) -> None:
    one = asked(cast)
    grace = f"Grace <{cast.grace.email}>"
    arrive(mail("The projector in room 2 is broken.", sender=grace))
    arrive(mail("Yes", sender=grace, files={"bill.pdf": PDF}))
    assert Received.objects.count() == 2
    assert not Heard.objects.exists()
    one.refresh_from_db()
    assert one.answered_at is None


# --- Contacts who have applied, and candidates who are no contacts -------------------------------


def test_a_contact_who_applied_is_a_candidate_where_they_answer_as_one(cast: Cast) -> None:
    one = lena_with_her_own_address(cast)
    lena = apply(cast, "Lena Fox")
    receipt = Message.objects.get(about=lena.public_id, purpose="careers.receipt")
    arrive(mail("Yes", sender=HER_OWN, to=reply_to(receipt)))
    assert Received.objects.get().conversation.application == lena
    assert not Heard.objects.exists()
    answers(one, "No, thanks", sender=HER_OWN)
    assert one.answer == Tap.NO
    assert Received.objects.count() == 1


def test_whoever_is_both_and_answers_neither_is_read_by_a_person(cast: Cast) -> None:
    one = lena_with_her_own_address(cast)
    apply(cast, "Lena Fox")
    arrival = arrive(mail("Yes", sender=HER_OWN))
    assert arrival.state == ArrivalState.UNREADABLE
    one.refresh_from_db()
    assert one.answered_at is None
    assert nothing_joined_a_conversation()
    assert not Heard.objects.exists()


def test_a_candidate_with_a_letter_that_was_sent_on_answers_nothing(cast: Cast) -> None:
    one = lena_is_asked(cast)
    answers(one, "Yes, I am great", sender="Ana Moreau <ana.moreau@mail.example>")
    assert one.answered_at is None
    assert the_word(one).from_address == "ana.moreau@mail.example"
    assert not Conversation.objects.filter(last_heard_at__isnull=False).exists()
