"""Promises as rows of Today: grouped by day, each with the words and the one act it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.desk.queries.owed import stuck_of
from hearback.desk.words import (
    act_for,
    broken_before,
    leaves_words,
    missed,
    person_of,
    said,
    stuck_words,
)
from hearback.feedback.circle.actions.mind import FEEDBACK
from hearback.inbox.book.actions import CONFIRM_PAGE
from hearback.interviews.checking.actions.silence import STILL_OPEN
from hearback.interviews.day.actions.ending import HAPPENED
from hearback.interviews.day.queries import ending_asked_by
from hearback.interviews.kits.actions import SCORECARD
from hearback.ledger.models import CALL
from hearback.relations.reputation.models import REVIEW_ANSWER
from hearback.relations.reputation.queries import review_owed_by
from hearback.rules.text import greeting_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.answers.models import Answer
    from hearback.desk.queries.today import Listed, Today
    from hearback.ledger.models import Promise

WEEK = 7
# Where what is owed to the team is done, when that is not the page it is about.
_PAGES = {SCORECARD: "kits:mine", STILL_OPEN: "desk:still_open", FEEDBACK: "circle:write"}


@dataclass(frozen=True)
class Row:
    """One promise as a row: who waits, what was said, what became of it, what to press.

    `clock` is the promise whose moment the row shows: a broken one goes on being late.
    """

    promise: Promise
    clock: Promise
    name: str
    about: str
    url: str
    said: str
    act: str
    anchor: str = "#answer"


@dataclass(frozen=True)
class Section:
    """Rows under one heading; `more` is the address of the next page of them, empty on the last."""

    key: str
    title: str
    rows: list[Row]
    words: str = ""
    more: str = ""

    @property
    def is_late(self) -> bool:
        """Whether everything here was due already."""
        return self.key in {"late", "team"}


def sections_of(day: Today, member: Member, *, now: datetime) -> list[Section]:
    """The sections of Today in the order they are worked, none of them empty."""
    coming = rows_of(day.coming, member)
    overdue = [row for row in coming if row.promise.due_at < now]
    late = [*overdue, *rows_of(day.late, member)]
    mine = [
        Section("late", _("Late"), late, more=_more("late", day.late)),
        *_by_day(coming[len(overdue) :], member, now),
    ]
    if day.coming.next:
        last = max((at for at, section in enumerate(mine) if section.rows), default=0)
        mine[last] = replace(mine[last], more=_more("coming", day.coming))
    others = [
        section_of("covered", day.covered, member, words=_away(day.away)),
        section_of("team", day.team, member),
    ]
    return [section for section in [*mine, *others] if section.rows or section.more]


@dataclass(frozen=True)
class Leaving:
    """An answer on its way: to whom, about what, when it leaves."""

    pk: int
    name: str
    about: str
    url: str
    words: str


def leaving_of(answers: Iterable[Answer], member: Member) -> list[Leaving]:
    """These answers as quiet rows, in the same order."""
    return [
        Leaving(
            answer.pk,
            answer.application.name,
            answer.application.opening.title,
            reverse("desk:application", args=[answer.application.public_id]),
            leaves_words(answer.kind, answer.state, answer.send_at, member),
        )
        for answer in answers
    ]


def section_of(key: str, listed: Listed, member: Member, *, words: str = "") -> Section:
    """One of Today's lists as a single section."""
    titles = {
        "late": _("Late"),
        "coming": _("Still to come"),
        "covered": _("You stand in"),
        "team": _("Late in your team"),
    }
    return Section(key, titles[key], rows_of(listed, member), words, _more(key, listed))


def rows_of(listed: Listed, member: Member) -> list[Row]:
    """These promises as rows, in the same order."""
    return [row_of(promise, member) for promise in listed.promises]


def row_of(promise: Promise, member: Member) -> Row:
    """A promise as `work` reads it, as a row for this member."""
    opening = promise.opening
    found = stuck_of(promise)
    stuck = stuck_words(*found) if found else ""
    return Row(
        promise=promise,
        clock=broken_before(promise) or promise,
        name=person_of(promise) or _thing_of(promise),
        about=opening.title if opening else "",
        url=_page_of(promise),
        said=stuck or missed(promise, member) or said(promise, member),
        act=_("Mend it") if stuck else act_for(promise),
        anchor="#reply" if promise.conversation else "#answer",
    )


def _thing_of(promise: Promise) -> str:
    """What a promise to nobody outside is about."""
    things = {CONFIRM_PAGE: _("Answer book"), REVIEW_ANSWER: _("Public review")}
    return things.get(promise.what, promise.owner.name)


def _page_of(promise: Promise) -> str:
    """Where the one act of a promise is done."""
    page = _page_of_its_own(promise)
    if page:
        return page
    if promise.conversation:
        return reverse("desk:conversation", args=[promise.conversation.public_id])
    if promise.application:
        page = _PAGES.get(promise.what, "desk:application")
        return reverse(page, args=[promise.application.public_id])
    page = _PAGES.get(promise.what, "desk:board")
    return reverse(page, args=[promise.opening.slug]) if promise.opening else ""


def _page_of_its_own(promise: Promise) -> str:
    """The page of what is neither about a conversation, an application nor an opening as such."""
    if promise.what == CALL:
        return f"{reverse('desk:calls')}?whose=all"
    if promise.what == CONFIRM_PAGE:
        return reverse("desk:book")
    if promise.what == REVIEW_ANSWER and (review := review_owed_by(promise.pk)):
        return reverse("reputation:review", args=[review])
    if promise.what == HAPPENED and (ending := ending_asked_by(promise)):
        return reverse("interviews:interview_happened", args=[ending.interview.public_id])
    return ""


def _by_day(rows: Iterable[Row], member: Member, now: datetime) -> list[Section]:
    """Rows that are sorted by moment, in sections by how far away their day is."""
    zone = ZoneInfo(member.zone)
    today = now.astimezone(zone).toordinal()

    def name(row: Row) -> str:
        days = row.promise.due_at.astimezone(zone).toordinal() - today
        return _day_name(days)

    return [Section("coming", title, list(group)) for title, group in groupby(rows, key=name)]


def _day_name(days: int) -> str:
    if days <= 0:
        return _("Before tonight")
    if days == 1:
        return _("Tomorrow")
    return _("Within a week") if days < WEEK else _("Later")


def _more(key: str, listed: Listed) -> str:
    if listed.next is None:
        return ""
    return f"{reverse('desk:today_list', args=[key])}?after={listed.next}"


def _away(away: Sequence[Member]) -> str:
    """Who is away, in a sentence."""
    names = ", ".join(greeting_name(member.name) for member in away)
    words = ngettext("{names} is away today.", "{names} are away today.", len(away))
    return words.format(names=names)
