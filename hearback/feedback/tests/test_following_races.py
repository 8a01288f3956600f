"""Two workers at once, and one killed in the middle: at most one reminder."""

# M24

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, connection, transaction

from hearback.channels.models import Channel, Message
from hearback.feedback.asking.models import Ask
from hearback.feedback.following.actions import follow_up, remind
from hearback.feedback.following.models import Reminder
from hearback.feedback.tests.makers import asked
from tests.at_once import at_once
from tests.cast import NOW, Cast

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db(transaction=True)

HOUR = timedelta(hours=1)


def _due(cast: Cast) -> tuple[Ask, datetime]:
    one = asked(cast)
    follow_up(now=NOW)
    one.refresh_from_db()
    assert one.next_at is not None
    return one, one.next_at


def test_two_workers_at_once_remind_once(cast: Cast) -> None:
    one, at = _due(cast)
    done = at_once(*[lambda: follow_up(now=at)] * 4)
    assert sum(map(int, map(str, done))) == 1
    assert Reminder.objects.filter(asks=one).count() == 1
    assert Message.objects.filter(purpose="feedback.reminder").count() == 1


def test_a_recruiter_and_the_clock_never_both_remind(cast: Cast) -> None:
    one, at = _due(cast)
    at_once(
        lambda: follow_up(now=at),
        lambda: remind(contact=one.contact, by=cast.susan, now=at),
        lambda: remind(contact=one.contact, by=cast.jo, now=at),
    )
    assert Message.objects.filter(purpose="feedback.reminder").count() == 1


def test_killed_in_the_middle_nothing_was_sent_and_the_next_one_sends(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, at = _due(cast)

    def die(*_: object) -> None:
        """The reminder is written and not committed: here its worker dies, as by kill -9."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patch:
        patch.setattr("hearback.feedback.following.actions.follow.write", die)
        at_once(lambda: follow_up(now=at))
    assert not Message.objects.filter(purpose="feedback.reminder").exists()
    assert not Reminder.objects.exists()
    assert follow_up(now=at) == 1
    assert Reminder.objects.filter(asks=one).count() == 1


def test_the_database_itself_refuses_a_second_one_on_that_day(cast: Cast) -> None:
    one, at = _due(cast)
    follow_up(now=at)
    first = Reminder.objects.get()
    again = {"contact": one.contact, "at": at + HOUR, "day": first.day}
    with pytest.raises(IntegrityError, match="one_reminder_a_day"), transaction.atomic():
        Reminder.objects.create(**again, channel=Channel.EMAIL, message=first.message)
