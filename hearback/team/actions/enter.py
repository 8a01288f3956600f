"""Coming in: by a one-time link, and choosing a password when the old one is forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from hearback.accounts.models import Member, PasswordLink, SignInLink
from hearback.channels.actions import queue
from hearback.kit.errors import Refused
from hearback.kit.links import fingerprint, token
from hearback.ledger.actions import record
from hearback.team import kinds, letters, sentences

if TYPE_CHECKING:
    from datetime import datetime

PASSWORD_LINK_LASTS = timedelta(hours=1)


@transaction.atomic
def use_sign_in_link(link: SignInLink, *, now: datetime) -> Member:
    """Let the member of this link in, once. Raises Refused when it was used or is too old."""
    mine = SignInLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now)
    if not mine.update(used_at=now) or not link.member.is_active:
        raise Refused(sentences.sign_in_link_is_dead())
    member = link.member
    record(
        kinds.SIGNED_IN_BY_LINK, by=member, now=now, member=member, payload={"name": member.name}
    )
    return member


@transaction.atomic
def send_password_link(member: Member, *, now: datetime) -> None:
    """Mail a member a link that lets them choose a new password within the hour.

    Links sent before stop working. Signing in afterwards still asks for their second factor.
    """
    public_id = uuid4()
    member.password_links.filter(used_at=None).delete()
    link = PasswordLink.objects.create(
        public_id=public_id,
        member=member,
        fingerprint=fingerprint(token(letters.NEW_PASSWORD, public_id, 1)),
        expires_at=now + PASSWORD_LINK_LASTS,
    )
    queue(letters.password_link(link), now=now)
    record(kinds.PASSWORD_ASKED, by=None, now=now, member=member, payload={"name": member.name})


@transaction.atomic
def choose_password(link: PasswordLink, *, password: str, now: datetime) -> Member:
    """Give the member of this link a new password; all their other sessions end.

    `password` has been checked for strength. Raises Refused when the link was used or is too old.
    """
    mine = PasswordLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now)
    if not mine.update(used_at=now):
        raise Refused(sentences.password_link_is_dead())
    member = Member.objects.select_for_update().get(pk=link.member_id)
    if not member.is_active:
        raise Refused(sentences.password_link_is_dead())
    member.set_password(password)
    member.save(update_fields=["password"])
    queue(letters.sign_in_news(member, sentences.password_was_chosen(), now=now), now=now)
    record(kinds.PASSWORD_CHOSEN, by=member, now=now, member=member, payload={"name": member.name})
    return member
