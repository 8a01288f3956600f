"""Fields the forms of the answers share: moments on a member's clock, grounds, help."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearback.answers import queries
from hearback.answers.grounds import outcomes_that_are_true
from hearback.answers.models import Outcome, Resource, ResourceKind
from hearback.rules.wall import moment_at, zone_of

if TYPE_CHECKING:
    from hearback.answers.models import DeclineReason
    from hearback.pipeline.models import Criterion, Opening

HERE = "%Y-%m-%dT%H:%M"


def still_missing(form: forms.Form) -> list[str]:
    """A sentence for everything a filled form lacks, in the order of its boxes."""
    return [str(sentence) for errors in form.errors.values() for sentence in errors]


class MomentField(forms.Field):
    """A day and an hour on the clock of `zone`, kept as an aware moment in UTC."""

    def __init__(self, *, zone: str, **more: Any) -> None:
        self.zone = zone
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=HERE)
        super().__init__(widget=widget, **more)

    def prepare_value(self, value: Any) -> Any:
        """A moment as the box shows it; what was typed stays as it was typed."""
        if isinstance(value, datetime):
            return value.astimezone(zone_of(self.zone)).strftime(HERE)
        return value

    def to_python(self, value: Any) -> datetime | None:
        """The moment; a time that the clock skips is the moment of the jump."""
        if not value:
            return None
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        try:
            local = datetime.fromisoformat(str(value))
            return moment_at(local.date(), local.time(), zone_of(self.zone))
        except ValueError:
            raise forms.ValidationError(_("Write the day and the hour.")) from None


class GroundField(forms.ChoiceField):
    """What a no is about: something the opening needs, or the fact that the job is gone."""

    def __init__(self, opening: Opening) -> None:
        criteria = list(opening.criteria.all())
        outcomes = outcomes_that_are_true(opening)
        self._criteria = {f"criterion-{one.pk}": one for one in criteria}
        self._outcomes = {outcome.value: outcome for outcome in outcomes}
        choices = [(key, one.text) for key, one in self._criteria.items()]
        choices += [(outcome.value, _fact(outcome)) for outcome in outcomes]
        super().__init__(
            label=gettext_lazy("What it is about"),
            choices=[("", _("Choose what the job needs")), *choices],
            required=bool(criteria),
            error_messages={"required": gettext_lazy("Choose what the reason is about.")},
        )

    def criterion(self, value: str) -> Criterion | None:
        """The criterion that was chosen, if it was one."""
        return self._criteria.get(value)

    def outcome(self, value: str) -> Outcome | None:
        """The fact that was chosen, if it was one."""
        return self._outcomes.get(value)


def _fact(outcome: Outcome) -> str:
    return _("The job is filled") if outcome == Outcome.FILLED else _("The job is closed")


def wording_field() -> forms.ModelChoiceField[DeclineReason]:
    """The reason in words the team has found before."""
    return forms.ModelChoiceField(
        label=_("The reason, in the team's words"),
        queryset=queries.reasons(),
        required=False,
        empty_label=_("My own words, below"),
    )


def own_words_field(help_text: str) -> forms.CharField:
    """The reason in words of one's own."""
    return forms.CharField(
        label=_("Or in your own words"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=help_text,
    )


class HelpField(forms.ChoiceField):
    """Something that helps: another opening here, or one of the library."""

    def __init__(self, opening: Opening) -> None:
        self._openings = {f"opening-{o.pk}": o for o in queries.openings_that_help(opening)}
        self._resources = {f"resource-{r.pk}": r for r in queries.resources()}
        shelves: list[tuple[str, Any]] = [("", _("Choose something that helps"))]
        if self._openings:
            named = [(key, one.title) for key, one in self._openings.items()]
            shelves.append((str(ResourceKind.OPENING.label), named))
        for kind in ResourceKind:
            named = [(key, r.title) for key, r in self._resources.items() if r.kind == kind]
            if named:
                shelves.append((str(kind.label), named))
        super().__init__(
            label=gettext_lazy("What helps them go on"),
            choices=shelves,
            error_messages={"required": gettext_lazy("Choose something that helps them go on.")},
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to choose."""
        return not self._openings and not self._resources

    def opening(self, value: str) -> Opening | None:
        """The opening that was chosen, if it was one."""
        return self._openings.get(value)

    def resource(self, value: str) -> Resource | None:
        """The library's resource that was chosen; an opening as one that is not stored yet."""
        opening = self._openings.get(value)
        if opening is not None:
            return Resource(kind=ResourceKind.OPENING, title=opening.title, opening=opening)
        return self._resources.get(value)
