"""The inbox: who waits for whom, what was said, and every act on it, through its pages."""

# M6 M31 M39

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from hearback.channels import outbox
from hearback.channels.models import Arrival, Channel, Message, MessageState
from hearback.desk.queries import inbox as read
from hearback.desk.tests.conftest import text_of
from hearback.inbox.actions import Heard, ask, conversation_with, hear, reply, snooze, write_note
from hearback.inbox.models import Attachment, Note, ReplyDraft
from hearback.inbox.queries import version_of
from hearback.ledger.actions import sweep
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Conversation, ConversationState
from tests.cast import NOW, Cast, apply

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.desk.tests.conftest import As, Moment
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def asked(
    cast: Cast, name: str = "Ana Moreau", words: str = "Is there a car park?", at: datetime = NOW
) -> Conversation:
    return ask(application=apply(cast, name, now=at), words=words, now=at).conversation


def wrote(cast: Cast, owner: Member | None = None, at: datetime = NOW) -> Conversation:
    conversation = conversation_with(
        "noor@mail.example", name="Noor Haddad", owner=owner or cast.susan, now=at
    )
    heard = Heard(channel=Channel.EMAIL, text="Do you take trainees?", at=at, subject="Trainees")
    hear(conversation=conversation, heard=heard, now=at)
    return conversation


def page(conversation: Conversation, name: str = "conversation") -> str:
    return reverse(f"desk:{name}", args=[conversation.public_id])


def answer(conversation: Conversation, **more: str) -> dict[str, str]:
    return {"text": "Yes, behind it.", "when": "now", "seen": version_of(conversation), **more}


def names(page: read.Page) -> list[str]:
    return [one.name for one in page.conversations]


def test_those_who_wait_stand_in_the_order_they_were_promised(as_: As, cast: Cast) -> None:
    asked(cast, "Ben Okafor", at=NOW - HOUR)
    asked(cast)
    wrote(cast, owner=cast.jo)
    text = text_of(as_(cast.susan).get(reverse("desk:inbox")))
    assert text.index("Ben Okafor") < text.index("Ana Moreau")
    assert "Noor Haddad" not in text
    assert "Is there a car park?" in text
    everybody = text_of(as_(cast.susan).get(f"{reverse('desk:inbox')}?whose=all"))
    assert "Noor Haddad" in everybody
    assert "Did not apply" in everybody


def test_what_is_overdue_stands_on_top(as_: As, cast: Cast, moment: Moment) -> None:
    asked(cast, "Ben Okafor", at=NOW - 30 * HOUR)
    asked(cast)
    moment.now = NOW
    text = text_of(as_(cast.susan).get(reverse("desk:inbox")))
    assert text.index("Ben Okafor") < text.index("Ana Moreau")
    assert "h late" in text


def test_who_was_let_down_stands_on_top_until_answered(as_: As, cast: Cast) -> None:
    asked(cast, "Ben Okafor", at=NOW - 24 * HOUR)
    late = asked(cast, "Eve Later", at=NOW - 24 * HOUR)
    Promise.objects.filter(conversation=late).update(
        due_at=NOW - HOUR, remind_at=NOW - 2 * HOUR, escalate_at=NOW - 2 * HOUR, next_at=NOW - HOUR
    )
    for _ in range(3):
        sweep(now=NOW)
    text = text_of(as_(cast.susan).get(reverse("desk:inbox")))
    assert text.index("Eve Later") < text.index("Ben Okafor")
    assert "1 h late" in text


def test_mail_that_needs_a_person_is_shown_and_decided_on(as_: As, cast: Cast, files: None) -> None:
    del files
    key = default_storage.save("aa/bb/raw", ContentFile(b"From: who knows"))
    arrival = Arrival.objects.create(
        door="imap",
        key="k",
        raw_key=key,
        size=15,
        state="unreadable",
        from_address="odd@mail.example",
        arrived_at=NOW,
    )
    client = as_(cast.susan)
    assert "odd@mail.example" in text_of(client.get(reverse("desk:inbox")))
    assert "odd@mail.example" not in text_of(as_(cast.ben).get(reverse("desk:inbox")))
    where = [arrival.public_id]
    came = client.get(reverse("desk:arrival", args=where))
    assert came.content == b"From: who knows"
    assert as_(cast.ben).get(reverse("desk:arrival", args=where)).status_code == 404
    aside = reverse("desk:arrival_aside", args=where)
    assert client.post(aside, {"reason": ""}).status_code == 409
    client.post(aside, {"reason": "An advertisement."})
    arrival.refresh_from_db()
    assert arrival.state == "noted"
    assert client.post(aside, {"reason": "Again"}).status_code == 404


def test_each_conversation_is_on_one_shelf(cast: Cast) -> None:
    snooze(conversation=asked(cast, "Sam Snooze"), until=NOW + HOUR, by=cast.susan, now=NOW)
    reply(conversation=asked(cast, "Al Answered"), text="Yes.", by=cast.susan, now=NOW)
    asked(cast, "Wi Waits")
    thanks = wrote(cast)
    Promise.objects.filter(conversation=thanks).update(state="released", closed_at=NOW)
    Conversation.objects.filter(pk=thanks.pk).update(state=ConversationState.DONE, due_at=None)

    def shelf(show: str, now: datetime = NOW) -> list[str]:
        return names(read.page_of(cast.susan, "mine", show, now=now))

    assert shelf("waiting") == ["Wi Waits"]
    assert shelf("snoozed") == ["Sam Snooze"]
    assert shelf("answered") == ["Al Answered"]
    assert shelf("done") == ["Noor Haddad"]
    assert set(shelf("waiting", NOW + HOUR)) == {"Wi Waits", "Sam Snooze"}


@pytest.mark.parametrize("whose", ["mine", "team", "all"])
@pytest.mark.parametrize("show", ["waiting", "answered"])
def test_a_long_list_is_read_page_by_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, whose: str, show: str
) -> None:
    monkeypatch.setattr(read, "PAGE", 2)
    for number in range(5):
        one = asked(cast, f"Person {number}", at=NOW + number * HOUR / 60)
        if show == "answered":
            reply(conversation=one, text="Yes.", by=cast.susan, now=NOW + number * HOUR)
    found, place = list[str](), None
    for _ in range(3):
        shown = read.page_of(cast.susan, whose, show, place, now=NOW)
        found += names(shown)
        place = shown.next
    assert place is None
    assert sorted(found) == [f"Person {number}" for number in range(5)]
    assert (found[0] == "Person 0") == (show == "waiting")


def test_an_interviewer_reads_along_about_their_opening_and_acts_on_nothing(
    as_: As, cast: Cast
) -> None:
    mine, stranger = asked(cast), wrote(cast)
    text = text_of(as_(cast.ben).get(reverse("desk:inbox")))
    assert "Ana Moreau" in text
    assert "Noor" not in text
    assert as_(cast.ben).get(page(stranger)).status_code == 404
    shown = text_of(as_(cast.ben).get(page(mine)))
    assert "Is there a car park?" in shown
    assert "Reply to" not in shown
    assert as_(cast.ben).post(page(mine, "reply"), answer(mine)).status_code == 404


@pytest.mark.parametrize("words", ["noor", "had", "noor@mail", "NOOR haddad"])
def test_people_are_found_by_the_beginning_of_name_or_address(
    as_: As, cast: Cast, words: str
) -> None:
    wrote(cast, owner=cast.jo)
    asked(cast)
    text = text_of(as_(cast.susan).get(reverse("desk:inbox"), {"q": words}))
    assert "Noor Haddad" in text
    assert "Ana Moreau" not in text


@pytest.mark.parametrize("words", ["'", "\\", ":* & !", "((", "%", "\x00"])
def test_odd_searches_find_nobody_and_break_nothing(as_: As, cast: Cast, words: str) -> None:
    assert as_(cast.susan).get(reverse("desk:inbox"), {"q": words}).status_code == 200


def test_a_page_tells_everything_said_by_any_way_in_order(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    conversation = asked(cast)
    write_note(conversation=conversation, text="Ask Grace.", by=cast.jo, now=NOW)
    soon = NOW + HOUR / 60
    reply(conversation=conversation, text="Yes, behind it.", by=cast.susan, now=soon)
    outbox.send_due(clock=lambda: soon)
    mail = Heard(
        channel=Channel.EMAIL,
        text="<b>Lovely</b>",
        quoted="> Yes, behind it.",
        at=NOW + HOUR,
        subject="Re: A question",
    )
    hear(conversation=conversation, heard=mail, now=NOW + HOUR)
    text = text_of(as_(cast.susan).get(page(conversation)))
    places = [
        text.index(words)
        for words in ("car park?", "Ask Grace.", '<p class="speech-words">Yes, behind', "Lovely")
    ]
    assert places == sorted(places)
    assert "&lt;b&gt;Lovely" in text
    assert "What it repeats" in text
    assert "Your application is here" in text
    assert relay.taken


def test_beside_it_stands_who_this_is(as_: As, cast: Cast) -> None:
    text = text_of(as_(cast.susan).get(page(asked(cast))))
    for words in ("Shop manager", "New", "They hear next", "Tue 24 Nov, 10:00", "Susan Ito"):
        assert words in text
    assert "None: they only wrote to us." in text_of(as_(cast.susan).get(page(wrote(cast))))


def test_what_was_told_on_another_clock_says_so(as_: As, cast: Cast) -> None:
    conversation = asked(cast)
    assert "Ana asked something. You said" in text_of(as_(cast.susan).get(page(conversation)))
    assert "(Toronto time)" not in text_of(as_(cast.susan).get(page(conversation)))
    cast.susan.zone = "Europe/London"
    cast.susan.save()
    assert "(Toronto time)" in text_of(as_(cast.susan).get(page(conversation)))


def test_a_reply_leaves_after_the_time_to_undo_it(as_: As, cast: Cast, relay: TestRelay) -> None:
    conversation = asked(cast)
    sent = as_(cast.susan).post(page(conversation, "reply"), answer(conversation), follow=True)
    assert "Your reply to Ana Moreau is on its way." in text_of(sent)
    message = Message.objects.get(purpose="inbox.reply")
    assert message.send_after == NOW + timedelta(seconds=10)
    undo = reverse("desk:reply_undo", args=[message.public_id])
    assert undo in sent.content.decode()
    taken = as_(cast.susan).post(undo, follow=True)
    assert "Yes, behind it." in text_of(taken)
    outbox.send_due(clock=lambda: NOW + HOUR)
    assert all("behind it" not in str(mail) for mail in relay.taken)


def test_a_reply_can_wait_for_their_morning_or_a_time_of_theirs(as_: As, cast: Cast) -> None:
    conversation = asked(cast)
    client = as_(cast.susan)
    morning = answer(conversation, when="morning")
    sent = client.post(page(conversation, "reply"), morning, follow=True)
    assert "Your reply to Ana Moreau leaves Wednesday 25 November, 08:00." in text_of(sent)
    message = Message.objects.get(purpose="inbox.reply")
    assert message.send_after.isoformat() == "2026-11-25T13:00:00+00:00"
    client.post(reverse("desk:reply_undo", args=[message.public_id]))
    later = answer(conversation, when="at", at="2026-11-24T16:30")
    client.post(page(conversation, "reply"), later)
    message = Message.objects.filter(purpose="inbox.reply").latest("pk")
    assert message.send_after.isoformat() == "2026-11-24T21:30:00+00:00"
    client.post(reverse("desk:reply_now", args=[message.public_id]))
    message.refresh_from_db()
    assert message.send_after == NOW


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ({"when": "at"}, "Say when it should leave."),
        ({"when": "at", "at": "2026-11-24T08:00"}, "This moment has passed."),
        ({"when": "at", "at": "2026-11-27T08:00"}, "Let it leave before that."),
        ({"text": "  "}, "an empty reply helps nobody"),
        ({"seen": "0-0"}, "Something was said here while you wrote."),
    ],
)
def test_a_reply_that_cannot_be_sent_is_shown_again_with_its_words(
    as_: As, cast: Cast, odd: dict[str, str], said: str
) -> None:
    conversation = asked(cast)
    refused = as_(cast.susan).post(page(conversation, "reply"), answer(conversation, **odd))
    assert refused.status_code in {409, 422}
    assert said in text_of(refused)
    assert "text" in odd or "Yes, behind it." in text_of(refused)
    assert not Message.objects.filter(purpose="inbox.reply").exists()


def test_after_a_collision_the_page_holds_what_is_new_and_sends_at_the_second_press(
    as_: As, cast: Cast
) -> None:
    conversation = asked(cast)
    old = answer(conversation)
    more = Heard(channel=Channel.WEB, text="Found it.", at=NOW)
    hear(conversation=conversation, heard=more, now=NOW)
    refused = as_(cast.susan).post(page(conversation, "reply"), old)
    assert "Found it." in text_of(refused)
    assert f'name="seen" value="{version_of(conversation)}"' in refused.content.decode()


def test_what_one_writes_another_sees_and_may_go_on_with(as_: As, cast: Cast) -> None:
    conversation = asked(cast)
    seen = version_of(conversation)
    typed = {"text": "Dear Ana,", "seen": seen}
    as_(cast.jo).post(page(conversation, "draft"), typed, headers={"HX-Request": "true"})
    shown = text_of(as_(cast.susan).get(page(conversation)))
    assert "Jo is writing a reply." in shown
    assert "Dear Ana," in shown
    assert "Jo is writing" in text_of(as_(cast.susan).get(reverse("desk:inbox")))
    as_(cast.susan).post(page(conversation, "draft"), {**typed, "text": "Mine"})
    assert ReplyDraft.objects.get().by == cast.jo
    as_(cast.susan).post(page(conversation, "draft"), {**typed, "take_over": "1"})
    assert ReplyDraft.objects.get().by == cast.susan


def test_a_draft_that_comes_after_its_reply_has_left_is_none(as_: As, cast: Cast) -> None:
    conversation = asked(cast)
    seen = version_of(conversation)
    client = as_(cast.susan)
    client.post(page(conversation, "reply"), answer(conversation))
    late = client.post(
        page(conversation, "draft"),
        {"text": "Yes, beh", "seen": seen},
        headers={"HX-Request": "true"},
    )
    assert "Something was said here since" in text_of(late)
    assert not ReplyDraft.objects.exists()


def test_done_put_off_given_away_and_noted(as_: As, cast: Cast) -> None:
    conversation = asked(cast)
    client = as_(cast.susan)
    until = (NOW + HOUR).isoformat()
    assert "Put off. It comes back" in text_of(
        client.post(page(conversation, "talk_snooze"), {"named": until}, follow=True)
    )
    client.post(page(conversation, "talk_wake"))
    client.post(page(conversation, "talk_snooze"), {"until": "2026-11-24T12:00"})
    conversation.refresh_from_db()
    assert conversation.snoozed_until is not None
    assert conversation.snoozed_until.isoformat() == "2026-11-24T17:00:00+00:00"
    client.post(page(conversation, "talk_note"), {"text": "Ask Grace."})
    assert Note.objects.get().by == cast.susan
    client.post(page(conversation, "talk_assign"), {"to": cast.jo.pk})
    assert "You said you would reply" in text_of(as_(cast.jo).get("/desk/"))
    refused = client.post(page(conversation, "talk_done"), {"reason": ""})
    assert refused.status_code == 409
    as_(cast.jo).post(page(conversation, "talk_done"), {"reason": "She rang."})
    assert Promise.objects.get(conversation=conversation).state == PromiseState.RELEASED


def test_a_strangers_words_are_linked_to_an_application(as_: As, cast: Cast) -> None:
    stranger, application = wrote(cast), apply(cast, "Noor Haddad")
    client = as_(cast.susan)
    assert "Noor Haddad" in text_of(client.get(page(stranger, "talk_link")))
    linked = client.post(
        page(stranger, "talk_link"), {"application": application.public_id}, follow=True
    )
    assert "belong to Noor Haddad’s application now" in text_of(linked)
    assert client.post(page(stranger, "talk_link"), {"application": "x"}).status_code == 422


def test_a_file_comes_down_sealed_and_only_to_who_may_see_it(
    as_: As, cast: Cast, files: None
) -> None:
    del files
    conversation = asked(cast)
    key = default_storage.save("aa/bb/letter", ContentFile(b"<script>"))
    file = Attachment.objects.create(
        received=conversation.received.get(),
        key=key,
        name="Reference.html",
        kind="html",
        size=8,
        sha256="0" * 64,
    )
    assert "Reference.html" in text_of(as_(cast.susan).get(page(conversation)))
    where = reverse("desk:attachment", args=[conversation.public_id, file.public_id])
    came = as_(cast.susan).get(where)
    assert came["Content-Disposition"].startswith("attachment")
    assert "sandbox" in came["Content-Security-Policy"]
    elsewhere = reverse("desk:attachment", args=[wrote(cast).public_id, file.public_id])
    assert as_(cast.susan).get(elsewhere).status_code == 404


def test_today_leads_to_the_reply_and_is_clear_while_it_is_on_its_way(as_: As, cast: Cast) -> None:
    conversation = asked(cast)
    client = as_(cast.susan)
    assert f'href="{page(conversation)}#reply"' in client.get("/desk/").content.decode()
    client.post(page(conversation, "reply"), answer(conversation))
    assert page(conversation) not in client.get("/desk/").content.decode()


def test_a_stranger_stands_in_today_by_name(as_: As, cast: Cast) -> None:
    wrote(cast)
    text = text_of(as_(cast.susan).get("/desk/"))
    assert "Noor asked something. You said you would reply by then." in text


def test_the_application_shows_the_same_and_replies_from_there(as_: As, cast: Cast) -> None:
    conversation = asked(cast)
    assert conversation.application is not None
    case = reverse("desk:application", args=[conversation.application.public_id])
    client = as_(cast.susan)
    assert "Reply to Ana Moreau" in text_of(client.get(case))
    sent = client.post(page(conversation, "reply"), answer(conversation, from_case="1"))
    assert sent["Location"] == case


def test_somebody_who_has_said_nothing_can_be_written_to(as_: As, cast: Cast) -> None:
    application = apply(cast)
    client = as_(cast.susan)
    case = client.get(reverse("desk:application", args=[application.public_id]))
    assert "Write to Ana Moreau" in text_of(case)
    opened = client.post(reverse("desk:write_to", args=[application.public_id]), follow=True)
    assert "Reply to Ana Moreau" in text_of(opened)
    conversation = Conversation.objects.get()
    client.post(page(conversation, "reply"), answer(conversation))
    assert Message.objects.get(purpose="inbox.reply").state == MessageState.QUEUED
