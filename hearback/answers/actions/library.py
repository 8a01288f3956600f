"""Changing what every no rests on: the resource library and the wordings of reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearback.answers.models import DeclineReason, Resource, ResourceKind
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.ledger.kinds import SETTING_CHANGED
from hearback.rules import wording

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Opening


@transaction.atomic
def save_resource(
    *,
    resource: Resource | None,
    kind: str,
    title: str,
    words: str,
    url: str,
    is_offered: bool,
    by: Member,
    now: datetime,
) -> Resource:
    """Add something that helps, or change one (`resource`); offering it says it was checked today.

    Raises Refused for words that no letter may carry.
    """
    _refuse_unkind(f"{title}. {words}")
    change = _("changed") if resource else _("added")
    resource = resource or Resource()
    resource.kind, resource.title, resource.words, resource.url = kind, title, words, url
    resource.is_offered = is_offered
    if is_offered:
        resource.checked_on = now.date()
    resource.save()
    said = _("offered") if is_offered else _("not offered")
    _note(_("The resource “%s”") % title, f"{change}, {said}", by=by, now=now)
    return resource


@transaction.atomic
def offer_opening(*, opening: Opening, by: Member, now: datetime) -> Resource:
    """The library's entry for another opening here, made when it is chosen for the first time."""
    there = Resource.objects.filter(opening=opening).first()
    if there is not None:
        return there
    resource = Resource.objects.create(
        kind=ResourceKind.OPENING,
        title=opening.title,
        words="",
        opening=opening,
        checked_on=now.date(),
    )
    _note(_("The resource “%s”") % opening.title, _("added, offered"), by=by, now=now)
    return resource


@transaction.atomic
def save_reason(
    *,
    reason: DeclineReason | None,
    name: str,
    words: str,
    is_offered: bool,
    by: Member,
    now: datetime,
) -> DeclineReason:
    """Add a wording of a reason, or change one. Raises Refused for words that must not be said."""
    _refuse_unkind(words.replace("{criterion}", "…"))
    change = _("changed") if reason else _("added")
    reason = reason or DeclineReason()
    reason.name, reason.words, reason.is_offered = name, words, is_offered
    try:
        with transaction.atomic():
            reason.save()
    except IntegrityError:
        raise Refused(_("There is a reason called “%s” already.") % name) from None
    said = _("offered") if is_offered else _("not offered")
    _note(_("The reason “%s”") % name, f"{change}, {said}", by=by, now=now)
    return reason


def _refuse_unkind(words: str) -> None:
    """Every letter carries these words, so they are read as strictly as a no, but for its shape."""
    shape = {"no_plain_no", "no_thanks", "too_short"}
    found = wording.problems(words, wording.Kind.DECLINE)
    said = [_(p.sentence.one) % p.sentence.values for p in found if p.code not in shape]
    if said:
        raise Refused(" ".join(said))


def _note(what: str, change: str, *, by: Member, now: datetime) -> None:
    record(SETTING_CHANGED, by=by, now=now, payload={"what": what, "change": change})
