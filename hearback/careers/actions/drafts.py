"""Keeping the file of a form that is not complete yet, and forgetting it a day later."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.db import transaction

from hearback.careers.files import KeptFile, forget_file
from hearback.careers.models import Draft
from hearback.careers.queries import DRAFT_KEPT_FOR
from hearback.kit.links import fingerprint

if TYPE_CHECKING:
    from datetime import datetime

AT_ONCE = 500


def keep_draft(*, file: KeptFile, now: datetime) -> str:
    """Remember a file that came with an incomplete form; returns the handle the form carries.

    Only whoever holds the handle can send the file along. No entry is written: nothing has
    happened to an application yet.
    """
    handle = token_urlsafe(24)
    Draft.objects.create(
        fingerprint=fingerprint(handle),
        key=file.key,
        name=file.name,
        kind=file.kind,
        size=file.size,
        sha256=file.sha256,
        created_at=now,
    )
    return handle


@transaction.atomic
def forget_draft(*, draft: Draft) -> None:
    """Forget one draft and its file at once, unless it went with an application meanwhile."""
    row = Draft.objects.select_for_update().filter(pk=draft.pk, used_by=None).first()
    if row is not None:
        forget_file(row.key)
        row.delete()


def forget_drafts(*, now: datetime) -> int:
    """Forget drafts older than a day with their files; returns how many files were deleted.

    The files of drafts that became part of an application stay: they are its documents now.
    """
    deleted = 0
    while forgotten := _forget_some(now=now):
        deleted += forgotten
    Draft.objects.filter(created_at__lt=now - DRAFT_KEPT_FOR, used_by__isnull=False).delete()
    return deleted


@transaction.atomic
def _forget_some(*, now: datetime) -> int:
    """Files go before their rows: whoever is killed in between is followed by the next sweep."""
    old = Draft.objects.filter(created_at__lt=now - DRAFT_KEPT_FOR, used_by=None)
    rows = list(old.select_for_update(skip_locked=True)[:AT_ONCE])
    for row in rows:
        forget_file(row.key)
    Draft.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
