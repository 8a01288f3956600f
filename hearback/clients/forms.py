"""The team's forms: a client, a contact, a candidate put forward, a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearback.accounts.access import RIGHTS, Right
from hearback.accounts.models import Member
from hearback.channels.chat_addresses import LONGEST
from hearback.clients.actions import Agreed, ClientFacts, ContactFacts, Proposal
from hearback.clients.models import Showing
from hearback.clients.orders import AskTwice
from hearback.kit.errors import Invalid
from hearback.pipeline.models import Client, Contact
from hearback.pipeline.models.policy import TermsUnit
from hearback.rules.countries import country_names
from hearback.rules.numbers import e164
from hearback.rules.text import many_lines, one_line, plausible_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.kit.errors import Refused


NAME_LIMIT, LINE_LIMIT, WORDS_LIMIT = 120, 200, 2000
MOST_DAYS, MOST_AMOUNT = 60, 90
ASKED_FIRST = [Showing.NAME, Showing.CV, Showing.ANSWERS]
# What the team ticks; a candidate reads the same things as their own.
SHOWINGS = {
    Showing.NAME: _("Their name"),
    Showing.CV: _("Their CV"),
    Showing.ANSWERS: _("What they answered on the form"),
    Showing.PHONE: _("Their phone number"),
    Showing.EMAIL: _("Their mail address"),
}


class ClientForm(forms.Form):
    """What is known of a client."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LIMIT)
    country = forms.ChoiceField(label=_("Country"))
    is_secret = forms.BooleanField(label=_("Candidates do not learn its name"), required=False)
    described = forms.CharField(
        label=_("What candidates read instead"),
        required=False,
        max_length=160,
        help_text=_("Such as: a furniture maker in Toronto"),
    )
    owner = forms.ModelChoiceField(queryset=Member.objects.none(), label=_("Looked after by"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self, "country", [("", gettext("Choose a country")), *country_names().items()])
        answering = [role for role, rights in RIGHTS.items() if Right.ANSWER in rights]
        members = Member.objects.filter(is_active=True, role__in=answering)
        cast("forms.ModelChoiceField[Member]", self.fields["owner"]).queryset = members

    def facts(self) -> ClientFacts:
        """What was typed; only after a valid form."""
        said = self.cleaned_data
        return ClientFacts(
            name=one_line(said["name"], NAME_LIMIT),
            country=said["country"],
            is_secret=said["is_secret"],
            described=one_line(said["described"], 160),
            owner=said["owner"],
        )


class ContactForm(forms.Form):
    """Who somebody at a client is, and where they are reached."""

    own_name = forms.CharField(label=_("Name"), max_length=NAME_LIMIT)
    own_title = forms.CharField(
        label=_("What they do there"), max_length=NAME_LIMIT, required=False
    )
    own_email = forms.CharField(
        label=_("Mail address"), max_length=254, required=False, widget=forms.EmailInput
    )
    own_phone = forms.CharField(
        label=_("Mobile number"), max_length=40, required=False, help_text=_("For text messages.")
    )
    is_shared = forms.BooleanField(
        label=_("Several people read this mailbox"),
        required=False,
        help_text=_("Then whoever answers is asked for their name."),
    )
    own_zone = forms.ChoiceField(label=_("Time zone"))
    language = forms.ChoiceField(
        label=_("Language"), help_text=_("Our letters and their pages speak it.")
    )
    chat = forms.CharField(
        label=_("Address of their chat"),
        required=False,
        max_length=LONGEST,
        strip=True,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "A chat only they read: whoever reads it can answer in their name. It is used where"
            " chat is agreed, kept as a secret and not shown again."
        ),
    )

    def __init__(self, *args: Any, client: Client, **more: Any) -> None:
        super().__init__(*args, **more)
        self._country = client.country
        _choose(self, "own_zone", [(one, one.replace("_", " ")) for one in _zones()])
        _choose(self, "language", list(settings.LANGUAGES))

    def clean_own_email(self) -> str:
        """Only what mail could be sent to."""
        address = one_line(self.cleaned_data["own_email"], 254)
        if address and not plausible_address(address):
            raise ValidationError(gettext("This should look like name@example.com."))
        return address

    def clean_own_phone(self) -> str:
        """As E.164, read as a number of the client's country unless it says otherwise."""
        typed = self.cleaned_data["own_phone"]
        number = e164(typed, self._country) if typed else ""
        if typed and not number:
            raise ValidationError(gettext("Please check this number, such as +1 416 555 0123."))
        return number

    def facts(self) -> ContactFacts:
        """What was typed; only after a valid form."""
        said = self.cleaned_data
        return ContactFacts(
            own_name=one_line(said["own_name"], NAME_LIMIT),
            own_title=one_line(said["own_title"], NAME_LIMIT),
            own_email=said["own_email"],
            own_phone=said["own_phone"],
            own_zone=said["own_zone"],
            language=said["language"],
            is_shared=said["is_shared"],
            chat=said["chat"],
        )


class NewContactForm(ContactForm):
    """The same with how fast they answer, as far as that was talked about."""

    word_amount = forms.IntegerField(
        label=_("They answer within"), min_value=1, max_value=MOST_AMOUNT, initial=2
    )
    word_unit = forms.ChoiceField(label=_("Counted in"), choices=TermsUnit.choices)
    agreed_with = forms.CharField(
        label=_("Agreed with whom, and how"),
        max_length=LINE_LIMIT,
        required=False,
        help_text=_("Empty while it is only our proposal. Such as: Ruth, by phone on 20 November"),
    )

    def agreed(self) -> Agreed:
        """How fast they answer; only after a valid form."""
        said = self.cleaned_data
        return Agreed(
            word_amount=said["word_amount"],
            word_unit=said["word_unit"],
            agreed_with=one_line(said["agreed_with"], LINE_LIMIT),
        )


class SubmissionForm(forms.Form):
    """To whom a candidate is put forward, with which words, and what would be shown."""

    contacts = forms.ModelMultipleChoiceField(
        queryset=Contact.objects.none(),
        label=_("Who is to see it"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who is to see it.")},
    )
    words = forms.CharField(
        label=_("Your words to them"),
        required=False,
        max_length=WORDS_LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The candidate reads them too, before they choose."),
    )
    asked_for = forms.MultipleChoiceField(
        label=_("What you would like to show"),
        choices=list(SHOWINGS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("They choose what may really be seen. Without the name, only the answers are."),
    )
    days = forms.IntegerField(
        label=_("Days until the page closes"), min_value=1, max_value=MOST_DAYS, initial=14
    )

    def __init__(self, *args: Any, contacts: Sequence[Contact], **more: Any) -> None:
        first = {"contacts": contacts, "asked_for": [one.value for one in ASKED_FIRST]}
        super().__init__(*args, **{"initial": first, **more})
        field = cast("forms.ModelMultipleChoiceField[Contact]", self.fields["contacts"])
        field.queryset = Contact.objects.filter(pk__in=[one.pk for one in contacts])
        field.label_from_instance = person_words  # type: ignore[method-assign,assignment]

    def proposal(self) -> Proposal:
        """What was chosen; only after a valid form."""
        said = self.cleaned_data
        return Proposal(
            contacts=list(said["contacts"]),
            words=many_lines(said["words"], WORDS_LIMIT),
            asked_for=said["asked_for"],
            days=said["days"],
            looked="looked" in self.data,
        )


def say_wrong(form: forms.Form, wrong: Invalid | Refused) -> None:
    """Put what an act found wrong beside the boxes it is about; or ask once more, with a box.

    What was typed stays: somebody who may not come to one place is met at another.
    """
    if isinstance(wrong, AskTwice):
        form.fields["looked"] = forms.BooleanField(
            label=_("I have looked: it is something else"), required=False
        )
        form.add_error(None, wrong.sentence)
        return
    told = wrong.fields if isinstance(wrong, Invalid) else {}
    fields = {name: words for name, words in told.items() if name in form.fields}
    for name, words in fields.items():
        form.add_error(name, words)
    if not fields:
        form.add_error(None, wrong.sentence)


def person_words(contact: Contact) -> str:
    """Somebody to choose: by name and what they do."""
    return f"{contact.name}, {contact.title}" if contact.title else contact.name


def _zones() -> list[str]:
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
             "Pacific/")  # fmt: skip
    return [*sorted(one for one in available_timezones() if one.startswith(areas)), "UTC"]


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices
