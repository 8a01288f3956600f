"""Every act of a conversation: hearing, replying, calling, and minding letters and promises."""

from hearback.inbox.actions.again import settle_late_replies
from hearback.inbox.actions.arrivals import put_aside, read_again
from hearback.inbox.actions.ask import ask
from hearback.inbox.actions.calls import log_call
from hearback.inbox.actions.conversing import (
    conversation_about,
    conversation_with,
    follow_details,
)
from hearback.inbox.actions.drafts import save_draft
from hearback.inbox.actions.hear import Heard, hear
from hearback.inbox.actions.linking import link_to_application
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
from hearback.inbox.actions.reply import (
    reply,
    send_reply_now,
    settle_stuck_replies,
    take_back_reply,
    wait_for_recalled_reply,
)
from hearback.inbox.actions.returned import mind_returned, send_returned_again
from hearback.inbox.actions.tending import assign, need_no_answer, snooze, wake, write_note
from hearback.inbox.actions.texts import text_about_letters
from hearback.inbox.actions.texts_heard import hear_text, read_waiting_texts

__all__ = [
    "Heard",
    "apologise",
    "ask",
    "assign",
    "conversation_about",
    "conversation_with",
    "follow_details",
    "hear",
    "hear_text",
    "hold_letters",
    "link_to_application",
    "log_call",
    "mark_letter_sent",
    "mind_returned",
    "need_no_answer",
    "put_aside",
    "read_again",
    "read_waiting_texts",
    "recall_letter",
    "release_letters",
    "remind_owner",
    "reply",
    "save_draft",
    "send_letter_again",
    "send_reply_now",
    "send_returned_again",
    "set_letter_aside",
    "settle_late_replies",
    "settle_stuck_replies",
    "snooze",
    "still_sorry",
    "take_back_reply",
    "tell_cover",
    "tell_owner_undelivered",
    "text_about_letters",
    "wait_for_recalled_reply",
    "wake",
    "write_note",
]
