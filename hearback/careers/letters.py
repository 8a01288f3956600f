"""The letters of applying: receipt, second try, fresh code, lost link, thanks for having come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.careers import letter_kinds
from hearback.careers.models import Purpose
from hearback.channels.models import Urgency, WhenInDoubt
from hearback.inbox import texting
from hearback.inbox.letters import to_person
from hearback.inbox.spoken import said_to
from hearback.inbox.writing import STATUS, Envelope, to_candidate, write
from hearback.kit.links import Marker, marker
from hearback.pipeline.models import ApplicationState, FirstAnswer
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from hearback.accounts.models import Organisation
    from hearback.channels.actions import Letter
    from hearback.inbox.thanks import Thanks
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application, Conversation, Opening

CODE = "code:fresh"
ASK_FOR_CV = "careers.ask_for_cv"


def answers_by_call(application: Application) -> bool:
    """Whether the first answer is a call: the opening asks for one, and there is a number."""
    by_call = application.opening.first_answer_by == FirstAnswer.CALL
    return by_call and bool(application.phone)


def receipt(
    application: Application,
    promise: Promise,
    *,
    has_cv: bool = True,
    organisation: Organisation | None = None,
    thanks: Thanks | None = None,
) -> Letter:
    """Thanks, the job, how the must-haves compare, what happens next, by when and from whom."""
    envelope = _at_once(application, "careers.receipt")
    fit = application.fit
    return write(
        letter_kinds.RECEIPT,
        envelope,
        {
            "name": greeting_name(application.name),
            "opening": application.opening.title,
            "reference": str(application.public_id)[:8].upper(),
            "met": fit.get("met", []),
            "missing": fit.get("missing", []),
            "unstated": fit.get("unstated", []),
            "promise": promise.words,
            "next_step": application.opening.next_step,
            "has_cv": has_cv,
        },
        organisation=organisation,
        thanks=thanks,
    )


def receipt_by_text(application: Application, promise: Promise) -> Letter:
    """The same in a line: it is here, who answers by when, and the page."""
    with translation.override(application.language):
        words = _("thank you, %(name)s, your application is here. %(promise)s.") % {
            "name": greeting_name(application.name),
            "promise": promise.words,
        }
        return texting.notice(
            application, words, purpose="careers.receipt_text", urgency=Urgency.NOW
        )


def code_by_text(application: Application, public_id: UUID) -> Letter:
    """The code by text, for who cannot be reached by mail."""
    with translation.override(application.language):
        words = _("%(code)s is your code. It works for ten minutes.")
        return texting.text(
            application.phone,
            words % {"code": marker(CODE, public_id, 1)},
            purpose="careers.code",
            name=application.name,
            about=application.public_id,
            urgency=Urgency.NOW,
        )


def already_applied(application: Application) -> Letter:
    """To who applied a second time: the first application stands, and here is where it stands."""
    envelope = _at_once(application, "careers.already_applied")
    return write(
        letter_kinds.ALREADY_APPLIED,
        envelope,
        {
            "name": greeting_name(application.name),
            "opening": application.opening.title,
            "received": said_to(application, application.received_at),
            "ended": application.state != ApplicationState.IN_PROGRESS,
        },
    )


def _at_once(application: Application, purpose: str) -> Envelope:
    """For what somebody is waiting for at this very moment."""
    return to_candidate(
        application,
        purpose=purpose,
        automatic=True,
        urgency=Urgency.NOW,
        when_in_doubt=WhenInDoubt.SEND_AGAIN,
    )


def _about(application: Application) -> dict[str, object]:
    return {
        "name": greeting_name(application.name),
        "opening": application.opening.title,
    }


def fresh_code(application: Application, public_id: UUID, purpose: Purpose) -> Letter:
    """The code that lets its reader do one thing within ten minutes."""
    context = {
        **_about(application),
        "code": marker(CODE, public_id, 1),
        "withdraws": purpose == Purpose.WITHDRAW,
        "lifts": purpose == Purpose.LIFT,
    }
    return write(letter_kinds.CODE, _at_once(application, "careers.code"), context)


def withdrawn(application: Application) -> Letter:
    """Thanks for having come, and a door that stays open."""
    envelope = _at_once(application, "careers.withdrawn")
    return write(letter_kinds.WITHDRAWN, envelope, _about(application))


def address_changed(application: Application) -> Letter:
    """To the old address: letters go elsewhere from now on, and whom to ring if that is wrong."""
    envelope = _at_once(application, "careers.address_changed")
    without_link = replace(envelope, status_link=None)
    return write(letter_kinds.ADDRESS_CHANGED, without_link, _about(application))


def address_welcome(application: Application) -> Letter:
    """To the new address: letters come here from now on."""
    envelope = _at_once(application, "careers.address_welcome")
    return write(letter_kinds.ADDRESS_WELCOME, envelope, _about(application))


def lost_links(applications: Sequence[Application]) -> Letter:
    """The links to all of somebody's applications, newest first, in one letter."""
    newest = applications[0]
    links: list[dict[str, str | Marker]] = [
        {
            "opening": application.opening.title,
            "received": said_to(application, application.received_at),
            "link": marker(STATUS, application.public_id, application.link_generation),
        }
        for application in applications
    ]
    envelope = _at_once(newest, "careers.lost_links")
    context = {
        "name": greeting_name(newest.name),
        "links": links,
        "several": len(links) > 1,
    }
    return write(letter_kinds.LOST_LINKS, envelope, context)


def send_us_your_cv(conversation: Conversation, opening: Opening, promise: Promise) -> Letter:
    """To who wrote to an opening's address without a CV: who replies by when, and where to send it.

    Somebody who only had a question need not send anything.
    """
    envelope = to_person(
        conversation, purpose=ASK_FOR_CV, signer=promise.owner, automatic=True, answering=True
    )
    context = {
        "name": greeting_name(conversation.name),
        "opening": opening.title,
        "promise": promise.words,
        "form": Marker(f"{settings.HEARBACK_URL}{reverse('careers:opening', args=[opening.slug])}"),
    }
    return write(letter_kinds.ASK_FOR_CV, envelope, context)
