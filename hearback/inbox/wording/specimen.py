"""A letter as a real person would get it, before its words stand; nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.inbox.spoken import reader_zone, said_again, said_to
from hearback.inbox.writing import Envelope, filled_in, sealed, status_link, to_candidate
from hearback.kit.links import veil
from hearback.ledger.models import Promise
from hearback.pipeline.models import ApplicationState
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.inbox.wording.choice import Wording
    from hearback.inbox.wording.registry import LetterKind
    from hearback.pipeline.models import Application


@dataclass(frozen=True)
class Specimen:
    """A letter to look at."""

    letter: Letter

    @property
    def body(self) -> str:
        """The text, without links that belong to the candidate alone."""
        return veil(self.letter.text, _("[their status page]"))


def specimen(
    kind: LetterKind, wording: Wording, *, reader: Application | None, member: Member
) -> Specimen:
    """The letter in these words to a real applicant, or to somebody made up.

    What only a recruiter's act would supply (a reason, their words) is the field's example. Raises
    Unwritable when the words cannot be used.
    """
    values = kind.examples() | {name: False for name in _UNLIKELY if name in kind.fields}
    if reader is None:
        envelope = Envelope(
            purpose=kind.name,
            to_address="ana@example.org",
            to_name="Ana Moreau",
            signer=member,
            language=wording.language,
        )
    else:
        reader.language = wording.language
        envelope = to_candidate(reader, purpose=kind.name)
        if not kind.has_link_at_foot:
            envelope = replace(envelope, status_link=None)
        known = _known_of(reader)
        values |= {name: value for name, value in known.items() if name in kind.fields}
    if not kind.has_status_link:
        values.pop("status_link", None)
    values = {name: value for name, value in values.items() if name not in _SUPPLIED}
    organisation = the_organisation()
    return Specimen(
        sealed(
            filled_in(kind, wording, envelope, values, organisation),
            envelope,
            organisation,
        )
    )


# Flags whose rarer turn is not shown first.
_UNLIKELY = ("help_is_opening", "ended", "several")
# What writing a letter adds by itself.
_SUPPLIED = {"organisation", "person", "has_privacy_line"}


def _known_of(reader: Application) -> dict[str, object]:
    """What is true of an applicant, by the names of fields; the same as letters would say."""
    promises = Promise.objects.open().filter(application=reader, promisee="candidate")
    promise = promises.about_the_application().order_by("due_at").first()
    with translation.override(reader.language):
        applied = date_format(reader.received_at.astimezone(reader_zone(reader)), _("j F"))
        # Told in the applicant's language once; here in that of the letter.
        promised = said_again(promise, zone=reader_zone(reader)) if promise else ""
    link = status_link(reader)
    known: dict[str, object] = {
        "name": greeting_name(reader.name) or reader.name,
        "opening": reader.opening.title,
        "reference": str(reader.public_id)[:8].upper(),
        "received": said_to(reader, reader.received_at),
        "applied": applied,
        "next_step": reader.opening.next_step,
        "has_cv": reader.documents.exists(),
        "ended": reader.state != ApplicationState.IN_PROGRESS,
        "several": False,
        "status_link": link,
        **{name: reader.fit.get(name, []) for name in ("met", "missing", "unstated")},
        "links": [
            {
                "opening": reader.opening.title,
                "received": said_to(reader, reader.received_at),
                "link": link,
            }
        ],
    }
    if promise is not None:
        known |= {"promise": promised, "old": said_to(reader, promise.due_at)}
    return known
