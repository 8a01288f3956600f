"""On the day: both sides press a button, nobody waits alone for long, nobody guesses how it was."""

# M17

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from hearback.careers.actions import withdraw
from hearback.channels import outbox
from hearback.interviews.booking import actions as act
from hearback.interviews.day.actions import end_what_is_over, ring_alarms
from hearback.interviews.day.models import Alone, CheckIn
from hearback.interviews.day.queries import meeting_of, punctuality
from hearback.interviews.models import Interview, InterviewState, Panelist, RoundKind
from hearback.interviews.tests.makers import MONDAY, booked, plan, time_at
from hearback.kit import clock
from hearback.kit.links import token
from hearback.ledger.models import Promise, PromiseState
from hearback.portal.tests.makers import secret_of
from tests.cast import Cast, apply, make_cast
from tests.relay import TestRelay

pytestmark = pytest.mark.django_db(transaction=True)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ANA, SUSAN = "ana.moreau@mail.example", "susan@harbour.example"


class Day:
    """One clock for pages and worker, and both sides' buttons."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.now = cast, MONDAY - HOUR
        self.interview = booked(cast, apply(cast))

    @property
    def grace(self) -> Panelist:
        """Whose part is the first."""
        return self.interview.panelists.get(member=self.cast.grace)

    def guest(self) -> str:
        """The candidate's page of the day."""
        secret = secret_of(self.interview.application)
        return f"/status/{secret}/interviews/{self.interview.public_id}/here/"

    def host(self, panelist: Panelist | None = None) -> str:
        """A panelist's page of the day."""
        one = panelist or self.grace
        return f"/seat/{token('portal:seat', one.public_id, one.link_generation)}/here/"

    def press(self, page: str, said: str = "here", **more: str) -> Any:
        """Press a button."""
        return Client().post(page, {"said": said, **more})

    def look(self, page: str) -> str:
        """What a page says."""
        return Client().get(page).content.decode()

    def work(self, now: datetime | None = None) -> None:
        """What the worker does every quarter of a minute."""
        self.now = now or self.now
        ring_alarms(now=self.now)
        end_what_is_over(now=self.now)
        outbox.send_due(clock=lambda: self.now)

    def state(self) -> str:
        """How the interview stands by now."""
        return Interview.objects.get(pk=self.interview.pk).state


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> Day:
    """Monday, 09:00 in Toronto; Ana is expected at 10:00."""
    one = Day(make_cast())
    monkeypatch.setattr(clock, "now", lambda: one.now)
    return one


def _subjects(relay: TestRelay, address: str, word: str) -> list[str]:
    return [s for mail in relay.taken_by(address) if word in (s := str(mail["Subject"]))]


def test_both_sides_see_how_the_other_stands(day: Day) -> None:
    assert "not here yet" in day.look(day.guest())
    assert not CheckIn.objects.exists()  # looking is no pressing
    assert day.press(day.guest()).status_code == 302
    assert day.press(day.guest()).status_code == 302  # pressed twice
    assert CheckIn.objects.count() == 1
    assert "here since 09:00" in day.look(day.host())
    day.press(day.host(), "late", minutes="10")
    assert "running late, here by about 09:10" in day.look(day.guest())


def test_a_day_early_nothing_is_stored(day: Day) -> None:
    day.now = MONDAY - timedelta(days=1)
    answer = day.press(day.guest())
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "You meet on Monday 30 November, 10:00" in said
    assert "From Monday 30 November, 07:00 you can say here" in said
    assert not CheckIn.objects.exists()


def test_what_is_no_button_is_refused(day: Day) -> None:
    assert day.press(day.guest(), "asleep").status_code == 422
    assert day.press(day.guest(), "late", minutes="7").status_code == 422
    assert Client().get("/seat/made-up/here/").status_code == 404


def test_five_minutes_alone_are_told_to_who_coordinates_and_the_page_says_what_to_do(
    day: Day, relay: TestRelay
) -> None:
    day.press(day.guest())
    day.work(MONDAY + 4 * MINUTE)
    assert not Alone.objects.exists()
    day.work(MONDAY + 5 * MINUTE)
    day.work(MONDAY + 6 * MINUTE)
    assert _subjects(relay, SUSAN, "alone") == ["Ana Moreau waits alone: A visit to the shop"]
    susan = Client()
    susan.force_login(day.cast.susan)
    page = susan.get(f"/desk/interviews/{day.interview.public_id}/rescue/").content.decode()
    assert "Ana Moreau waits alone" in page
    assert "tel:" in page
    assert "Stand in for Grace Okafor" in page
    for _ in range(2):
        susan.post(f"/desk/interviews/{day.interview.public_id}/sorry/")
    day.work()
    assert len(_subjects(relay, ANA, "Sorry that nobody met you")) == 1
    assert "Rescue it" in susan.get("/desk/interviews/today/").content.decode()


def test_who_waits_alone_stands_across_the_desk_until_somebody_comes(day: Day) -> None:
    day.press(day.guest())
    day.work(MONDAY + 5 * MINUTE)
    desk = {one: Client() for one in (day.cast.susan, day.cast.ben)}
    for member, browser in desk.items():
        browser.force_login(member)
    line = "Ana Moreau waits alone: A visit to the shop."
    rescue = f"/desk/interviews/{day.interview.public_id}/rescue/"
    shown = desk[day.cast.susan].get("/desk/calls/alarm/").content.decode()
    assert line in shown
    assert rescue in shown
    assert line in desk[day.cast.susan].get("/desk/").content.decode()
    assert line not in desk[day.cast.ben].get("/desk/calls/alarm/").content.decode()
    day.press(day.host())
    assert line not in desk[day.cast.susan].get("/desk/calls/alarm/").content.decode()


def test_nobody_is_here_is_heard_at_once(day: Day, relay: TestRelay) -> None:
    day.press(day.host())
    day.now = MONDAY + MINUTE
    day.press(day.host(), "alone")
    day.work()
    assert _subjects(relay, SUSAN, "alone") == ["Grace Okafor waits alone: A visit to the shop"]


def test_whoever_said_how_late_they_are_is_waited_for(day: Day) -> None:
    day.press(day.guest())
    day.now = MONDAY
    day.press(day.host(), "late", minutes="10")
    day.work(MONDAY + 14 * MINUTE)
    assert not Alone.objects.exists()
    day.work(MONDAY + 15 * MINUTE)
    assert Alone.objects.count() == 1


def test_when_both_were_there_it_was_held(day: Day) -> None:
    day.press(day.guest())
    day.now = MONDAY + 7 * MINUTE
    day.press(day.host())
    day.work(MONDAY + 5 * HOUR)
    assert day.state() == InterviewState.HELD
    meeting = meeting_of(day.interview)
    assert meeting is not None
    record = punctuality(meeting)
    assert record["guest"] == ("on_time", 0)
    assert record["hosts"] == {day.cast.grace.pk: ("late", 7), day.cast.ben.pk: None}


def test_a_stand_in_is_never_late(day: Day) -> None:
    Panelist.objects.filter(pk=day.grace.pk).update(is_stand_in=True)
    day.now = MONDAY + 20 * MINUTE
    day.press(day.host())
    meeting = meeting_of(day.interview)
    assert meeting is not None
    hosts = punctuality(meeting)["hosts"]
    assert isinstance(hosts, dict)
    assert hosts[day.cast.grace.pk] == "stand_in"
    assert "here since 10:20" in day.look(day.guest())


def test_when_nobody_pressed_a_person_is_asked_and_nobody_guesses(day: Day) -> None:
    ends_at = day.interview.ends_at or MONDAY
    day.work(ends_at + 29 * MINUTE)
    assert not Promise.objects.filter(what="happened").exists()
    day.work(ends_at + 30 * MINUTE)
    day.work(ends_at + 31 * MINUTE)
    promise = Promise.objects.get(what="happened")
    assert day.state() == InterviewState.BOOKED
    susan = Client()
    susan.force_login(day.cast.susan)
    page = f"/desk/interviews/{day.interview.public_id}/happened/"
    assert page in susan.get("/desk/").content.decode()
    assert susan.post(page).status_code == 422
    susan.post(page, {"happened": "excused-guest", "words": "Ill; rang at nine."})
    assert day.state() == InterviewState.MISSED
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    meeting = meeting_of(day.interview)
    assert meeting is not None
    assert punctuality(meeting)["guest"] == ("excused", 0)
    assert Promise.objects.open().to_candidate().filter(application__name="Ana Moreau").exists()


def test_it_is_not_over_before_it_began(day: Day) -> None:
    susan = Client()
    susan.force_login(day.cast.susan)
    page = f"/desk/interviews/{day.interview.public_id}/happened/"
    assert susan.post(page, {"happened": "held"}).status_code == 409
    assert day.state() == InterviewState.BOOKED


def test_a_call_asks_for_no_way_in(day: Day) -> None:
    visit = plan(day.cast, kind=RoundKind.CALL)
    day.interview = booked(
        day.cast, apply(day.cast, "Bo Chen"), visit, at=MONDAY + timedelta(hours=4)
    )
    day.now = MONDAY + timedelta(hours=3)
    assert "Be at the phone: we ring you." in day.look(day.guest())


def test_the_page_works_without_scripts_and_looks_again_with_them(day: Day) -> None:
    page = day.look(day.guest())
    assert 'hx-trigger="every 15s"' in page
    assert "Look again" in page


def test_the_hours_of_a_night_on_which_clocks_change_are_those_that_pass(day: Day) -> None:
    # Sunday 1 November 2026, 01:30 in Toronto comes twice; the meeting is at the second.
    at = datetime.fromisoformat("2026-11-01T06:30:00+00:00")
    Interview.objects.filter(pk=day.interview.pk).update(begins_at=at, ends_at=at + HOUR)
    day.interview.refresh_from_db()
    day.now = at - 31 * MINUTE  # 01:59 by the first clock
    day.press(day.guest())
    day.work(at + 4 * MINUTE)
    assert not Alone.objects.exists()
    day.work(at + 5 * MINUTE)
    assert Alone.objects.count() == 1


def test_when_a_zone_changes_its_rule_the_moment_stays_and_the_wall_shows_another_hour(
    day: Day,
) -> None:
    # Toronto keeps summer time from now on: its clocks show what those of Etc/GMT+4 do.
    application = day.interview.application
    application.zone = "Etc/GMT+4"
    application.save(update_fields=["zone"])
    assert "Monday 30 November, 11:00" in day.look(day.guest())
    day.press(day.guest())
    day.work(MONDAY + 5 * MINUTE)
    assert Alone.objects.get().begins_at == MONDAY


def test_a_new_time_after_nobody_came_is_looked_after_like_any_other(day: Day) -> None:
    day.work(MONDAY + 3 * HOUR)  # nobody pressed anything, so Susan is asked
    (asked,) = Promise.objects.filter(what="happened")
    later = MONDAY + timedelta(days=1)
    slot = time_at(day.interview.round, later)
    act.move(interview=day.interview, slot=slot, reason="Snow.", by=day.cast.susan, now=day.now)
    asked.refresh_from_db()
    assert asked.state == PromiseState.RELEASED
    day.now = later
    day.press(day.guest())
    day.press(day.host())
    day.work(later + 2 * HOUR)
    assert day.state() == InterviewState.HELD


def test_whoever_decides_after_the_meeting_calls_nothing_off(day: Day, relay: TestRelay) -> None:
    day.now = MONDAY + 3 * HOUR  # over, and nobody has said how it was
    withdraw(application=day.interview.application, now=day.now)
    day.work()
    assert day.state() == InterviewState.BOOKED
    assert not _subjects(relay, ANA, "Called off")
    assert not _subjects(relay, "grace@harbour.example", "Called off")


def test_what_is_over_is_not_called_off(day: Day) -> None:
    secret = secret_of(day.interview.application)
    day.now = MONDAY + 3 * HOUR
    page = f"/status/{secret}/interviews/{day.interview.public_id}/off/"
    late = Client().post(page, {"reason": ""})
    assert late.status_code == 409
    assert "This interview is over" in late.content.decode()
    assert day.state() == InterviewState.BOOKED
