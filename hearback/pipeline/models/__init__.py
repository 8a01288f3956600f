"""The shared nouns, in the order a story meets them."""

from hearback.pipeline.models.application import Application, ApplicationState, Candidate
from hearback.pipeline.models.brief import Criterion, ProcessStep, Question, QuestionKind
from hearback.pipeline.models.consent import Consent, Purpose
from hearback.pipeline.models.contact import Client, Contact
from hearback.pipeline.models.conversation import Conversation, ConversationState
from hearback.pipeline.models.document import ApplicationText, Document, TextState
from hearback.pipeline.models.opening import (
    FirstAnswer,
    Opening,
    OpeningState,
    PayPeriod,
    WayOfWorking,
)
from hearback.pipeline.models.order import Cleared, Order, OrderKind
from hearback.pipeline.models.policy import PromisePolicy, Stage, StageKind

__all__ = [
    "Application",
    "ApplicationState",
    "ApplicationText",
    "Candidate",
    "Cleared",
    "Client",
    "Consent",
    "Contact",
    "Conversation",
    "ConversationState",
    "Criterion",
    "Document",
    "FirstAnswer",
    "Opening",
    "OpeningState",
    "Order",
    "OrderKind",
    "PayPeriod",
    "ProcessStep",
    "PromisePolicy",
    "Purpose",
    "Question",
    "QuestionKind",
    "Stage",
    "StageKind",
    "TextState",
    "WayOfWorking",
]
