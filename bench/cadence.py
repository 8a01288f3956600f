"""A simulated year of following up: ten kinds of people, the best commercial schedule and ours."""

from __future__ import annotations

from collections.abc import Mapping
from math import isinf

from bench.schedules import Fixed, Ours
from bench.stage import say
from bench.temperaments import TEMPERS, TEXT
from bench.word_plan import plan_all
from bench.year import Outcome, Schedule, Year, people_of

EACH, ASKS, DAYS, SEED = 4, 50, 364, 7
# What was promised: so many fewer reminders overall.
FEWER = 0.3
# What the dice may cost where everybody is answered sooner or later: one question in a hundred.
LUCK = 0.01
ALL = "all together"
Outcomes = Mapping[str, Outcome]
HEAD = (
    "| who | answered, fixed | ours | ours, with the call | reminders an ask, fixed | ours "
    "| needless of 100, fixed | ours | median days, fixed | ours | handed to a call |"
)


def live(schedule: Schedule, *, each: int, asks: int, calls: bool = False) -> dict[str, Outcome]:
    """A year of `each` people of every kind, each asked so often; all of them together last."""
    people = people_of(TEMPERS, each, SEED, DAYS)
    lived = Year(people, asks, DAYS, calls=calls).live(schedule)
    outcomes = {temper.name: lived[temper.name] for temper in TEMPERS}
    total = Outcome()
    for outcome in outcomes.values():
        total = total + outcome
    return {**outcomes, ALL: total}


def missed(fixed: Outcomes, ours: Outcomes, called: Outcomes) -> list[str]:
    """Which goals were missed, in words: every kind of person, then all of them together.

    Handed to a person, a question is answered by the call; the fixed schedule has no such step. So
    no fewer are answered once they are rung, and even if nobody ever rang hardly any fewer.
    """
    found = []
    for name, mine in ours.items():
        if called[name].with_calls < fixed[name].alone:
            found.append(f"{name}: fewer answers than with the fixed one, though they were rung")
        if mine.alone < fixed[name].alone - LUCK * mine.asked:
            found.append(f"{name}: {mine.alone} answers, {fixed[name].alone} with the fixed one")
        if mine.reminders >= fixed[name].reminders:
            found.append(f"{name}: {mine.reminders} reminders are not fewer")
    if ours[ALL].reminders > (1 - FEWER) * fixed[ALL].reminders:
        found.append("overall: too many reminders")
    if ours[ALL].median_wait > fixed[ALL].median_wait:
        found.append("overall: the median answer takes longer")
    return found


def table(fixed: Outcomes, ours: Outcomes, called: Outcomes) -> list[str]:
    """The rows of a Markdown table."""
    lines = [HEAD, "| --- |" + " ---: |" * (HEAD.count("|") - 2)]
    for name, theirs in fixed.items():
        mine, rung = ours[name], called[name]
        cells = (
            name,
            f"{theirs.alone / theirs.asked:.0%}",
            f"{mine.alone / mine.asked:.0%}",
            f"{rung.with_calls / rung.asked:.0%}",
            f"{theirs.reminders / theirs.asked:.2f}",
            f"{mine.reminders / mine.asked:.2f}",
            f"{100 * theirs.needless / theirs.asked:.0f}",
            f"{100 * mine.needless / mine.asked:.0f}",
            _days(theirs.median_wait),
            _days(mine.median_wait),
            f"{mine.calls / mine.asked:.0%}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _days(wait: float) -> str:
    return "never" if isinf(wait) else f"{wait:.2f}"


def simulated_year() -> list[str]:
    """Print the table; the goals that were missed."""
    fixed, ours, called = (
        live(schedule, each=EACH, asks=ASKS, calls=calls)
        for schedule, calls in ((Fixed(), False), (Ours(), False), (Ours(), True))
    )
    for line in table(fixed, ours, called):
        say(line)
    by_text = live(Fixed(TEXT), each=EACH, asks=ASKS)["only SMS"]
    say(
        f"only SMS, were the fixed schedule sent by text: {by_text.alone / by_text.asked:.0%} "
        f"answered, {by_text.reminders / by_text.asked:.2f} reminders an ask"
    )
    fewer = 1 - ours[ALL].reminders / fixed[ALL].reminders
    say(f"{fewer:.0%} fewer reminders ({FEWER:.0%} promised)")
    return missed(fixed, ours, called)


def main() -> None:
    """Print the year, and how long planning takes; exit 1 with the goals that were missed."""
    if short := simulated_year() + plan_all():
        raise SystemExit("\n".join(short))


if __name__ == "__main__":
    main()
