"""The specimen pages: every component with believable content, for the tests that look at them."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Thing
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string

NOW = datetime(2026, 11, 26, 10, 40, tzinfo=UTC)
PORTAL = ("status", "status_late", "opening", "openings")
DESK = ("today", "today_empty", "board", "application", "table")
ALONE = ("refused", "error", "404")
PAGES = (*PORTAL, *DESK, *ALONE)

SUSAN = Thing(
    name="Susan Ito", job_title="Recruiter", phone="+1 416 555 0123", email="susan@harrowvane.example"
)
CV = """ANA MOREAU
Toronto · ana@moreau.example

Shift leader, Kettle & Pine, 2022 to today
Seven people, three mornings a week from 06:30. Built the rota that ended the Sunday gap.

Sales assistant, Bathurst Books, 2019 to 2022
Ordered the children's shelf. Trained four newcomers.

Languages: French, English, some Portuguese"""


class Ask(forms.Form):
    """A question with a hint."""

    question = forms.CharField(
        label="Your question", help_text="Susan answers within one working day.", widget=forms.Textarea
    )


class Apply(forms.Form):
    """The application form with every kind of box."""

    name = forms.CharField(label="Your name", help_text="As you like to be called.")
    email = forms.EmailField(label="E-mail", help_text="Your receipt goes here within a minute.")
    phone = forms.CharField(label="Phone", required=False, help_text="Only if you would like a call.")
    resume = forms.FileField(label="Your CV", required=False, help_text="PDF, Word, ODT or plain text, up to 10 MB.")
    saturdays = forms.ChoiceField(
        label="Can you work two Saturdays a month?", widget=forms.RadioSelect, choices=[("y", "Yes"), ("n", "No")]
    )
    shop = forms.ChoiceField(label="Which shop is nearest to you?", choices=[("", "Choose"), ("h", "Harbour Street")])
    texts = forms.BooleanField(label="You may also text me about this application", required=False)


def promise(hours: float, words: str, *, told: float = 48, state: str = "open") -> Thing:
    """A promise due `hours` after NOW (before it when negative), made `told` hours before it fell due."""
    due = NOW + timedelta(hours=hours)
    return Thing(due_at=due, made_at=due - timedelta(hours=told), state=state, words=words)


def render(page: str) -> str:
    """Return the HTML of the specimen `page`, one of PAGES."""
    template = page.split("_")[0]
    folder = "kit" if page in ALONE else "kit/specimen"
    request = HttpRequest()
    request.META["SERVER_NAME"] = "hearback.example"
    return render_to_string(f"{folder}/{template}.html", context(page), request=request)


def context(page: str) -> dict[str, Any]:
    """Return what the specimen `page` is told."""
    words = "I will tell you by Thursday 12:00 whether we would like to meet you."
    late = page == "status_late"
    return {
        "organisation": Thing(
            name="Harrow & Vane",
            phone="+1 416 555 0100",
            reply_address="jobs@harrowvane.example",
            privacy_line="Your papers are read by the people who work on this opening and deleted after a year.",
        ),
        "contact": SUSAN if page in PORTAL else None,
        "susan": SUSAN,
        "member": SUSAN,
        "here": template_place(page),
        "today_count": 7,
        "now": NOW,
        "zone": "UTC",
        "promise": promise(6.34, _status_words(late), told=7) if late else promise(1.34, words if page == "application" else _status_words(late)),
        "promise_late": late,
        "status_title": "We are late, Ana. I am sorry." if late else "Ana, your papers are being read.",
        "steps": _steps(late),
        "ask_form": Ask(),
        "apply_form": Apply({"name": "Ana Moreau", "email": "ana@moreau"}) if page == "opening" else None,
        "openings": _openings(),
        "groups": [] if page == "today_empty" else _groups(),
        "lanes": _lanes(),
        "tabs": [
            Thing(title="Board", url="?b", current=True, count=512),
            Thing(title="Brief", url="?f", current=False, count=None),
            Thing(title="History", url="?h", current=False, count=None),
        ],
        "case_tabs": [
            Thing(title="Case", url="?c", current=True, count=None),
            Thing(title="Promises", url="?p", current=False, count=2),
        ],
        "file_name": "Ana Moreau CV.pdf",
        "download_url": "?cv",
        "text": CV,
        "members": _members(),
        "sentence": "This opening was filled while you were writing.",
        "kept": "Your letter is kept as a draft.",
        "todo": "Read the opening again, then send it or let it go.",
        "reference": "7F3K-92QD",
    }


def template_place(page: str) -> str:
    """Return which place of the rail is lit on `page`."""
    return {"board": "openings", "application": "openings", "table": "team"}.get(page, "today")


def _status_words(late: bool) -> str:
    if late:
        return "I said Thursday 10:00 and did not manage it. You hear from me today by 17:00."
    return "You hear by Thursday 26 November, 12:00 whether we would like to meet you."


def _steps(late: bool) -> list[Thing]:
    return [
        Thing(state="done", title="Your application arrived", at=NOW - timedelta(hours=46.6), words="With your CV and three answers. You meet every must-have."),
        Thing(state="done", title="Receipt sent to ana@moreau.example", at=NOW - timedelta(hours=46.5)),
        Thing(state="late" if late else "now", title="Susan reads your papers", when="by Thursday 26 November, 12:00", words="She decides with Marc, who leads the shop."),
        Thing(state="next", title="A call of twenty minutes", when="usually within a week"),
        Thing(state="next", title="An hour in the shop with Marc and Leila", when="usually a week later"),
    ]


def _openings() -> list[Thing]:
    rows = [
        ("Assistant store manager", "Harbour Street, Toronto", "CAD 54,000 to 61,000 a year", "48 hours", "Susan Ito"),
        ("Baker, early shift", "Queen Street, Toronto", "CAD 24 an hour", "2 working days", "Joel Abara"),
        ("Customer care, French", "From home", "CAD 46,000 to 50,000 a year", "48 hours", "Susan Ito"),
        ("Driver", "Mississauga", "CAD 27 an hour", "2 working days", "Joel Abara"),
    ]
    return [Thing(title=t, place=p, pay=c, answer=a, who=w) for t, p, c, a, w in rows]


def _groups() -> list[Thing]:
    def row(hours: float, name: str, about: str, words: str, act: str) -> Thing:
        return Thing(name=name, about=about, act=act, promise=promise(hours, words))

    manager = "Assistant store manager"
    return [
        Thing(title="Late", rows=[row(-2.1, "Tomás Ferreira", "Driver, Mississauga", "You said you would ring him this morning about the licence.", "Ring him")]),
        Thing(title="Before tonight", rows=[
            row(1.34, "Ana Moreau", manager, "You told her Thursday 12:00: whether we would like to meet her.", "Answer"),
            row(3.3, "Priya Raghunathan", manager, "You told her Thursday 14:00: when the interview is.", "Propose times"),
            row(7.5, "محمد الأحمد", "Customer care, French", "You told him Thursday 18:10: an answer to his question on shifts.", "Answer"),
        ]),
        Thing(title="This week", rows=[
            row(23, "Ben Okafor", "Baker, early shift", "You told him Friday 09:40: how the trial morning went.", "Answer"),
            row(96, "Maximiliane Featherstonehaugh-Wolffenbüttel", manager, "You told her Monday 10:40: the decision after the second interview.", "Answer"),
        ]),
    ]


def _lanes() -> list[Thing]:
    names = ["Ana Moreau", "Ben Okafor", "Chen Wei", "Dana Ruiz", "Eero Virtanen", "Farah Haddad", "Grace Lim"]

    def people(number: int, first: float) -> list[Thing]:
        return [
            Thing(name=names[i % 7], about="Shift leader, Kettle & Pine", promise=promise(first + i * 2.7, ""))
            for i in range(number)
        ]

    return [
        Thing(name="New", people=people(500, -1), wait="oldest waits 2 days", late=False),
        Thing(name="First call", people=people(7, -5), wait="3 wait too long", late=True),
        Thing(name="In the shop", people=people(4, 30), wait="oldest waits 1 day", late=False),
        Thing(name="Offer", people=people(1, 20), wait="waits 3 h", late=False),
        Thing(name="Hired", people=[], wait="", late=False),
    ]


def _members() -> list[Thing]:
    rows = [
        ("Susan Ito", "Recruiter", 7, "96 %", "until 17:00"),
        ("Joel Abara", "Recruiter", 12, "91 %", "away until Monday, Susan stands in"),
        ("Marc Villeneuve", "Hiring manager", 2, "88 %", "until 18:00"),
        ("Leila Nasser", "Lead", 0, "100 %", "until 16:00"),
    ]
    return [Thing(name=n, role=r, open=o, kept=k, here=h) for n, r, o, k, h in rows]
