"""The only writers of what everybody is asked."""

from hearback.surveys.actions.ask import ask_what_is_due
from hearback.surveys.actions.guard import still_to_ask
from hearback.surveys.actions.plan import ask_on_page, plan_asking
from hearback.surveys.actions.tell import LONGEST, Told, ask_no_more, count_opinions, forget, tell

__all__ = [
    "LONGEST",
    "Told",
    "ask_no_more",
    "ask_on_page",
    "ask_what_is_due",
    "count_opinions",
    "forget",
    "plan_asking",
    "still_to_ask",
    "tell",
]
