"""The four letters with an answer: onward, a new date, a no, and the job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearback.answers import letter_kinds
from hearback.answers.models import Resource, ResourceKind
from hearback.inbox.holes import call_by_name
from hearback.inbox.spoken import reader_zone, said_to
from hearback.inbox.writing import status_link, to_candidate, write
from hearback.kit.links import Marker, disarm, within
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.inbox.thanks import Thanks
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application

LONGEST_WORDS = 4000
LONGEST_LINE = 300
LONGEST_REASON = 600  # a wording of 300 with a criterion of 200 in it, and room


def onward(
    application: Application,
    *,
    words: str,
    promise: Promise,
    signer: Member,
    thanks: Thanks | None = None,
) -> Letter:
    """Good news in the recruiter's own words, and the next promise."""
    return write(
        letter_kinds.ONWARD,
        to_candidate(application, purpose="answers.onward", signer=signer),
        {
            **_always(application),
            "words": many_lines(words, LONGEST_WORDS),
            "promise": promise.words,
        },
        thanks=thanks,
    )


def hold(
    application: Application,
    *,
    reason: str,
    old_due_at: datetime | None,
    promise_words: str,
    signer: Member,
) -> Letter:
    """Sorry, the reason, the new date."""
    return write(
        letter_kinds.HOLD,
        to_candidate(application, purpose="answers.hold", signer=signer),
        {
            **_always(application),
            "reason": one_line(reason, LONGEST_LINE),
            "old": said_to(application, old_due_at) if old_due_at else "",
            "promise": promise_words,
        },
    )


def decline(
    application: Application,
    *,
    thanks: str,
    reason: str,
    resource: Resource,
    signer: Member,
    gift: Thanks | None = None,
) -> Letter:
    """A plain no, thanks for something real, one true reason, one thing that helps."""
    with translation.override(application.language):
        applied = applied_on(application)
    stay = {"stay_page": stay_page(status_link(application))}
    known = {**_always(application), **help_words(resource), **stay, "applied": applied}
    return write(
        letter_kinds.DECLINE,
        to_candidate(application, purpose="answers.decline", signer=signer),
        {**known, "thanks": as_thanks(thanks), "reason": one_line(reason, LONGEST_REASON)},
        thanks=gift,
    )


def stay_page(link: Marker) -> Marker:
    """Stands for the page on which whoever holds this status link may ask to stay in touch."""
    return within(link, "in-touch/")


def hire(
    application: Application,
    *,
    words: str,
    promise: Promise,
    signer: Member,
    thanks: Thanks | None = None,
) -> Letter:
    """The job is theirs, and who rings them by when."""
    return write(
        letter_kinds.HIRE,
        to_candidate(application, purpose="answers.hire", signer=signer),
        {
            **_always(application),
            "words": many_lines(words, LONGEST_WORDS),
            "promise": promise.words,
        },
        thanks=thanks,
    )


def _always(application: Application) -> dict[str, object]:
    return {"name": call_by_name(application.name), "opening": application.opening.title}


def applied_on(application: Application) -> str:
    """The day somebody applied on the clock of who reads it, such as "24 November"."""
    return day(application.received_at, reader_zone(application))


def day(moment: datetime, zone: tzinfo) -> str:
    """The local day of a moment without its year."""
    # Translators: a Django date format for a day without its year, see the "date" filter.
    return date_format(moment.astimezone(zone), _("j F"))


def as_thanks(words: str) -> str:
    """What follows "Thank you for …": no full stop, because the letter's sentence goes on."""
    return one_line(words, LONGEST_LINE).rstrip(" .")


def help_words(resource: Resource) -> dict[str, object]:
    """The resource as the letter may tell of it; its address makes a button."""
    is_opening = resource.kind == ResourceKind.OPENING and resource.opening is not None
    link = resource.url
    if is_opening and resource.opening is not None:
        path = reverse("careers:opening", args=[resource.opening.slug])
        link = f"{settings.HEARBACK_URL}{path}"
    return {
        "help_title": resource.title,
        "help_words": resource.words,
        "help_link": Marker(disarm(link)),
        "help_is_opening": is_opening,
    }
