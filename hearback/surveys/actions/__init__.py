"""The only writers of what everybody is asked."""

from hearback.surveys.actions.plan import ask_on_page, follow_withdrawal, plan_asking
from hearback.surveys.actions.tell import Told, ask_no_more, count_opinions, forget, tell

__all__ = [
    "Told",
    "ask_no_more",
    "ask_on_page",
    "count_opinions",
    "follow_withdrawal",
    "forget",
    "plan_asking",
    "tell",
]
