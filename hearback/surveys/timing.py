"""How long we wait before asking, how seldom we ask one person, and until when they may answer."""

from datetime import timedelta
from typing import NamedTuple

from hearback.rules.measures import Moment


class After(NamedTuple):
    """After which moment a letter lets us ask, and how long after; None: the page, no letter."""

    moment: Moment
    wait: timedelta | None


# Counted from when the relay accepted the letter. Whoever was told no has three days to themselves;
# who is hired waits as long, so that the letter tells nothing.
AFTER: dict[str, After] = {
    "careers.receipt": After(Moment.APPLICATION, timedelta(days=1)),
    "answers.decline": After(Moment.ANSWER, timedelta(days=3)),
    "answers.hire": After(Moment.ANSWER, timedelta(days=3)),
    "careers.withdrawn": After(Moment.ANSWER, None),
}
# The letters that end an application by our word.
ENDS = [purpose for purpose, one in AFTER.items() if one.moment == Moment.ANSWER and one.wait]
# In these states such a letter is on its way: nobody is asked how applying was while their no is.
ON_ITS_WAY = ["queued", "held", "at_relay", "in_doubt", "failed"]
# One person is not asked again within this time. The answer is asked about all the same, unless
# they were asked about another answer.
SELDOM = timedelta(days=30)
# Asked later than this, nobody remembers how applying was.
STALE = timedelta(days=2)
# As long as this the page takes an answer.
OPEN_FOR = timedelta(days=60)
# Whoever said something may think again for a day before it counts.
SECOND_THOUGHTS = timedelta(days=1)
