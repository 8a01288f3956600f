"""Whether words in a conversation need an answer: thanks need none, unless we asked something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.channels.models import Message
from hearback.inbox.actions.again import REPLY
from hearback.rules.thanks import needs_answer

if TYPE_CHECKING:
    from hearback.pipeline.models import Conversation


def need_answer(conversation: Conversation, words: str, *, names: tuple[str, ...] = ()) -> bool:
    """Whether somebody waits after these words, by whatever way they came.

    After a question of ours "great, thanks" may say yes. `names` are more people they may call by
    name, beside themselves, its owner and whoever wrote to them last.
    """
    last = None
    if conversation.last_said_at is not None:
        ours = Message.objects.filter(thread=conversation.public_id, purpose=REPLY)
        last = ours.only("text", "from_name").order_by("-pk").first()
    if last is not None and "?" in last.text:
        return True
    known = [conversation.owner.name, conversation.name, last.from_name if last else "", *names]
    return needs_answer(words, names=known)
