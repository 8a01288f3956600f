"""Asking somebody, taking down what they said, ending it, and what was agreed with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.accounts.queries import who_may_decide
from hearback.channels.models import Channel
from hearback.clients.queries import shown_to
from hearback.clients.words import known_as
from hearback.feedback.asking.actions import Agreement, contact_for
from hearback.feedback.asking.models import About, Tap
from hearback.feedback.asking.said import their_papers
from hearback.interviews.models import Interview, InterviewState
from hearback.kit.moments import day
from hearback.pipeline.models import Contact, Criterion
from hearback.pipeline.models.policy import TermsUnit
from hearback.rules.wall import local_day, zone_of

if TYPE_CHECKING:
    from hearback.feedback.asking.models import Ask
    from hearback.pipeline.models import Application, Opening

PAPERS = "papers"
MET = (InterviewState.BOOKED, InterviewState.HELD)


class AskForm(forms.Form):
    """Whom to ask, and about what: their papers, or one of the meetings.

    Somebody at the client only where the candidate said yes to being shown to them, and by the name
    they said yes to.
    """

    who = forms.ChoiceField(label=_("Ask"))
    about = forms.ChoiceField(label=_("About"))

    def __init__(self, *args: Any, application: Application, **more: Any) -> None:
        super().__init__(*args, **more)
        self._application = application
        self._shown = shown_to(application)
        who, about = self.fields["who"], self.fields["about"]
        if isinstance(who, forms.ChoiceField) and isinstance(about, forms.ChoiceField):
            who.choices = self._people()
            about.choices = [(PAPERS, _("Their papers")), *self._meetings().items()]

    def contact(self) -> Contact:
        """Whom to ask, once the form is valid; a colleague becomes a contact the first time."""
        kind, _colon, key = self.cleaned_data["who"].partition(":")
        if kind == "member":
            return contact_for(Member.objects.get(pk=key))
        return Contact.objects.select_related("client").get(public_id=key)

    def subject(self) -> tuple[About, UUID | None, str]:
        """What it is about, the meeting's id if it is one, and in words."""
        chosen = self.cleaned_data["about"]
        if chosen == PAPERS and self._shown is not None and self._is_outside():
            return About.SUBMISSION, self._shown.public_id, their_papers()
        if chosen == PAPERS:
            return About.PAPERS, None, their_papers()
        return About.MEETING, UUID(chosen), self._meetings()[chosen]

    def known_as(self) -> str:
        """What stands for the name where whoever is asked is not to know it, once valid."""
        return known_as(self._shown) if self._shown is not None and self._is_outside() else ""

    def _is_outside(self) -> bool:
        return str(self.cleaned_data["who"]).startswith("contact:")

    def _people(self) -> list[Any]:
        opening = self._application.opening
        members = who_may_decide().order_by("name")
        near = [opening.manager_id, *opening.panel.values_list("pk", flat=True)]
        named = [(f"member:{one.pk}", one.name, one.pk in near) for one in members]
        shown = self._shown.contacts.filter(left_at=None) if self._shown is not None else ()
        outside = [(f"contact:{one.public_id}", one.own_name) for one in shown]
        groups = [
            (_("Of this opening"), [(key, name) for key, name, is_near in named if is_near]),
            (_("At the client"), outside),
            (_("Colleagues"), [(key, name) for key, name, is_near in named if not is_near]),
        ]
        return [(label, people) for label, people in groups if people]

    def _meetings(self) -> dict[str, str]:
        met = Interview.objects.filter(
            application=self._application, state__in=MET, begins_at__isnull=False
        )
        zone = zone_of(self._application.opening.place.zone)
        return {
            str(one.public_id): f"{one.round.name}, {day(local_day(one.begins_at, zone))}"
            for one in met.select_related("round").order_by("begins_at")
            if one.begins_at
        }


class SettleForm(forms.Form):
    """What somebody said by phone, or meant by a line nobody could read."""

    tap = forms.ChoiceField(label=_("They said"), choices=Tap.choices, widget=forms.RadioSelect)
    line = forms.CharField(
        label=_("In their words"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    criterion = forms.ChoiceField(label=_("A no is about"), required=False)

    def __init__(self, *args: Any, criteria: list[Criterion], **more: Any) -> None:
        super().__init__(*args, **more)
        self._criteria = {str(one.pk): one for one in criteria}
        field = self.fields["criterion"]
        if isinstance(field, forms.ChoiceField):
            known = [(key, one.text) for key, one in self._criteria.items()]
            field.choices = [("", _("Not said")), *known]

    def chosen(self) -> Criterion | None:
        """The criterion a no is about, once the form is valid."""
        return self._criteria.get(self.cleaned_data["criterion"])


class TieForm(forms.Form):
    """Which of the opening's criteria a no is about."""

    criterion = forms.ModelChoiceField(queryset=Criterion.objects.none())

    def __init__(self, *args: Any, opening: Opening, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["criterion"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = opening.criteria.all()


class MeantForm(forms.Form):
    """On whom words are, where nobody knew, and what they mean."""

    ask = forms.ChoiceField(label=_("About whom?"), widget=forms.RadioSelect)
    tap = forms.ChoiceField(label=_("They mean"), choices=Tap.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, asks: list[Ask], **more: Any) -> None:
        super().__init__(*args, **more)
        self._asks = {str(one.public_id): one for one in asks}
        field = self.fields["ask"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                (key, f"{one.application.name}: {one.words}") for key, one in self._asks.items()
            ]

    def chosen(self) -> Ask:
        """The question they answer, once the form is valid."""
        return self._asks[self.cleaned_data["ask"]]


class AgreementForm(forms.Form):
    """How fast they answer, by which ways, how often they are reminded, and who agreed to it."""

    amount = forms.IntegerField(label=_("They answer within"), min_value=1, max_value=60)
    unit = forms.ChoiceField(label=_("Counted in"), choices=TermsUnit.choices)
    first = forms.ChoiceField(label=_("Asked first by"))
    then = forms.ChoiceField(label=_("Then by"), required=False)
    language = forms.ChoiceField(
        label=_("Written to in"),
        required=False,
        help_text=_("Our letters and their page; the desk is English."),
    )
    most_reminders = forms.IntegerField(label=_("Reminders at most"), min_value=0, max_value=10)
    agreed_with = forms.CharField(
        label=_("Agreed with whom, and how"),
        max_length=200,
        help_text=_("Such as: Grace, over coffee with Susan."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        ways = [(way.value, way.label) for way in (Channel.EMAIL, Channel.SMS, Channel.CHAT)]
        first, then = self.fields["first"], self.fields["then"]
        if isinstance(first, forms.ChoiceField) and isinstance(then, forms.ChoiceField):
            first.choices, then.choices = ways, [("", _("No other way")), *ways]
        language = self.fields["language"]
        if isinstance(language, forms.ChoiceField):
            language.choices = list(settings.LANGUAGES)

    def agreement(self) -> Agreement:
        """What was agreed, once the form is valid."""
        said = self.cleaned_data
        return Agreement(
            amount=said["amount"],
            unit=said["unit"],
            ways=tuple(way for way in (said["first"], said["then"]) if way),
            language=said["language"],
            most_reminders=said["most_reminders"],
            agreed_with=said["agreed_with"],
        )


def first_values(contact: Contact) -> dict[str, object]:
    """What stands with a contact now."""
    ways = [*contact.ways, "", ""]
    return {
        "amount": contact.word_amount,
        "unit": contact.word_unit,
        "first": ways[0] or Channel.EMAIL.value,
        "then": ways[1],
        "language": contact.language,
        "most_reminders": contact.most_reminders,
    }
