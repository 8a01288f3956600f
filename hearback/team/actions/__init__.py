"""Every act on the team: coming in, being changed, going away, handing over, leaving; settings."""

from hearback.team.actions.away import go_away, hand_over_while_away, stay_here
from hearback.team.actions.enter import choose_password, send_password_link, use_sign_in_link
from hearback.team.actions.hand_over import hand_over_everything
from hearback.team.actions.invite import (
    accept_invitation,
    invite,
    invite_again,
    revoke_invitation,
    still_invited,
)
from hearback.team.actions.leave import remove_member
from hearback.team.actions.member import add_member, change_member, change_own

__all__ = [
    "accept_invitation",
    "add_member",
    "change_member",
    "change_own",
    "choose_password",
    "go_away",
    "hand_over_everything",
    "hand_over_while_away",
    "invite",
    "invite_again",
    "remove_member",
    "revoke_invitation",
    "send_password_link",
    "stay_here",
    "still_invited",
    "use_sign_in_link",
]
