"""The nouns of the team: organisation, places, teams, members, absences, ways in."""

from hearback.accounts.models.entrance import Invitation, PasswordLink, SignInLink
from hearback.accounts.models.member import Absence, Member, Role, Team
from hearback.accounts.models.organisation import Organisation
from hearback.accounts.models.place import ClosedDay, Place

__all__ = [
    "Absence",
    "ClosedDay",
    "Invitation",
    "Member",
    "Organisation",
    "PasswordLink",
    "Place",
    "Role",
    "SignInLink",
    "Team",
]
