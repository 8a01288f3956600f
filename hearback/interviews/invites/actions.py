"""Following what calendars answer: yes, perhaps and no, by whom, to which version.

No letter answers an answer, however many come. A no is told to whoever coordinates, a few times at
most; a candidate's no is owed a person's reply by a date, and their time stays booked until then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.queries import who_answers
from hearback.channels.actions import queue
from hearback.inbox.actions import conversation_about
from hearback.inbox.arrivals.outcome import Heeded
from hearback.interviews.booking.actions.hold import hold
from hearback.interviews.booking.words import when_words
from hearback.interviews.invites import kinds
from hearback.interviews.invites.letters import cannot_come
from hearback.interviews.invites.own_words import own_words
from hearback.interviews.invites.standing_in import could_stand_in
from hearback.interviews.invites.words import CANNOT, OTHER_TIME, in_their_words
from hearback.interviews.models import Interview, InterviewState, Panelist, Reply
from hearback.ledger.actions import record
from hearback.ledger.models import Entry
from hearback.rules.text import fold_address

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.parsing import CalendarNote, Parsed
    from hearback.ledger.kinds import Kind

REPLY, COUNTER = "REPLY", "COUNTER"
# What may come about an entry of ours; REQUEST and the like are somebody's own invitations.
HEEDED = frozenset({REPLY, COUNTER, "REFRESH", "CANCEL", "DECLINECOUNTER"})
MOST_OF_A_KIND = 3
_KINDS: dict[Reply, tuple[Kind, Kind]] = {
    Reply.ACCEPTED: (kinds.ACCEPTED, kinds.PANELIST_ACCEPTED),
    Reply.TENTATIVE: (kinds.UNSURE, kinds.PANELIST_UNSURE),
    Reply.DECLINED: (kinds.CANNOT_COME, kinds.PANELIST_CANNOT),
}


@dataclass(frozen=True)
class _Answer:
    """One calendar's message about an interview of ours, and what its sender wrote with it.

    `panelist` is None when the candidate's calendar wrote.
    """

    interview: Interview
    panelist: Panelist | None
    note: CalendarNote
    sender: str
    words: str
    now: datetime

    @property
    def who(self) -> Interview | Panelist:
        """The row their answer stands on."""
        return self.panelist or self.interview

    @property
    def name(self) -> str:
        """Whose calendar it was."""
        return self.panelist.member.name if self.panelist else self.interview.application.name

    @property
    def sequence(self) -> int:
        """Which version was answered; none can be newer than ours."""
        ahead = self.panelist.version_ahead if self.panelist else 0
        return min(max(0, (self.note.sequence or 0) - ahead), self.interview.sequence)

    def heeded(self, why: str) -> Heeded:
        """What became of it, with the words that are left for a person."""
        return self._left(why, self.words)

    def says(self, sentence: str, why: str) -> Heeded:
        """The same, where the answer itself is something a person has to reply to."""
        said = in_their_words(sentence, self.interview, self.panelist)
        return self._left(why, "\n\n".join(filter(None, (said, self.words))), awaits=True)

    def _left(self, why: str, words: str, *, awaits: bool = False) -> Heeded:
        if not words:
            return Heeded(why=why)
        by = self.panelist.member if self.panelist else None
        conversation = conversation_about(self.interview.application, now=self.now)
        return Heeded(why=why, words=words, conversation=conversation, by=by, awaits=awaits)


@transaction.atomic
def heed_reply(mail: Parsed, *, now: datetime) -> Heeded | None:
    """Follow what a calendar says about an interview of ours; None when it is not about one.

    Only an answer that comes from the very address that was invited is followed. Everything else
    is written down and changes nothing; words that came with it are left to be read.
    """
    note = mail.calendar
    if note is None or note.method not in HEEDED:
        return None
    words, sender = own_words(mail, note), fold_address(mail.from_address)
    found = Interview.objects.filter(uid=note.uid).first()
    if found is None:
        why = "A calendar answered something we know nothing of."
        return Heeded(why=why, words=words) if note.method == REPLY else None
    interview = hold(found)
    is_invited, panelist = _whose(interview, note, sender)
    answer = _Answer(interview, panelist, note, sender, words, now)
    if not is_invited:
        _set_aside(answer, _("it came from an address that was not invited"))
        return Heeded(why="A calendar's answer from an address that was not invited.", words=words)
    return _follow(answer)


def _whose(interview: Interview, note: CalendarNote, sender: str) -> tuple[bool, Panelist | None]:
    """Whether its sender was invited, answers for themselves, and as which panelist if as one."""
    if sender not in {fold_address(one.address) for one in note.attendees}:
        return False, None
    if sender == fold_address(interview.application.candidate.email):
        return True, None
    for panelist in interview.panelists.select_related("member"):
        if sender == fold_address(panelist.member.email):
            panelist.interview = interview
            return True, panelist
    return False, None


def _follow(answer: _Answer) -> Heeded:
    """What somebody who was invited says."""
    reply = _reply_of(answer)
    if answer.interview.state != InterviewState.BOOKED:
        return answer.heeded("A calendar's answer to an interview that is over or off.")
    if answer.panelist and not answer.panelist.is_on:
        return answer.heeded("A calendar's answer of somebody who takes part no more.")
    if answer.note.method == COUNTER:
        return _proposes(answer)
    if answer.note.method != REPLY or reply is None:
        _set_aside(answer, _("it was neither a yes nor a no"))
        return answer.heeded("A calendar's message that asks for nothing we could do.")
    if answer.sequence < answer.interview.sequence:
        return _to_an_earlier_time(answer, reply)
    return _to_this_time(answer, reply)


def _reply_of(answer: _Answer) -> Reply | None:
    """What they said, when it is a yes, a no or a perhaps."""
    said = {fold_address(one.address): one.answer for one in answer.note.attendees}
    value = said.get(answer.sender, "")
    return Reply(value) if value in _KINDS else None


def _to_this_time(answer: _Answer, reply: Reply) -> Heeded:
    why = f"A calendar's answer: {reply}."
    is_new = _write(answer, reply)
    kind = _KINDS[reply][answer.panelist is not None]
    if not is_new or not _note(kind, answer) or reply != Reply.DECLINED:
        return answer.heeded(why)
    _tell_coordinator(answer)
    return answer.heeded(why) if answer.panelist else answer.says(CANNOT, why)


def _to_an_earlier_time(answer: _Answer, reply: Reply) -> Heeded:
    """Kept and shown as what it is; what was said of the time as it stands is not touched."""
    who = answer.who
    if who.reply == Reply.NONE or who.reply_sequence != answer.interview.sequence:
        _write(answer, reply)
    _note(kinds.ANSWERED_EARLIER, answer, said=str(reply.label))
    return answer.heeded("A calendar's answer to an earlier time.")


def _proposes(answer: _Answer) -> Heeded:
    """Another time, proposed by a calendar: a question like any other, if a candidate asks it."""
    _set_aside(answer, _("it proposed another time"))
    return answer.says(OTHER_TIME, "A calendar proposed another time.")


def _write(answer: _Answer, reply: Reply) -> bool:
    """The last answer stands; returns whether it is another than before."""
    who = answer.who
    is_new = (who.reply, who.reply_sequence) != (reply, answer.sequence)
    who.reply, who.replied_at, who.reply_sequence = reply, answer.now, answer.sequence
    who.save(update_fields=["reply", "replied_at", "reply_sequence"])
    return is_new


def _tell_coordinator(answer: _Answer) -> None:
    """At once, and who could stand in; when the coordinator is away, who covers for them."""
    interview, panelist = answer.interview, answer.panelist
    letter = cannot_come(
        _coordinator(answer),
        interview,
        panelist,
        words=answer.words,
        stand_ins=could_stand_in(panelist) if panelist else (),
    )
    queue(letter, now=answer.now)


def _coordinator(answer: _Answer) -> Member:
    return who_answers(answer.interview.coordinator, now=answer.now)


def _when(answer: _Answer) -> str:
    return when_words(answer.interview, answer.interview.coordinator.zone)


def _note(kind: Kind, answer: _Answer, **more: str) -> bool:
    """Write down what was answered, and say whether it was: the same a few times at most."""
    interview, panelist = answer.interview, answer.panelist
    mark = {
        "interview": interview.pk,
        "panelist": panelist.pk if panelist else None,
        "sequence": answer.sequence,
    }
    before = Entry.objects.filter(application=interview.application, kind=kind.name)
    if before.filter(payload__contains=mark).count() >= MOST_OF_A_KIND:
        return False
    facts = {
        "name": answer.name,
        "member": answer.name,
        "round": interview.round.name,
        "when": _when(answer),
        "told": _coordinator(answer).name,
        **more,
    }
    said = {name: value for name, value in facts.items() if name in kind.fields}
    record(
        kind,
        by=None,
        now=answer.now,
        application=interview.application,
        payload={**mark, **said},
    )
    return True


def _set_aside(answer: _Answer, reason: str) -> None:
    """Write down what was not followed, and why."""
    _note(kinds.SET_ASIDE, answer, reason=reason, address=answer.sender)
