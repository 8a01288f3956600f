"""Every act on passing on: tying who came by a link, rewarding, and the house's rules."""

from hearback.relations.friends.actions.reward import mind_hire, reward_friends
from hearback.relations.friends.actions.rules import set_rules
from hearback.relations.friends.actions.tie import friend_behind, tie_friend

__all__ = ["friend_behind", "mind_hire", "reward_friends", "set_rules", "tie_friend"]
