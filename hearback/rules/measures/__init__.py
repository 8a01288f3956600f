"""What is measured of our service, each figure with its formula: the one door to them all.

Every figure is a number with its range, or `Unsaid`: nothing to count, or too few. In plain words:
docs/measures.md.
"""

from hearback.rules.measures.customers import Asked, AtStage, kept_and_lost
from hearback.rules.measures.floor import FLOOR, Unsaid, Why, below_floor, unsaid, withheld
from hearback.rules.measures.lean import Heard, leaning, leaning_shares, weight_of_team
from hearback.rules.measures.money import (
    Terms,
    Unhappy,
    customers_at_risk,
    money_at_risk,
    not_hired,
)
from hearback.rules.measures.published import PUBLISHED
from hearback.rules.measures.questions import (
    Moment,
    ask_of_buying,
    ask_of_relationship,
    ask_to_recommend,
)
from hearback.rules.measures.ranges import Estimate, estimate, roughly, together
from hearback.rules.measures.recommend import Said, Score, leaning_scores, score, sorted_by_score
from hearback.rules.measures.relationship import (
    Buying,
    Relationship,
    StillBuying,
    Tie,
    relationship,
    still_buying,
)
from hearback.rules.measures.shares import Share, share, shares
from hearback.rules.measures.term import (
    Averaged,
    Between,
    Counted,
    Source,
    Term,
    known,
    measured_mean,
    measured_share,
    typed,
)
from hearback.rules.measures.waiting import (
    By,
    TimeToAnswer,
    Until,
    Wait,
    leaning_times,
    time_to_answer,
)

__all__ = [
    "FLOOR",
    "PUBLISHED",
    "Asked",
    "AtStage",
    "Averaged",
    "Between",
    "Buying",
    "By",
    "Counted",
    "Estimate",
    "Heard",
    "Moment",
    "Relationship",
    "Said",
    "Score",
    "Share",
    "Source",
    "StillBuying",
    "Term",
    "Terms",
    "Tie",
    "TimeToAnswer",
    "Unhappy",
    "Unsaid",
    "Until",
    "Wait",
    "Why",
    "ask_of_buying",
    "ask_of_relationship",
    "ask_to_recommend",
    "below_floor",
    "customers_at_risk",
    "estimate",
    "kept_and_lost",
    "known",
    "leaning",
    "leaning_scores",
    "leaning_shares",
    "leaning_times",
    "measured_mean",
    "measured_share",
    "money_at_risk",
    "not_hired",
    "relationship",
    "roughly",
    "score",
    "share",
    "shares",
    "sorted_by_score",
    "still_buying",
    "time_to_answer",
    "together",
    "typed",
    "unsaid",
    "weight_of_team",
    "withheld",
]
