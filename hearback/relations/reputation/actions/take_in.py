"""A review comes in, by whatever way: kept once, with an owner and a promised public answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.calendars import calendar_of
from hearback.accounts.queries import who_answers, who_receives
from hearback.kit.errors import Invalid
from hearback.kit.moments import day_hour
from hearback.ledger.actions import make_promise, plan_promise, record
from hearback.ledger.models import Promisee
from hearback.relations.reputation import kinds
from hearback.relations.reputation.models import REVIEW_ANSWER, CameBy, Review
from hearback.relations.reputation.queries import the_terms
from hearback.rules.lines import many_lines, one_line
from hearback.rules.promises import Terms, Unit, due_moment
from hearback.rules.reviews import fingerprint_of, rating_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from hearback.accounts.models import Member, Place
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Opening

LONGEST = 20_000
# With line ends of two signs, and signs that hide, which do not count.
_LONGEST_TOLD = 4 * LONGEST
_SOURCE, _ID, _ADDRESS = 80, 200, 500
_web = URLValidator(schemes=["https", "http"])


@dataclass(frozen=True, kw_only=True)
class Said:
    """A review as it was pasted, read or told; `given` on a scale from `low` to `high`."""

    source: str
    text: str
    external_id: str = ""
    address: str = ""
    written_on: date | None = None
    given: str = ""
    low: str = ""
    high: str = ""
    place: Place | None = None
    opening: Opening | None = None


@transaction.atomic
def take_in(
    *, said: Said, by: Member | None, came_by: CameBy, now: datetime
) -> tuple[Review, bool]:
    """Keep a review once; returns it, and whether it is new.

    Its words stay in their language and script, cleaned of what hides or reorders. Raises Invalid
    with a sentence for what lacks a site or words, is too long to be kept whole, or whose rating or
    address is none.
    """
    review = _read(said, came_by=came_by, now=now)
    there = Review.objects.filter(fingerprint=review.fingerprint).first()
    if there is not None:
        return there, False
    review.owner = _owner(said, now=now)
    kept, is_new = Review.objects.get_or_create(
        fingerprint=review.fingerprint,
        defaults={
            field.name: getattr(review, field.name)
            for field in Review._meta.concrete_fields
            if field.name not in {"id", "fingerprint"}
        },
    )
    if not is_new:
        return kept, False
    kept.promise = make_promise(by=by, now=now, promise=_promised(kept, now=now))
    kept.save(update_fields=["promise"])
    told = {"source": kept.source, "owner": kept.owner.name, "review": str(kept.public_id)}
    record(kinds.REVIEW_CAME, by=by, now=now, opening=kept.opening, payload=told)
    return kept, True


def _read(said: Said, *, came_by: CameBy, now: datetime) -> Review:
    source, text = one_line(said.source, _SOURCE), _whole(said.text)
    if not source:
        raise Invalid(_("Say on which site it stands."), {"source": _("Which site is it on?")})
    if not text:
        raise Invalid(_("There are no words to keep."), {"text": _("Paste what it says.")})
    try:
        rating = rating_of(said.given, said.low, said.high)
    except ValueError as wrong:
        raise Invalid(str(wrong), {"given": str(wrong)}) from None
    address = clean_address(said.address)
    external_id = one_line(said.external_id, _ID)
    day = said.written_on.isoformat() if said.written_on else ""
    return Review(
        source=source,
        external_id=external_id,
        fingerprint=fingerprint_of(source, external_id, text, day),
        address=address,
        place=said.place or (said.opening.place if said.opening else None),
        opening=said.opening,
        written_on=said.written_on,
        text=text,
        **(
            {"given": rating.given, "low": rating.low, "high": rating.high, "share": rating.share}
            if rating
            else {}
        ),
        came_by=came_by,
        came_at=now,
    )


def _whole(text: str) -> str:
    """The words, cleaned; never half of them. Raises Invalid for more than we keep."""
    # Cleaning looks at a part of what is far too long, and cuts: so with room to spare.
    clean = many_lines(text, 2 * LONGEST)
    if len(clean) > LONGEST or len(text) > _LONGEST_TOLD:
        sentence = _("It is longer than {n} characters, so we would keep only a part of it.")
        sentence = sentence.format(n=f"{LONGEST:,}")
        raise Invalid(sentence, {"text": sentence})
    return clean


def clean_address(text: str) -> str:
    """A web address as it may be stored and linked to; raises Invalid for any other."""
    address = one_line(text, 2 * _ADDRESS)
    if not address:
        return ""
    try:
        _web(address)
    except ValidationError:
        address = ""
    if not address or len(address) > _ADDRESS:
        sentence = _("This is no address of a page on the web.")
        raise Invalid(sentence, {"address": sentence})
    return address


def _owner(said: Said, *, now: datetime) -> Member:
    """Whoever the terms name, else the opening's owner, else who takes on what is nobody's."""
    named = the_terms().owner
    if named is not None and named.is_active:
        return who_answers(named, now=now)
    if said.opening is not None:
        return who_answers(said.opening.owner, now=now)
    return who_receives(now=now)


def _promised(review: Review, *, now: datetime) -> Promise:
    return promise_to_answer(review, Terms(the_terms().working_days, Unit.WORKING_DAYS), now=now)


def promise_to_answer(review: Review, terms: Terms, *, now: datetime) -> Promise:
    """By when the owner has answered in public, by their own calendar; not stored yet."""
    owner = review.owner
    due_at = due_moment(terms, now, calendar_of(owner, now=now)).moment
    words = _("{owner} answers the review on {source} by {when}").format(
        owner=owner.name, source=review.source, when=day_hour(due_at, ZoneInfo(owner.zone))
    )
    return plan_promise(
        owner=owner,
        what=REVIEW_ANSWER,
        words=words,
        now=now,
        due_at=due_at,
        opening=review.opening,
        promisee=Promisee.TEAM,
    )
