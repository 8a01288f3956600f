"""Every act on clients, contacts, submissions and meetings."""

from hearback.clients.actions.companies import (
    ClientFacts,
    change_client,
    end_client,
    take_back,
    take_on,
)
from hearback.clients.actions.consent import say_no, say_yes
from hearback.clients.actions.consent import take_back as take_consent_back
from hearback.clients.actions.follow import call_off_unwanted, end_with_application, heed_order
from hearback.clients.actions.links import note_look, renew, revoke
from hearback.clients.actions.meet import (
    Place,
    call_off,
    end_meetings,
    meeting_plan,
    move_meeting,
    set_meeting,
)
from hearback.clients.actions.people import (
    Agreed,
    ContactFacts,
    add_contact,
    change_contact,
    forget_chat,
    say_left,
)
from hearback.clients.actions.put_forward import (
    Proposal,
    ask_consent,
    end_submission,
    put_forward,
)

__all__ = [
    "Agreed",
    "ClientFacts",
    "ContactFacts",
    "Place",
    "Proposal",
    "add_contact",
    "ask_consent",
    "call_off",
    "call_off_unwanted",
    "change_client",
    "change_contact",
    "end_client",
    "end_meetings",
    "end_submission",
    "end_with_application",
    "forget_chat",
    "heed_order",
    "meeting_plan",
    "move_meeting",
    "note_look",
    "put_forward",
    "renew",
    "revoke",
    "say_left",
    "say_no",
    "say_yes",
    "set_meeting",
    "take_back",
    "take_consent_back",
    "take_on",
]
