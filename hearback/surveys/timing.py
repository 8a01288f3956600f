"""How long we wait before asking, how seldom we ask one person, and until when they may answer."""

from datetime import timedelta

from hearback.rules.measures import Moment

# After which letters we ask, and how long after the relay accepted them. Whoever was told no has
# three days to themselves; who is hired waits as long, so that the letter tells nothing.
AFTER: dict[str, tuple[Moment, timedelta]] = {
    "careers.receipt": (Moment.APPLICATION, timedelta(days=1)),
    "answers.decline": (Moment.ANSWER, timedelta(days=3)),
    "answers.hire": (Moment.ANSWER, timedelta(days=3)),
}
# One person is not asked again within this time. The answer is asked about all the same, unless
# they were asked about another answer.
SELDOM = timedelta(days=30)
# As long as this the page takes an answer.
OPEN_FOR = timedelta(days=60)
# Whoever said something may think again for a day before it counts.
SECOND_THOUGHTS = timedelta(days=1)
