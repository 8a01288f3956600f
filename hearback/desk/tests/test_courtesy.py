"""A client's courtesy at the desk: counted from what happened, in parts, for the team alone."""

# M26

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.channels.models import Channel
from hearback.clients.actions import end_meetings
from hearback.clients.models import Wish
from hearback.clients.tests.makers import (
    a_client,
    a_contact,
    a_meeting,
    forward,
    review_path,
    status_path,
)
from hearback.feedback.asking.actions import answer
from hearback.feedback.circle.models import Said
from hearback.feedback.models import Ask, Tap
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As, Moment
from tests.web_form import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]

DAY = timedelta(days=1)
NAMES = ("Ana Moreau", "Bo Chen", "Chen Wei", "Dara Obi", "Eli Roth")


def test_courtesy_shows_each_part_with_its_count(cast: Cast, as_: As, moment: Moment) -> None:
    ruth = a_contact(cast, a_client(cast))
    path = f"/desk/clients/{ruth.client.public_id}/"  # type: ignore[union-attr]
    susan = as_(cast.susan)
    assert "Too few to say" in susan.get(path).content.decode()
    for name in NAMES:
        forward(cast, apply(cast, name), ruth)
    for number, one in enumerate(Ask.objects.order_by("pk")):
        no = number < 2
        at = NOW + (9 * DAY if number == 4 else DAY)
        line = "Too far away." if number == 0 else ""
        answer(ask=one, tap=Tap.NO if no else Tap.YES, line=line, channel=Channel.WEB, now=at)
    moment.now = NOW + 10 * DAY
    page = words_of(susan.get(path).content.decode())
    assert "4 kept, 1 late, 0 not yet" in page
    assert "0 reminders for 5 answers" in page
    assert "1 of 2" in page
    assert "from 2 cases, too few to say" in page
    # Two parts with five cases each: (4.5 of 5, leaning on itself) and (5 of 5).
    assert "95 of 100 the plain mean of the parts below" in page
    assert "from 2 of 6 parts" in page


def test_what_candidates_say_of_a_meeting_counts_and_reaches_the_recruiter(
    cast: Cast, as_: As, moment: Moment
) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    forward(cast, ana, ruth)
    meeting = a_meeting(cast, ana, ruth)
    end_meetings(now=meeting.ends_at + timedelta(minutes=6))
    moment.now = meeting.ends_at + timedelta(minutes=10)
    keen = status_path(ana, f"keen/{meeting.public_id}/")
    anybody = as_(cast.susan)
    assert "Did those you met come on time?" in anybody.get(keen).content.decode()
    anybody.post(keen, {"tap": "still", "line": "", "came": "not_met"})
    assert Said.objects.get().came == "not_met"
    page = words_of(anybody.get(f"/desk/clients/{ruth.client.public_id}/").content.decode())  # type: ignore[union-attr]
    assert "0 on time, 0 late, 1 not met" in page
    case = words_of(anybody.get(f"/desk/applications/{ana.public_id}/").content.decode())
    assert "We did not meet" in case


def test_a_meeting_let_go_at_short_notice_counts_by_whose_wish_it_was(
    cast: Cast, as_: As, moment: Moment
) -> None:
    ruth = a_contact(cast, a_client(cast))
    susan = as_(cast.susan)
    for name, wish, before in (
        ("Ana Moreau", Wish.CLIENT, timedelta(hours=2)),
        ("Bo Chen", Wish.CANDIDATE, timedelta(hours=2)),
        ("Chen Wei", Wish.CLIENT, timedelta(hours=23, minutes=59) + DAY),
    ):
        person = apply(cast, name)
        forward(cast, person, ruth)
        meeting = a_meeting(cast, person, ruth, at=NOW + 3 * DAY)
        moment.now = meeting.begins_at - before
        off = f"/desk/meetings/{meeting.public_id}/off/"
        assert susan.post(off, {"reason": "Ill."}).status_code == 422
        assert susan.post(off, {"reason": "Ill.", "wish": wish.value}).status_code == 302
        moment.now = NOW
    moment.now = NOW + 4 * DAY
    page = words_of(susan.get(f"/desk/clients/{ruth.client.public_id}/").content.decode())  # type: ignore[union-attr]
    assert "1 of 3 let down" in page


def test_neither_client_nor_candidate_nor_manager_sees_it(cast: Cast, as_: As) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    link = forward(cast, ana, ruth).links.get()
    tell_page, anybody = status_path(ana), as_(cast.grace)
    for path in (review_path(link), tell_page):
        assert "ourtesy" not in anybody.get(path).content.decode()
    assert anybody.get(f"/desk/clients/{ruth.client.public_id}/").status_code == 404  # type: ignore[union-attr]
