"""The forms of the analyst's page and of the shop's keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Place
from hearback.relations.customers.actions import Sending
from hearback.relations.customers.models import ShopKind
from hearback.rules.countries import country_names

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_YEARS = 30
LEAST_SECRET, LONGEST_SECRET = 16, 200


class _Money(forms.Form):
    """What a list or a shop leaves unsaid."""

    currency = forms.CharField(
        label=_("Currency"),
        max_length=3,
        help_text=_("Three letters, such as CAD. Counts where the list names none itself."),
    )
    country = forms.ChoiceField(
        label=_("Country of phone numbers"),
        choices=lambda: list(country_names().items()),
        help_text=_("Counts for numbers written without their country."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        place = Place.objects.order_by("pk").first()
        self.initial.setdefault("country", place.country if place else "")

    def clean_currency(self) -> str:
        """The code as three capitals."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        if not re.fullmatch("[A-Z]{3}", code):
            raise forms.ValidationError(gettext("Please give three letters, such as CAD."))
        return code


class FileForm(_Money):
    """A list of customers, and how to read what it leaves unsaid."""

    field_order = ["file", "currency", "country", "years", "is_whole"]
    file = forms.FileField(
        label=_("List of customers (CSV)"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
        help_text=_("Shopify's customer export, or columns named e-mail, phone, segment, value."),
        error_messages={
            "required": _("Please choose the list."),
            "empty": _("This file is empty."),
        },
    )
    years = forms.IntegerField(
        label=_("The value stands for how many years?"),
        min_value=1,
        max_value=MOST_YEARS,
        initial=1,
        help_text=_("Shopify's export says what somebody has spent in all the years together."),
    )
    is_whole = forms.BooleanField(
        label=_("These are all customers: forget whoever came by an earlier list and is not in it"),
        required=False,
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """The file, if it is not larger than we take."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        most = settings.HEARBACK_LARGEST_TABLE
        if (file.size or 0) > most:
            n = most // (1024 * 1024)
            words = ngettext("It is larger than {n} MB.", "It is larger than {n} MB.", n)
            raise forms.ValidationError(words.format(n=n))
        return file

    def sending(self) -> Sending:
        """How to read it. Only after a valid form."""
        said = self.cleaned_data
        return Sending(
            currency=said["currency"],
            country=said["country"],
            years=said["years"],
            is_whole=said["is_whole"],
        )


class ShopForm(_Money):
    """A key for a shop: made here, or the one Shopify signs with."""

    kind = forms.ChoiceField(
        label=_("What tells us of customers?"), choices=ShopKind.choices, widget=forms.RadioSelect
    )
    secret = forms.CharField(
        label=_("Shopify's signing secret"),
        max_length=LONGEST_SECRET,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("In Shopify under Settings, Notifications, Webhooks. Else leave this empty."),
    )
    field_order = ["kind", "secret", "currency", "country"]

    def clean(self) -> dict[str, Any]:
        """Shopify makes its secret itself; ours is made here."""
        said = super().clean() or {}
        if said.get("kind") == ShopKind.SHOPIFY:
            if len(said.get("secret", "")) < LEAST_SECRET:
                self.add_error("secret", gettext("Please paste the secret Shopify signs with."))
        else:
            said["secret"] = ""
        return said
