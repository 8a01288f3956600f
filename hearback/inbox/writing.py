"""Turns a letter's template into subject, text and HTML, signed by a person, not a system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.utils import translation

from hearback.accounts.queries import the_organisation
from hearback.channels.actions import Letter
from hearback.channels.models import Channel, Urgency, WhenInDoubt
from hearback.inbox.layout import Foot, as_html, as_text
from hearback.kit.links import Marker, disarm, marker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from hearback.accounts.models import Member, Organisation
    from hearback.pipeline.models import Application

STATUS = "portal:status"


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """Everything about a letter but its words."""

    purpose: str
    to_address: str
    to_name: str
    signer: Member | None
    is_to_colleague: bool = False
    language: str = "en"
    about: UUID | None = None
    thread: UUID | None = None
    channel: Channel = Channel.EMAIL
    in_reply_to: str = ""
    status_link: Marker | None = None
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
    template: str,
    envelope: Envelope,
    context: Mapping[str, object],
    *,
    organisation: Organisation | None = None,
) -> Letter:
    """The letter, ready for `channels.actions.queue`.

    `template` is a text file such as ``careers/letters/receipt.txt``: its first line is the
    subject, the rest the body, with blank lines between paragraphs and ``- `` before list items.
    What people typed is put in as plain text: it can neither make a link nor a template.
    """
    organisation = organisation or the_organisation()
    known = {
        **{key: _plain(value) for key, value in context.items()},
        "signer": envelope.signer,
        "organisation": organisation,
        "status_link": envelope.status_link,
    }
    with translation.override(envelope.language):
        rendered = get_template(template, using="letters").render(known)
        subject, _, body = rendered.lstrip().partition("\n")
        foot, subject = _foot(envelope, organisation), subject.strip()
        text, html = as_text(body, foot), as_html(subject, body, foot)
    return _put_in(envelope, organisation, subject=subject, text=text, html=html)


def _foot(envelope: Envelope, organisation: Organisation) -> Foot:
    return Foot(
        signer=envelope.signer,
        organisation=organisation,
        status_link=envelope.status_link,
        privacy_line="" if envelope.is_to_colleague else organisation.privacy_line,
        privacy_url="" if envelope.is_to_colleague else organisation.privacy_url,
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
    if isinstance(value, str) and not isinstance(value, Marker):
        return disarm(value)
    return value


def _sender(signer: Member | None, organisation: Organisation) -> str:
    return f"{signer.name}, {organisation.name}" if signer else organisation.name
