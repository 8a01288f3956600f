"""What can happen to letters, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

LETTER_UNDELIVERED = Kind("letter.undelivered", _("Letter not delivered: {subject}. {trouble}"))
LETTER_RETURNED = Kind("letter.returned", _("Came back: {subject}. {trouble} {told}"))
TEXTS_STOPPED = Kind(
    "texts.stopped",
    _("{name} wrote “{words}”: no more text messages go there"),
    _("You stopped our text messages."),
    personal=frozenset({"name", "words"}),
)
TEXTS_STARTED = Kind(
    "texts.started",
    _("{name} wants text messages again"),
    _("You get text messages from us again."),
    personal=frozenset({"name"}),
)
APOLOGY_WRITTEN = Kind(
    "apology.written",
    _("{owner} apologised for being late; the new date is {when}"),
    _("We were late and said sorry. The new date is {when}."),
)
LETTER_SENT_AGAIN = Kind("letter.sent_again", _("Letter goes out again: {subject}"))
LETTER_MARKED_SENT = Kind("letter.marked_sent", _("Letter found to have arrived: {subject}"))
LETTER_RECALLED = Kind("letter.recalled", _("Letter taken back: {subject}"))
LETTER_SET_ASIDE = Kind("letter.set_aside", _("Letter given up ({reason}): {subject}"))
OUTBOX_HELD = Kind("outbox.held", _("Sending was held: {reason}"))
OUTBOX_RELEASED = Kind("outbox.released", _("Sending was released"))
CALL_LOGGED = Kind(
    "call.logged",
    _("Rang {name}: {words}"),
    _("We rang you."),
    personal=frozenset({"name", "words"}),
)
WORDS_HEARD = Kind(
    "words.heard",
    _("{name} wrote to us"),
    _("You wrote to us."),
    personal=frozenset({"name"}),
)
REPLY_WRITTEN = Kind(
    "reply.written",
    _("Reply written to {name}"),
    personal=frozenset({"name"}),
)
REPLY_HASTENED = Kind(
    "reply.hastened", _("The reply to {name} leaves at once"), personal=frozenset({"name"})
)
NO_ANSWER_NEEDED = Kind(
    "conversation.closed",
    _("No answer needed to {name}: {reason}"),
    personal=frozenset({"name", "reason"}),
)
SNOOZED = Kind("conversation.snoozed", _("{name} comes back {when}"), personal=frozenset({"name"}))
ASSIGNED = Kind(
    "conversation.assigned",
    _("{taker} answers {name}, no longer {giver}"),
    personal=frozenset({"name"}),
)
NOTE_WRITTEN = Kind("conversation.noted", _("Note about {name}"), personal=frozenset({"name"}))
LINKED = Kind(
    "conversation.linked",
    _("What came from {address} belongs to {name}"),
    personal=frozenset({"name", "address"}),
)
ARRIVAL_READ_AGAIN = Kind("arrival.read_again", _("Mail is read once more"))
ARRIVAL_PUT_ASIDE = Kind("arrival.put_aside", _("Mail put aside: {reason}"))
