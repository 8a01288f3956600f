"""The candidate's word after a meeting: asked for at once, kept as said, with the recruiter now."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.feedback.circle import kinds, letters
from hearback.feedback.circle.models import Came, Keen, Said
from hearback.inbox.texting import can_text
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.pipeline.models import Application, ApplicationState
from hearback.rules.text import one_line
from hearback.rules.timing import when_to_text

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Entry

LONGEST, LONGEST_WORDS = 500, 200


@transaction.atomic
def expect_word(entry: Entry, *, now: datetime) -> None:
    """Wait for a candidate's word on an interview; the letter that asks how it was asks this too.

    Follows the entry that says both sides were asked.
    """
    if entry.application is not None:
        _wait(entry.application, UUID(str(entry.payload["interview"])), _about(entry), now=now)


@transaction.atomic
def ask_candidate(entry: Entry, *, now: datetime) -> None:
    """Ask a candidate by mail, and by text where they agreed to texts, how they see it now.

    Follows the entry that says a meeting is over; its payload has `meeting`, the public id, and
    `what` it was. A second entry about one meeting asks nothing more.
    """
    application = entry.application
    if application is None or application.state != ApplicationState.IN_PROGRESS:
        return
    said, is_new = _wait(application, UUID(str(entry.payload["meeting"])), _about(entry), now=now)
    if not is_new:
        return
    said.message = queue(letters.how_was_it(said), now=now)
    said.save(update_fields=["message"])
    if can_text(application):
        queue(
            letters.text_how_was_it(said), now=now, send_after=when_to_text(now, application.zone)
        )
    payload = {"name": application.name, "words": said.words}
    record(kinds.WORD_WANTED, by=None, now=now, application=application, payload=payload)


def _about(entry: Entry) -> str:
    return str(entry.payload.get("what") or entry.payload.get("round") or "")


def _wait(
    application: Application, subject: UUID, words: str, *, now: datetime
) -> tuple[Said, bool]:
    return Said.objects.get_or_create(
        application=application,
        subject=subject,
        defaults={
            "words": one_line(words, LONGEST_WORDS),
            "to": application.owner,
            "asked_at": now,
        },
    )


@transaction.atomic
def tell(
    *, said: Said, tap: Keen, line: str, may_pass_on: bool, now: datetime, came: str = ""
) -> Said:
    """Keep a candidate's word and let the recruiter have it; the last one said counts.

    `came` is a value of Came, for a client's meeting.

    Raises Refused once the application has ended. The same word again changes nothing.
    """
    said = Said.objects.select_for_update(of=["self"]).get(pk=said.pk)
    application = Application.objects.select_related("candidate", "owner", "opening").get(
        pk=said.application_id
    )
    if application.state != ApplicationState.IN_PROGRESS:
        raise Refused(_("This application has ended. If you have a question, write to us."))
    line = one_line(line, LONGEST)
    if (said.tap, said.line, said.may_pass_on, said.came) == (tap, line, may_pass_on, came):
        return said
    is_new = (said.tap, said.line, said.came) != (tap, line, came)
    said.came = came
    said.tap, said.line, said.may_pass_on, said.said_at = tap, line, may_pass_on, now
    said.to = application.owner
    said.save()
    if is_new:
        _pass_to_owner(said, application, now=now)
    return said


def came_words(said: Said) -> str:
    """What the recruiter reads of how the other side came; on time is as it should be."""
    return str(Came(said.came).label) if said.came not in ("", Came.ON_TIME) else ""


def _pass_to_owner(said: Said, application: Application, *, now: datetime) -> None:
    """A word that needs nothing of anybody stands on the page alone; any other is a letter too."""
    label = str(Keen(said.tap).label)
    line = ". ".join(filter(None, [came_words(said), said.line]))
    payload = {"name": application.name, "words": said.words, "tap": label, "line": line}
    record(kinds.WORD_SAID, by=None, now=now, application=application, payload=payload)
    if line or said.tap != Keen.STILL:
        queue(letters.candidate_said(said, application), now=now)
