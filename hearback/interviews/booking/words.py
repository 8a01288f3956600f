"""How an interview is said to its readers: when, where, with whom, about what."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.inbox.callbacks.words import hours_words, span_words
from hearback.inbox.spoken import reader_zone
from hearback.interviews.models import RoundKind
from hearback.kit.links import Marker, marker, within
from hearback.kit.moments import day_hour
from hearback.rules.numbers import readable
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hearback.accounts.models import Member, Place
    from hearback.interviews.models import Interview, Panelist, Room, Round, Session, Sitting
    from hearback.pipeline.models import Application

WHERE_LIMIT, NEWS_LIMIT = 300, 500
STATUS, SEAT = "portal:status", "portal:seat"
AN_HOUR = 60


def zone_for(application: Application) -> str:
    """The zone a candidate reads times in: theirs, or their opening's place's."""
    return reader_zone(application).key


def when_words(interview: Interview, zone: str) -> str:
    """When it is, in the active language: "Monday 30 November, 10:00 to 11:30"."""
    if interview.begins_at is None or interview.ends_at is None:
        return ""
    return span_words(interview.begins_at, interview.ends_at, zone)


def moment_words(moment: datetime, zone: str) -> str:
    """A moment in full in the active language."""
    return day_hour(moment, ZoneInfo(zone))


def minutes_of(visit: Round) -> int:
    """How long it takes in all, with the breaks between its parts."""
    parts = list(visit.sessions.all())
    breaks = sum(part.break_after for part in parts[:-1])
    return sum(part.minutes for part in parts) + breaks


def length_words(minutes: int) -> str:
    """A length as one says it: "45 minutes", "1 h 30 min"."""
    hours, rest = divmod(minutes, AN_HOUR)
    if not hours:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if not rest:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def with_role(member: Member) -> str:
    """A colleague as a guest is told of them: "Grace Okafor (Store manager)"."""
    return f"{member.name} ({member.job_title})" if member.job_title else member.name


def _people(session: Session) -> str:
    people = [with_role(member) for member in session.people.all()]
    names = ", ".join(people)
    if 0 < session.needed < len(people):
        return _("one of %(names)s") % {"names": names} if session.needed == 1 else names
    return names


def plan_lines(visit: Round) -> list[str]:
    """What a visit is made of before it has a time: topic, length, with whom."""
    parts = visit.sessions.prefetch_related("people")
    return [
        _("%(topic)s: %(length)s with %(people)s")
        % {"topic": one.topic, "length": length_words(one.minutes), "people": _people(one)}
        for one in parts
    ]


def people_in(sitting: Sitting) -> list[Member]:
    """Who sits in this part, as it stands."""
    seats = sitting.seats.filter(is_on=True).select_related("member").order_by("member__name")
    return [seat.member for seat in seats]


def sitting_lines(interview: Interview, zone: str) -> list[str]:
    """What the visit is made of: hours, topic, with whom."""
    return [
        _("%(hours)s: %(topic)s, with %(people)s")
        % {
            "hours": hours_words(one.begins_at, one.ends_at, zone),
            "topic": one.topic,
            "people": ", ".join(with_role(member) for member in people_in(one)),
        }
        for one in interview.sittings.filter(is_on=True)
    ]


def address_of(place: Place) -> str:
    """A place in one line: its name, street, code and town."""
    town = " ".join(part for part in (place.postal_code, place.city) if part)
    parts = [place.name, place.street, town]
    return ", ".join(part for part in parts if part)


def where_words(visit: Round, application: Application) -> str:
    """Where to be, in the active language: an address, a link, or the phone that rings."""
    if visit.kind == RoundKind.CALL:
        number = readable(application.phone) or application.phone
        said = _("By phone: we ring you on %(number)s") % {"number": number}
        return one_line(said if number else _("By phone: we ring you"), WHERE_LIMIT)
    if visit.kind == RoundKind.VIDEO:
        return one_line(_("By video: %(link)s") % {"link": visit.link}, WHERE_LIMIT)
    return one_line(address_of(visit.meets_at), WHERE_LIMIT)


def rooms_of(interview: Interview) -> list[str]:
    """The rooms it is in, in order, with how to find each."""
    said = []
    for sitting in interview.sittings.filter(is_on=True, room__isnull=False).select_related("room"):
        room = sitting.room
        if room is not None:
            said.append(f"{room.name} ({room.how_to_find})" if room.how_to_find else room.name)
    return list(dict.fromkeys(said))


def news_of(visit: Round, names: Iterable[str]) -> list[str]:
    """What is new about the days of a round, by names of columns, in the active language."""
    said = {
        "link": _("Join by this link: %(words)s"),
        "how_to_get_in": _("How to get in: %(words)s"),
        "bring": _("What to bring: %(words)s"),
        "dress": _("What to wear: %(words)s"),
        "expenses": _("Expenses: %(words)s"),
    }
    told = {name: one_line(str(getattr(visit, name)), NEWS_LIMIT) for name in names}
    return [said[name] % {"words": words or _("nothing")} for name, words in told.items()]


def room_news(room: Room) -> str:
    """A room's name and how to find it, in the active language."""
    found = f"{room.name} ({room.how_to_find})" if room.how_to_find else room.name
    return _("Your room is called: %(room)s") % {"room": found}


def their_page(interview: Interview, page: str = "") -> Marker:
    """The candidate's page of this interview, or one below it such as "times/"."""
    application = interview.application
    own = marker(STATUS, application.public_id, application.link_generation)
    return within(own, f"interviews/{interview.public_id}/{page}")


def seat_page(panelist: Panelist) -> Marker:
    """The page of somebody who takes part; it opens without signing in."""
    return marker(SEAT, panelist.public_id, panelist.link_generation)


def case_page(application: Application) -> Marker:
    """The page of an application on the desk."""
    path = reverse("desk:application", args=[application.public_id])
    return Marker(f"{settings.HEARBACK_URL}{path}")


def names(members: Iterable[Member]) -> str:
    """Several colleagues in a line."""
    return ", ".join(member.name for member in members)
