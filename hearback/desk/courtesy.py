"""How courteously a client treats us and candidates: parts counted from what happened, in words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.clients.kinds import MEETING_MOVED, MEETING_OFF
from hearback.clients.models import Meeting, MeetingState, Wish
from hearback.clients.score import LATELY, Figure
from hearback.feedback.asking.models import Ask, Tap
from hearback.feedback.circle.models import Came, Keen, Said
from hearback.ledger.models import WORD, Entry, Promise, PromiseState
from hearback.rules.courtesy import LATE, Part, courtesy, shrunk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from hearback.pipeline.models import Client

# By the client's id: counts by their names.
Counted = dict[int, dict[str, int]]


def courtesy_of(client: Client, *, now: datetime) -> tuple[Figure, list[Figure]]:
    """The figure of the last year with its meaning, and each part with its count.

    Five reads however many clients there are; all of them together say what is usual.
    """
    words, answers = _words(now), _answers(now)
    met, came = _meetings(now), _said(now)
    every = {
        "words": _parts(words, "all", lambda one: one["kept"] + LATE * one["late"]),
        "reminders": _parts(answers, "all", lambda one: one["all"] - one["reminded"]),
        "reasons": _parts(answers, "noes", lambda one: one["reasons"]),
        "meetings": _parts(met, "all", lambda one: one["all"] - one["short"]),
        "came": _parts(came, "told", lambda one: one["on_time"]),
        "keen": _parts(came, "said", lambda one: one["said"] - one["no_longer"]),
    }
    mine = {name: found.get(client.pk, Part(0, 0)) for name, found in every.items()}
    usual = {name: sum(found.values(), Part(0, 0)) for name, found in every.items()}
    counts = {name: found.get(client.pk, {}) for name, found in
              (("words", words), ("answers", answers), ("met", met), ("came", came))}  # fmt: skip
    return _whole(mine, usual), [
        _figure(name, mine[name], usual[name], said, means)
        for name, (said, means) in _said_of(counts).items()
    ]


def _whole(mine: Mapping[str, Part], usual: Mapping[str, Part]) -> Figure:
    found = courtesy(mine, usual)
    return Figure(
        _("Courtesy"),
        "–" if found.share is None else _("{n} of 100").format(n=round(100 * found.share)),
        _("the plain mean of the parts below that have five cases at least"),
        _("from {counted} of {all} parts").format(counted=found.counted, all=len(mine)),
        found.share is None,
    )


def _figure(name: str, mine: Part, usual: Part, said: str, means: str) -> Figure:
    basis = ngettext("from %(n)s case", "from %(n)s cases", mine.cases) % {"n": mine.cases}
    if not mine.is_few:
        leaning = _("{basis}, counted as {share} of 100 beside what is usual")
        basis = leaning.format(basis=basis, share=round(100 * shrunk(mine, usual)))
    return Figure(_titles()[name], said if mine.cases else "–", means, basis, mine.is_few)


def _titles() -> dict[str, str]:
    return {
        "words": _("Words kept"),
        "reminders": _("Answered unasked again"),
        "reasons": _("A reason with a no"),
        "meetings": _("Meetings kept"),
        "came": _("On time at meetings"),
        "keen": _("Candidates afterwards"),
    }


def _said_of(counts: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[str, str]]:
    """By its name: each part's counts in words, and what counts as well done."""
    words, answers, met, came = (
        defaultdict(int, counts[name]) for name in ("words", "answers", "met", "came")
    )
    return {
        "words": (
            _("{kept} kept, {late} late, {silent} not yet").format_map(words),
            _("their word by the date they gave; one that came late counts half"),
        ),
        "reminders": (
            _("{went} reminders for {all} answers").format_map(answers),
            _("answers that came without a reminder"),
        ),
        "reasons": (
            _("{reasons} of {noes}").format_map(answers),
            _("noes that said why, in a line or by one of the opening’s criteria"),
        ),
        "meetings": (
            _("{short} of {all} let down").format_map(met),
            _("meetings the client neither moved nor called off within a day of their beginning"),
        ),
        "came": (
            _("{on_time} on time, {late} late, {not_met} not met").format_map(came),
            _("as candidates said after a client’s meeting"),
        ),
        "keen": (
            _("{still} still keen, {unsure} not sure, {no_longer} no longer").format_map(came),
            _("candidates who did not lose interest with the meeting; not all of that is manners"),
        ),
    }


def _parts(
    counted: Counted, cases: str, good: Callable[[Mapping[str, int]], float]
) -> dict[int, Part]:
    return {client: Part(good(one), one[cases]) for client, one in counted.items()}


def _by_client(rows: Iterable[Mapping[str, Any]]) -> Counted:
    return {row["client"]: dict(row) for row in rows if row["client"] is not None}


def _words(now: datetime) -> Counted:
    """Words due by now, as they were kept; what was released or moved in time is none."""
    owed = Promise.objects.filter(what=WORD, made_at__gt=now - LATELY).exclude(
        state__in=[PromiseState.RELEASED, PromiseState.RENEGOTIATED]
    )
    given = Q(state__in=[PromiseState.KEPT, PromiseState.KEPT_LATE])
    known = owed.filter(given | Q(due_at__lte=now)).order_by()
    return _by_client(
        known.values(client=F("promiser__client")).annotate(
            all=Count("pk"),
            kept=Count("pk", filter=Q(state=PromiseState.KEPT)),
            late=Count("pk", filter=Q(state=PromiseState.KEPT_LATE)),
            silent=Count("pk", filter=~given),
        )
    )


def _answers(now: datetime) -> Counted:
    """Answers, how many reminders they took, and which noes gave a reason."""
    no, reason = Q(answer=Tap.NO), ~Q(line="") | Q(criterion__isnull=False)
    answered = Ask.objects.filter(answered_at__gt=now - LATELY).order_by()
    return _by_client(
        answered.values(client=F("contact__client")).annotate(
            all=Count("pk", distinct=True),
            reminded=Count("pk", distinct=True, filter=Q(reminders__isnull=False)),
            went=Count("reminders"),
            noes=Count("pk", distinct=True, filter=no),
            reasons=Count("pk", distinct=True, filter=no & reason),
        )
    )


def _meetings(now: datetime) -> Counted:
    """Meetings that are over or off, and those the client let go at short notice."""
    changed = Entry.objects.filter(
        kind__in=[MEETING_MOVED.name, MEETING_OFF.name], at__gt=now - LATELY,
        payload__wish=Wish.CLIENT.value, payload__short=True,
    )  # fmt: skip
    short = set(changed.values_list("payload__meeting", flat=True))
    ended = Meeting.objects.exclude(state=MeetingState.SET).filter(begins_at__gt=now - LATELY)
    return _by_client(
        ended.order_by()
        .values(client=F("contact__client"))
        .annotate(all=Count("pk"), short=Count("pk", filter=Q(public_id__in=short)))
    )


def _said(now: datetime) -> Counted:
    """What candidates said after meetings with clients."""
    meeting = Meeting.objects.filter(public_id=OuterRef("subject")).values("contact__client")
    said = Said.objects.filter(said_at__gt=now - LATELY).annotate(client=Subquery(meeting[:1]))
    taps = {one.value: Count("pk", filter=Q(tap=one.value)) for one in Keen}
    came = {one.value: Count("pk", filter=Q(came=one.value)) for one in Came}
    return _by_client(
        said.filter(client__isnull=False)
        .order_by()
        .values("client")
        .annotate(said=Count("pk"), **taps, **came, told=Count("pk", filter=~Q(came="")))
    )
