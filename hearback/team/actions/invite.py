"""Inviting somebody by mail, and their coming."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearback.accounts.models import Invitation, Member, Role
from hearback.accounts.queries import the_organisation
from hearback.channels.actions import queue, recall
from hearback.channels.models import Message
from hearback.kit.errors import Refused
from hearback.kit.links import fingerprint, token
from hearback.ledger.actions import record
from hearback.team import kinds, letters, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.accounts.models import Team

LASTS = timedelta(hours=72)


@transaction.atomic
def invite(
    *, email: str, name: str, role: str, team: Team | None, by: Member, now: datetime
) -> Invitation:
    """Ask somebody by mail to join; the link in it works once and for 72 hours.

    Raises Refused when the address belongs to somebody here or has an open invitation.
    """
    email = email.strip().lower()
    if Member.objects.filter(email=email, is_active=True).exists():
        raise Refused(_("{email} is on the team already.").format(email=email))
    invitation = Invitation(
        public_id=uuid4(), email=email, name=name, role=role, team=team, invited_by=by
    )
    _renew(invitation, now=now)
    try:
        with transaction.atomic():
            invitation.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            _("{email} has an open invitation. Send that one again, or take it back.").format(
                email=email
            )
        ) from None
    queue(letters.invitation(invitation, the_organisation()), now=now)
    record(kinds.INVITED, by=by, now=now, payload=_about(invitation))
    return invitation


@transaction.atomic
def invite_again(invitation: Invitation, *, by: Member, now: datetime) -> None:
    """Send the invitation anew with a fresh link and 72 more hours; the old link dies."""
    invitation = _open(invitation)
    invitation.generation += 1
    invitation.invited_by = by
    _renew(invitation, now=now)
    invitation.save()
    _recall_letters(invitation)
    queue(letters.invitation(invitation, the_organisation()), now=now)
    record(kinds.INVITED_AGAIN, by=by, now=now, payload=_about(invitation))


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: Member, now: datetime) -> None:
    """Take an invitation back: its link dies, and the letter too if it has not left yet."""
    invitation = _open(invitation)
    invitation.revoked_at = now
    invitation.save(update_fields=["revoked_at"])
    _recall_letters(invitation)
    record(kinds.INVITATION_REVOKED, by=by, now=now, payload=_about(invitation))


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, name: str, phone: str, password: str | None, now: datetime
) -> Member:
    """Make the invited person a member; somebody who was here before comes back as themselves.

    `password` has been checked for strength; None lets them in by links alone. Raises Refused when
    the invitation is not alive.
    """
    invitation = Invitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
    if not is_alive(invitation, now=now):
        raise Refused(sentences.invitation_is_dead())
    member = Member.objects.filter(email=invitation.email).first() or Member(
        email=invitation.email, joined_at=now, zone=the_organisation().zone
    )
    member.name, member.phone = name, phone
    member.role, member.team = invitation.role, invitation.team
    member.is_active, member.left_at = True, None
    member.set_password(password)
    member.save()
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    record(kinds.JOINED, by=member, now=now, member=member, payload=_about(invitation))
    return member


def is_alive(invitation: Invitation, *, now: datetime) -> bool:
    """Whether its link still opens the door: unused, not taken back, in time, its inviter here."""
    unused = invitation.accepted_at is None and invitation.revoked_at is None
    return unused and invitation.expires_at > now and invitation.invited_by.is_active


def still_invited(messages: Sequence[Message], *, now: datetime) -> Mapping[int, str]:
    """Stop letters whose invitation is not alive any more; asked just before they leave."""
    ids = [message.about for message in messages if message.about]
    found = Invitation.objects.filter(public_id__in=ids).select_related("invited_by")
    alive = {invitation.public_id for invitation in found if is_alive(invitation, now=now)}
    reason = "The invitation was taken back, used or has run out."
    return {message.pk: reason for message in messages if message.about not in alive}


def _renew(invitation: Invitation, *, now: datetime) -> None:
    secret = token(letters.INVITATION, invitation.public_id, invitation.generation)
    invitation.fingerprint = fingerprint(secret)
    invitation.expires_at = now + LASTS


def _open(invitation: Invitation) -> Invitation:
    """The invitation, locked. Raises Refused when it was accepted or taken back meanwhile."""
    locked = Invitation.objects.select_for_update(of=["self"]).get(pk=invitation.pk)
    if locked.accepted_at is not None:
        raise Refused(_("{name} has joined already.").format(name=locked.name))
    if locked.revoked_at is not None:
        raise Refused(_("This invitation was taken back. Invite them anew."))
    return locked


def _recall_letters(invitation: Invitation) -> None:
    for letter in Message.objects.filter(about=invitation.public_id, purpose="team.invitation"):
        recall(letter)


def _about(invitation: Invitation) -> dict[str, object]:
    return {
        "name": invitation.name,
        "email": invitation.email,
        "role": str(Role(invitation.role).label),
    }
