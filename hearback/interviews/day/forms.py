"""How a meeting ended, as whoever coordinates says it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.interviews.day.models import How, Missing

HELD = str(How.HELD)
# One press says both who did not come, and whether they had told us.
CHOICES = [
    (HELD, _("It took place")),
    (f"{How.MISSED}-{Missing.GUEST}", _("The candidate did not come")),
    (f"{How.EXCUSED}-{Missing.GUEST}", _("The candidate had told us why not")),
    (f"{How.MISSED}-{Missing.HOSTS}", _("We did not come")),
    (f"{How.EXCUSED}-{Missing.HOSTS}", _("We had told them why not")),
]


class HappenedForm(forms.Form):
    """What happened, and a few words."""

    happened = forms.ChoiceField(
        choices=CHOICES,
        widget=forms.RadioSelect,
        label=_("What happened?"),
        error_messages={"required": _("Say what happened.")},
    )
    words = forms.CharField(
        max_length=200,
        required=False,
        label=_("A few words"),
        help_text=_("For colleagues. Whoever did not come never reads them."),
    )

    def clean(self) -> dict[str, Any]:
        """`how` and `missing` (empty where it took place) from the one choice."""
        cleaned: dict[str, Any] = super().clean() or {}
        how, _dash, missing = cleaned.get("happened", "").partition("-")
        return {**cleaned, "how": how, "missing": missing}
