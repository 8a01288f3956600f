"""Every letter of the product, in every way it can turn out, by the functions that write them.

A letter without a row here fails the build.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from hearback.accounts.models import Invitation, Organisation, PasswordLink, Role
from hearback.answers import letters as answers
from hearback.answers.models import ResourceKind
from hearback.answers.tests.makers import REASON, THANKS, helpful
from hearback.careers import letters as careers
from hearback.careers.models import Purpose
from hearback.channels.models import Channel
from hearback.inbox import letters as inbox
from hearback.inbox.actions import conversation_about, conversation_with
from hearback.inbox.callbacks import letters as calls
from hearback.inbox.callbacks.models import Callback, CallbackKind
from hearback.interviews.booking import letters as booking
from hearback.interviews.booking import panel_letters as panel
from hearback.interviews.calendars import letters as calendars
from hearback.interviews.checking import letters as checking
from hearback.interviews.checking.models import Ask, Check
from hearback.interviews.day import letters as day
from hearback.interviews.day.models import Alone, Missing
from hearback.interviews.day.queries import meeting_of
from hearback.interviews.invites import letters as invites
from hearback.interviews.kits import letters as kits
from hearback.interviews.models import BusyCalendar
from hearback.interviews.tests.makers import booked
from hearback.pipeline.models import ApplicationState
from hearback.rules.calls import Alarm, Window
from hearback.team import letters as team
from tests.architecture import client_letters as clients
from tests.architecture import feedback_letters as circle
from tests.architecture import follow_letters as follow
from tests.architecture import insight_letters as insights
from tests.architecture import interview_letters as interviews
from tests.architecture import offer_letters as offers
from tests.architecture import order_letters as orders
from tests.architecture import pool_letters as pool
from tests.architecture import referral_letters as relations
from tests.architecture import survey_letters as surveys
from tests.architecture import word_letters as word
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hearback.channels.actions import Letter
    from hearback.interviews.models import Interview
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application

PRIVACY = "We keep your papers for six months after our answer."
PRIVACY_URL = "https://harbour.example/privacy"
LATER = NOW + timedelta(days=3)
WORDS = "We would like to meet you.\n\nI ring you to find a time."


@dataclass
class Desk:
    """Who writes to whom about what, read once for all letters."""

    cast: Cast = field(default_factory=make_cast)

    def __post_init__(self) -> None:
        Organisation.objects.update(privacy_line=PRIVACY, privacy_url=PRIVACY_URL)
        self.cast.organisation.refresh_from_db()
        self.ana: Application = apply(self.cast)
        self.promise: Promise = self.ana.promises.get()
        self.reply = conversation_about(self.ana, now=NOW)
        self.reply.subject = "Is there a car park?"


def _receipt(desk: Desk) -> Iterator[Letter]:
    lines = ["two years of leading a team"]
    for kinds in (("met",), ("missing",), ("unstated",), ("met", "missing", "unstated"), ()):
        desk.ana.fit = dict.fromkeys(kinds, lines)
        yield careers.receipt(desk.ana, desk.promise)
    desk.ana.opening.next_step = ""
    yield careers.receipt(desk.ana, desk.promise, has_cv=False)


def _already_applied(desk: Desk) -> Iterator[Letter]:
    for state in (ApplicationState.IN_PROGRESS, ApplicationState.DECLINED):
        desk.ana.state = state
        yield careers.already_applied(desk.ana)
    desk.ana.state = ApplicationState.IN_PROGRESS


def _code(desk: Desk) -> Iterator[Letter]:
    for purpose in Purpose:
        yield careers.fresh_code(desk.ana, uuid4(), purpose)


def _lost_links(desk: Desk) -> Iterator[Letter]:
    also = apply(desk.cast, opening=desk.cast.other_opening)
    yield careers.lost_links([desk.ana])
    yield careers.lost_links([also, desk.ana])


def _ask_for_cv(desk: Desk) -> Iterator[Letter]:
    stranger = conversation_with(
        "kofi@mail.example", owner=desk.cast.susan, opening=desk.cast.opening, now=NOW
    )
    for name in ("Kofi Mensah", ""):
        stranger.name = name
        yield careers.send_us_your_cv(stranger, desk.cast.opening, desk.promise)


def _hold(desk: Desk) -> Iterator[Letter]:
    for old in (LATER, None):
        yield answers.hold(
            desk.ana,
            reason="Grace is ill until Monday.",
            old_due_at=old,
            promise_words=desk.promise.words,
            signer=desk.cast.susan,
        )


def _decline(desk: Desk) -> Iterator[Letter]:
    opening = helpful(
        kind=ResourceKind.OPENING,
        title=desk.cast.other_opening.title,
        url="",
        opening=desk.cast.other_opening,
    )
    for resource in (helpful(), opening):
        yield answers.decline(
            desk.ana, thanks=THANKS, reason=REASON, resource=resource, signer=desk.cast.susan
        )


def _onward(desk: Desk) -> Iterator[Letter]:
    yield answers.onward(desk.ana, words=WORDS, promise=desk.promise, signer=desk.cast.susan)


def _hire(desk: Desk) -> Iterator[Letter]:
    yield answers.hire(desk.ana, words=WORDS, promise=desk.promise, signer=desk.cast.susan)
    yield answers.hire(desk.ana, words="", promise=desk.promise, signer=desk.cast.susan)


def _apology(desk: Desk) -> Iterator[Letter]:
    yield inbox.apology(desk.promise, desk.promise)


def _late_reply(desk: Desk) -> Iterator[Letter]:
    stranger = conversation_with("noor@mail.example", owner=desk.cast.susan, now=NOW)
    for conversation in (desk.reply, stranger):
        promise = desk.ana.promises.get()
        promise.application, promise.conversation = conversation.application, conversation
        yield inbox.apology(promise, promise)


def _reply(desk: Desk) -> Iterator[Letter]:
    text = "Hello Ana,\n\nyes, behind the shop."
    for subject in (desk.reply.subject, ""):
        desk.reply.subject = subject
        yield inbox.reply(desk.reply, text, channel=Channel.EMAIL, by=desk.cast.susan)


def _reminder(desk: Desk) -> Iterator[Letter]:
    yield inbox.reminder(desk.cast.susan, [desk.promise, desk.promise])


def _at_risk(desk: Desk) -> Iterator[Letter]:
    for broken in (False, True):
        yield inbox.at_risk(desk.cast.jo, desk.cast.susan, [desk.promise], broken=broken)


def _invitation(desk: Desk) -> Iterator[Letter]:
    invited = Invitation(
        email="kit@harbour.example",
        name="Kit Moss",
        role=Role.RECRUITER,
        invited_by=desk.cast.alex,
        expires_at=LATER,
    )
    yield team.invitation(invited, desk.cast.organisation)


def _password(desk: Desk) -> Iterator[Letter]:
    yield team.password_link(PasswordLink(member=desk.cast.susan, expires_at=LATER))


def _sign_in_news(desk: Desk) -> Iterator[Letter]:
    yield team.sign_in_news(desk.cast.susan, "A passkey was added to your sign-in.", now=NOW)


def _handed_over(desk: Desk) -> Iterator[Letter]:
    things, susan, jo = ["3 promises", "the opening Shop manager"], desk.cast.susan, desk.cast.jo
    for first_due, by in ((LATER, desk.cast.omar), (None, jo)):
        yield team.handed_over(jo, susan, things, first_due, by=by)


def _callback(desk: Desk, kind: CallbackKind, *, applied: bool = True) -> Callback:
    stranger = conversation_with("noor@mail.example", name="Noor", owner=desk.cast.susan, now=NOW)
    promise = desk.ana.promises.get()
    return Callback(
        conversation=desk.reply if applied else stranger,
        promise=promise,
        kind=kind,
        number="+14165550142",
        begins_at=LATER,
        ends_at=LATER if kind == CallbackKind.MOMENT else LATER + timedelta(hours=2),
        zone="America/Toronto",
        about="" if applied else "Trainees",
    )


def _call(kind: CallbackKind) -> Callable[[Desk], Iterator[Letter]]:
    def written(desk: Desk) -> Iterator[Letter]:
        for applied in (True, False):
            yield calls.call_set(_callback(desk, kind, applied=applied))

    return written


def _call_missed(desk: Desk) -> Iterator[Letter]:
    windows = [Window(LATER, LATER + timedelta(hours=2))] * 2
    for applied in (True, False):
        callback = _callback(desk, CallbackKind.WINDOW, applied=applied)
        for times in (windows, []):
            yield calls.call_missed(
                callback, again_by="Thursday, 12:00", windows=times, wrong_number=applied
            )


def _call_alarm(desk: Desk) -> Iterator[Letter]:
    for step in Alarm:
        yield calls.call_alarm(_callback(desk, CallbackKind.MOMENT), desk.cast.jo, step)


def _late_call(desk: Desk) -> Iterator[Letter]:
    stranger = conversation_with("noor@mail.example", owner=desk.cast.susan, now=NOW)
    for conversation in (None, stranger):
        promise = desk.ana.promises.get()
        promise.what, promise.conversation = "call", conversation
        if conversation is not None:
            promise.application = None
        yield inbox.apology(promise, promise)


REASON_OF_OURS = "Grace is ill until Thursday."
OLD_TIME = "Friday 27 November, 10:00 to 11:30"


def _meeting(desk: Desk) -> Interview:
    meeting = desk.ana.interviews.first() or booked(desk.cast, desk.ana)
    meeting.where = "Toronto Queen Street, 12 Queen Street, Toronto"
    return meeting


def _interview_invited(desk: Desk) -> Iterator[Letter]:
    meeting = _meeting(desk)
    for kind, note in (("on_site", WORDS), ("call", "")):
        meeting.round.kind = kind
        yield booking.invited(
            meeting, note=note, promise=desk.promise.words, signer=desk.cast.susan
        )


def _interview_booked(desk: Desk) -> Iterator[Letter]:
    meeting = _meeting(desk)
    for kind in ("on_site", "call"):
        meeting.round.kind = kind
        yield booking.booked(meeting, promise=desk.promise.words, now=NOW)


def _interview_moved(desk: Desk) -> Iterator[Letter]:
    for kind, by_them, reason in (("on_site", False, REASON_OF_OURS), ("call", True, "")):
        meeting = _meeting(desk)
        meeting.round.kind = kind
        yield booking.moved(
            meeting,
            old=OLD_TIME,
            reason=reason,
            by_them=by_them,
            promise=desk.promise.words,
            now=NOW,
        )


def _interview_called_off(desk: Desk) -> Iterator[Letter]:
    meeting = _meeting(desk)
    for by_them in (True, False):
        for promise in (desk.promise.words, ""):
            yield booking.called_off(
                meeting, reason=REASON_OF_OURS, by_them=by_them, promise=promise, now=NOW
            )
    meeting.begins_at = meeting.ends_at = None
    yield booking.called_off(meeting, reason=REASON_OF_OURS, by_them=False, promise="", now=NOW)


def _interview_changed(desk: Desk) -> Iterator[Letter]:
    yield booking.changed(
        _meeting(desk),
        giver=desk.cast.grace,
        stand_in=desk.cast.jo,
        reason=REASON_OF_OURS,
        now=NOW,
    )


def _interview_earlier(desk: Desk) -> Iterator[Letter]:
    yield booking.earlier(
        _meeting(desk), begins_at=LATER, ends_at=LATER + timedelta(hours=1), now=NOW
    )


def _scorecard_missing(desk: Desk) -> Iterator[Letter]:
    panelist = _meeting(desk).panelists.first()
    assert panelist is not None
    for promise, signer in ((desk.promise, desk.cast.susan), (None, None)):
        for others in ((), (panelist, panelist)):
            yield kits.scorecard_missing(panelist, promise, signer=signer, others=others)


def _panel_seated(desk: Desk) -> Iterator[Letter]:
    for panelist in _meeting(desk).panelists.all():
        yield panel.seated(panelist, now=NOW)
        yield panel.seated(panelist, old=OLD_TIME, reason=REASON_OF_OURS, now=NOW)
        yield panel.seated(panelist, giver="Grace Okafor", reason=REASON_OF_OURS, now=NOW)


def _panel_freed(desk: Desk) -> Iterator[Letter]:
    panelist = _meeting(desk).panelists.all()[0]
    for off, stand_in in ((True, ""), (False, "Jo Lind"), (False, "")):
        yield panel.freed(
            panelist, when=OLD_TIME, reason=REASON_OF_OURS, off=off, stand_in=stand_in, now=NOW
        )


def _panel_heard(desk: Desk) -> Iterator[Letter]:
    meeting = _meeting(desk)
    yield panel.heard(meeting, booked=True)
    yield panel.heard(meeting, moved=True, reason=REASON_OF_OURS)
    yield panel.heard(meeting, reason=REASON_OF_OURS)
    meeting.begins_at = None
    yield panel.heard(meeting)


def _cannot_come(desk: Desk) -> Iterator[Letter]:
    meeting, susan = _meeting(desk), desk.cast.susan
    ben = meeting.panelists.get(member=desk.cast.ben)
    for stand_ins in ([desk.cast.jo], []):
        yield invites.cannot_come(susan, meeting, ben, words="I am ill.", stand_ins=stand_ins)
    yield invites.cannot_come(susan, meeting, None)


def _calendar_lost(desk: Desk) -> Iterator[Letter]:
    for read_at in (NOW, None):
        calendar = BusyCalendar(
            member=desk.cast.ben,
            name="Work",
            last_read_at=read_at,
            trouble="calendar.example does not answer.",
        )
        yield calendars.calendar_lost(calendar, since=NOW)


def _about(write: Callable[[Application], Letter]) -> Callable[[Desk], Iterator[Letter]]:
    def written(desk: Desk) -> Iterator[Letter]:
        yield write(desk.ana)

    return written


def _still_open(desk: Desk) -> Iterator[Letter]:
    interview = desk.ana.interviews.first() or booked(desk.cast, desk.ana)
    begins_at = interview.begins_at or LATER
    ask = Ask(
        opening=desk.ana.opening,
        day=begins_at.date(),
        asked_of=desk.cast.susan,
        answer_by=NOW,
        last_call=LATER,
    )
    check = Check(interview=interview, begins_at=begins_at)
    yield checking.still_open(ask, [check], desk.cast.susan, whose=checking.ASKED)
    yield checking.still_open(ask, [check, check], desk.cast.jo, whose=checking.COVER)


def _ring_now(desk: Desk) -> Iterator[Letter]:
    calls_owed = [_callback(desk, CallbackKind.WINDOW)] * 2
    calls_owed[1].number = ""
    yield checking.ring_now(desk.ana.opening, desk.cast.susan, calls_owed)


def _alone(desk: Desk) -> Iterator[Letter]:
    meeting = meeting_of(desk.ana.interviews.first() or booked(desk.cast, desk.ana))
    assert meeting is not None
    for missing in Missing:
        yield day.alone(Alone(missing=missing), meeting, desk.cast.susan)
    meeting.interview.application.phone = ""
    yield day.alone(Alone(missing=Missing.GUEST), meeting, desk.cast.susan)


def _sorry(desk: Desk) -> Iterator[Letter]:
    interview = desk.ana.interviews.first() or booked(desk.cast, desk.ana)
    yield day.sorry(interview, signer=desk.cast.susan)


TO_CANDIDATES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "careers.receipt": _receipt,
    "careers.already_applied": _already_applied,
    "careers.code": _code,
    "careers.lost_links": _lost_links,
    "careers.ask_for_cv": _ask_for_cv,
    "careers.withdrawn": _about(careers.withdrawn),
    "careers.address_changed": _about(careers.address_changed),
    "careers.address_welcome": _about(careers.address_welcome),
    "answers.onward": _onward,
    "answers.hold": _hold,
    "answers.decline": _decline,
    "answers.hire": _hire,
    "inbox.apology": _apology,
    "inbox.late_reply": _late_reply,
    "inbox.reply": _reply,
    "inbox.call_set": _call(CallbackKind.WINDOW),
    "inbox.call_booked": _call(CallbackKind.MOMENT),
    "inbox.call_missed": _call_missed,
    "inbox.late_call": _late_call,
    "interviews.invited": _interview_invited,
    "interviews.booked": _interview_booked,
    "interviews.moved": _interview_moved,
    "interviews.called_off": _interview_called_off,
    "interviews.changed": _interview_changed,
    "interviews.earlier": _interview_earlier,
    "interviews.sorry": _sorry,
    **interviews.TO_CANDIDATES,
    **clients.TO_CANDIDATES,
    **relations.TO_CANDIDATES,
    **surveys.TO_CANDIDATES,
    **pool.TO_CANDIDATES,
    **circle.TO_CANDIDATES,
}
TO_COLLEAGUES: dict[str, Callable[[Desk], Iterator[Letter]]] = {
    "inbox.reminder": _reminder,
    "inbox.at_risk": _at_risk,
    "inbox.call_alarm": _call_alarm,
    "team.invitation": _invitation,
    "team.password": _password,
    "team.sign_in_news": _sign_in_news,
    "team.handed_over": _handed_over,
    "interviews.seated": _panel_seated,
    "interviews.freed": _panel_freed,
    "interviews.scorecard_missing": _scorecard_missing,
    "interviews.heard": _panel_heard,
    **interviews.TO_COLLEAGUES,
    "interviews.cannot_come": _cannot_come,
    "interviews.still_open": _still_open,
    "interviews.alone": _alone,
    "interviews.ring_now": _ring_now,
    **clients.TO_COLLEAGUES,
    **relations.TO_COLLEAGUES,
    **offers.TO_COLLEAGUES,
    **pool.TO_COLLEAGUES,
    **word.TO_COLLEAGUES,
    **circle.TO_COLLEAGUES,
    **follow.TO_COLLEAGUES,
    **orders.TO_COLLEAGUES,
    **insights.TO_COLLEAGUES,
    "interviews.calendar_lost": _calendar_lost,
}
LETTERS = TO_CANDIDATES | TO_COLLEAGUES
