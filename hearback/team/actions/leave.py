"""Leaving the team: empty-handed, and at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from hearback.accounts.models import Invitation, Member
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.team import kinds
from hearback.team.actions.about import forget_chat_of
from hearback.team.actions.hand_over import hand_over_everything
from hearback.team.queries import administrators_locked, holdings_of

if TYPE_CHECKING:
    from datetime import datetime

GUARD = "member_leaves_empty_handed"


@transaction.atomic
def remove_member(member: Member, *, to: Member | None, by: Member, now: datetime) -> None:
    """Hand everything over to `to` and take the member off the team; their sessions end at once.

    What they did stays on record under their name. Raises Refused for oneself, for somebody who has
    left already, and when they own something and nobody was named to take it.
    """
    _check_may_leave(member, by=by)
    member = Member.objects.select_for_update(of=["self"]).get(pk=member.pk)
    if not member.is_active:
        raise Refused(_("{name} has left the team already.").format(name=member.name))
    if to is not None:
        hand_over_everything(member, to=to, by=by, now=now)
    if holdings_of(member, now=now):
        raise Refused(
            _("{name} still owns something. Say who takes it over.").format(name=member.name)
        )
    _close_doors(member, now=now)
    member.is_active, member.left_at = False, now
    member.stand_in = member.team = None
    member.set_unusable_password()
    _save_unless_something_came(member)
    record(kinds.LEFT, by=by, now=now, member=member, payload={"name": member.name})


def _check_may_leave(member: Member, *, by: Member) -> None:
    if member.pk == by.pk:
        raise Refused(_("Ask another administrator to remove you."))
    if by not in administrators_locked():
        raise Refused(_("You are no longer an administrator."))


def _close_doors(member: Member, *, now: datetime) -> None:
    """Every other way in: links, second factors, and invitations in this member's name."""
    member.sign_in_links.all().delete()
    member.password_links.all().delete()
    Authenticator.objects.filter(user=member).delete()
    forget_chat_of(member)
    open_ones = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    open_ones.filter(invited_by=member).update(revoked_at=now)


def _save_unless_something_came(member: Member) -> None:
    """Save, and let the database look now whether something was given to them this moment."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            member.save()
            cursor.execute(f"SET CONSTRAINTS {GUARD} IMMEDIATE")
            cursor.execute(f"SET CONSTRAINTS {GUARD} DEFERRED")
    except IntegrityError:
        raise Refused(
            _("Something new came in for {name} this moment. Please try again.").format(
                name=member.name
            )
        ) from None
