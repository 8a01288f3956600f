"""Writing an opening's brief, publishing and pausing it; ending it belongs to the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hearback.careers.openings import kinds
from hearback.careers.openings.parts import store_parts
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.ledger.kinds import Kind
from hearback.pipeline.gaps import refuse_gaps
from hearback.pipeline.models import Opening, OpeningState

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.careers.openings.draft import Draft
    from hearback.ledger.models import Entry

LONGEST_SLUG = 70
TRIES = 50
# Words that are pages of the desk, so no opening may live at them.
TAKEN = {"new"}
OVER = {OpeningState.FILLED, OpeningState.CLOSED}
MOST_QUESTIONS = 25
# From which state to which, and what is recorded.
Step = tuple[OpeningState, OpeningState, Kind]
_PAUSE: Step = (OpeningState.PUBLISHED, OpeningState.PAUSED, kinds.OPENING_PAUSED)
_RESUME: Step = (OpeningState.PAUSED, OpeningState.PUBLISHED, kinds.OPENING_RESUMED)
_DROP: Step = (OpeningState.DRAFT, OpeningState.CLOSED, kinds.OPENING_DROPPED)


@transaction.atomic
def write_opening(*, draft: Draft, by: Member, now: datetime) -> Opening:
    """Begin an opening as a draft nobody outside sees.

    Its address is made from the title and stays. Raises Refused for too many questions.
    """
    _refuse_interrogation(draft)
    opening = _with_free_address(Opening(**draft.fields))
    store_parts(opening, draft)
    said = {"title": opening.title}
    record(kinds.OPENING_WRITTEN, by=by, now=now, opening=opening, payload=said)
    _explain_questions(opening, draft, by=by, now=now)
    return opening


@transaction.atomic
def change_opening(*, opening: Opening, draft: Draft, by: Member, now: datetime) -> list[str]:
    """Change a brief; returns the names of what changed, empty when nothing did.

    Raises Refused when the opening is over, when a published brief would get a gap, when a
    criterion that explains an answer would vanish, or for too many questions.
    """
    opening = _lock(opening)
    if opening.state in OVER:
        raise Refused(_("This opening is over. Write a new one instead."))
    _refuse_interrogation(draft)
    changed = [name for name, value in draft.fields.items() if getattr(opening, name) != value]
    for name in changed:
        setattr(opening, name, draft.fields[name])
    if changed:
        opening.save(update_fields=changed)
    labels = [_label(name) for name in changed]
    labels += store_parts(opening, draft)
    if not labels:
        return []
    if opening.state != OpeningState.DRAFT:
        refuse_gaps(opening)
    said = {"fields": ", ".join(labels)}
    record(kinds.OPENING_CHANGED, by=by, now=now, opening=opening, payload=said)
    _explain_questions(opening, draft, by=by, now=now)
    return labels


@transaction.atomic
def publish_opening(*, opening: Opening, by: Member, now: datetime) -> None:
    """Show a draft to the world and take applications.

    Raises Refused, naming what is missing, while the brief has gaps, and when it is no draft.
    """
    opening = _lock(opening)
    if opening.state != OpeningState.DRAFT:
        raise Refused(_("Only a draft can be published."))
    refuse_gaps(opening)
    opening.state, opening.published_at = OpeningState.PUBLISHED, now
    opening.save(update_fields=["state", "published_at"])
    address = reverse("careers:opening", args=[opening.slug])
    record(kinds.OPENING_PUBLISHED, by=by, now=now, opening=opening, payload={"address": address})


@transaction.atomic
def pause_opening(*, opening: Opening, by: Member, now: datetime) -> None:
    """Take no new applications; everyone who applied is owed what they were told. Or Refused."""
    _switch(opening, _PAUSE, by=by, now=now)


def pause_as_told(entry: Entry, *, now: datetime) -> None:
    """Follows somebody's word that the job is paused; one that does not run stays as it is."""
    opening, by = entry.opening, entry.by
    if opening is None or by is None:
        return
    if Opening.objects.filter(pk=opening.pk, state=OpeningState.PUBLISHED).exists():
        pause_opening(opening=opening, by=by, now=now)


@transaction.atomic
def resume_opening(*, opening: Opening, by: Member, now: datetime) -> None:
    """Take applications again. Raises Refused when it is not paused or the brief has gaps."""
    refuse_gaps(opening)
    _switch(opening, _RESUME, by=by, now=now)


@transaction.atomic
def drop_draft(*, opening: Opening, by: Member, now: datetime) -> None:
    """Close a draft that was never published. Raises Refused when it was."""
    _switch(opening, _DROP, by=by, now=now)


def _switch(opening: Opening, step: Step, *, by: Member, now: datetime) -> None:
    was, will_be, kind = step
    opening = _lock(opening)
    if opening.state != was:
        raise Refused(
            _("“{title}” is {state} by now, so that is not possible.").format(
                title=opening.title, state=opening.get_state_display().lower()
            )
        )
    opening.state = will_be
    opening.closed_at = now if will_be == OpeningState.CLOSED else opening.closed_at
    opening.save(update_fields=["state", "closed_at"])
    record(kind, by=by, now=now, opening=opening)


def _label(name: str) -> str:
    """What the form calls a column of the opening."""
    field = Opening._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))


def _lock(opening: Opening) -> Opening:
    return Opening.objects.select_for_update(of=["self"], no_key=True).get(pk=opening.pk)


def _with_free_address(opening: Opening) -> Opening:
    """Insert under an address of plain letters that nobody else has."""
    stem = slugify(opening.title)[:LONGEST_SLUG].strip("-") or "opening"
    stem = f"{stem}-1" if stem in TAKEN else stem
    for attempt in range(TRIES):
        opening.slug = stem if attempt == 0 else f"{stem}-{attempt + 1}"
        if Opening.objects.filter(slug=opening.slug).exists():
            continue
        try:
            with transaction.atomic():
                opening.save(force_insert=True)
        except IntegrityError:
            continue  # somebody took this address between our look and our insert
        return opening
    raise Refused(_("There are very many openings of this title. Make the title more exact."))


def _refuse_interrogation(draft: Draft) -> None:
    number = len(draft.questions)
    if number > MOST_QUESTIONS and not draft.questions_reason.strip():
        raise Refused(
            _(
                "{number} questions are more than {most}. Take some out, or write down why the "
                "job needs them all before a first answer."
            ).format(number=number, most=MOST_QUESTIONS)
        )


def _explain_questions(opening: Opening, draft: Draft, *, by: Member, now: datetime) -> None:
    if len(draft.questions) > MOST_QUESTIONS:
        said = {"number": len(draft.questions), "reason": draft.questions_reason.strip()}
        record(kinds.QUESTIONS_EXPLAINED, by=by, now=now, opening=opening, payload=said)
