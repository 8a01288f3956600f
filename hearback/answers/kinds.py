"""What can happen to answers, each kind defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

# Decided: the letter waits, and can still be recalled.
ONWARD_DECIDED = Kind("answer.onward_decided", _("Onward to {stage} decided. {timing}"))
HOLD_DECIDED = Kind(
    "answer.hold_decided",
    _("A new date decided, because: {reason}. {timing}"),
    personal=frozenset({"reason"}),
)
DECLINE_DECIDED = Kind(
    "answer.decline_decided",
    _("A no decided. The reason given: {reason} {timing}"),
    personal=frozenset({"reason"}),
)
HIRE_DECIDED = Kind("answer.hire_decided", _("Hired. {timing}"))
ANSWER_RECALLED = Kind("answer.recalled", _("Taken back before it left: {answer}"))
ANSWER_HASTENED = Kind("answer.hastened", _("Sent at once instead of {when}: {answer}"))
ANSWER_READDRESSED = Kind("answer.readdressed", _("Sent on to the new address: {answer}"))

# Given: the relay has accepted the letter.
ONWARD_GIVEN = Kind(
    "answer.onward_given",
    _("Told: onward to {stage}"),
    _("We told you that we would like to go on with you."),
)
HOLD_GIVEN = Kind("answer.hold_given", _("Told: a new date"), _("We told you a new date, and why."))
DECLINE_GIVEN = Kind(
    "answer.decline_given", _("Told: a no"), _("We told you that we will not go on.")
)
HIRE_GIVEN = Kind("answer.hire_given", _("Told: hired"), _("We told you that the job is yours."))

MOVED_QUIETLY = Kind(
    "application.moved", _("Moved from {from_stage} to {to_stage} without a word; promises stay")
)
CLOSING_STARTED = Kind(
    "closing.started", _("Will be {outcome} once everyone is answered; nobody new can apply")
)
CLOSING_CALLED_OFF = Kind("closing.called_off", _("Stays open after all"))
CLOSING_FINISHED = Kind("closing.finished", _("Everyone is answered: {outcome}"))
BATCH_STARTED = Kind(
    "batch.started", _("{number} people get an answer ({answer}), {per_minute} letters a minute")
)
BATCH_STOPPED = Kind("batch.stopped", _("The batch was stopped; {number} people still wait"))
BATCH_RESUMED = Kind("batch.resumed", _("The batch goes on with {number} people"))
BATCH_DONE = Kind("batch.done", _("The batch is done: {number} people were answered"))
