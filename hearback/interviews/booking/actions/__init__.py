"""Every act before the day: invite, book, move, call off, stand in, what the guest tells us."""

from hearback.interviews.booking.actions.book import book, book_by_hand
from hearback.interviews.booking.actions.call_off import call_off, call_off_all, call_off_unsaid
from hearback.interviews.booking.actions.details import tell_of_room, tell_of_round
from hearback.interviews.booking.actions.earlier import offer_freed
from hearback.interviews.booking.actions.invite import invite
from hearback.interviews.booking.actions.move import move
from hearback.interviews.booking.actions.replace import replace
from hearback.interviews.booking.actions.settle import settle_stuck_invitations, still_invited_to
from hearback.interviews.booking.actions.wishes import tell_us

__all__ = [
    "book",
    "book_by_hand",
    "call_off",
    "call_off_all",
    "call_off_unsaid",
    "invite",
    "move",
    "offer_freed",
    "replace",
    "settle_stuck_invitations",
    "still_invited_to",
    "tell_of_room",
    "tell_of_round",
    "tell_us",
]
