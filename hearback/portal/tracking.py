"""Where an application stands in plain words: what is done, where it is now, what comes next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hearback.careers import kinds as careers
from hearback.inbox.spoken import reader_zone
from hearback.kit.moments import day_hour
from hearback.ledger.kinds import KINDS, tell
from hearback.ledger.models import CALL
from hearback.pipeline.models import ApplicationState
from hearback.portal import queries
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from hearback.accounts.models import Member
    from hearback.answers.models import Answer, Resource
    from hearback.ledger.models import Entry, Promise
    from hearback.pipeline.models import Application

# What stages say until a team words them anew; see pipeline/migrations/0002.
FIRST_SENTENCES = (
    gettext_noop("Your papers are in and waiting to be read."),
    gettext_noop("We are reading your application."),
    gettext_noop("We would like to talk with you."),
    gettext_noop("We are preparing an offer for you."),
)
SUPPORT_HELPS = frozenset({ApplicationState.DECLINED, ApplicationState.WITHDRAWN})


@dataclass(frozen=True)
class Step:
    """One line of the timeline; see kit/_timeline.html."""

    state: str
    title: str
    at: datetime | None = None
    when: str = ""
    words: str = ""


@dataclass(frozen=True)
class Tracking:
    """Everything the status page says."""

    title: str
    lead: str
    steps: list[Step]
    person: Member
    zone: str
    promise: Promise | None = None
    taken_over: str = ""
    is_late: bool = False
    the_no: Answer | None = None
    support: list[Resource] = field(default_factory=list)
    is_open: bool = False

    @property
    def clock(self) -> str:
        """The town whose clock the times are read on."""
        return self.zone.rpartition("/")[2].replace("_", " ")


def track(application: Application, *, now: datetime) -> Tracking:
    """Where this application stands, as its candidate may know it at `now` (aware)."""
    zone = reader_zone(application)
    promises = queries.known_promises(application)
    main = promises[0] if promises else None
    late = main is not None and queries.is_late(main, now=now)
    title, lead = _headline(application, main if late else None, now=now, zone=zone)
    is_open = application.state == ApplicationState.IN_PROGRESS
    steps = [_done(entry, application, zone=zone) for entry in queries.told_entries(application)]
    if is_open:
        steps.append(_now(application, is_late=late))
    steps += [_next(promise, zone=zone, now=now) for promise in promises]
    return Tracking(
        title=title,
        lead=lead,
        steps=steps,
        person=main.owner if main else application.owner,
        zone=zone.key,
        promise=main,
        taken_over=_taken_over(main) if main else "",
        is_late=late,
        the_no=queries.the_no(application) if _was_declined(application) else None,
        support=queries.support() if application.state in SUPPORT_HELPS else [],
        is_open=is_open,
    )


def _was_declined(application: Application) -> bool:
    return application.state == ApplicationState.DECLINED


def _taken_over(promise: Promise) -> str:
    """Who answers now, when it is not who was named; the promise itself stays as it was told."""
    before = queries.named_before(promise)
    said = {"person": promise.owner.name, "before": before}
    return _("%(person)s answers you now, in %(before)s’s place.") % said if before else ""


def _headline(
    application: Application, late: Promise | None, *, now: datetime, zone: ZoneInfo
) -> tuple[str, str]:
    said = {"name": greeting_name(application.name), "opening": application.opening.title}
    if application.state == ApplicationState.HIRED:
        return _("The job is yours, %(name)s") % said, _("We are very glad.")
    if application.state == ApplicationState.DECLINED:
        return (
            _("We are not taking this one further"),
            _("Thank you for applying to be our %(opening)s, %(name)s.") % said,
        )
    if application.state == ApplicationState.WITHDRAWN:
        return (
            _("You withdrew, and that is fine"),
            _("Thank you for the time you gave us, %(name)s. Nothing more is asked of you.") % said,
        )
    if late is not None:
        return _("We are late, %(name)s. Sorry.") % said, _late_words(late, now=now, zone=zone)
    return _stage_sentence(application), ""


def _late_words(promise: Promise, *, now: datetime, zone: ZoneInfo) -> str:
    """What was not kept; the promise itself, old or new, stands right below."""
    if promise.due_at <= now:
        return _(
            "That moment has passed and you have not heard from us. You get a new date by mail "
            "shortly, and it will stand here. Our being late says nothing about your application."
        )
    broken = promise.follows
    when = day_hour(broken.due_at, zone) if broken else ""
    return _(
        "You should have heard by %(when)s, and did not. Our being late says nothing about your "
        "application. Here is the new date:"
    ) % {"when": when}


def _in_words(entry: Entry, zone: ZoneInfo) -> dict[str, str]:
    """A moment in an entry as its reader says it; the entry itself keeps the team's words."""
    due_at = entry.payload.get("due_at") or entry.payload.get("begins_at")
    return {"when": day_hour(datetime.fromisoformat(due_at), zone)} if due_at else {}


def _done(entry: Entry, application: Application, *, zone: ZoneInfo) -> Step:
    kind = KINDS[entry.kind]
    words = entry.words.payload if hasattr(entry, "words") else {}
    title = tell(kind.candidate_sentence, {**entry.payload, **words, **_in_words(entry, zone)})
    received = entry.kind == careers.APPLICATION_SUBMITTED.name
    return Step("done", title, at=entry.at, words=_fit_words(application) if received else "")


def _fit_words(application: Application) -> str:
    """How the must-haves compare with what was answered, as the receipt told it."""
    fit = application.fit
    met, missing, open_ones = (fit.get(key, []) for key in ("met", "missing", "unstated"))
    if met and not missing and not open_ones:
        return _("By your answers you meet every must-have.")
    parts = []
    if met:
        parts.append(_("By your answers you meet: %(list)s.") % {"list": _listed(met)})
    if missing:
        parts.append(
            _("Not met yet: %(list)s. A person reads your application all the same.")
            % {"list": _listed(missing)}
        )
    if open_ones:
        parts.append(_("You left open: %(list)s.") % {"list": _listed(open_ones)})
    return " ".join(parts)


def _listed(items: Sequence[str]) -> str:
    return "; ".join(items)


def _stage_sentence(application: Application) -> str:
    """What the team says of the stage; the sentences we came with are said in any language."""
    return _(queries.told_stage(application).sentence)


def _now(application: Application, *, is_late: bool) -> Step:
    title = _stage_sentence(application)
    return Step("late" if is_late else "now", title)


def _next(promise: Promise, *, zone: ZoneInfo, now: datetime) -> Step:
    """What is promised, by when, from whom; a moment that has passed is not dressed up as next."""
    if promise.due_at <= now:
        return Step("next", _("A new date from %(person)s") % {"person": promise.owner.name})
    words = _("%(person)s rings you") if promise.what == CALL else _("You hear from %(person)s")
    return Step(
        "next",
        words % {"person": promise.owner.name},
        when=_("by %(when)s") % {"when": day_hour(promise.due_at, zone)},
    )
