"""Who wrote to the house lately: some wait, one has waited too long, one was answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from hearback.accounts.calendars import calendar_of
from hearback.channels.models import Channel
from hearback.demo.load.story import Deed
from hearback.inbox import actions as inbox
from hearback.inbox.callbacks.actions import ask_for_call
from hearback.inbox.callbacks.queries import offered_to
from hearback.pipeline.models import Application, Conversation
from hearback.rules.calendar import subtract_working_time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hearback.accounts.models import Member
    from hearback.demo.load.facts import Person
    from hearback.demo.load.house import House

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
ANSWERS = "susan"


def talks_of(
    house: House, talks: Sequence[dict[str, Any]], people: Sequence[Person], *, now: datetime
) -> list[Deed]:
    """Every word of these talks at its moment before `now`, as far as those who talk are here."""
    here = {person.email.partition("@")[0]: person for person in people}
    deeds: list[Deed] = []
    for talk in talks:
        person = here.get(talk.get("who", ""))
        if person is not None or "stranger" in talk:
            deeds += _deeds(house, talk, person, now=now)
    return deeds


def _deeds(
    house: House, talk: dict[str, Any], person: Person | None, *, now: datetime
) -> list[Deed]:
    susan = house.members[ANSWERS]
    calendar = calendar_of(susan, now=now)
    wrote = subtract_working_time(calendar, now, talk["hours"] * HOUR)
    deeds = [Deed(wrote, _saying(talk, person, susan), None)]
    if "note" in talk:
        by = house.members[talk["noted_by"]]
        deeds.append(Deed(wrote + 20 * MINUTE, _noting(talk, person, by), None))
    if "reply" in talk:
        later = (talk["hours"] - talk["replied_after"]) * HOUR
        replied = subtract_working_time(calendar, now, later)
        deeds.append(Deed(replied, _replying(talk, person, susan), None))
    if "ring" in talk and person is not None:
        asked = subtract_working_time(calendar, now, HOUR / 2)
        deeds.append(Deed(asked, _asking_for_a_call(talk, person), None))
    if talk.get("put_off"):
        deeds.append(Deed(wrote + 10 * MINUTE, _putting_off(talk, person, susan), None))
    return deeds


def _conversation(talk: dict[str, Any], person: Person | None) -> Conversation:
    if person is None:
        return Conversation.objects.get(address=talk["address"])
    return Conversation.objects.get(application__candidate__email=person.email)


def _saying(
    talk: dict[str, Any], person: Person | None, susan: Member
) -> Callable[[datetime], None]:
    def say(at: datetime) -> None:
        words = talk["words"].strip()
        if person is not None:
            application = Application.objects.get(candidate__email=person.email)
            inbox.ask(application=application, words=words, now=at)
            return
        stranger = inbox.conversation_with(
            talk["address"], name=talk["stranger"], owner=susan, zone=susan.zone, now=at
        )
        heard = inbox.Heard(
            channel=Channel.EMAIL,
            text=words,
            at=at,
            subject=talk["subject"],
            from_address=talk["address"],
            from_name=talk["stranger"],
        )
        inbox.hear(conversation=stranger, heard=heard, now=at)

    return say


def _noting(talk: dict[str, Any], person: Person | None, by: Member) -> Callable[[datetime], None]:
    def note(at: datetime) -> None:
        inbox.write_note(conversation=_conversation(talk, person), text=talk["note"], by=by, now=at)

    return note


def _asking_for_a_call(talk: dict[str, Any], person: Person) -> Callable[[datetime], None]:
    def ask(at: datetime) -> None:
        application = Application.objects.get(candidate__email=person.email)
        offered, _zone = offered_to(application, now=at)
        if not offered:
            return
        # The last on offer: it is still to come whenever somebody looks at the demo.
        ask_for_call(
            application=application,
            choice=offered[-1].key,
            number=person.phone,
            about=talk["ring"],
            now=at,
        )

    return ask


def _replying(
    talk: dict[str, Any], person: Person | None, by: Member
) -> Callable[[datetime], None]:
    def reply(at: datetime) -> None:
        inbox.reply(
            conversation=_conversation(talk, person), text=talk["reply"].strip(), by=by, now=at
        )

    return reply


def _putting_off(
    talk: dict[str, Any], person: Person | None, by: Member
) -> Callable[[datetime], None]:
    def put_off(at: datetime) -> None:
        conversation = _conversation(talk, person)
        if conversation.due_at is not None:
            until = conversation.due_at - 2 * HOUR
            inbox.snooze(conversation=conversation, until=until, by=by, now=at)

    return put_off
