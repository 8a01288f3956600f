"""Following up what contacts owe us: planning, reminding at their pace, and handing it to ring."""

from hearback.feedback.following.actions.follow import follow_up
from hearback.feedback.following.actions.planning import plan, plan_new
from hearback.feedback.following.actions.reminding import remind, still_needed

__all__ = ["follow_up", "plan", "plan_new", "remind", "still_needed"]
