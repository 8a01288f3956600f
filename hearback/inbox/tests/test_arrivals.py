"""Mail that comes in finds its conversation; a machine is never answered, and nothing is lost."""

# M1 M6 M31 · I 33 35 46

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hearback.accounts.models import Organisation
from hearback.channels import outbox
from hearback.channels.doors.reply_address import reply_to, tagged
from hearback.channels.doors.take_in import take_in
from hearback.channels.models import Arrival, ArrivalState, Door, Message, MessageState
from hearback.endpoints import Inbound
from hearback.inbox.actions import put_aside, read_again, reply
from hearback.inbox.arrivals.reading import read_arrivals
from hearback.inbox.models import Attachment, Note, Received
from hearback.inbox.queries import arrivals_needing_somebody
from hearback.kit.errors import Refused
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application, Conversation, ConversationState
from tests.cast import NOW, Cast, apply, make_cast
from tests.letters_in import JOBS, PDF, arrive, mail
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)
OPENING = "jobs+shop-manager@harbour.example"


@pytest.fixture(autouse=True)
def mail_comes_in(settings: Any) -> None:
    settings.HEARBACK_INBOUND = (Inbound(kind="smtp", host="127.0.0.1", port=2525),)


@pytest.fixture(autouse=True)
def cast() -> Cast:
    return make_cast()


def _receipt(application: Application) -> Message:
    return Message.objects.get(about=application.public_id, purpose="careers.receipt")


def _conversation(arrival: Arrival) -> Conversation:
    assert arrival.thread is not None
    return Conversation.objects.get(public_id=arrival.thread)


def test_a_strangers_question_is_promised_an_answer(cast: Cast) -> None:
    arrival = arrive(mail("Do you take trainees?", sender="Noor <noor@mail.example>"))
    assert arrival.state == ArrivalState.TAKEN
    conversation = _conversation(arrival)
    assert conversation.name == "Noor"
    assert conversation.state == ConversationState.AWAITS_US
    assert Promise.objects.open().get(conversation=conversation).owner == cast.omar
    assert conversation.received.get().text == "Do you take trainees?"


def test_a_cv_that_a_colleague_sends_on_is_no_application_of_theirs(cast: Cast) -> None:
    susan, papers = f"Susan Ito <{cast.susan.email}>", {"cv.pdf": PDF}
    arrival = arrive(mail("Fwd: my papers", sender=susan, to=OPENING, files=papers))
    assert not Application.objects.exists()
    assert not Message.objects.exists()
    assert _conversation(arrival).state == ConversationState.AWAITS_US


def test_mail_that_comes_before_the_house_is_set_up_waits_for_it() -> None:
    arrival = take_in(mail(sender="Noor <noor@mail.example>"), door=Door.SMTP, now=NOW)
    Organisation.objects.all().delete()
    for minutes in range(0, 30, 3):
        read_arrivals(clock=lambda: NOW + timedelta(minutes=minutes))  # noqa: B023
    arrival.refresh_from_db()
    assert (arrival.state, arrival.deaths) == (ArrivalState.WAITING, 0)
    make_cast()
    read_arrivals(clock=lambda: NOW + timedelta(hours=1))
    arrival.refresh_from_db()
    assert arrival.state == ArrivalState.TAKEN


def test_an_answer_to_a_letter_finds_the_application_by_its_sealed_address(cast: Cast) -> None:
    apply(cast, opening=cast.other_opening)
    first = apply(cast)
    to = reply_to(_receipt(first)).upper().replace("HARBOUR.EXAMPLE", "harbour.example")
    arrival = arrive(mail(to=to, sender="ana@work.example"))
    assert _conversation(arrival).application == first
    assert first.conversation.received.get().from_address == "ana@work.example"


def test_an_answer_to_the_plain_address_is_placed_by_what_it_answers(cast: Cast) -> None:
    first = apply(cast)
    apply(cast, opening=cast.other_opening)
    raw = mail(In_Reply_To=_receipt(first).message_id, sender="ana@work.example")
    assert _conversation(arrive(raw)).application == first


def test_a_mail_that_answers_nothing_goes_to_the_senders_latest_application(cast: Cast) -> None:
    apply(cast)
    later = apply(cast, opening=cast.other_opening, now=NOW.replace(hour=16))
    assert _conversation(arrive(mail())).application == later


def test_a_forged_reply_address_is_noted_and_believed_in_nothing(cast: Cast) -> None:
    ana = apply(cast)
    real = reply_to(_receipt(ana))
    forged = real.replace(real.partition(".")[2][:3], "aaa", 1)
    arrival = arrive(mail(to=forged, sender="mallory@mail.example"))
    assert _conversation(arrival).application is None
    assert "made up" in arrival.trouble


def test_a_reply_goes_under_the_mail_it_answers(cast: Cast, relay: TestRelay) -> None:
    raw = mail("Where do I park?", Message_ID="<q1@mail.example>")
    conversation = _conversation(arrive(raw))
    message = reply(conversation=conversation, text="Behind the shop.", by=cast.susan, now=NOW)
    outbox.send_due(clock=lambda: NOW)
    (letter,) = relay.taken_by("ana.moreau@mail.example")
    assert letter["In-Reply-To"] == "<q1@mail.example>"
    assert letter["Reply-To"] == reply_to(message)
    assert letter["From"].addresses[0].addr_spec == JOBS
    assert letter["Auto-Submitted"] is None
    again = arrive(mail("And my bicycle?", to=letter["Reply-To"], sender="x@mail.example"))
    assert _conversation(again) == conversation


def test_thanks_are_kept_and_wake_nobody(cast: Cast, relay: TestRelay) -> None:
    conversation = _conversation(arrive(mail()))
    reply(conversation=conversation, text="Yes.", by=cast.susan, now=NOW)
    outbox.send_due(clock=lambda: NOW)
    arrive(mail("Great, thank you Susan!\n\n-- \nAna Moreau\n+1 416 555 0199"))
    conversation.refresh_from_db()
    assert relay.taken
    assert conversation.state == ConversationState.AWAITS_THEM
    assert conversation.received.count() == 2


def test_thanks_after_a_question_of_ours_may_be_a_yes(cast: Cast, relay: TestRelay) -> None:
    conversation = _conversation(arrive(mail()))
    reply(conversation=conversation, text="Shall we say nine?", by=cast.susan, now=NOW)
    outbox.send_due(clock=lambda: NOW)
    arrive(mail("Great, thank you!"))
    conversation.refresh_from_db()
    assert relay.taken
    assert conversation.state == ConversationState.AWAITS_US


def test_a_question_in_the_subject_alone_is_promised_an_answer() -> None:
    raw = mail("", sender="Noor <noor@mail.example>", subject="Do you take trainees?")
    assert _conversation(arrive(raw)).state == ConversationState.AWAITS_US


def test_a_cv_that_a_job_board_sends_like_a_newsletter_is_shown_to_a_person() -> None:
    board, off = "board@jobs.example", "<mailto:off@jobs.example>"
    cv = mail("For you", sender=board, List_Unsubscribe=off, files={"cv.pdf": PDF})
    assert arrive(cv).state == ArrivalState.UNREADABLE
    assert arrive(mail("News", sender=board, List_Unsubscribe=off)).state == ArrivalState.NOTED


def test_what_is_quoted_is_folded_away() -> None:
    above = "On Tue, 24 Nov 2026 at 10:00, Susan Ito <jobs@harbour.example> wrote:"
    text = f"Yes, please.\n\n{above}\n> Hi\n> Would you like a tour?\n"
    received = _conversation(arrive(mail(text))).received.get()
    assert received.text == "Yes, please."
    assert "> Would you like a tour?" in received.quoted


def test_the_same_mail_twice_is_one() -> None:
    raw = mail()
    first, second = arrive(raw), arrive(b"Received: from elsewhere\r\n" + raw)
    assert first == second
    assert Received.objects.count() == 1


def test_the_same_words_with_a_footer_added_on_the_way_are_one() -> None:
    raw = mail(Message_ID="<q1@mail.example>")
    arrive(raw)
    again = arrive(raw.replace(b"Subject: A question", b"Subject: [checked] A question"))
    assert again.state == ArrivalState.DUPLICATE
    assert Received.objects.count() == 1


def test_an_out_of_office_is_shown_and_wakes_nobody(cast: Cast) -> None:
    ana = apply(cast)
    before = Message.objects.count()
    away = mail(
        "I am away until Monday. Please write to Bob Stone, bob@mail.example.",
        to=reply_to(_receipt(ana)),
        subject="Out of office: Your application",
        Auto_Submitted="auto-replied",
    )
    arrival = arrive(away)
    assert arrival.state == ArrivalState.NOTED
    conversation = _conversation(arrival)
    assert conversation.received.get().needs_answer is False
    assert conversation.state == ConversationState.DONE
    assert Message.objects.count() == before
    assert not Promise.objects.open().filter(conversation=conversation).exists()


def test_a_thousand_automatic_replies_fill_no_conversation(cast: Cast) -> None:
    ana = apply(cast)
    before, to = Message.objects.count(), reply_to(_receipt(ana))
    for number in range(40):
        arrive(mail(f"I am away ({number}).", to=to, Auto_Submitted="auto-replied"))
    assert Received.objects.count() == 5
    assert Arrival.objects.count() == 40, "each is kept all the same"
    assert Message.objects.count() == before


def test_newsletters_and_programs_are_noted() -> None:
    assert arrive(mail(List_Id="<news.shop.example>")).state == ArrivalState.NOTED
    assert arrive(mail(Auto_Submitted="auto-generated")).state == ArrivalState.NOTED
    assert arrive(mail(Return_Path="<>")).state == ArrivalState.NOTED
    assert not Conversation.objects.exists()


def test_a_file_from_a_program_is_shown_to_somebody(cast: Cast) -> None:
    arrival = arrive(mail(Auto_Submitted="auto-generated", to=OPENING, files={"cv.pdf": PDF}))
    assert arrival.state == ArrivalState.UNREADABLE
    assert list(arrivals_needing_somebody(cast.susan)) == [arrival]
    assert not arrivals_needing_somebody(cast.grace).exists()


def test_a_flood_from_one_address_stops_being_answered_for() -> None:
    states = [arrive(mail(f"Number {n}")).state for n in range(33)]
    assert states[:30] == [ArrivalState.TAKEN] * 30
    assert states[30:] == [ArrivalState.LOOP] * 3


def test_a_colleagues_mail_stays_among_colleagues(cast: Cast) -> None:
    ana = apply(cast)
    before = Message.objects.count()
    raw = mail("You are hired!", to=reply_to(_receipt(ana)), sender="Susan <susan@harbour.example>")
    assert arrive(raw).state == ArrivalState.TAKEN
    assert "You are hired!" in Note.objects.get(conversation=ana.conversation, by=cast.susan).text
    assert Message.objects.count() == before, "a sender's name proves nothing"
    assert Promise.objects.open().get(application=ana).what == "first_answer"


def test_a_cv_sent_to_an_openings_address_is_an_application(cast: Cast, relay: TestRelay) -> None:
    raw = mail(
        "Here is my CV. I have led a shop for two years.",
        sender="Zoë Brandt <zoe@mail.example>",
        to=OPENING,
        subject="Application",
        files={"Zoë Brandt CV.pdf": PDF},
    )
    arrival = arrive(raw)
    application = Application.objects.get(candidate__email="zoe@mail.example")
    assert (application.name, application.opening) == ("Zoë Brandt", cast.opening)
    assert application.documents.get().kind == "pdf"
    assert _conversation(arrival).application == application
    assert _conversation(arrival).state == ConversationState.DONE
    promise = Promise.objects.open().get(application=application)
    assert promise.what == "first_answer"
    outbox.send_due(clock=lambda: NOW)
    (receipt,) = relay.taken_by("zoe@mail.example")
    assert "Shop manager" in receipt["Subject"]
    assert receipt["Auto-Submitted"].startswith("auto-")


def test_applying_by_mail_twice_is_as_from_the_form() -> None:
    def again(word: str, cv: bytes) -> None:
        arrive(mail(word, to=OPENING, files={"cv.pdf": cv}, sender="zoe@mail.example"))

    again("Here is my CV.", PDF)
    again("Here is a newer one.", PDF + b"%new")
    application = Application.objects.get()
    assert application.name == "Zoe", "no name in the mail, none in the CV"
    assert application.conversation.state == ConversationState.AWAITS_US
    assert Message.objects.filter(purpose="careers.already_applied").count() == 1
    assert Attachment.objects.count() == 2


def test_a_mail_to_an_opening_without_a_cv_is_asked_for_one_once(
    cast: Cast, relay: TestRelay
) -> None:
    asks = mail("I would love to work with you", sender="Zoë Brandt <zoe@mail.example>", to=OPENING)
    conversation = _conversation(arrive(asks))
    assert conversation.opening == cast.opening
    assert Promise.objects.open().get(conversation=conversation).owner == cast.susan
    arrive(mail("Is it far from the port?", sender="zoe@mail.example", to=OPENING))
    outbox.send_due(clock=lambda: NOW)
    (letter,) = relay.taken_by("zoe@mail.example")
    assert letter["Auto-Submitted"] == "auto-replied"
    body = letter.get_body(("plain",))
    assert body is not None
    assert "Susan Ito replies to your message by" in body.get_content()
    arrive(mail("Here.", sender="zoe@mail.example", to=letter["Reply-To"], files={"cv.pdf": PDF}))
    application = Application.objects.get()
    conversation.refresh_from_db()
    assert conversation.application == application
    assert Conversation.objects.count() == 1


def test_a_mail_to_a_closed_opening_still_gets_a_person(cast: Cast) -> None:
    cast.opening.state = "closed"
    cast.opening.save()
    arrival = arrive(mail("My CV", to=OPENING, files={"cv.pdf": PDF}))
    assert not Application.objects.exists()
    assert not Message.objects.filter(purpose="careers.ask_for_cv").exists()
    assert _conversation(arrival).state == ConversationState.AWAITS_US
    assert Attachment.objects.get().kind == "application/pdf"


def _report(message: Message, *, status: str = "5.1.1", action: str = "failed") -> bytes:
    return (
        "From: MAILER-DAEMON@mx.example\r\nTo: jobs@harbour.example\r\nSubject: failure\r\n"
        f"Message-ID: <{status}.{action}@mx.example>\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {message.to_address}\r\nAction: {action}\r\n"
        f"Status: {status}\r\nDiagnostic-Code: smtp; 550 no such user\r\n\r\n"
        "--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {message.message_id}\r\nSubject: x\r\n\r\n--b--\r\n"
    ).encode()


def test_a_delivery_report_brings_the_letter_back(cast: Cast, relay: TestRelay) -> None:
    receipt = _receipt(apply(cast))
    outbox.send_due(clock=lambda: NOW)
    arrival = arrive(_report(receipt))
    receipt.refresh_from_db()
    assert relay.taken
    assert receipt.state == MessageState.RETURNED
    assert "no such user" in receipt.trouble
    assert arrival.state == ArrivalState.NOTED
    assert not Received.objects.exists(), "a mail server's words are nobody's"


def test_a_delay_brings_nothing_back(cast: Cast, relay: TestRelay) -> None:
    receipt = _receipt(apply(cast))
    outbox.send_due(clock=lambda: NOW)
    arrive(_report(receipt, status="4.4.7", action="delayed"))
    receipt.refresh_from_db()
    assert relay.taken
    assert receipt.state == MessageState.ACCEPTED


def test_a_report_about_no_letter_of_ours_is_shown_to_somebody(cast: Cast) -> None:
    receipt = _receipt(apply(cast))
    receipt.message_id = "<nobody@knows.example>"
    arrival = arrive(_report(receipt))
    assert arrival.state == ArrivalState.UNREADABLE


def test_a_mail_nobody_could_answer_is_shown_until_somebody_decides(cast: Cast) -> None:
    arrival = arrive(mail("Who am I?", sender="nobody"))
    assert arrival.state == ArrivalState.UNREADABLE
    read_again(arrival=arrival, by=cast.susan, now=NOW)
    assert arrival.state == ArrivalState.WAITING
    arrival = arrive(mail("Another one"))
    arrival = Arrival.objects.get(state=ArrivalState.UNREADABLE)
    with pytest.raises(Refused, match="few words"):
        put_aside(arrival=arrival, reason=" ", by=cast.susan, now=NOW)
    put_aside(arrival=arrival, reason="A test of our own", by=cast.susan, now=NOW)
    assert not arrivals_needing_somebody(cast.susan).exists()
    with pytest.raises(Refused, match="dealt with"):
        read_again(arrival=arrival, by=cast.susan, now=NOW)


def test_a_mail_that_kills_its_reader_is_given_up_and_kept(cast: Cast) -> None:
    arrival = arrive(mail("x", sender="nobody"))
    Arrival.objects.update(state=ArrivalState.WAITING, deaths=3, reading_until=NOW)
    arrive(mail("Another"))
    arrival.refresh_from_db()
    assert arrival.state == ArrivalState.WAITING, "its lease is not over"
    later = NOW.replace(hour=18)
    arrive(mail("A third"), now=later)
    arrival.refresh_from_db()
    assert arrival.state == ArrivalState.UNREADABLE
    assert arrival in arrivals_needing_somebody(cast.susan)


def test_reading_pauses_after_a_turn_and_rings_for_the_rest() -> None:
    for number in range(3):
        take_in(mail(f"Number {number}"), door=Door.SMTP, now=NOW, loud=False)
    moments = iter([NOW, NOW, NOW + timedelta(seconds=5)])
    assert read_arrivals(clock=lambda: next(moments)) == 1
    assert Arrival.objects.filter(state=ArrivalState.WAITING).count() == 2
    assert read_arrivals(clock=lambda: NOW) == 2


def test_a_form_that_writes_in_our_own_name_is_answered_to_who_used_it() -> None:
    arrival = arrive(mail(sender=JOBS, Reply_To="noor@mail.example"))
    assert _conversation(arrival).address == "noor@mail.example"
    assert arrive(mail(sender=JOBS)).state == ArrivalState.LOOP


def test_an_address_too_long_to_be_sealed_stays_plain() -> None:
    assert tagged(f"{'j' * 60}@harbour.example", "r1.aaaaa") == ""
