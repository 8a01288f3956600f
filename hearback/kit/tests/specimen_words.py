"""What the specimen pages say: the people, promises and openings of one believable morning."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Thing

NOW = datetime(2026, 11, 26, 10, 40, tzinfo=UTC)
MANAGER = "Assistant store manager"
NAMES = ("Ana Moreau", "Ben Okafor", "Chen Wei", "Dana Ruiz", "Eero Virtanen", "Farah Haddad")

SUSAN = Thing(
    name="Susan Ito",
    job_title="Recruiter",
    phone="+1 416 555 0123",
    email="susan@harrowvane.example",
)
ORGANISATION = Thing(
    name="Harrow & Vane",
    phone="+1 416 555 0100",
    reply_address="jobs@harrowvane.example",
    privacy_line="Your papers are read by the people who work on this opening, for one year.",
)
CV = """ANA MOREAU
Toronto · ana@moreau.example

Shift leader, Kettle & Pine, 2022 to today
Seven people, three mornings a week from 06:30. Built the rota that ended the Sunday gap.

Sales assistant, Bathurst Books, 2019 to 2022
Ordered the children's shelf. Trained four newcomers.

Languages: French, English, some Portuguese"""


def promise(hours: float, words: str = "", *, told: float = 48) -> Thing:
    """A promise due `hours` after NOW (before it when negative), given `told` hours before that."""
    due = NOW + timedelta(hours=hours)
    return Thing(due_at=due, made_at=due - timedelta(hours=told), state="open", words=words)


TOLD_ANA = promise(4 / 3, "I will tell you by Thursday 12:00 whether we would like to meet you.")
ON_TIME = promise(
    4 / 3, "You hear by Thursday 26 November, 12:00 whether we would like to meet you."
)
LATE = promise(
    19 / 3, "I said 10:00 and did not manage it. You hear from me today by 17:00.", told=7
)


def steps(state: str) -> list[Thing]:
    """Ana's way through the opening, with `state` ("now" or "late") for where she stands."""
    return [
        Thing(
            state="done",
            title="Your application arrived",
            at=NOW - timedelta(hours=46.6),
            words="With your CV and three answers. You meet every must-have.",
        ),
        Thing(
            state="done",
            title="Receipt sent to ana@moreau.example",
            at=NOW - timedelta(hours=46.5),
        ),
        Thing(
            state=state,
            title="Susan reads your papers",
            when="by Thursday 26 November, 12:00",
            words="She decides with Marc, who leads the shop.",
        ),
        Thing(state="next", title="A call of twenty minutes", when="usually within a week"),
        Thing(state="next", title="An hour in the shop with Marc and Leila", when="a week later"),
    ]


def openings() -> list[Thing]:
    """The list a stranger sees."""
    rows = [
        (MANAGER, "Harbour Street, Toronto", "CAD 54,000 to 61,000 a year", "48 hours"),
        ("Baker, early shift", "Queen Street, Toronto", "CAD 24 an hour", "2 working days"),
        ("Customer care, French", "From home", "CAD 46,000 to 50,000 a year", "48 hours"),
        ("Driver", "Mississauga", "CAD 27 an hour", "2 working days"),
    ]
    return [Thing(title=t, place=p, pay=c, answer=a, who=SUSAN.name) for t, p, c, a in rows]


def groups() -> list[Thing]:
    """Today, as Susan finds it."""
    return [
        Thing(title=title, rows=[_row(*row) for row in rows])
        for title, rows in (
            ("Late", [(-2.1, "Tomás Ferreira", "Driver", "You said you would ring him.", "Ring")]),
            (
                "Before tonight",
                [
                    (1.34, NAMES[0], MANAGER, "You told her 12:00: whether we meet.", "Answer"),
                    (3.3, "Priya Raghunathan", MANAGER, "Told 14:00: when.", "Propose"),
                    (7.5, "محمد الأحمد", "Customer care", "Told 18:10: shifts.", "Answer"),
                ],
            ),
            (
                "This week",
                [
                    (23, NAMES[1], "Baker", "You told him Friday 09:40: the trial.", "Answer"),
                    (
                        96,
                        "Maximiliane Featherstonehaugh-Wolffenbüttel",
                        "Driver",
                        "Monday.",
                        "Answer",
                    ),
                ],
            ),
        )
    ]


def _row(hours: float, name: str, about: str, words: str, act: str) -> Thing:
    return Thing(name=name, about=about, act=act, promise=promise(hours, words))


def lanes(first: int) -> list[Thing]:
    """A board with `first` people in its first lane."""
    rows = [
        ("New", first, -1, "oldest waits 2 days"),
        ("First call", 7, -5, "3 wait too long"),
        ("In the shop", 4, 30, "oldest waits 1 day"),
        ("Offer", 1, 20, "waits 3 h"),
        ("Hired", 0, 0, ""),
    ]
    return [
        Thing(name=name, wait=wait, late="too" in wait, people=_people(count, since))
        for name, count, since, wait in rows
    ]


def _people(count: int, first: float) -> list[Thing]:
    return [
        Thing(name=NAMES[i % 6], about="Shift leader", promise=promise(first + i * 2.7))
        for i in range(count)
    ]


def members() -> list[Thing]:
    """The team."""
    rows = [
        ("Susan Ito", "Recruiter", 7, "96 %", "until 17:00"),
        ("Joel Abara", "Recruiter", 12, "91 %", "away until Monday, Susan stands in"),
        ("Marc Villeneuve", "Hiring manager", 2, "88 %", "until 18:00"),
        ("Leila Nasser", "Lead", 0, "100 %", "until 16:00"),
    ]
    return [Thing(name=n, role=r, open=o, kept=k, here=h) for n, r, o, k, h in rows]


def tabs(*titles: str) -> list[Thing]:
    """Neighbouring pages, the first of them open."""
    return [
        Thing(title=title, url=f"?{place}", current=place == 0, count=None if place else 512)
        for place, title in enumerate(titles)
    ]
