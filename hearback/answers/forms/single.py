"""One form for each of the four answers; every one can show its letter before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.accounts.access import RIGHTS, Right
from hearback.accounts.models import Member
from hearback.accounts.queries import who_may_decide
from hearback.answers import queries
from hearback.answers.first_words import onward_words, thanks_for
from hearback.answers.forms.fields import (
    GroundField,
    HelpField,
    MomentField,
    own_words_field,
    wording_field,
)
from hearback.answers.proposals import proposed_call, proposed_date
from hearback.pipeline.models import Stage

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.pipeline.models import Application

YOUR_CLOCK = _("On your clock. The letter says it on theirs.")


class AnswerForm(forms.Form):
    """What every answer's form carries: its own number, so that a second press is recognised."""

    form_token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        application: Application,
        member: Member,
        now: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:
        known = {"form_token": uuid4(), **self.proposed(application, member, now)}
        super().__init__(data, initial=known | (initial or {}))
        self.application, self.member, self.now = application, member, now
        self.prepare()

    def proposed(self, application: Application, member: Member, now: datetime) -> dict[str, Any]:
        """What stands in the form when it is opened."""
        del application, member, now
        return {}

    def prepare(self) -> None:
        """Fill in what depends on the application."""

    def as_opened(self) -> dict[str, Any]:
        """What the browser would send if nobody changed anything, to show the first letter."""
        return {name: self[name].value() for name in self.fields}


class OnwardForm(AnswerForm):
    """To which stage, in which words, with which next date."""

    stage = forms.ModelChoiceField(
        label=_("To"), queryset=Stage.objects.order_by("position"), empty_label=None
    )
    words = forms.CharField(
        label=_("Your words"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        error_messages={"required": _("Write a line or two: the person will read your words.")},
    )

    def proposed(self, application: Application, member: Member, now: datetime) -> dict[str, Any]:
        """The next stage, words that fit it, and the date the policy gives."""
        del member
        stage = queries.stage_after(application.stage)
        due_at = proposed_date(application, now=now)
        return {
            "stage": stage,
            "words": onward_words(stage, application.language),
            "due_at": due_at,
        }

    def prepare(self) -> None:
        """Ask for the date on the member's clock; remember what the policy gave."""
        self.fields["due_at"] = MomentField(
            zone=self.member.zone,
            label=_("They hear next by"),
            help_text=YOUR_CLOCK,
            error_messages={"required": _("Say by when they hear next.")},
            show_hidden_initial=True,
        )


class HoldForm(AnswerForm):
    """Why it takes longer, and until when."""

    reason = forms.CharField(
        label=_("The reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A sentence they will read, such as: Grace is ill, and she decides with me."),
        error_messages={"required": _("Give the reason: the person will read it.")},
    )

    def proposed(self, application: Application, member: Member, now: datetime) -> dict[str, Any]:
        """The date the policy gives."""
        del member
        return {"due_at": proposed_date(application, now=now)}

    def prepare(self) -> None:
        """Ask for the date on the member's clock."""
        self.fields["due_at"] = MomentField(
            zone=self.member.zone,
            label=_("The new date"),
            help_text=YOUR_CLOCK,
            error_messages={"required": _("Name a new date.")},
        )


class DeclineForm(AnswerForm):
    """Thanks, reason, help: none of them may be missing."""

    thanks = forms.CharField(
        label=_("Thank you for …"),
        max_length=300,
        help_text=_("Something they really did, such as: coming in on Monday."),
        error_messages={"required": _("Thank the person for something they really did.")},
    )

    def proposed(self, application: Application, member: Member, now: datetime) -> dict[str, Any]:
        """Thanks for what is sure: the time they took."""
        del member, now
        return {"thanks": thanks_for(application.stage, application.language)}

    def prepare(self) -> None:
        """Offer the opening's criteria, the team's wordings and what helps."""
        opening = self.application.opening
        self.fields["ground"] = GroundField(opening)
        self.fields["wording"] = wording_field()
        self.fields["reason"] = own_words_field(
            str(_("One true sentence about the job, instead of the team's words."))
        )
        self.fields["help"] = HelpField(opening)

    def clean(self) -> dict[str, Any]:
        """The reason in the words that were chosen; a fact about the job needs no more words."""
        cleaned = dict(super().clean() or {})
        ground = cast("GroundField", self.fields["ground"])
        about = cleaned.get("ground", "")
        cleaned["criterion"], cleaned["outcome"] = ground.criterion(about), ground.outcome(about)
        cleaned["resource"] = cast("HelpField", self.fields["help"]).resource(
            cleaned.get("help", "")
        )
        if not cleaned.get("reason") and cleaned.get("wording"):
            cleaned["reason"] = cleaned["wording"].words
        if not cleaned.get("reason") and cleaned["outcome"] is None:
            self.add_error("reason", _("Give the reason: choose a wording or write your own."))
        return cleaned


class HireForm(AnswerForm):
    """Words, who rings, and by when."""

    words = forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Such as the first day, or what you look forward to."),
    )
    caller = forms.ModelChoiceField(
        label=_("Who rings them"), queryset=Member.objects.none(), empty_label=None
    )

    def proposed(self, application: Application, member: Member, now: datetime) -> dict[str, Any]:
        """Whoever decides rings within a working day."""
        del application
        return {"caller": member, "ring_by": proposed_call(member, now=now)}

    def prepare(self) -> None:
        """Offer those who are here and may answer candidates, and the opening's manager."""
        roles = [role for role, rights in RIGHTS.items() if Right.ANSWER in rights]
        here = who_may_decide()
        callers = here.filter(role__in=roles) | here.filter(
            managed_openings=self.application.opening
        )
        caller = cast("forms.ModelChoiceField[Member]", self.fields["caller"])
        caller.queryset = callers.distinct().order_by("name")
        self.fields["ring_by"] = MomentField(
            zone=self.member.zone,
            label=_("By when"),
            help_text=YOUR_CLOCK,
            error_messages={"required": _("Say by when they are rung.")},
        )
