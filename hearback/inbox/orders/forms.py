"""What somebody fills in to give an order, the same for the candidate and for a recruiter."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.inbox.orders.checking import LONGEST_ADDRESS, LONGEST_NAME, MOST_NAMES, Wanted
from hearback.inbox.spoken import reader_zone
from hearback.pipeline.models import OrderKind
from hearback.rules.numbers import readable

if TYPE_CHECKING:
    from hearback.inbox.orders.checking import Week
    from hearback.kit.errors import Invalid
    from hearback.pipeline.models import Application

LONGEST_LIST = LONGEST_ADDRESS * MOST_NAMES
WEEK, WEEKEND = range(5), range(5, 7)
ONE_PER_LINE = _("One on each line.")


class OrderForm(forms.Form):
    """An order of one kind. One with nothing to fill in is given by its button."""

    kind: OrderKind

    def __init__(self, *args: Any, kind: OrderKind, application: Application, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind, self.application = kind, application

    def wanted(self) -> Wanted:
        """The order as it was filled in; only after a valid form."""
        return Wanted(kind=self.kind)

    def turn_down(self, why: Invalid) -> None:
        """Say beside the box what `set_order` found wrong."""
        for name, sentence in why.fields.items() or [("", why.sentence)]:
            self.add_error(name if name in self.fields else None, sentence)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


class NameForm(OrderForm):
    """A company or a person, and what else they are called."""

    names = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Please write the name.")},
    )
    also = forms.CharField(
        label=_("Also known as"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=ONE_PER_LINE,
    )

    def wanted(self) -> Wanted:
        """The name first, then the others."""
        said = self.cleaned_data
        return Wanted(kind=self.kind, names=[said["names"], *_lines(said["also"])])


class PlaceForm(OrderForm):
    """A place by its name, its address or both."""

    names = forms.CharField(
        label=_("What it is called"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Such as the name of a café, a shop or a building."),
    )
    address = forms.CharField(
        label=_("Its address"),
        required=False,
        max_length=LONGEST_ADDRESS,
        help_text=_("Street and postal code, parted by commas."),
    )

    def wanted(self) -> Wanted:
        """Its name and its address."""
        said = self.cleaned_data
        return Wanted(kind=self.kind, names=[said["names"]], address=said["address"])


class ListForm(OrderForm):
    """Numbers or addresses that alone may be used."""

    names = forms.CharField(
        label=_("These and no others"),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=ONE_PER_LINE,
        error_messages={"required": _("Please write at least one.")},
    )

    def __init__(self, *args: Any, kind: OrderKind, application: Application, **more: Any) -> None:
        first = application.candidate.email
        if kind == OrderKind.NUMBERS:
            first = readable(application.phone)
        first_told = {"names": first, **more.pop("initial", {})}
        super().__init__(*args, kind=kind, application=application, initial=first_told, **more)

    def wanted(self) -> Wanted:
        """Each line for itself."""
        return Wanted(kind=self.kind, names=_lines(self.cleaned_data["names"]))


def _clock(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Please write an hour such as 18:30.")},
    )


class HoursForm(OrderForm):
    """When somebody may be rung or texted: during the week, and at the weekend."""

    hours = _clock(_("Monday to Friday from"))
    until = _clock(_("Monday to Friday until"))
    weekend = _clock(_("Saturday and Sunday from"))
    weekend_until = _clock(_("Saturday and Sunday until"))
    covers_mail = forms.BooleanField(
        label=_("Keep e-mail back until then too"),
        required=False,
        help_text=_("Without this, letters come at any hour: they do not ring."),
    )

    @property
    def zone(self) -> str:
        """The clock these hours are on: the candidate's."""
        return reader_zone(self.application).key

    def wanted(self) -> Wanted:
        """The week as it is stored; days without hours are left out."""
        said = self.cleaned_data
        hours: Week = {}
        for days, begin, end in (
            (WEEK, said["hours"], said["until"]),
            (WEEKEND, said["weekend"], said["weekend_until"]),
        ):
            if begin is not None or end is not None:
                periods = [[f"{begin or time(0):%H:%M}", f"{end or time(0):%H:%M}"]]
                hours.update({str(day): periods for day in days})
        covers = bool(said["covers_mail"])
        return Wanted(kind=self.kind, hours=hours, zone=self.zone, covers_mail=covers)


FORMS: dict[OrderKind, type[OrderForm]] = {
    OrderKind.COMPANY: NameForm,
    OrderKind.PERSON: NameForm,
    OrderKind.PLACE: PlaceForm,
    OrderKind.HOURS: HoursForm,
    OrderKind.NUMBERS: ListForm,
    OrderKind.ADDRESSES: ListForm,
    OrderKind.NEUTRAL: OrderForm,
    OrderKind.NO_VOICEMAIL: OrderForm,
}
# What each means, as whoever gives it reads it.
MEANS = {
    OrderKind.COMPANY: _(
        "Your application is never sent to this company, and nobody who worked there meets you "
        "unless one of us has looked first."
    ),
    OrderKind.PERSON: _(
        "This person is told nothing and never meets you. If they work here, somebody else looks "
        "after you."
    ),
    OrderKind.PLACE: _("We do not ask you to meet there, and ask twice before we meet nearby."),
    OrderKind.HOURS: _("Outside of these hours nobody rings or texts you."),
    OrderKind.NUMBERS: _("No other number is rung or texted."),
    OrderKind.ADDRESSES: _("No other address is written to."),
    OrderKind.NEUTRAL: _(
        "Letters, texts and calendar entries come from a person’s name, under a subject that says "
        "nothing of a job."
    ),
    OrderKind.NO_VOICEMAIL: _("Whoever rings you in vain leaves no message."),
}


def order_form(kind: OrderKind, application: Application, posted: Any = None) -> OrderForm:
    """The form of an order of this kind, for this candidate."""
    return FORMS[kind](posted, kind=kind, application=application)
