"""The bells that send what is due: one for letters and texts, one for chat."""

from procrastinate.contrib.django import app

from hearback.channels import outbox
from hearback.channels.models import Channel
from hearback.kit import clock
from hearback.kit.turns import Turns

# Two, so that one sends while the other waits for the relay or the disk.
_turns = Turns(2)
_chat_turns = Turns(1)


@app.task(name="channels.send_due", queue="letters")
def send_due() -> None:
    """Send every letter and text that is due; finding none is fine, another worker had them."""
    ways = {Channel.EMAIL, Channel.SMS}
    _turns.take(lambda: outbox.send_due(clock=clock.now, ways=ways))


@app.task(name="channels.send_chats", queue="letters")
def send_chats() -> None:
    """Send what is due by chat, beside the others: anybody's chat server may hang."""
    _chat_turns.take(lambda: outbox.send_due(clock=clock.now, ways={Channel.CHAT}))
