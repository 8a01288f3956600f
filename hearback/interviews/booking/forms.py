"""The team's forms about an interview: invite, call off, stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.accounts.queries import who_may_decide
from hearback.interviews.models import Round

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.interviews.booking.against import AgainstOrder

WORDS_LIMIT, REASON_LIMIT = 4000, 300


class Reason(forms.CharField):
    """Why, as everybody concerned will read it."""

    def __init__(self, **more: Any) -> None:
        missing = {"required": _("Give the reason: everybody concerned will read it.")}
        said = {
            "label": _("The reason"),
            "help_text": _("Everybody concerned reads it as you write it."),
            "max_length": REASON_LIMIT,
            "error_messages": missing,
            **more,
        }
        super().__init__(**said)


class InviteForm(forms.Form):
    """To which round, and what to say besides what the letter says by itself."""

    round = forms.ModelChoiceField(
        queryset=Round.objects.none(),
        label=_("To what"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose what they are invited to.")},
    )
    words = forms.CharField(
        label=_("A few words of yours"),
        required=False,
        max_length=WORDS_LIMIT,
        widget=forms.Textarea,
        help_text=_(
            "The letter says by itself whom they meet, how long, about what, where, and has the "
            "link to choose a time."
        ),
    )

    def __init__(self, *args: Any, rounds: Sequence[Round], **kwargs: Any) -> None:
        ready = [one for one in rounds if one.ready_at is not None]
        first = ready[0].pk if ready else None
        super().__init__(*args, **{"initial": {"round": first}, **kwargs})
        keys = [one.pk for one in rounds]
        field = cast("forms.ModelChoiceField[Round]", self.fields["round"])
        field.queryset = Round.objects.filter(pk__in=keys)


def ask_twice(form: forms.Form, why: AgainstOrder) -> None:
    """Show what speaks against it; what is only near an order may be done after a second look."""
    form.add_error(None, why.sentence)
    if why.may_look:
        form.fields["looked"] = forms.BooleanField(
            label=_("I looked: it is something else, or far enough"),
            required=False,
            help_text=_("Your name goes on the record with it."),
        )


class OffForm(forms.Form):
    """Why it is called off."""

    reason = Reason()


class ReplaceForm(forms.Form):
    """Who comes instead, and why."""

    stand_in = forms.ModelChoiceField(
        queryset=Member.objects.none(),
        label=_("Who comes instead"),
        empty_label=_("Choose somebody"),
        error_messages={"required": _("Choose who comes instead.")},
    )
    reason = Reason()

    def __init__(self, *args: Any, instead_of: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = who_may_decide().exclude(pk=instead_of.pk)
        cast("forms.ModelChoiceField[Member]", self.fields["stand_in"]).queryset = here
