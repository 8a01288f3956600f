"""Forms to plan a call by hand: within a window, or at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hearback.careers.fields import PHONE_LIMIT, Line, Phone
from hearback.channels.models import Channel
from hearback.desk.forms import Moment
from hearback.inbox.actions import conversation_about
from hearback.inbox.callbacks import actions as act
from hearback.inbox.callbacks.actions.owe import Wanted
from hearback.inbox.callbacks.numbers import likely_number, safe_number
from hearback.kit.errors import Invalid
from hearback.rules.calls import Window
from hearback.rules.numbers import readable

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.inbox.callbacks.models import Callback
    from hearback.pipeline.models import Application, Conversation

ABOUT_LIMIT = 200
ASKED_BY = [Channel.PHONE, Channel.EMAIL, Channel.SMS]


@dataclass(frozen=True)
class Whom:
    """Who is to be rung: an applicant, or somebody who wrote or rang without applying."""

    name: str
    phone: str
    country: str
    zone: str
    back: str
    application: Application | None = None
    conversation: Conversation | None = None

    def conversation_at(self, now: datetime) -> Conversation:
        """The conversation the call belongs to, opened if need be."""
        if self.application is not None:
            return conversation_about(self.application, now=now)
        if self.conversation is None:
            raise ValueError("A call is planned with somebody.")
        return self.conversation


def applicant(application: Application) -> Whom:
    """An applicant, as a form about a call knows them."""
    country = application.opening.place.country
    return Whom(
        name=application.name,
        phone=readable(likely_number(application.phone, country)) or application.phone,
        country=country,
        zone=application.zone,
        back=reverse("desk:application", args=[application.public_id]),
        application=application,
    )


def stranger(conversation: Conversation, zone: str) -> Whom:
    """Somebody we know by their words alone."""
    opening = conversation.opening
    return Whom(
        name=conversation.name or conversation.address or conversation.phone,
        phone=conversation.phone,
        country=opening.place.country if opening else "",
        zone=zone,
        back=reverse("desk:calls"),
        conversation=conversation,
    )


class _Call(forms.Form):
    """What every planned call needs."""

    number = Phone(PHONE_LIMIT, label=_("Number"), missing=_("Which number should be rung?"))
    about = Line(ABOUT_LIMIT, label=_("What it is about"), required=False)

    def __init__(self, *args: Any, whom: Whom, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whom = whom

    def clean_number(self) -> str:
        """The number as it is rung."""
        try:
            return safe_number(self.cleaned_data["number"], self.whom.country)
        except Invalid as wrong:
            raise ValidationError(wrong.sentence) from wrong


class CallBack(_Call):
    """A call within a window, by whoever answers this person."""

    field_order = ("begins", "ends", "number", "about", "asked_by")
    begins = Moment(label=_("Suits them from"))
    ends = Moment(label=_("Until"), help_text=_("They are promised a call by then."))
    asked_by = forms.ChoiceField(
        label=_("How they asked"), choices=[(one.value, one.label) for one in ASKED_BY]
    )

    def plan(self, *, by: Member, now: datetime) -> Callback:
        """Promise it. Raises Refused for a window that is over or the wrong way round."""
        said = self.cleaned_data
        wanted = Wanted(
            window=Window(said["begins"], said["ends"]),
            number=said["number"],
            about=said["about"],
            asked_by=said["asked_by"],
        )
        conversation = self.whom.conversation_at(now)
        return act.plan_call_back(conversation=conversation, wanted=wanted, by=by, now=now)


class BookCall(_Call):
    """A call at a moment, made by whoever books it."""

    field_order = ("at", "number", "about")
    at = Moment(
        label=_("When you ring"),
        help_text=_("You hear of it ten minutes before, and at the minute."),
    )

    def plan(self, *, by: Member, now: datetime) -> Callback:
        """Book it. Raises Refused for a moment that has passed."""
        said = self.cleaned_data
        return act.book_call(
            conversation=self.whom.conversation_at(now),
            at=said["at"],
            number=said["number"],
            about=said["about"],
            by=by,
            now=now,
        )
