"""The settings a no rests on are pages: what helps, and how a reason is said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.answers import actions, urls
from hearback.answers.models import DeclineReason, Resource, ResourceKind
from hearback.answers.tests.makers import helpful, tell_no
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry
from hearback.pipeline.models import OpeningState
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.accounts.models import Member

TODAY = date(2026, 11, 24)
COURSE = {
    "kind": "course",
    "title": "French at work",
    "words": "Twelve weeks in small groups, free.",
    "url": "https://library.example/french",
    "is_offered": "on",
}
REASON = {
    "name": "Close this time",
    "words": "This job needs “{criterion}”. Others who applied had done it for longer.",
    "is_offered": "on",
}
PAGES = {"resources", "resource_new", "resource", "reasons", "reason_new", "reason"}
ACTS = {"add_opening", "offer_resource", "stop_resource", "offer_reason", "stop_reason"}


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Susan and the others, on a morning that stands still."""
    del db
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return make_cast()


@pytest.fixture
def reason(cast: Cast) -> DeclineReason:
    """A wording the team has added."""
    values: dict[str, Any] = {**REASON, "is_offered": True}
    return actions.save_reason(reason=None, **values, by=cast.omar, now=NOW - timedelta(days=9))


def browser(member: Member) -> Client:
    """Somebody who is signed in."""
    client = Client()
    client.force_login(member)
    return client


def address(name: str, *args: int) -> str:
    """Where a page is."""
    return reverse(f"answers:{name}", args=args)


def page(cast: Cast, name: str, *args: int) -> str:
    """What the lead reads, its white space evened out."""
    answer = browser(cast.omar).get(address(name, *args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def post(cast: Cast, name: str, /, *args: int, **data: Any) -> Any:
    """What the lead sends."""
    return browser(cast.omar).post(address(name, *args), data)


def changes(cast: Cast) -> list[str]:
    """What the lead changed this morning, as the entries say it."""
    entries = Entry.objects.filter(kind="setting.changed", by=cast.omar, at=NOW).order_by("pk")
    return [f"{entry.payload['what']}: {entry.payload['change']}" for entry in entries]


def test_the_settings_lead_to_both_pages(cast: Cast) -> None:
    settings = browser(cast.omar).get(reverse("team:settings")).content.decode()
    assert f'href="{address("resources")}"' in settings
    assert f'href="{address("reasons")}"' in settings


def test_the_list_says_what_each_resource_is_and_whether_it_is_offered(cast: Cast) -> None:
    Resource.objects.all().delete()
    helpful(title="Evening course", is_offered=False, checked_on=None)
    read = page(cast, "resources")
    for words in ("Evening course", "A course", "Free at the library, ten evenings."):
        assert words in read
    assert 'href="https://library.example/leading"' in read
    assert "not offered" in read
    assert "Nobody here has looked at it yet." in read
    assert "Nothing from elsewhere is offered." in read


@pytest.mark.parametrize(("days", "is_old"), [(180, False), (181, True)])
def test_what_nobody_looked_at_for_half_a_year_says_so(
    cast: Cast,
    days: int,
    is_old: bool,  # noqa: FBT001  a column of the table
) -> None:
    Resource.objects.all().delete()
    resource = helpful(checked_on=TODAY - timedelta(days=days))
    read = page(cast, "resources")
    assert ("more than 180 days ago" in read) is is_old
    assert ("Still right" in read) is is_old
    post(cast, "offer_resource", resource.pk)
    assert "more than 180 days ago" not in page(cast, "resources")
    assert Resource.objects.get().checked_on == TODAY
    assert changes(cast) == [
        "The resource “Leading a team, evenings”: looked at again, and still right"
    ]


def test_a_resource_is_added_and_was_checked_today(cast: Cast) -> None:
    answer = post(cast, "resource_new", **COURSE)
    assert answer["Location"] == address("resources")
    added = Resource.objects.get(title="French at work")
    assert (added.is_offered, added.checked_on) == (True, TODAY)
    assert changes(cast) == ["The resource “French at work”: added, offered"]


def test_today_is_that_of_who_checked(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    late: datetime = NOW.replace(day=25, hour=3)
    monkeypatch.setattr(clock, "now", lambda: late)
    post(cast, "resource_new", **COURSE)
    assert Resource.objects.get(title="French at work").checked_on == TODAY


def test_what_is_not_offered_counts_as_unchecked(cast: Cast) -> None:
    post(cast, "resource_new", **{**COURSE, "is_offered": ""})
    assert Resource.objects.get(title="French at work").checked_on is None
    assert changes(cast) == ["The resource “French at work”: added, not offered"]


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ({"words": "Due to the high volume of interest, be quick."}, "is a stock phrase"),
        ({"title": "Energy for young people"}, "is not a reason tied to the job"),
        ({"words": "Ask for {name} there."}, "looks like a field that was not filled in"),
        ({"words": "Hurry up!"}, "There is an exclamation mark"),
        ({"url": "nowhere at all"}, "Enter a valid URL"),
        ({"url": ""}, "This field is required"),
        ({"kind": "opening"}, "Select a valid choice"),
    ],
)
def test_a_resource_no_letter_may_carry_is_refused_and_stays_typed(
    cast: Cast, odd: dict[str, str], said: str
) -> None:
    before = Resource.objects.count()
    answer = post(cast, "resource_new", **{**COURSE, **odd})
    read = answer.content.decode()
    assert said in read
    for typed in ({**COURSE, **odd}["words"], {**COURSE, **odd}["title"]):
        assert typed in read
    assert Resource.objects.count() == before
    assert changes(cast) == []


def test_the_same_resource_twice_is_one(cast: Cast) -> None:
    post(cast, "resource_new", **COURSE)
    again = post(cast, "resource_new", **COURSE)
    assert "“French at work” is in the library already." in again.content.decode()
    assert Resource.objects.filter(title="French at work").count() == 1


def test_a_changed_resource_leaves_the_old_words_in_the_entries(cast: Cast) -> None:
    resource = helpful()
    told = {**COURSE, "title": resource.title, "words": "Twelve evenings.", "url": resource.url}
    assert post(cast, "resource", resource.pk, **told).status_code == 302
    assert changes(cast) == [
        (
            "The resource “Leading a team, evenings”: in a sentence: "
            "“Free at the library, ten evenings.” → “Twelve evenings.”"
        )
    ]
    post(cast, "resource", resource.pk, **told)
    assert len(changes(cast)) == 1


def test_a_resource_in_an_answer_is_offered_no_more_and_stays(cast: Cast) -> None:
    resource = helpful()
    answer = tell_no(cast, apply(cast), resource=resource)
    for _press in range(2):
        post(cast, "stop_resource", resource.pk)
    answer.refresh_from_db()
    assert answer.resource == resource
    resource.refresh_from_db()
    with pytest.raises(Refused, match="is not offered"):
        tell_no(cast, apply(cast, "Bo Lund"), resource=resource)
    post(cast, "offer_resource", resource.pk)
    resource.refresh_from_db()
    tell_no(cast, apply(cast, "Cy Ray"), resource=resource)
    assert changes(cast) == [
        "The resource “Leading a team, evenings”: no longer offered",
        "The resource “Leading a team, evenings”: offered again",
    ]


def test_another_opening_is_picked_from_those_that_are_published(cast: Cast) -> None:
    cast.opening.state = OpeningState.PAUSED
    cast.opening.save()
    read = page(cast, "resource_new")
    assert "Window dresser</option>" in read
    assert "Shop manager</option>" not in read
    assert post(cast, "add_opening", opening=cast.other_opening.pk).status_code == 302
    added = Resource.objects.get(opening=cast.other_opening)
    assert (added.kind, added.title) == (ResourceKind.OPENING, "Window dresser")
    assert "Window dresser</option>" not in page(cast, "resource_new")
    assert "/jobs/window-dresser/" in page(cast, "resources")
    assert changes(cast) == ["The resource “Window dresser”: added, offered"]


def test_an_opening_that_takes_no_applications_is_not_picked(cast: Cast) -> None:
    cast.opening.state = OpeningState.PAUSED
    cast.opening.save()
    for odd in (str(cast.opening.pk), "", "999999"):
        answer = post(cast, "add_opening", opening=odd)
        assert "One thing to mend" in answer.content.decode()
    assert not Resource.objects.filter(kind=ResourceKind.OPENING).exists()


def test_an_opening_in_the_library_keeps_its_page_and_gets_words(cast: Cast) -> None:
    resource = actions.offer_opening(opening=cast.other_opening, by=cast.susan, now=NOW)
    told = {"title": "Window dresser", "words": "For those who draw.", "is_offered": "on"}
    more = {"kind": "course", "url": "https://elsewhere.example/"}
    assert post(cast, "resource", resource.pk, **told, **more).status_code == 302
    resource.refresh_from_db()
    assert (resource.kind, resource.opening, resource.url) == ("opening", cast.other_opening, "")
    assert resource.words == "For those who draw."


def test_an_opening_that_is_paused_says_so_and_one_that_ended_is_gone(cast: Cast) -> None:
    actions.offer_opening(opening=cast.other_opening, by=cast.susan, now=NOW)
    type(cast.opening).objects.filter(slug="window-dresser").update(state=OpeningState.PAUSED)
    assert "takes no applications now" in page(cast, "resources")
    type(cast.opening).objects.filter(slug="window-dresser").update(state=OpeningState.CLOSED)
    assert "Window dresser" not in page(cast, "resources")


def test_reasons_read_as_a_letter_would_say_them(cast: Cast, reason: DeclineReason) -> None:
    del reason
    read = page(cast, "reasons")
    assert "This job needs “two years of leading a team”. Others who applied had done" in read
    assert "{criterion}" not in read


def test_show_me_reads_the_wording_and_saves_nothing(cast: Cast) -> None:
    said = "Others have done it for longer."
    answer = post(cast, "reason_new", show="1", **{**REASON, "words": said})
    read = answer.content.decode()
    assert f"This job needs “two years of leading a team”. {said}" in read
    assert not DeclineReason.objects.filter(name="Close this time").exists()


def test_a_reason_is_added_changed_and_offered_no_more(cast: Cast) -> None:
    assert post(cast, "reason_new", **REASON)["Location"] == address("reasons")
    added = DeclineReason.objects.get(name="Close this time")
    post(cast, "reason", added.pk, **{**REASON, "words": "We need “{criterion}” from day one."})
    post(cast, "stop_reason", added.pk)
    post(cast, "offer_reason", added.pk)
    post(cast, "offer_reason", added.pk)
    assert changes(cast) == [
        "The reason “Close this time”: added, offered",
        (
            "The reason “Close this time”: wording: "
            f"“{REASON['words']}” → “We need “{{criterion}}” from day one.”"
        ),
        "The reason “Close this time”: no longer offered",
        "The reason “Close this time”: offered again",
    ]


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ({"words": "It was the culture fit."}, "“culture fit” is not a reason tied to the job"),
        ({"words": "You lack {criteria}."}, "looks like a field that was not filled in"),
        ({"words": "You lack { criterion }."}, "Braces stand only around {criterion}"),
        ({"words": "{criterion}, yes, {criterion}."}, "Say {criterion} once"),
        ({"words": "Not this time!"}, "There is an exclamation mark"),
        ({"words": ""}, "This field is required"),
        ({"name": "A taken name"}, "already exists"),
    ],
)
def test_a_reason_that_must_not_be_said_is_refused_and_stays_typed(
    cast: Cast, reason: DeclineReason, odd: dict[str, str], said: str
) -> None:
    DeclineReason.objects.create(name="A taken name", words="We need “{criterion}”.")
    told = {**REASON, **odd}
    for where in (("reason_new",), ("reason", reason.pk)):
        new = {"name": "Another name", **odd} if where[0] == "reason_new" else odd
        read = post(cast, *where, **{**told, **new}).content.decode()
        assert said in read
        assert told["words"] in read
    reason.refresh_from_db()
    assert reason.words == REASON["words"]
    assert changes(cast) == []


def test_a_name_taken_between_look_and_press_is_refused_on_the_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    DeclineReason.objects.create(name="Close this time", words="We need “{criterion}”.")
    monkeypatch.setattr(DeclineReason, "validate_unique", lambda *_args, **_more: None)
    monkeypatch.setattr(DeclineReason, "validate_constraints", lambda *_args, **_more: None)
    read = post(cast, "reason_new", **REASON).content.decode()
    assert "There is a reason called “Close this time” already." in read
    assert REASON["words"] in read


def test_the_actions_refuse_by_themselves(cast: Cast) -> None:
    for words in ("It was the culture fit.", "You lack { criterion }."):
        with pytest.raises(Refused):
            actions.save_reason(
                reason=None, name="x", words=words, is_offered=True, by=cast.omar, now=NOW
            )
    assert changes(cast) == []


def test_an_opening_that_is_offered_no_more_is_not_among_those_to_choose(cast: Cast) -> None:
    resource = actions.offer_opening(opening=cast.other_opening, by=cast.susan, now=NOW)
    where = reverse("answers:decline", args=[apply(cast).public_id])
    assert "Window dresser</option>" in browser(cast.susan).get(where).content.decode()
    post(cast, "stop_resource", resource.pk)
    assert "Window dresser</option>" not in browser(cast.susan).get(where).content.decode()


def test_the_longest_wording_about_the_longest_criterion_is_told_whole(cast: Cast) -> None:
    criterion = cast.opening.criteria.order_by("position").first()
    assert criterion is not None
    criterion.text = "years of it " * 16
    criterion.save()
    words = f"We need “{{criterion}}”. {'Others have more of it. ' * 11}That is all."
    assert post(cast, "reason_new", **{**REASON, "words": words}).status_code == 302
    assert len(words) > 285
    answer = tell_no(cast, apply(cast), criterion=criterion, reason=words)
    assert answer.message is not None
    assert answer.reason.endswith("That is all.")
    assert "That is all." in " ".join(answer.message.text.split())


@pytest.mark.parametrize("who", ["ben", "grace", "jo", "susan"])
@pytest.mark.parametrize("name", sorted(PAGES | ACTS))
def test_interviewers_managers_and_recruiters_find_no_such_page(
    cast: Cast, reason: DeclineReason, name: str, who: str
) -> None:
    where, client = _somewhere(name, reason), browser(getattr(cast, who))
    assert client.get(where).status_code in ({404} if name in PAGES else {404, 405})
    assert client.post(where, {**COURSE, **REASON}).status_code == 404
    assert changes(cast) == []


@pytest.mark.parametrize("who", ["omar", "alex"])
@pytest.mark.parametrize("name", sorted(PAGES | ACTS))
def test_leads_and_administrators_look_and_change_nothing_by_it(
    cast: Cast, reason: DeclineReason, name: str, who: str
) -> None:
    answer = browser(getattr(cast, who)).get(_somewhere(name, reason))
    assert answer.status_code == (200 if name in PAGES else 405)
    assert changes(cast) == []


@pytest.mark.parametrize("name", sorted(PAGES | ACTS))
def test_somebody_who_is_not_signed_in_is_asked_to(reason: DeclineReason, name: str) -> None:
    answer = Client().post(_somewhere(name, reason))
    assert answer["Location"].startswith("/desk/sign-in/?next=/desk/settings/")


@pytest.mark.parametrize("name", ["resource", "offer_resource", "stop_resource"])
def test_what_is_not_there_says_so(cast: Cast, name: str) -> None:
    for one in (name, name.replace("resource", "reason")):
        assert post(cast, one, 999_999).status_code == 404


def test_every_settings_route_of_the_chapter_is_tried() -> None:
    named = {str(one.name) for one in urls.urlpatterns if str(one.pattern).startswith("settings/")}
    assert named == PAGES | ACTS


def _somewhere(name: str, reason: DeclineReason) -> str:
    pk = reason.pk if "reason" in name else helpful().pk
    takes_one = any(str(one.name) == name and one.pattern.converters for one in urls.urlpatterns)
    return address(name, *([pk] if takes_one else []))
