"""Answering one person through the desk: the letter is seen first, and can be undone."""

# M28 M29

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hearback.answers.models import Answer, AnswerKind, AnswerState, DeclineReason
from hearback.answers.tests.makers import DAY, REASON, THANKS, helpful, tell_no
from hearback.channels.models import Message
from hearback.kit import clock
from hearback.ledger.models import PromiseSource
from hearback.pipeline.models import Application
from tests.cast import NOW, apply, make_cast

if TYPE_CHECKING:
    from hearback.accounts.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request is made on Tuesday at ten in Toronto."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


def as_(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def page(kind: str, application: Application) -> str:
    return reverse(f"answers:{kind}", args=[application.public_id])


def fields(html: str) -> dict[str, str]:
    """What a browser would send back of a form, as far as hidden boxes go."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def no_of(application: Application) -> dict[str, str]:
    criterion = application.opening.criteria.order_by("position").first()
    assert criterion is not None
    return {
        "form_token": str(uuid4()),
        "thanks": THANKS,
        "ground": f"criterion-{criterion.pk}",
        "wording": "",
        "reason": REASON,
        "help": f"resource-{helpful().pk}",
    }


def send(
    client: Client, kind: str, application: Application, data: dict[str, str], act: str = "send"
) -> Any:
    """Look at the letter, then press the button under it."""
    address = page(kind, application)
    seen = client.post(address, {**data, "act": "preview"}).content.decode()
    shown = re.search(r'name="seen" value="(\w+)"', seen)
    assert shown, re.findall(r"<li>(.*?)</li>", seen)
    return client.post(address, {**data, "act": act, "seen": shown[1]})


def test_the_letter_is_shown_exactly_as_it_is_sent() -> None:
    """Word for word, but for the link that belongs to the candidate."""
    cast = make_cast()
    application = apply(cast)
    client = as_(cast.susan)
    shown = client.post(page("decline", application), {**no_of(application), "act": "preview"})
    html = shown.content.decode()
    assert not Answer.objects.exists()
    send(client, "decline", application, no_of(application))
    message = Message.objects.get(purpose="answers.decline")
    body = re.search(r'<article class="letter".*?</article>', html, re.DOTALL)
    assert body is not None
    read = " ".join(unescape(re.sub(r"<[^>]+>", " ", body[0])).split())
    for line in message.text.splitlines():
        if line.strip() and "⟦" not in line:
            assert " ".join(line.split()) in read
    assert "[their status page]" in read
    assert "⟦" not in html


def test_a_no_is_sent_from_its_page_with_a_way_to_undo_it() -> None:
    """Decided, said when it goes and why, and one press takes it back."""
    cast = make_cast()
    application = apply(cast)
    client = as_(cast.susan)
    answered = send(client, "decline", application, no_of(application))
    case = reverse("desk:application", args=[application.public_id])
    assert answered.headers["Location"] == case
    answer = Answer.objects.get()
    assert (answer.kind, answer.state, answer.decided_by) == (
        AnswerKind.DECLINE,
        AnswerState.WAITING,
        cast.susan,
    )
    html = client.get(case).content.decode()
    undo = reverse("answers:undo", args=[answer.pk])
    assert f'action="{undo}"' in html
    assert "It goes Wednesday 25 November, 10:00: a no waits a day" in html
    client.post(undo)
    answer.refresh_from_db()
    assert answer.state == AnswerState.RECALLED
    assert "Nothing was sent to Ana Moreau" in client.get(case).content.decode()


def test_pressing_send_on_words_nobody_has_seen_shows_them_first() -> None:
    """Changed after the letter was shown: it is shown again, and nothing is sent."""
    cast = make_cast()
    application = apply(cast)
    client = as_(cast.susan)
    data = no_of(application)
    html = client.post(page("decline", application), {**data, "act": "preview"}).content.decode()
    seen = fields(html)["seen"]
    changed = {**data, "thanks": "ringing us twice", "act": "send", "seen": seen}
    answered = client.post(page("decline", application), changed)
    assert "This is how the letter reads now" in answered.content.decode()
    assert "Thank you for ringing us twice." in answered.content.decode()
    assert not Answer.objects.exists()


def test_the_first_look_shows_what_is_missing_or_the_letter() -> None:
    """A no lacks its reason and its help; good news can be read at once."""
    cast = make_cast()
    application = apply(cast)
    client = as_(cast.susan)
    no = client.get(page("decline", application)).content.decode()
    yes = client.get(page("onward", application)).content.decode()
    assert "Still missing:" in no
    assert 'name="seen"' not in no
    assert "What happens next: Susan Ito tells you by Tuesday 1 December, 10:00" in yes
    assert 'name="seen"' in yes


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"thanks": ""}, "Thank the person for something they really did."),
        ({"ground": ""}, "Choose what the reason is about."),
        ({"reason": ""}, "Give the reason"),
        ({"help": ""}, "Choose something that helps them go on."),
        ({"help": "resource-999999"}, "Select a valid choice"),
        ({"reason": "It was the culture fit."}, "is not a reason tied to the job"),
    ],
)
def test_an_incomplete_no_is_turned_down_with_what_to_mend(
    wrong: dict[str, str], sentence: str
) -> None:
    """422, the words kept, nothing sent."""
    cast = make_cast()
    application = apply(cast)
    data = {**no_of(application), **wrong, "act": "send", "seen": "whatever"}
    answered = as_(cast.susan).post(page("decline", application), data)
    html = answered.content.decode()
    assert answered.status_code == 422
    assert sentence in html.replace("&#x27;", "'")
    assert "one true sentence" in html.lower()
    assert not Answer.objects.exists()


def test_a_wording_of_the_team_and_another_opening_make_a_complete_no() -> None:
    """The criterion is put into the wording, and the opening into the library."""
    cast = make_cast()
    application = apply(cast)
    wording = DeclineReason.objects.create(
        name="Others", words="This job needs “{criterion}”, and others have more."
    )
    data = no_of(application) | {
        "reason": "",
        "wording": str(wording.pk),
        "help": f"opening-{cast.other_opening.pk}",
    }
    send(as_(cast.susan), "decline", application, data)
    answer = Answer.objects.get()
    assert answer.reason == "This job needs “two years of leading a team”, and others have more."
    assert answer.resource is not None
    assert answer.resource.opening == cast.other_opening


def test_a_second_press_of_the_same_form_shows_the_first_answer() -> None:
    """Double click, or the browser sending it again after going back."""
    cast = make_cast()
    application = apply(cast)
    client = as_(cast.susan)
    data = no_of(application)
    for _ in range(2):
        assert send(client, "decline", application, data).status_code == 302
    assert Answer.objects.count() == 1
    assert Message.objects.filter(purpose="answers.decline").count() == 1


def test_who_comes_second_is_told_who_decided_what_and_when() -> None:
    """The page refuses before anything is typed."""
    cast = make_cast()
    application = apply(cast)
    tell_no(cast, application)
    for kind in ("onward", "hold", "decline", "hire"):
        answered = as_(cast.jo).get(page(kind, application))
        assert answered.status_code == 409
        assert "Susan Ito decided about Ana Moreau on Tuesday" in answered.content.decode()


def test_send_now_does_not_wait_and_says_so() -> None:
    """The second button under the letter."""
    cast = make_cast()
    application = apply(cast)
    client = as_(cast.susan)
    send(client, "decline", application, no_of(application), act="now")
    answer = Answer.objects.get()
    assert answer.sent_now
    assert (answer.send_at - NOW).total_seconds() == 10


def test_a_new_date_is_read_on_the_members_clock_and_told_on_the_candidates() -> None:
    """Jo types 14:00 in Vancouver; Ana in Toronto reads 17:00."""
    cast = make_cast()
    application = apply(cast)
    cast.jo.zone = "America/Vancouver"
    cast.jo.save()
    data = {"reason": "Grace is ill.", "due_at": "2026-12-01T14:00"}
    send(as_(cast.jo), "hold", application, data)
    message = Message.objects.get(purpose="answers.hold")
    assert "Tuesday 1 December, 17:00" in message.text


@pytest.mark.parametrize(
    ("due_at", "sentence"), [("", "Name a new date."), ("soon", "Write the day")]
)
def test_a_date_that_is_none_is_asked_for_again(due_at: str, sentence: str) -> None:
    """In words, not as an error of ours."""
    cast = make_cast()
    data = {"reason": "Grace is ill.", "due_at": due_at, "act": "send"}
    answered = as_(cast.susan).post(page("hold", apply(cast)), data)
    assert answered.status_code == 422
    assert sentence in answered.content.decode()


def test_onward_keeps_the_policys_date_apart_from_a_named_one() -> None:
    """Left as it stood it is the policy's; changed it is somebody's word."""
    cast = make_cast()
    client = as_(cast.susan)
    ana, bo = apply(cast), apply(cast, "Bo Chen")
    html = client.get(page("onward", ana)).content.decode()
    opened = fields(html)
    due_at = opened["initial-due_at"]
    data = {"stage": str(cast.interview.pk), "words": "Come and see us.", **opened}
    send(client, "onward", ana, {**data, "due_at": due_at})
    send(client, "onward", bo, {**data, "form_token": str(uuid4()), "due_at": "2026-11-27T12:00"})
    by_policy, named = (one.answers_given.get().promise for one in (ana, bo))
    assert by_policy is not None
    assert named is not None
    assert by_policy.source == PromiseSource.RULE
    assert named.source == PromiseSource.PERSON


def test_hiring_names_who_rings() -> None:
    """Susan by default, within a working day; and who else waits is not forgotten."""
    cast = make_cast()
    application = apply(cast)
    apply(cast, "Bo Chen")
    client = as_(cast.susan)
    html = client.get(page("hire", application)).content.decode()
    assert "Susan Ito rings you by Wednesday 25 November, 10:00" in html
    data = {"words": "", "caller": str(cast.grace.pk), "ring_by": "2026-11-26T09:00"}
    send(client, "hire", application, data)
    assert "Grace Okafor rings you by Thursday" in Message.objects.get(purpose="answers.hire").text
    case = client.get(reverse("desk:application", args=[application.public_id]))
    assert "1 other person in this opening still waits" in case.content.decode()


def test_htmx_gets_the_letter_alone() -> None:
    """A piece of the page, with status 200, whatever is still missing."""
    cast = make_cast()
    application = apply(cast)
    data = {**no_of(application), "thanks": "", "act": "preview"}
    answered = as_(cast.susan).post(
        page("decline", application), data, headers={"HX-Request": "true"}
    )
    html = answered.content.decode()
    assert answered.status_code == 200
    assert html.strip().startswith('<div id="letter"')
    assert "Thank the person" in html
    assert "<html" not in html


def test_nothing_on_its_way_is_nothing_to_take_back() -> None:
    """A button pressed too often says so."""
    cast = make_cast()
    application = apply(cast)
    answered = as_(cast.susan).post(page("recall", application))
    assert answered.status_code == 409
    assert "nothing to take back" in answered.content.decode()
    tell_no(cast, application)
    assert as_(cast.susan).post(page("recall", application)).status_code == 302
    assert Answer.objects.get().state == AnswerState.RECALLED


def test_looking_changes_nothing() -> None:
    """GET and HEAD of every address, and of those that want a press."""
    cast = make_cast()
    application = apply(cast)
    answer = tell_no(cast, apply(cast, "Bo Chen"))
    client = as_(cast.susan)
    for kind in ("onward", "hold", "decline", "hire"):
        assert client.get(page(kind, application)).status_code == 200
        assert client.head(page(kind, application)).status_code == 200
    for name in ("undo", "send_now", "new_address"):
        assert client.get(reverse(f"answers:{name}", args=[answer.pk])).status_code == 405
    assert client.get(page("recall", application)).status_code == 405
    assert list(Answer.objects.all()) == [answer]


def test_only_who_may_answer_finds_the_pages() -> None:
    """Managers and interviewers do not; nobody signed in is asked to sign in."""
    cast = make_cast()
    application = apply(cast)
    answer = tell_no(cast, apply(cast, "Bo Chen"))
    addresses = [page(kind, application) for kind in ("onward", "hold", "decline", "hire")]
    presses = [reverse(f"answers:{name}", args=[answer.pk]) for name in ("undo", "send_now")]
    for member in (cast.grace, cast.ben):
        assert {as_(member).get(one).status_code for one in addresses} == {404}
        assert {as_(member).post(one).status_code for one in presses} == {404}
    assert {Client().get(one).status_code for one in addresses} == {302}
    for member, one in zip((cast.susan, cast.jo, cast.omar, cast.alex), addresses, strict=True):
        assert as_(member).get(one).status_code == 200


def test_a_hostile_name_is_only_a_name() -> None:
    """On the page as in the letter."""
    cast = make_cast()
    application = apply(cast)
    application.name = '<script>alert("x")</script>⟦portal:status|1|1⟧'
    application.save()
    html = as_(cast.susan).get(page("onward", application)).content.decode()
    assert "<script>alert" not in html
    assert (
        "<p>Hello &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;portal:status|1|1,</p>" in html
    )


def test_a_waiting_no_can_leave_at_once_from_the_desk() -> None:
    """One press, recorded."""
    cast = make_cast()
    answer = tell_no(cast, apply(cast))
    assert as_(cast.jo).post(reverse("answers:send_now", args=[answer.pk])).status_code == 302
    answer.refresh_from_db()
    assert answer.sent_now
    assert answer.send_at == NOW
    assert answer.send_at < NOW + DAY
