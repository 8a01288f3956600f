"""The parts of a round as repeated boxes that can be moved about without a script."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearback.interviews.models import Cover
from hearback.interviews.plan.draft import PartDraft
from hearback.interviews.plan.queries import MINUTES, elsewhere, near

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from hearback.accounts.models import Member
    from hearback.interviews.models import Round, Session
    from hearback.pipeline.models import Criterion, Opening

PREFIX = "parts"
BLANK, ADDED, MOST = 1, 2, 20
SHORTEST, LONGEST, LONGEST_BREAK = 5, 480, 240
MOST_NEEDED = 6


@dataclass
class Offer:
    """What the boxes of every part choose from, read once."""

    opening: Opening
    visit: Round | None
    people: list[Member] = field(init=False)
    others: list[Member] = field(init=False)
    criteria: list[Criterion] = field(init=False)

    def __post_init__(self) -> None:
        self.people = near(self.opening)
        self.others = elsewhere(self.people)
        self.criteria = list(self.opening.criteria.all())
        covers = Cover.objects.filter(session__round__opening=self.opening)
        covers = covers.exclude(session__round=self.visit).select_related("session")
        self._asked_in = {one.criterion_id: one.session.topic for one in covers}

    def criterion_words(self, criterion: Criterion) -> str:
        """A criterion, and which part of another round asks about it already."""
        topic = self._asked_in.get(criterion.pk)
        if topic is None:
            return criterion.text
        words = gettext("{criterion} (asked in “{topic}”)")
        return words.format(criterion=criterion.text, topic=topic)


class PartForm(forms.Form):
    """One part; without a topic and without anybody it is not there."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    topic = forms.CharField(label=_("Topic, as everybody reads it"), max_length=120, required=False)
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=SHORTEST, max_value=LONGEST, initial=MINUTES
    )
    break_after = forms.IntegerField(
        label=_("Minutes of break after it"),
        min_value=0,
        max_value=LONGEST_BREAK,
        required=False,
        initial=0,
    )
    people = forms.TypedMultipleChoiceField(
        label=_("Who asks"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.TypedMultipleChoiceField(
        label=_("Who else asks"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    needed = forms.TypedChoiceField(label=_("How many of them"), coerce=int)
    covers = forms.TypedMultipleChoiceField(
        label=_("What they find out"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer = offer
        self._choose("people", [(one.pk, one.name) for one in offer.people])
        self._choose("others", [(one.pk, one.name) for one in offer.others])
        self._choose("covers", [(one.pk, offer.criterion_words(one)) for one in offer.criteria])
        every = [(0, _("all of them")), (1, _("any one of them"))]
        some = [(n, gettext("any {n} of them").format(n=n)) for n in range(2, MOST_NEEDED + 1)]
        self._choose("needed", [*every, *some])

    def _choose(self, name: str, choices: Sequence[tuple[int, Any]]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = choices
        if not choices:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A part with people needs a topic, and no more of them than there are."""
        cleaned = super().clean() or self.cleaned_data
        asking = [*cleaned.get("people", ()), *cleaned.get("others", ())]
        if not cleaned.get("topic") and "topic" not in self.errors:
            if cleaned.get("pk") or asking or cleaned.get("covers"):
                self.add_error("topic", _("Say what it is about, or take this part out."))
            else:
                self.errors.clear()  # an empty box may hold anything
        elif asking and cleaned.get("needed", 0) > len(asking):
            self.add_error("needed", _("You chose fewer people than that."))
        return cleaned

    def part(self) -> PartDraft | None:
        """The part as typed, None when its box is empty."""
        cleaned = self.cleaned_data
        if not cleaned.get("topic"):
            return None
        asking = {*cleaned.get("people", ()), *cleaned.get("others", ())}
        offer = self.offer
        return PartDraft(
            pk=cleaned["pk"],
            topic=cleaned["topic"],
            minutes=cleaned["minutes"],
            break_after=cleaned["break_after"] or 0,
            needed=cleaned["needed"],
            people=tuple(one for one in [*offer.people, *offer.others] if one.pk in asking),
            covers=tuple(one for one in offer.criteria if one.pk in cleaned.get("covers", ())),
        )


class Parts(BaseFormSet):  # type: ignore[type-arg]  # no parameter at run time
    """All parts of one round, in order."""

    def drafts(self) -> list[PartDraft]:
        """The parts as typed, empty boxes left out."""
        found = (form.part() for form in self.forms)
        return [part for part in found if part is not None]

    def clean(self) -> None:
        """Whether each criterion is asked about by one part only."""
        if any(self.errors):
            return
        asked: dict[int, str] = {}
        for part in self.drafts():
            for one in part.covers:
                if one.pk in asked:
                    words = _("“%(topic)s” asks about “%(criterion)s” already. Choose one of them.")
                    told = {"topic": asked[one.pk], "criterion": one.text}
                    raise ValidationError(words, params=told)
                asked[one.pk] = part.topic


def parts_form(
    offer: Offer,
    data: Mapping[str, Any] | None = None,
    *,
    first: Sequence[dict[str, Any]] = (),
) -> Parts:
    """The boxes for the parts of a round, those of `first` when it is new, and a blank one."""
    made = formset_factory(
        PartForm, formset=Parts, extra=BLANK, max_num=MOST, absolute_max=MOST, validate_max=True
    )
    shown = [] if data is not None else [*first, *_stored(offer)]
    boxes = made(data, prefix=PREFIX, initial=shown, form_kwargs={"offer": offer})
    return cast("Parts", boxes)


def rearranged(data: QueryDict, pressed: str) -> QueryDict:
    """The form's data after a button between the parts was pressed: "earlier-2", "out-0", "more".

    What nobody understands changes nothing.
    """
    sent = data.copy()
    rows = _rows(sent)
    act, _dash, number = pressed.partition("-")
    at = int(number) if number.isascii() and number.isdigit() else len(rows)
    to = at - 1 if act == "earlier" else at + 1
    if act in {"earlier", "later"} and min(at, to) >= 0 and max(at, to) < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    elif act == "out" and at < len(rows):
        del rows[at]
    elif act == "more":
        rows += [_blank()] * ADDED
    for at, row in enumerate(rows[:MOST]):
        for name, values in row.items():
            sent.setlist(f"{PREFIX}-{at}-{name}", values)
    sent[f"{PREFIX}-TOTAL_FORMS"] = str(min(len(rows), MOST))
    return sent


def _rows(sent: QueryDict) -> list[dict[str, list[Any]]]:
    """Take the boxes of the parts out of what was sent, in order."""
    total = sent.get(f"{PREFIX}-TOTAL_FORMS", "")
    count = min(int(total), MOST) if total.isascii() and total.isdigit() else 0
    rows: list[dict[str, list[Any]]] = [{} for _row in range(count)]
    for key in list(sent):
        found = re.fullmatch(rf"{PREFIX}-([0-9]{{1,3}})-(\w+)", key)
        if found:
            values = sent.pop(key)
            if int(found[1]) < count:
                rows[int(found[1])][found[2]] = cast("list[Any]", values)
    return rows


def _blank() -> dict[str, list[Any]]:
    return {"minutes": [str(MINUTES)], "break_after": ["0"], "needed": ["0"]}


def _stored(offer: Offer) -> list[dict[str, Any]]:
    parts = offer.visit.sessions.prefetch_related("people", "covers") if offer.visit else []
    return [_as_typed(one, offer) for one in parts]


def _as_typed(part: Session, offer: Offer) -> dict[str, Any]:
    asking = [one.pk for one in part.people.all()]
    nearby = {one.pk for one in offer.people}
    return {
        "pk": part.pk,
        "topic": part.topic,
        "minutes": part.minutes,
        "break_after": part.break_after,
        "people": [pk for pk in asking if pk in nearby],
        "others": [pk for pk in asking if pk not in nearby],
        "needed": part.needed,
        "covers": [one.criterion_id for one in part.covers.all()],
    }
