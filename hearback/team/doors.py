"""Finds what the token of a link opens; whether it still does is asked of what was found."""

from __future__ import annotations

from hearback.accounts.models import Invitation, PasswordLink, SignInLink
from hearback.kit.links import fingerprint


def sign_in_link(token: str) -> SignInLink | None:
    """The one-time link with this token, used or not."""
    links = SignInLink.objects.select_related("member")
    return links.filter(fingerprint=fingerprint(token)).first()


def password_link(token: str) -> PasswordLink | None:
    """The password link with this token, used or not."""
    links = PasswordLink.objects.select_related("member")
    return links.filter(fingerprint=fingerprint(token)).first()


def invitation(token: str) -> Invitation | None:
    """The invitation with this token, alive or not."""
    invitations = Invitation.objects.select_related("invited_by", "team")
    return invitations.filter(fingerprint=fingerprint(token)).first()
