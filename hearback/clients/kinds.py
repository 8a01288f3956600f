"""What can happen to clients, their contacts, submissions and meetings, each kind defined once.

`described` is what candidates may read in the place of a client's name.
"""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

_CONTACT = frozenset({"contact"})
_CONTACTS = frozenset({"contacts"})

CLIENT_TAKEN_ON = Kind("client.taken_on", _("{client} is a client of ours now"))
CLIENT_CHANGED = Kind("client.changed", _("Changed about {client}: {fields}"))
CLIENT_ENDED = Kind("client.ended", _("{client} is no client of ours any more"))
CLIENT_BACK = Kind("client.back", _("{client} is a client of ours again"))
CONTACT_MADE = Kind("contact.made", _("{contact} is a contact at {client}"), personal=_CONTACT)
CONTACT_CHANGED = Kind(
    "contact.changed", _("Changed about {contact}, {client}: {fields}"), personal=_CONTACT
)
CONTACT_LEFT = Kind("contact.left", _("{contact} has left {client}"), personal=_CONTACT)

CONSENT_ASKED = Kind(
    "submission.asked",
    _("Asked whether {client} may see the application"),
    _("We asked whether we may put you forward: {described}"),
)
CONSENT_GIVEN = Kind(
    "submission.consent_given",
    _("Said yes: {client} may see {fields}"),
    _("You said yes to being put forward: {described}"),
)
CONSENT_REFUSED = Kind(
    "submission.consent_refused",
    _("Said no: {client} sees nothing"),
    _("You said no to being put forward: {described}"),
)
CONSENT_WITHDRAWN = Kind(
    "submission.consent_withdrawn",
    _("Took the yes back: {client} sees nothing any more"),
    _("You took your yes back, and nothing of yours can be seen there any more: {described}"),
)
SUBMITTED = Kind(
    "submission.forward",
    _("Put forward to {client}: {contacts}"),
    _("We put you forward: {described}"),
    personal=_CONTACTS,
)
NOT_SUBMITTED = Kind(
    "submission.not_forward", _("Said yes, but was not put forward to {client} yet: {reason}")
)
LOOKED_AT = Kind(
    "submission.looked_at",
    _("{contact} of {client} has opened the page"),
    _("Your application was opened: {described}"),
    personal=_CONTACT,
)
LINK_RENEWED = Kind("review.renewed", _("{contact} of {client} has a new link"), personal=_CONTACT)
LINK_CLOSED = Kind(
    "review.closed", _("The page of {contact}, {client}, is closed"), personal=_CONTACT
)
SUBMISSION_OVER = Kind(
    "submission.over",
    _("No longer put forward to {client}: {reason}"),
    _("Nothing of yours can be seen there any more: {described}"),
)

MEETING_SET = Kind(
    "meeting.set",
    _("{what} with {contact} is set: {when}, {place}"),
    _("A meeting is set: {what}, {when}"),
    personal=frozenset({"contact", "place"}),
)
MEETING_MOVED = Kind(
    "meeting.moved",
    _("{what} with {contact} is moved: {when}, {place}. {reason}"),
    _("The meeting is moved: {what}, {when}"),
    personal=frozenset({"contact", "place", "reason"}),
)
MEETING_OFF = Kind(
    "meeting.off",
    _("{what} with {contact} is called off. {reason}"),
    _("The meeting is called off: {what}"),
    personal=frozenset({"contact", "reason"}),
)
MEETING_OVER = Kind(
    "meeting.over",
    _("{what} with {contact} is over"),
    _("The meeting is over: {what}"),
    personal=_CONTACT,
)
