"""Every act of a conversation: hearing, replying, calling, and minding letters and promises."""

from hearback.inbox.actions.calls import log_call
from hearback.inbox.actions.conversing import conversation_about, conversation_with
from hearback.inbox.actions.hear import Heard, hear
from hearback.inbox.actions.outbox import (
    hold_letters,
    mark_letter_sent,
    recall_letter,
    release_letters,
    send_letter_again,
    set_letter_aside,
)
from hearback.inbox.actions.promises import (
    apologise,
    remind_owner,
    still_sorry,
    tell_cover,
    tell_owner_undelivered,
)
from hearback.inbox.actions.reply import reply, settle_stuck_replies, wait_for_recalled_reply

__all__ = [
    "Heard",
    "apologise",
    "conversation_about",
    "conversation_with",
    "hear",
    "hold_letters",
    "log_call",
    "mark_letter_sent",
    "recall_letter",
    "release_letters",
    "remind_owner",
    "reply",
    "send_letter_again",
    "set_letter_aside",
    "settle_stuck_replies",
    "still_sorry",
    "tell_cover",
    "tell_owner_undelivered",
    "wait_for_recalled_reply",
]
