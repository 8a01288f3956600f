"""Every act on people who stay in touch: joining, leaving, being told of an opening."""

from hearback.relations.pool.actions.join import join, leave, leave_with_consent
from hearback.relations.pool.actions.tell import forget_old_letters, still_in_touch, tell
from hearback.relations.pool.actions.tie import tie_who_came_back

__all__ = [
    "forget_old_letters",
    "join",
    "leave",
    "leave_with_consent",
    "still_in_touch",
    "tell",
    "tie_who_came_back",
]
