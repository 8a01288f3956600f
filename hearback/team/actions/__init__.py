"""Every act on the team: coming in, being changed, going away, handing over, leaving; settings."""

from hearback.team.actions.about import change_about, send_test
from hearback.team.actions.away import go_away, hand_over_while_away, stay_here
from hearback.team.actions.enter import choose_password, send_password_link, use_sign_in_link
from hearback.team.actions.hand_over import hand_over_everything
from hearback.team.actions.house import (
    add_team,
    change_organisation,
    remove_team,
    rename_team,
    settle_in,
)
from hearback.team.actions.invite import (
    accept_invitation,
    invite,
    invite_again,
    is_alive,
    revoke_invitation,
    still_invited,
)
from hearback.team.actions.leave import remove_member
from hearback.team.actions.member import add_member, change_member, change_own
from hearback.team.actions.places import (
    add_place,
    change_place,
    close_on,
    open_on,
    remove_place,
)
from hearback.team.actions.policies import add_policy, change_policy, make_default, remove_policy
from hearback.team.actions.stages import add_stage, change_stage, move_stage, remove_stage
from hearback.team.actions.step_aside import step_aside

__all__ = [
    "accept_invitation",
    "add_member",
    "add_place",
    "add_policy",
    "add_stage",
    "add_team",
    "change_about",
    "change_member",
    "change_organisation",
    "change_own",
    "change_place",
    "change_policy",
    "change_stage",
    "choose_password",
    "close_on",
    "go_away",
    "hand_over_everything",
    "hand_over_while_away",
    "invite",
    "invite_again",
    "is_alive",
    "make_default",
    "move_stage",
    "open_on",
    "remove_member",
    "remove_place",
    "remove_policy",
    "remove_stage",
    "remove_team",
    "rename_team",
    "revoke_invitation",
    "send_password_link",
    "send_test",
    "settle_in",
    "stay_here",
    "step_aside",
    "still_invited",
    "use_sign_in_link",
]
