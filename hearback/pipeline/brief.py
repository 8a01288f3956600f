"""An opening's brief in words for people: pay, lists, what the page says of each part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearback.pipeline.models import WayOfWorking

if TYPE_CHECKING:
    from decimal import Decimal

    from hearback.pipeline.models import Opening

# Within a sentence: lower case in English is not lower case in every language.
_FROM_WHERE = {
    WayOfWorking.ON_SITE.value: gettext_lazy("on site"),
    WayOfWorking.HYBRID.value: gettext_lazy("hybrid"),
    WayOfWorking.REMOTE.value: gettext_lazy("remote"),
}


def lines(text: str) -> list[str]:
    """The non-empty lines of a field that is written one thing a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def pay_words(opening: Opening) -> str:
    """The pay as people say it, such as "CAD 58,000 to 66,000 a year"; empty when none is given."""
    values = {
        "currency": opening.pay_currency,
        "low": _amount(opening.pay_from),
        "high": _amount(opening.pay_to),
        "period": opening.get_pay_period_display(),
    }
    if opening.pay_from is not None and opening.pay_to not in (None, opening.pay_from):
        return _("%(currency)s %(low)s to %(high)s %(period)s") % values
    if opening.pay_from is not None and opening.pay_to is not None:
        return _("%(currency)s %(low)s %(period)s") % values
    if opening.pay_from is not None:
        return _("from %(currency)s %(low)s %(period)s") % values
    if opening.pay_to is not None:
        return _("up to %(currency)s %(high)s %(period)s") % values
    return ""


def work_words(opening: Opening) -> str:
    """How much and from where one works, such as "Full time, on site"."""
    return f"{opening.get_employment_type_display()}, {_FROM_WHERE[opening.way_of_working]}"


def _amount(value: Decimal | int | None) -> str:
    """Grouped, and without cents unless there are some."""
    if value is None:
        return ""
    return number_format(value, 0 if value == int(value) else 2, use_l10n=True, force_grouping=True)
