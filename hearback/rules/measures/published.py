"""The published calculators, term by term, as presets: labelled, never a default.

Each is the vendor's own case from the domain facts 2.3 and gives the vendor's own result. What they
leave out is 1 here and says so: that all applicants are customers, that each stands for one.
"""

from __future__ import annotations

from decimal import Decimal

from hearback.rules.measures.money import Terms, Unhappy, not_hired
from hearback.rules.measures.term import ONE, Source, Term

_ALL = "left out there, which takes everybody to be a customer"
_ALL_ACT = "left out there, which takes everybody to act on it"
_ALONE = "left out there, which takes nobody to be told"


def _term(value: str | Decimal, words: str) -> Term:
    return Term(Decimal(value), Source.PUBLISHED, words)


# survale.com/candidate-resentment-calculator: 13,200 x 15 % x $400 = $792,000.
SURVALE = Terms(
    people=_term(not_hired(14_400, 1_200), "Survale / CandE, sample of 14,400 less 1,200 hires"),
    reach=_term(ONE, _ALONE),
    customers=_term(ONE, _ALL),
    unhappy=_term("0.15", "Survale / CandE 2025, resentment worldwide"),
    kind=Unhappy.RESENTMENT,
    acting=_term(ONE, _ALL_ACT),
    value=_term("400", "Survale / CandE, sample"),
    currency="USD",
)
# orionmobility.com/blog/candidate-resentment-company-revenue: 99,000 x 2 x 11 % x $100 =
# $2,178,000. The calculator's own page shows that result beside "7%" and "10%".
HIRERIGHT = Terms(
    people=_term("99000", "HireRight / Talent Board, sample of 1,000 hires with 99 rejected each"),
    reach=_term("2", "HireRight / Talent Board: each tells one other"),
    customers=_term(ONE, _ALL),
    unhappy=_term("0.11", "HireRight / Talent Board, resentment"),
    kind=Unhappy.RESENTMENT,
    acting=_term(ONE, _ALL_ACT),
    value=_term("100", "HireRight / Talent Board, sample"),
    currency="USD",
)
# starred.com/candidate-experience-revenue-cost-calculator: 10,000 x 45 % x 41 % x $100 = $184,500.
STARRED = Terms(
    people=_term("10000", "Starred, sample of rejected"),
    reach=_term(ONE, _ALONE),
    customers=_term(ONE, _ALL),
    unhappy=_term("0.45", "Starred, detractors among the rejected"),
    kind=Unhappy.DETRACTORS,
    acting=_term("0.41", "Starred, detractors who avoid the firm"),
    value=_term("100", "Starred, sample"),
    currency="USD",
)
# Virgin Media: 123,000 x 6 % x GBP 50 x 12 = GBP 4,428,000. 18 % of the rejected were customers; if
# the 6 % were of those alone, it is GBP 797,040. The public story does not say which.
VIRGIN = Terms(
    people=_term("123000", "Virgin Media, rejected in a year"),
    reach=_term(ONE, _ALONE),
    customers=_term(ONE, "not said: 18 % of the rejected were customers"),
    unhappy=_term("0.06", "Virgin Media, left after a no"),
    kind=Unhappy.LEFT,
    acting=_term(ONE, "those who left have acted"),
    value=_term("600", "Virgin Media, GBP 50 a month"),
    currency="GBP",
)
PUBLISHED = {"survale": SURVALE, "hireright": HIRERIGHT, "starred": STARRED, "virgin": VIRGIN}
