"""Turns a letter's words into subject, text and HTML, signed by a person, not a system."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hearback.accounts.queries import the_organisation
from hearback.channels.actions import Letter
from hearback.channels.models import Channel, Urgency, WhenInDoubt
from hearback.inbox import thanks as gifts
from hearback.inbox.layout import Foot, as_html, as_text
from hearback.inbox.wording.choice import wordings
from hearback.inbox.wording.liquid import Unwritable, render
from hearback.kit.links import Marker, as_typed, marker, settled

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from hearback.accounts.models import Member, Organisation
    from hearback.inbox.thanks import Thanks
    from hearback.inbox.wording.choice import Wording
    from hearback.inbox.wording.registry import LetterKind
    from hearback.pipeline.models import Application

STATUS = "portal:status"
_log = logging.getLogger(__name__)


class Said(NamedTuple):
    """A letter's subject and body with every field filled in; typed lines carry their marks."""

    language: str
    subject: str
    body: str

    @property
    def text(self) -> str:
        """The body as it is read."""
        return settled(self.body)


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """Everything about a letter but its words; `opening` is the key of the one it is about.

    `calendar` is a whole VCALENDAR that goes with it, such as an invitation. `leave_link` is where
    mail programs press for "no more of these"; it goes with nothing but what people agreed to.
    `gave_papers`: what becomes of papers is told at the foot to whoever sent us some, and to nobody
    else.
    """

    purpose: str
    to_address: str
    to_name: str
    signer: Member | None
    is_to_colleague: bool = False
    gave_papers: bool = True
    language: str = "en"
    about: UUID | None = None
    opening: int | None = None
    thread: UUID | None = None
    channel: Channel = Channel.EMAIL
    in_reply_to: str = ""
    status_link: Marker | None = None
    calendar: str = ""
    leave_link: Marker | None = None
    automatic: bool = False
    urgency: Urgency = Urgency.LETTER
    when_in_doubt: WhenInDoubt = WhenInDoubt.ASK


def status_link(application: Application) -> Marker:
    """Stands for the link to the page that tells a candidate where they are."""
    return marker(STATUS, application.public_id, application.link_generation)


def to_candidate(
    application: Application,
    *,
    purpose: str,
    signer: Member | None = None,
    automatic: bool = False,
    urgency: Urgency = Urgency.LETTER,
    when_in_doubt: WhenInDoubt = WhenInDoubt.ASK,
) -> Envelope:
    """An envelope to the person behind an application, with their status link at the foot."""
    return Envelope(
        purpose=purpose,
        to_address=application.candidate.email,
        to_name=application.name,
        signer=signer or application.owner,
        language=application.language,
        about=application.public_id,
        opening=application.opening_id,
        status_link=status_link(application),
        automatic=automatic,
        urgency=urgency,
        when_in_doubt=when_in_doubt,
    )


def to_colleague(
    member: Member,
    *,
    purpose: str,
    signer: Member | None = None,
    urgency: Urgency = Urgency.LETTER,
) -> Envelope:
    """An envelope to a member of the team; from the house itself when nobody signs."""
    return Envelope(
        purpose=purpose,
        to_address=member.email,
        to_name=member.name,
        signer=signer,
        is_to_colleague=True,
        automatic=signer is None,
        urgency=urgency,
        when_in_doubt=WhenInDoubt.SEND_AGAIN,
    )


def write(
    kind: LetterKind,
    envelope: Envelope,
    values: Mapping[str, object],
    *,
    organisation: Organisation | None = None,
    thanks: Thanks | None = None,
) -> Letter:
    """The letter, ready for `channels.actions.queue`.

    `values` has one for each of the letter's own fields: text, numbers, flags, lists, markers.
    Words a team gave the letter come before those it was shipped in; words that cannot be written
    are reported, and the next ones are used, so that no letter waits for somebody's mistake.
    `thanks` may go along with a receipt or an answer; raises ValueError for any other letter, and
    for one that does not say what it is for.
    """
    organisation = organisation or the_organisation()
    said = say(kind, envelope, values, organisation)
    if thanks is not None:
        said = _with_thanks(kind, said, values, thanks, envelope)
    return sealed(said, envelope, organisation)


def _with_thanks(
    kind: LetterKind,
    said: Said,
    values: Mapping[str, object],
    thanks: Thanks,
    envelope: Envelope,
) -> Said:
    """The letter with thanks below its words; they never stand in for what it has to say."""
    if kind.thanks_at is None:
        raise ValueError(f"The letter {kind.name} is neither a receipt nor an answer: no thanks.")
    if unsaid := sorted(name for name in kind.required if not str(values.get(name) or "").strip()):
        raise ValueError(f"The letter {kind.name} does not say {unsaid}, so it carries no thanks.")
    more = gifts.paragraphs(thanks, said.language, envelope.status_link)
    return said._replace(body=f"{said.body}\n\n{more}")


def say(
    kind: LetterKind, envelope: Envelope, values: Mapping[str, object], organisation: Organisation
) -> Said:
    """Subject and body in the first words that can be used; see `write`."""
    tried = wordings(
        kind,
        language=envelope.language,
        opening=envelope.opening,
        ours=organisation.language,
    )
    for wording in tried:
        try:
            return filled_in(kind, wording, envelope, values, organisation)
        except Unwritable:
            if wording.version is None:
                raise
            _log.exception("The words of %s in %s cannot be used.", kind.name, wording.language)
    raise Unwritable(f"The letter {kind.name} was shipped without words.")


def filled_in(
    kind: LetterKind,
    wording: Wording,
    envelope: Envelope,
    values: Mapping[str, object],
    organisation: Organisation,
) -> Said:
    """The letter in these very words. Raises Unwritable when they ask for what is not there."""
    signer = envelope.signer
    known = {
        "organisation": organisation.name,
        "person": signer.name if signer else organisation.name,
        "status_link": envelope.status_link,
        "has_privacy_line": bool(organisation.privacy_line),
        **values,
    }
    if missing := kind.fields.keys() - known.keys():
        raise Unwritable(f"The letter {kind.name} was not told {sorted(missing)}.")
    plain = {key: _plain(value) for key, value in known.items()}
    subject = settled(render(wording.subject, plain))
    return Said(wording.language, " ".join(subject.split()), render(wording.body, plain))


def sealed(said: Said, envelope: Envelope, organisation: Organisation) -> Letter:
    """What was said, laid out and signed, in its envelope."""
    foot = _foot(envelope, organisation)
    return _put_in(
        envelope,
        organisation,
        subject=said.subject,
        text=as_text(said.body, foot, said.language),
        html=as_html(said.subject, said.body, foot, said.language),
    )


def _foot(envelope: Envelope, organisation: Organisation) -> Foot:
    of_papers = envelope.gave_papers and not envelope.is_to_colleague
    return Foot(
        signer=envelope.signer,
        organisation=organisation,
        status_link=envelope.status_link,
        privacy_line=organisation.privacy_line if of_papers else "",
        privacy_url=organisation.privacy_url if of_papers else "",
    )


def _put_in(
    envelope: Envelope, organisation: Organisation, *, subject: str, text: str, html: str
) -> Letter:
    return Letter(
        purpose=envelope.purpose,
        to_address=envelope.to_address,
        to_name=envelope.to_name,
        from_name=_sender(envelope.signer, organisation),
        reply_to=organisation.reply_address,
        subject=subject,
        text=text,
        html=html,
        calendar=envelope.calendar,
        leave_link=envelope.leave_link or "",
        about=envelope.about,
        thread=envelope.thread,
        channel=envelope.channel,
        in_reply_to=envelope.in_reply_to,
        automatic=envelope.automatic,
        urgency=envelope.urgency,
        when_in_doubt=envelope.when_in_doubt,
    )


def _plain(value: object) -> object:
    """Disarm what people typed; values must be text, numbers, lists of text, or our own markers."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, str) and not isinstance(value, Marker):
        return as_typed(value)
    return value


def _sender(signer: Member | None, organisation: Organisation) -> str:
    return f"{signer.name}, {organisation.name}" if signer else organisation.name
