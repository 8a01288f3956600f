"""Changing what every no rests on: the resource library and the wordings of reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearback.answers.grounds import problems_of_wording, problems_of_words
from hearback.answers.models import DeclineReason, Resource, ResourceKind
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.ledger.differences import difference, values_of
from hearback.ledger.kinds import SETTING_CHANGED
from hearback.rules.wall import local_day, zone_of

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Opening

Kept = TypeVar("Kept", bound="Resource | DeclineReason")

RESOURCE_FIELDS = ("kind", "title", "words", "url", "is_offered")
REASON_FIELDS = ("name", "words", "is_offered")


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

    Today is the member's. Raises Refused for words that no letter may carry, and for a resource
    that is there already.
    """
    _refuse(problems_of_words(f"{title}. {words}"))
    is_new = resource is None
    resource = Resource() if resource is None else _locked(resource)
    before = values_of(resource, RESOURCE_FIELDS)
    resource.kind, resource.title, resource.words, resource.url = kind, title, words, url
    resource.is_offered = is_offered
    _refuse_second(resource)
    if is_offered:
        resource.checked_on = local_day(now, zone_of(by.zone))
    resource.save()
    after = values_of(resource, RESOURCE_FIELDS)
    change = _added(is_offered=is_offered) if is_new else difference(before, after)
    _note(resource, change, by=by, now=now)
    return resource


@transaction.atomic
def offer_opening(*, opening: Opening, by: Member, now: datetime) -> Resource:
    """The library's entry for another opening here, made when it is chosen for the first time."""
    resource, is_new = Resource.objects.get_or_create(
        opening=opening,
        defaults={
            "kind": ResourceKind.OPENING,
            "title": opening.title,
            "words": "",
            "checked_on": local_day(now, zone_of(by.zone)),
        },
    )
    _note(resource, _added(is_offered=True) if is_new else "", by=by, now=now)
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
    """Add a wording of a reason, or change one.

    Raises Refused for words that must not be said, and for a name that is taken.
    """
    _refuse(problems_of_wording(words))
    is_new = reason is None
    reason = DeclineReason() if reason is None else _locked(reason)
    before = values_of(reason, REASON_FIELDS)
    reason.name, reason.words, reason.is_offered = name, words, is_offered
    try:
        with transaction.atomic():
            reason.save()
    except IntegrityError:
        raise Refused(_("There is a reason called “%s” already.") % name) from None
    after = values_of(reason, REASON_FIELDS)
    change = _added(is_offered=is_offered) if is_new else difference(before, after)
    _note(reason, change, by=by, now=now)
    return reason


@transaction.atomic
def offer(kept: Kept, *, by: Member, now: datetime) -> Kept:
    """Offer a resource or a reason again; of a resource it says that it was checked today."""
    kept = _locked(kept)
    change = "" if kept.is_offered else _("offered again")
    kept.is_offered = True
    today = local_day(now, zone_of(by.zone))
    if isinstance(kept, Resource) and kept.checked_on != today:
        kept.checked_on = today
        change = change or _("looked at again, and still right")
    kept.save()
    _note(kept, change, by=by, now=now)
    return kept


@transaction.atomic
def stop_offering(kept: Kept, *, by: Member, now: datetime) -> Kept:
    """Offer a resource or a reason no more; answers given with it keep it."""
    kept = _locked(kept)
    change = _("no longer offered") if kept.is_offered else ""
    kept.is_offered = False
    kept.save()
    _note(kept, change, by=by, now=now)
    return kept


def _note(kept: Resource | DeclineReason, change: str, *, by: Member, now: datetime) -> None:
    """Record what was changed; an empty change is none."""
    if not change:
        return
    what = _("The resource “%s”") if isinstance(kept, Resource) else _("The reason “%s”")
    record(SETTING_CHANGED, by=by, now=now, payload={"what": what % kept, "change": change})


def _locked(kept: Kept) -> Kept:
    """The row read again and held, so that two who save at once see each other's words."""
    rows = type(kept)._default_manager.select_for_update(of=("self",))
    return cast("Kept", rows.get(pk=kept.pk))


def _added(*, is_offered: bool) -> str:
    return _("added, offered") if is_offered else _("added, not offered")


def _refuse_second(resource: Resource) -> None:
    """Pressing a button twice adds nothing twice."""
    same = Resource.objects.filter(kind=resource.kind, title=resource.title, url=resource.url)
    if resource.url and same.exclude(pk=resource.pk).exists():
        raise Refused(_("“%s” is in the library already.") % resource.title)


def _refuse(problems: list[str]) -> None:
    if problems:
        raise Refused(" ".join(problems))
