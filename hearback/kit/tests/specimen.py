"""The specimen pages: every component with believable content, for the tests that look at them."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.template.loader import render_to_string

from hearback.kit.tests import specimen_words as words

PORTAL = ("status", "status_late", "opening", "openings")
DESK = ("today", "today_empty", "board", "application", "table")
CROWDED = "board_crowded"
ALONE = ("refused", "error", "404", "403", "csrf")
PAGES = (*PORTAL, *DESK, *ALONE)


class Ask(forms.Form):
    """A question with a hint."""

    question = forms.CharField(
        label="Your question",
        help_text="Susan answers within one working day.",
        widget=forms.Textarea,
    )


class Apply(forms.Form):
    """An application with every kind of box."""

    name = forms.CharField(label="Your name", help_text="As you like to be called.")
    email = forms.EmailField(label="E-mail", help_text="Your receipt goes here within a minute.")
    phone = forms.CharField(label="Phone", required=False, help_text="Only if we may ring you.")
    resume = forms.FileField(
        label="Your CV",
        required=False,
        help_text="PDF, Word, ODT or text.",
        widget=forms.FileInput(attrs={"data-read-file": "read-cv"}),
    )
    saturdays = forms.ChoiceField(
        label="Can you work two Saturdays a month?",
        widget=forms.RadioSelect,
        choices=[("y", "Yes"), ("n", "No")],
    )
    shop = forms.ChoiceField(
        label="Which shop is nearest to you?", choices=[("", "Choose"), ("h", "Harbour Street")]
    )
    texts = forms.BooleanField(label="You may also text me about this application", required=False)


def render(page: str) -> str:
    """Return the HTML of the specimen `page`, one of PAGES."""
    template, _, variant = page.partition("_")
    folder = "kit" if page in ALONE else "kit/specimen"
    context = {**_shell(page), **_case(late=variant == "late"), **_desk(variant)}
    return render_to_string(f"{folder}/{template}.html", context, request=HttpRequest())


def _shell(page: str) -> dict[str, Any]:
    return {
        "organisation": words.ORGANISATION,
        "contact": words.SUSAN,
        "member": words.SUSAN,
        "susan": words.SUSAN,
        "now": words.NOW,
        "zone": "UTC",
        "rights": {"SETTINGS"},
        "here": {"today": "today", "table": "team"}.get(page.partition("_")[0], "openings"),
        "today_count": 7,
        "promise": words.TOLD_ANA if page == "application" else words.ON_TIME,
        "sentence": None if page == "404" else "This opening was filled while you were writing.",
        "kept": "Your letter is kept as a draft.",
        "todo": "Read the opening again, then send it or let it go.",
        "reference": "7F3K-92QD",
    }


def _case(*, late: bool) -> dict[str, Any]:
    told = {"promise": words.LATE, "promise_late": True} if late else {}
    return {
        "status_title": "We are late, Ana. I am sorry." if late else "Ana, we have your papers.",
        "steps": words.steps("late" if late else "now"),
        "ask_form": Ask(),
        "apply_form": Apply({"name": "Ana Moreau", "email": "ana@moreau"}),
        "openings": words.openings(),
        "file_name": "Ana Moreau CV.pdf",
        "download_url": "?cv",
        "text": words.CV,
        **told,
    }


def _desk(variant: str) -> dict[str, Any]:
    return {
        "groups": [] if variant == "empty" else words.groups(),
        "lanes": words.lanes(first=500 if variant == "crowded" else 20),
        "tabs": words.tabs("Board", "Brief", "History"),
        "case_tabs": words.tabs("Case", "Promises"),
        "members": words.members(),
    }
