"""The plot: WHEN this happens, THEN these acts follow, in the same transaction and order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.answers import kinds as answers
from hearback.answers.actions import (
    call_off_answer,
    call_off_with_letter,
    fill_as_told,
    settle_answers,
    settle_stuck_answers,
    still_right,
)
from hearback.careers import kinds as careers
from hearback.careers.actions import apply_by_mail, ask_for_cv, still_fresh
from hearback.careers.openings import kinds as openings
from hearback.careers.openings.actions import pause_as_told
from hearback.clients import kinds as clients
from hearback.clients.actions import call_off_unwanted, end_with_application, heed_order
from hearback.feedback.asking.actions import end_asks, mind_unreached_asks, still_wanted
from hearback.feedback.asking.after import (
    ask_after_meeting,
    ask_to_look,
    call_anew,
    end_about,
    end_met,
    hand_over_asks,
    lead_anew,
    meet_first,
)
from hearback.feedback.asking.meetings import ask_after
from hearback.feedback.asking.orders import heed_order_of_asks
from hearback.feedback.circle.actions import (
    ask_candidate,
    expect_word,
    mind_evidence,
    mind_recalled,
    owe_feedback,
    settle_feedback,
    still_to_give,
)
from hearback.feedback.following.actions import still_needed
from hearback.feedback.hearing.heed import heed_mail, heed_text
from hearback.inbox import kinds as inbox
from hearback.inbox.actions import (
    apologise,
    follow_details,
    mind_returned,
    remind_owner,
    send_returned_again,
    settle_late_replies,
    settle_stuck_replies,
    still_sorry,
    tell_cover,
    tell_owner_undelivered,
    text_about_letters,
    wait_for_recalled_reply,
)
from hearback.inbox.callbacks.actions import follow_call
from hearback.inbox.consents import kinds as consents
from hearback.inbox.orders import kinds as orders
from hearback.inbox.orders.sending import dress_plainly, mind_orders
from hearback.inbox.orders.telling import tell_of_waiting
from hearback.interviews.asked import kinds as asked
from hearback.interviews.asked.actions import ask_anew
from hearback.interviews.booking import kinds as booking
from hearback.interviews.booking.actions import (
    call_off_unsaid,
    settle_stuck_invitations,
    still_invited_to,
    tell_of_room,
    tell_of_round,
)
from hearback.interviews.calendars.actions import forget_calendars
from hearback.interviews.checking import kinds as checking
from hearback.interviews.checking.actions import freeze_for_ending, freeze_for_pause, plan_anew
from hearback.interviews.day import kinds as day
from hearback.interviews.day.actions import ask_no_more
from hearback.interviews.ending import end_interviews
from hearback.interviews.invites.actions import heed_reply
from hearback.interviews.kits import kinds as kits
from hearback.interviews.kits.actions import nudge, owe_after
from hearback.interviews.kits.points import everybody_met, points_for
from hearback.interviews.kits.waiting import wait_for_scorecards
from hearback.interviews.plan import kinds as plan
from hearback.interviews.plan.actions import leave_no_seat_empty
from hearback.ledger import kinds as ledger
from hearback.ledger.actions import settle_accepted
from hearback.relations.actions import (
    close_waiting,
    mind_unreached,
    still_asking,
    they_ended,
    they_talk,
    tie_application,
)
from hearback.relations.customers import asks as customers
from hearback.relations.customers.actions import heed_consent, seek_anew
from hearback.relations.friends.actions import friend_behind, mind_hire, tie_friend
from hearback.relations.friends.giving import GIVER
from hearback.relations.offers import extras as offers
from hearback.relations.pool.actions import (
    leave_with_consent,
    still_in_touch,
    tie_who_came_back,
)
from hearback.relations.reputation.actions import owe_again
from hearback.surveys.actions import ask_on_page, plan_asking, still_to_ask
from hearback.team import kinds as team
from hearback.team.actions import step_aside, still_invited

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.answers.readiness import Ask as AskFirst
    from hearback.careers.friends import FriendBehind
    from hearback.channels.hooks import Dress, Guard, Mind, Settle
    from hearback.channels.models import Message
    from hearback.feedback.circle.evidence import PointsFor, WhoWasMet
    from hearback.inbox.arrivals.plot import Apply, Ask, Heed, HeedText, HeedWord
    from hearback.inbox.thanks import Giver
    from hearback.ledger.kinds import Kind
    from hearback.ledger.plot import Follow
    from hearback.pipeline.extras import Extra

WHEN: Mapping[Kind, Sequence[Follow]] = {
    ledger.PROMISE_REMINDED: [remind_owner, nudge, owe_again],
    ledger.PROMISE_ESCALATED: [tell_cover, owe_again],
    ledger.PROMISE_BROKEN: [apologise, follow_call, tell_cover, owe_again],
    plan.ROUND_CHANGED: [tell_of_round],
    plan.ROOM_CHANGED: [tell_of_room],
    team.DECIDES_NO_MORE: [leave_no_seat_empty, hand_over_asks],
    team.LEFT: [leave_no_seat_empty, forget_calendars, hand_over_asks],
    careers.APPLICATION_SUBMITTED: [tie_application, tie_who_came_back, tie_friend],
    careers.APPLICATION_WITHDRAWN: [
        call_off_answer,
        end_interviews,
        they_ended,
        end_with_application,
        end_asks,
    ],
    answers.ONWARD_GIVEN: [they_talk],
    answers.DECLINE_GIVEN: [
        end_interviews,
        they_ended,
        end_with_application,
        end_asks,
        owe_feedback,
    ],
    day.WAS_HELD: [owe_after, ask_after],
    asked.ASKED_AFTER: [expect_word, ask_on_page],
    asked.CANDIDATE_ASKED: [expect_word, ask_on_page],
    kits.SCORECARD_FILED: [mind_evidence],
    answers.HIRE_GIVEN: [end_interviews, they_ended, end_with_application, end_asks, mind_hire],
    answers.CLOSING_STARTED: [close_waiting, freeze_for_ending],
    booking.BOOKED: [they_talk],
    booking.MOVED: [ask_no_more, ask_anew],
    booking.CALLED_OFF: [ask_no_more],
    booking.TOLD_US: [plan_anew],
    careers.DETAILS_CORRECTED: [follow_details, send_returned_again, seek_anew],
    consents.CONSENT_GIVEN: [heed_consent],
    consents.CONSENT_TAKEN_BACK: [heed_consent, leave_with_consent],
    consents.CONSENT_OVER: [heed_consent, leave_with_consent],
    inbox.LETTER_RECALLED: [
        call_off_with_letter,
        call_off_unsaid,
        wait_for_recalled_reply,
        mind_recalled,
    ],
    inbox.LETTER_SET_ASIDE: [
        call_off_with_letter,
        call_off_unsaid,
        wait_for_recalled_reply,
        mind_recalled,
    ],
    checking.CHECK_PAUSED: [pause_as_told],
    checking.CHECK_FILLED: [fill_as_told],
    openings.OPENING_PAUSED: [freeze_for_pause],
    orders.ORDER_SET: [step_aside, heed_order, heed_order_of_asks],
    clients.SUBMITTED: [ask_to_look],
    clients.CONSENT_GIVEN: [call_anew],
    clients.CONSENT_WITHDRAWN: [call_off_unwanted, end_about, end_met],
    clients.SUBMISSION_OVER: [end_about],
    clients.LINK_RENEWED: [lead_anew],
    clients.MEETING_SET: [meet_first],
    clients.CONTACT_LEFT: [hand_over_asks],
    clients.MEETING_OVER: [ask_after_meeting, ask_candidate],
}

# Asked before anybody is told onward, no, or that they are hired: is all there to decide by?
BEFORE_DECIDING: Sequence[AskFirst] = [wait_for_scorecards]

# Asked just before a message leaves: is it still right to send it?
BEFORE_SENDING: Mapping[str, Guard] = {
    "inbox.apology": still_sorry,
    "careers.code": still_fresh,
    "team.invitation": still_invited,
    "answers.onward": still_right,
    "answers.hold": still_right,
    "answers.decline": still_right,
    "answers.hire": still_right,
    "interviews.invited": still_invited_to,
    "relations.asked": still_asking,
    "relations.in_touch": still_in_touch,
    "feedback.ask": still_wanted,
    "feedback.given": still_to_give,
    "feedback.reminder": still_needed,
    "surveys.applied": still_to_ask,
    "surveys.answered": still_to_ask,
}

# Asked of every message that may leave: does an order of its reader let it wait?
MINDS_BEFORE_SENDING: Sequence[Mind] = [mind_orders]

# Done to every message that leaves: how does its reader want it to look?
DRESSES: Sequence[Dress] = [dress_plainly]

# When a message was held or waits because of an order.
WAITING: Sequence[Settle] = [tell_of_waiting]


def say_and_ask(messages: Sequence[Message], *, now: datetime) -> None:
    """Last of all a text says that a letter is there, and later we ask how it was."""
    text_about_letters(messages, now=now)
    plan_asking(messages, now=now)


# Once a message was accepted: answers are given, then promises kept, then the rest.
ACCEPTED: Sequence[Settle] = [
    settle_answers,
    settle_late_replies,
    settle_accepted,
    settle_feedback,
    say_and_ask,
]

# When a guard above kept a message from leaving: what it should have kept is owed as before.
STOPPED: Sequence[Settle] = [
    settle_stuck_answers,
    settle_stuck_replies,
    settle_stuck_invitations,
    settle_feedback,
]


def settle_stuck(messages: Sequence[Message], *, now: datetime) -> None:
    """What a letter that does not arrive should have kept is owed as before, whyever it stopped."""
    for settle in STOPPED:
        settle(messages, now=now)


# When a message was refused for good, or nobody knows whether it arrived.
UNDELIVERED: Sequence[Settle] = [
    settle_stuck,
    tell_owner_undelivered,
    mind_unreached,
    mind_unreached_asks,
]

# When a message came back after it had left: what it had kept is owed again.
RETURNED: Sequence[Settle] = [mind_unreached, mind_unreached_asks, mind_returned]

# When somebody writes to an opening's address: with a CV it is an application, else we ask for one.
APPLY_BY_MAIL: Apply = apply_by_mail
ASK_FOR_CV: Ask = ask_for_cv

# When a mail brings a calendar's answer: it is followed before anything in it is read as words.
HEED_CALENDAR: Heed = heed_reply

# When somebody we asked about a candidate says what they think, by mail or text: before all else.
HEED_WORD: HeedWord = heed_mail
HEED_TEXT: HeedText = heed_text

# What the form asks besides, folded away at its end; rooms that ask nothing now ask nothing.
ALSO_ASKED: Sequence[Extra] = [customers.ASKED, offers.EXTRA]

# When somebody opens the form by the link of a colleague or of somebody who applied: who it is.
FRIEND_BEHIND: FriendBehind = friend_behind

# What goes along with receipts and answers.
THANKS: Giver = GIVER

# What was seen of somebody, and who was met: what we tell them rests on it.
WHAT_WAS_SEEN: PointsFor = points_for
WHO_WAS_MET: WhoWasMet = everybody_met
