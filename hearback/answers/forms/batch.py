"""The forms that answer everyone in some stages at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hearback.accounts.queries import the_organisation
from hearback.answers.actions import Plan
from hearback.answers.first_words import thanks_for
from hearback.answers.forms.fields import (
    GroundField,
    HelpField,
    MomentField,
    own_words_field,
    wording_field,
)
from hearback.answers.forms.single import YOUR_CLOCK
from hearback.answers.models import AnswerKind, Outcome
from hearback.answers.proposals import proposed_hold

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.answers.queries import Group
    from hearback.pipeline.models import Opening

PACES = [
    (60, gettext_lazy("60 letters a minute")),
    (300, gettext_lazy("300 letters a minute")),
    (1200, gettext_lazy("1,200 letters a minute")),
    (60000, gettext_lazy("As fast as the mail server takes them")),
]
USUAL_PACE = 300


class BatchForm(forms.Form):
    """Whom a batch is for, and how fast it goes; one box for each stage somebody waits in."""

    def __init__(
        self,
        data: Any = None,
        *,
        opening: Opening,
        groups: Sequence[Group],
        member: Member,
        now: datetime,
    ) -> None:
        super().__init__(data)
        self.opening, self.member, self.now = opening, member, now
        self.groups = [group for group in groups if group.undecided]
        for group in self.groups:
            self.fields[f"stage_{group.stage.pk}"] = forms.BooleanField(
                label=ngettext(
                    "{stage}: {number} person", "{stage}: {number} people", group.undecided
                ).format(stage=group.stage.name, number=group.undecided),
                required=False,
                initial=True,
            )
            self.ask_about(group)
        self.ask()
        self.fields["per_minute"] = forms.TypedChoiceField(
            label=_("How fast"), choices=PACES, coerce=int, initial=USUAL_PACE
        )

    def ask_about(self, group: Group) -> None:
        """Add what this kind of batch needs to know about one stage."""

    def ask(self) -> None:
        """Add what it needs to know about all of them."""

    def as_opened(self) -> dict[str, Any]:
        """What the browser would send if nobody changed anything, to show the first letter."""
        return {name: self[name].value() for name in self.fields}

    @property
    def chosen(self) -> list[Group]:
        """The groups that were ticked; only after a valid form."""
        return [g for g in self.groups if self.cleaned_data.get(f"stage_{g.stage.pk}")]

    @property
    def number(self) -> int:
        """How many people the ticked groups hold; only after a valid form."""
        return sum(group.undecided for group in self.chosen)

    def clean(self) -> dict[str, Any]:
        """At least one group has to be ticked."""
        cleaned = dict(super().clean() or {})
        self.cleaned_data = cleaned
        if not self.chosen:
            self.add_error(None, _("Choose at least one stage."))
        return cleaned

    def plan(self, *, send_now: bool) -> Plan:
        """What was chosen, for the act."""
        raise NotImplementedError


class DeclineAllForm(BatchForm):
    """A no to everyone in the ticked stages: shared reason and help, thanks by stage."""

    def __init__(self, *args: Any, outcome: Outcome | None = None, **more: Any) -> None:
        self.usual_outcome = outcome
        super().__init__(*args, **more)

    def ask_about(self, group: Group) -> None:
        """What people in this stage are thanked for."""
        self.fields[f"thanks_{group.stage.pk}"] = forms.CharField(
            label=_("In {stage}, thank you for …").format(stage=group.stage.name),
            max_length=300,
            required=False,
            initial=thanks_for(group.stage, the_organisation().language),
        )

    def ask(self) -> None:
        """What a single no needs."""
        ground = GroundField(self.opening)
        ground.initial = self.usual_outcome.value if self.usual_outcome else ""
        self.fields["ground"] = ground
        self.fields["wording"] = wording_field()
        self.fields["reason"] = own_words_field(
            _("Everyone reads the same reason, so it has to be true of everyone.")
        )
        self.fields["help"] = HelpField(self.opening)

    def clean(self) -> dict[str, Any]:
        """Thanks for each ticked stage, and a reason unless the job itself is gone."""
        cleaned = super().clean()
        ground = cast("GroundField", self.fields["ground"])
        about = cleaned.get("ground", "")
        cleaned["criterion"], cleaned["outcome"] = ground.criterion(about), ground.outcome(about)
        helps = cast("HelpField", self.fields["help"])
        cleaned["resource"] = helps.resource(cleaned.get("help", ""))
        if not cleaned.get("reason") and cleaned.get("wording"):
            cleaned["reason"] = cleaned["wording"].words
        if not cleaned.get("reason") and cleaned["outcome"] is None:
            self.add_error("reason", _("Give the reason: choose a wording or write your own."))
        return cleaned

    def plan(self, *, send_now: bool) -> Plan:
        """What was chosen; another opening that helps is not stored yet."""
        filled = self.cleaned_data
        return Plan(
            kind=AnswerKind.DECLINE,
            thanks={g.stage.pk: filled[f"thanks_{g.stage.pk}"] for g in self.chosen},
            reason=filled["reason"],
            criterion=filled["criterion"],
            outcome=filled["outcome"],
            resource=filled["resource"],
            per_minute=filled["per_minute"],
            send_now=send_now,
        )


class HoldAllForm(BatchForm):
    """A new date for everyone in the ticked stages."""

    def ask(self) -> None:
        """The reason and the date."""
        self.fields["reason"] = forms.CharField(
            label=_("The reason"),
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("A sentence everyone reads."),
            error_messages={"required": _("Give the reason: everyone will read it.")},
        )
        self.fields["due_at"] = MomentField(
            zone=self.member.zone,
            label=_("The new date"),
            help_text=YOUR_CLOCK,
            initial=proposed_hold(self.opening, now=self.now),
            error_messages={"required": _("Name a new date.")},
        )

    def plan(self, *, send_now: bool) -> Plan:
        """What was chosen."""
        filled = self.cleaned_data
        return Plan(
            kind=AnswerKind.HOLD,
            thanks={group.stage.pk: "" for group in self.chosen},
            reason=filled["reason"],
            due_at=filled["due_at"],
            per_minute=filled["per_minute"],
            send_now=send_now,
        )


class OutcomeForm(forms.Form):
    """How the opening ends."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("How it ends"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether it is filled or closed.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        words = {
            Outcome.FILLED: _("Filled: somebody has the job"),
            Outcome.CLOSED: _("Closed: nobody is hired"),
        }
        field = cast("forms.ChoiceField", self.fields["outcome"])
        field.choices = [(outcome.value, words[outcome]) for outcome in Outcome]
