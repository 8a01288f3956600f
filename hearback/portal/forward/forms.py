"""What of their application a candidate lets a client see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.clients.models import Showing, SubmissionState

if TYPE_CHECKING:
    from django.http import QueryDict

    from hearback.clients.models import Submission


class ConsentForm(forms.Form):
    """One box for each thing; without the name nothing is shown that would tell it."""

    allowed = forms.MultipleChoiceField(
        label=_("What may be seen there"),
        choices=Showing.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Leave “My name” out to be put forward without it: then your CV, number and address "
            "are not shown either, whatever is ticked."
        ),
    )

    def __init__(self, data: QueryDict | None = None, *, submission: Submission) -> None:
        said = submission.state in {SubmissionState.AGREED, SubmissionState.FORWARD}
        first = submission.allowed if said else submission.asked_for
        # Several of them may stand on one page.
        super().__init__(data, initial={"allowed": first}, auto_id=f"forward-{submission.pk}-%s")
