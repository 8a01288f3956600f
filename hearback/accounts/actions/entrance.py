"""One-time sign-in links, made by whoever runs the machine."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hearback.accounts.models import SignInLink
from hearback.kit.errors import Refused
from hearback.kit.links import fingerprint

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

A_DAY = timedelta(hours=24)
TOKEN_BYTES = 32


def make_sign_in_link(member: Member, *, now: datetime, expires_in: timedelta = A_DAY) -> str:
    """A whole address that signs this member in once; older links of theirs stop working.

    256 random bits, of which only the fingerprint is stored: nobody can be told the link again.
    Raises Refused when the member has left.
    """
    if not member.is_active:
        raise Refused(_("{name} has left and cannot sign in.").format(name=member.name))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    member.sign_in_links.filter(used_at=None).delete()
    SignInLink.objects.create(
        member=member, fingerprint=fingerprint(token), expires_at=now + expires_in
    )
    return f"{settings.HEARBACK_URL}{reverse('team:sign_in_link', args=[token])}"
