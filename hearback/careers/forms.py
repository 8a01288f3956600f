"""The form on an opening's page: who you are, your CV, and the opening's own questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hearback.careers.cv.kinds import ACCEPT
from hearback.careers.extras import asked_of, field_of, typed_in
from hearback.careers.fields import (
    EMAIL_LIMIT,
    NAME_LIMIT,
    PHONE_LIMIT,
    Address,
    Line,
    Lines,
    Phone,
)
from hearback.careers.queries import zone_at
from hearback.kit.language import spoken
from hearback.pipeline import friend as words
from hearback.pipeline.models import Opening, Question, QuestionKind
from hearback.rules.numbers import e164
from hearback.rules.wall import known_zone

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.forms import BoundField

    from hearback.careers.extras import Also
    from hearback.pipeline.friend import Friend

ANSWER_LIMIT = 10_000
LINKS_LIMIT = 1_000
MOST_LINKS = 5
FEW_CHOICES = 7
YES, NO = "yes", "no"


class ApplyForm(forms.Form):
    """Everything asked of somebody who applies; the file itself is taken in by the view."""

    resume = forms.FileField(
        label=_("Your CV"),
        required=False,
        help_text=_("PDF, Word (.docx), OpenDocument (.odt) or plain text, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT, "data-read-file": "read-cv"}),
    )
    name = Line(
        NAME_LIMIT,
        label=_("Your name"),
        help_text=_("As you like to be called."),
        missing=_("Please tell us your name."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = Address(
        EMAIL_LIMIT,
        label=_("E-mail"),
        help_text=_("Our answer goes here; the first one within a minute."),
        missing=_("Please tell us where to answer."),
    )
    phone = Phone(
        PHONE_LIMIT,
        label=_("Phone"),
        required=False,
        help_text=_("If you would like us to be able to ring you."),
    )
    texts = forms.BooleanField(
        label=_(
            "You may also text me about this application: short notices only, and STOP ends them"
        ),
        required=False,
    )
    links = Lines(
        LINKS_LIMIT,
        label=pgettext_lazy("addresses on the web", "Your links"),
        required=False,
        help_text=_("A profile or a portfolio, one a line."),
        widget=forms.Textarea(attrs={"rows": "2", "class": "short"}),
    )
    # Nobody sees these, so nothing about them may stand in the way.
    friend = forms.Field(required=False, widget=forms.HiddenInput())
    zone = forms.Field(required=False, widget=forms.HiddenInput(attrs={"data-zone": ""}))

    def __init__(
        self,
        opening: Opening,
        data: Mapping[str, Any] | None = None,
        *,
        now: datetime,
        friend: Friend | None = None,
        **more: Any,
    ) -> None:
        super().__init__(data, **more)
        self.opening, self.sent_by = opening, friend
        self.questions = list(opening.questions.all())
        for question in self.questions:
            self.fields[f"q_{question.pk}"] = _asked(question)
        if not (data or self.initial).get("links"):
            del self.fields["links"]
        if settings.HEARBACK_SMS is None:
            del self.fields["texts"]
        self._ask_about(friend)
        self.also_asked = asked_of(opening, spoken(), now=now)
        self.fields |= {name: field_of(one) for name, one in self.also_asked.items()}

    def _ask_about(self, friend: Friend | None) -> None:
        """Whether the colleague who sent them may hear how it goes on; asked of nobody else."""
        if friend is None:
            del self.fields["friend"]
            return
        self.initial.setdefault("friend", friend.code)
        self.fields |= (
            _may_know(friend) if friend.has_applied else {"tell_friend": _may_hear(friend)}
        )

    def asked_first(self) -> list[BoundField]:
        """The fields that are seen, without those folded away at the end."""
        return [one for one in self.visible_fields() if one.name not in self.also_asked]

    def asked_last(self) -> list[BoundField]:
        """What nobody needs to answer: folded away at the end."""
        return [self[name] for name in self.also_asked]

    @property
    def asks_again(self) -> bool:
        """Whether one of those was filled in wrongly, so that it must not lie folded away."""
        return any(name in self.errors for name in self.also_asked)

    def chosen(self, name: str) -> list[str]:
        """Which choices of one of those were sent, checked or not."""
        sent = self.data
        return sent.getlist(name) if isinstance(sent, QueryDict) else []

    def also(self) -> Also:
        """What was ticked there. Only after a valid form."""
        return typed_in(self.cleaned_data, self.also_asked)

    def clean_phone(self) -> str:
        """The number as the networks know it; one that cannot be read so is kept as typed."""
        typed = str(self.cleaned_data["phone"])
        return e164(typed, self.opening.place.country) or typed

    def clean(self) -> dict[str, Any]:
        """Only to a number the networks know can a text be sent."""
        said = super().clean() or {}
        if said.get("texts") and "phone" in said and not e164(said["phone"]):
            self.add_error(
                "phone",
                gettext("To be texted, please give a mobile number we can reach."),
            )
        return said

    def consent_words(self) -> str:
        """What they agreed to, word for word; empty when they did not. Only after a valid form."""
        return str(self.fields["texts"].label) if self.cleaned_data.get("texts") else ""

    def friend_words(self) -> str:
        """By which words the colleague may hear more; empty when not. Only after a valid form."""
        return self._ticked("tell_friend")

    def friend_end_words(self) -> str:
        """By which words whoever applied before may hear the end; empty when not."""
        return self._ticked("tell_friend_end")

    def _ticked(self, name: str) -> str:
        return str(self.fields[name].label) if self.cleaned_data.get(name) else ""

    def clean_links(self) -> tuple[str, ...]:
        """Up to five web addresses; a missing https:// is added."""
        links = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        whole = [link if "://" in link else f"https://{link}" for link in links]
        if len(whole) > MOST_LINKS:
            raise forms.ValidationError(gettext("Please keep the five that say most."))
        if any(not _is_web_address(link) for link in whole):
            raise forms.ValidationError(
                gettext("Please give whole web addresses, one a line, such as https://example.com.")
            )
        return tuple(whole)

    def clean_zone(self) -> str:
        """The browser's time zone if it is one, else that of the opening's place."""
        zone = str(self.cleaned_data["zone"] or "")
        return zone if known_zone(zone) else zone_at(self.opening).key

    def answers(self) -> tuple[dict[str, object], ...]:
        """The answers as they are kept with the application; only after a valid form."""
        return tuple(self._answer(question) for question in self.questions)

    def _answer(self, question: Question) -> dict[str, object]:
        value = str(self.cleaned_data[f"q_{question.pk}"])
        about: dict[str, object] = {"question": question.pk, "text": question.text}
        if question.kind != QuestionKind.YES_NO:
            return about | {"answer": value}
        # Kept for the team to read, whatever language the form was filled in in.
        shown = {YES: "Yes", NO: "No"}.get(value, "")
        met = {YES: True, NO: False}.get(value)
        return about | {"answer": shown, "criterion": question.criterion_id, "met": met}


def _is_web_address(link: str) -> bool:
    scheme, _, rest = link.partition("://")
    host = rest.partition("/")[0]
    plain = " " not in link and "." in host.strip(".") and "@" not in host
    return scheme.lower() in {"http", "https"} and plain


def _may_hear(friend: Friend) -> forms.BooleanField:
    """The box by which a colleague hears more than that somebody applied."""
    sent = gettext("%(name)s sent you here.") % {"name": friend.name}
    return forms.BooleanField(
        label=words.may_hear(friend.name),
        help_text=f"{sent} {words.hears_little(friend.name, knows_who=friend.knows_who)}",
        required=False,
        initial=friend.agreed,
    )


def _may_know(friend: Friend) -> dict[str, forms.Field]:
    """The boxes by which somebody who applied before hears more than that somebody came."""
    sent = gettext("%(name)s sent you here.") % {"name": friend.name}
    return {
        "tell_friend": forms.BooleanField(
            label=words.may_know_me(friend.name),
            help_text=f"{sent} {words.hears_somebody(friend.name)}",
            required=False,
        ),
        "tell_friend_end": forms.BooleanField(
            label=words.may_know_end(friend.name), required=False
        ),
    }


def _asked(question: Question) -> forms.Field:
    """The form field of one question."""
    about: dict[str, Any] = {"label": question.text, "required": question.is_required}
    if question.kind == QuestionKind.TEXT:
        return Lines(ANSWER_LIMIT, missing=_("Please answer in a few words."), **about)
    if question.kind == QuestionKind.YES_NO:
        choices: list[tuple[str, Any]] = [(YES, _("Yes")), (NO, _("No"))]
    else:
        choices = [(str(choice), str(choice)) for choice in question.choices]
    messages = {
        "required": _("Please choose one."),
        "invalid_choice": _("Please choose one of these."),
    }
    if len(choices) > FEW_CHOICES:
        return forms.ChoiceField(
            choices=[("", _("Choose")), *choices], error_messages=messages, **about
        )
    return forms.ChoiceField(
        choices=choices, widget=forms.RadioSelect, error_messages=messages, **about
    )
