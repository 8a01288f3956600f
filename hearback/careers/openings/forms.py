"""The brief as a form: plain boxes, one thing a line, nothing that needs a script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearback.accounts.access import RIGHTS, Right
from hearback.accounts.models import Member, Place, Team
from hearback.accounts.queries import who_may_decide
from hearback.careers.openings.draft import Draft
from hearback.pipeline.brief import lines
from hearback.pipeline.models import Client, FirstAnswer, Opening, PromisePolicy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from django.db.models import QuerySet

    from hearback.careers.openings.draft import Asked

LONGEST_LINE = 200
LONGEST_STEP, LONGEST_TIME = 120, 80
MOST_LINES = 30
_STEP = re.compile(r"^(?P<name>.+?)\s*(?:[:|]|\s[-–—]\s)\s*(?P<time>[^:|]+)$")
COLUMNS = [
    "title",
    "team",
    "place",
    "owner",
    "manager",
    "client",
    "policy",
    "way_of_working",
    "employment_type",
    "summary",
    "duties",
    "team_words",
    "benefits",
    "pay_from",
    "pay_to",
    "pay_currency",
    "pay_period",
    "ai_line",
    "vacancy_line",
    "first_answer_by",
    "next_step",
    "valid_through",
]


class Lines(forms.CharField):
    """One thing a line, cleaned to a tuple of lines."""

    widget = forms.Textarea

    def clean(self, value: str) -> Any:
        """The lines that hold anything. Raises ValidationError for too many or too long ones."""
        found = lines(super().clean(value))
        if len(found) > MOST_LINES:
            raise ValidationError(_("Keep it to %(most)s lines.") % {"most": MOST_LINES})
        for line in found:
            if len(line) > LONGEST_LINE:
                raise ValidationError(_("Make this line shorter: %(line)s…") % {"line": line[:60]})
        return tuple(dict.fromkeys(found))


class BriefForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """Everything about an opening but its questions; it checks and never stores."""

    must_haves = Lines(
        label=_("What the job cannot do without, one a line"),
        help_text=_("The receipt tells each candidate how they compare. A no names one of these."),
        required=False,
    )
    helpful = Lines(label=_("What helps, one a line"), required=False)
    steps = Lines(
        label=_("The process, one step a line, with the time it usually takes"),
        help_text=_("Such as: A call: 20 minutes, within a week"),
        required=False,
    )
    panel = forms.ModelMultipleChoiceField(
        label=_("Who interviews"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They see this opening and who applied to it."),
    )
    questions_reason = forms.CharField(
        label=_("Why the job needs more than 25 questions"), required=False, max_length=300
    )

    class Meta:
        model = Opening
        fields = COLUMNS
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "valid_through": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "summary": _("Two or three sentences: what the job is and why somebody would want it."),
            "team_words": _("Who the new colleague works with."),
            "policy": _("Runs from the moment somebody applies; the receipt names the hour."),
            "owner": _("Signs the letters and owes the answers."),
            "manager": _("Sees this opening and who applied to it."),
            "client": _("Empty when you hire for yourselves."),
            "ai_line": _("Whether and how software helps to choose. Some places require it."),
            "vacancy_line": _("Such as: This is an existing vacancy."),
            "first_answer_by": _("By a call: the receipt says by when you ring."),
            "next_step": _("Goes into the receipt, such as: Interviews are next week."),
            "valid_through": _("The last day to apply. Empty for no last day."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = who_may_decide()
        answering = [role for role, rights in RIGHTS.items() if Right.ANSWER in rights]
        choices: Mapping[str, Any] = {
            "owner": here.filter(role__in=answering),
            "manager": here,
            "panel": here,
            "team": Team.objects.all(),
            "place": Place.objects.all(),
            "policy": PromisePolicy.objects.all(),
            "client": _clients(self.instance),
        }
        for name, queryset in choices.items():
            cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = queryset
        self.fields["first_answer_by"].required = False
        self.fields["policy"].label = _("First answer")
        self.fields["owner"].label = _("Answered by")
        self.fields["manager"].label = _("Hiring manager")

    def clean_first_answer_by(self) -> str:
        """How whoever applies hears first; by letter when nothing is said."""
        return str(self.cleaned_data["first_answer_by"] or FirstAnswer.LETTER)

    def clean_pay_currency(self) -> str:
        """The currency as three capitals."""
        code: str = self.cleaned_data["pay_currency"].strip().upper()
        if not (len(code) == len("CAD") and code.isascii() and code.isalpha()):
            raise ValidationError(_("Three letters, such as CAD."))
        return code

    def clean_steps(self) -> tuple[tuple[str, str], ...]:
        """Each line as a step's name and its usual time."""
        return tuple(map(_step, self.cleaned_data["steps"]))

    def clean(self) -> dict[str, Any]:
        """Whether the amounts make a range and no criterion is there twice."""
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("pay_from"), cleaned.get("pay_to")
        if low is not None and high is not None and low > high:
            self.add_error("pay_to", _("This is less than “pay from”."))
        if set(cleaned.get("must_haves", ())) & set(cleaned.get("helpful", ())):
            self.add_error("helpful", _("Something stands among the must-haves too."))
        self._refuse_a_secret(cleaned)
        return cleaned

    def _refuse_a_secret(self, cleaned: Mapping[str, Any]) -> None:
        """Candidates read all of this; the name of a secret client must not be in it."""
        client: Client | None = cleaned.get("client")
        for name, value in cleaned.items():
            if client is not None and client.is_given_away_by(*_texts(value)):
                self.add_error(name, _("This names the client, which candidates are not to learn."))

    def draft(self, questions: Sequence[Asked]) -> Draft:
        """What was typed, once it is valid, with the questions beside it."""
        cleaned = self.cleaned_data
        return Draft(
            fields={name: cleaned[name] for name in COLUMNS},
            must_haves=cleaned["must_haves"],
            helpful=cleaned["helpful"],
            steps=cleaned["steps"],
            questions=tuple(questions),
            questions_reason=cleaned["questions_reason"],
            panel=tuple(cleaned["panel"]),
        )


def _clients(opening: Opening) -> QuerySet[Client]:
    """Clients we work for, and the one this opening has."""
    return Client.objects.filter(Q(ended_at=None) | Q(pk=opening.client_id))


def _texts(value: Any) -> tuple[str, ...]:
    """What somebody typed into one box, however it was cleaned."""
    if isinstance(value, str):
        return (value,)
    return tuple(text for one in value for text in _texts(one)) if isinstance(value, tuple) else ()


def _amount(value: Decimal | None) -> Decimal | int | None:
    """Without cents when there are none."""
    return int(value) if value is not None and value == int(value) else value


def _step(line: str) -> tuple[str, str]:
    found = _STEP.match(line)
    if found is None:
        raise ValidationError(_("Add the time to “%(line)s”, after a colon.") % {"line": line[:60]})
    name, time = found["name"].strip(), found["time"].strip()
    if len(name) > LONGEST_STEP or len(time) > LONGEST_TIME:
        raise ValidationError(_("Make this step shorter: %(line)s…") % {"line": line[:60]})
    return name, time


def first_values(opening: Opening) -> dict[str, Any]:
    """What the boxes outside the opening's own columns hold before anybody types."""
    criteria = list(opening.criteria.all())
    return {
        "pay_from": _amount(opening.pay_from),
        "pay_to": _amount(opening.pay_to),
        "must_haves": "\n".join(one.text for one in criteria if one.is_must_have),
        "helpful": "\n".join(one.text for one in criteria if not one.is_must_have),
        "steps": "\n".join(f"{step.name}: {step.usual_time}" for step in opening.steps.all()),
        "panel": list(opening.panel.all()),
    }
