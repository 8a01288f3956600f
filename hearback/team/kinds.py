"""Each kind of entry about the team, defined once; names and addresses of members are personal."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

_NAME = frozenset({"name", "email"})

JOINED = Kind("team.joined", _("{name} joined as {role}"), personal=_NAME)
INVITED = Kind("team.invited", _("{name} was invited as {role}"), personal=_NAME)
INVITED_AGAIN = Kind("team.invited_again", _("{name} was invited again"), personal=_NAME)
INVITATION_REVOKED = Kind(
    "team.invitation_revoked", _("The invitation of {name} was taken back"), personal=_NAME
)
SIGNED_IN_BY_LINK = Kind(
    "team.signed_in_by_link", _("{name} signed in by a one-time link"), personal=_NAME
)
PASSWORD_ASKED = Kind(
    "team.password_asked", _("A link to choose a new password was sent to {name}"), personal=_NAME
)
PASSWORD_CHOSEN = Kind("team.password_chosen", _("{name} chose a new password"), personal=_NAME)
CHANGED = Kind("team.member_changed", _("{name}: {change}"), personal=_NAME | {"change"})
WENT_AWAY = Kind("team.away", _("{name} is away {days}"), personal=_NAME)
HERE_AFTER_ALL = Kind("team.here_after_all", _("{name} is here after all {days}"), personal=_NAME)
HANDED_OVER = Kind("team.handed_over", _("{giver} handed over to {taker}: {things}"))
DECIDES_NO_MORE = Kind(
    "team.decides_no_more", _("{name} decides about nobody from now on"), personal=_NAME
)
LEFT = Kind("team.left", _("{name} left the team"), personal=_NAME)

OPENING_HANDED_OVER = Kind("opening.handed_over", _("{giver} handed the opening over to {taker}"))
APPLICATION_HANDED_OVER = Kind(
    "application.handed_over",
    _("{giver} handed the application over to {taker}"),
    _("{taker} looks after your application now"),
)
