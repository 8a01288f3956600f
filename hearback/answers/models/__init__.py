"""The nouns of answering: what a no rests on, the answer itself, and many answers at once."""

from hearback.answers.models.answer import Answer, AnswerKind, AnswerState
from hearback.answers.models.batch import Batch, BatchState, Closing, Outcome
from hearback.answers.models.library import DeclineReason, Resource, ResourceKind

__all__ = [
    "Answer",
    "AnswerKind",
    "AnswerState",
    "Batch",
    "BatchState",
    "Closing",
    "DeclineReason",
    "Outcome",
    "Resource",
    "ResourceKind",
]
