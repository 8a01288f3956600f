"""The desk's forms of offers: a pool with its rule, its codes, what a shop redeemed, a till."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Place, Team
from hearback.accounts.queries import the_organisation
from hearback.inbox.wording.foot import LANGUAGES, name_of, spoken
from hearback.pipeline.models import Opening
from hearback.relations.offers.models import Aim, Pool, When
from hearback.rules.code_lists import text_of
from hearback.rules.offers import Row, Sort
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDS_LIMIT, INTEREST_LIMIT, MOST_INTERESTS = 400, 80, 20
LARGEST_LIST = 5 * 1024 * 1024
MOST_CODES = 100_000_000
_HOLES = str.maketrans("", "", "\ue000\ue001")


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


def _number(label: Any, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, help_text=hint, required=False, min_value=1, max_value=MOST_CODES
    )


def _sum(label: Any, hint: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label, help_text=hint, required=False, min_value=0, max_digits=9, decimal_places=2
    )


def _several(label: Any, queryset: Any) -> forms.ModelMultipleChoiceField[Any]:
    return forms.ModelMultipleChoiceField(
        label=label, queryset=queryset, required=False, widget=forms.CheckboxSelectMultiple
    )


class PoolForm(forms.Form):
    """What a pool says, to whom its codes go, from when until when, and how many."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("Only the team reads it."))
    aim = forms.ChoiceField(label=_("What it says thank you for"), choices=Aim.choices)
    reward_when = forms.ChoiceField(
        label=_("A reward is due"),
        choices=When.choices,
        required=False,
        help_text=_("Only for rewards. Who sent them hears of a hire only if the friend agreed."),
    )
    value = forms.CharField(
        label=_("What it is worth"), max_length=80, help_text=_("Such as: 10 % off, or 15.")
    )
    currency = forms.CharField(
        label=_("Currency"), max_length=12, required=False, help_text=_("If it is an amount.")
    )
    starts_on = _day(_("From"))
    ends_on = _day(_("Until"), help_text=_("Codes count until the end of that day."))
    in_receipt = forms.BooleanField(label=_("With the receipt"), required=False)
    in_answer = forms.BooleanField(
        label=_("With the answer, whatever it says"),
        required=False,
        help_text=_("Yes or no: the same code for the same person. Never with a letter between."),
    )
    interests = forms.CharField(
        label=_("Only who told us they care for one of these"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line. The form for applying asks about them while the pool is given."),
    )
    places = _several(_("Only at these places"), Place.objects.order_by("name"))
    teams = _several(_("Only for these teams"), Team.objects.order_by("name"))
    openings = _several(_("Only for these openings"), Opening.objects.running().order_by("title"))
    most = _number(_("At most, in all"), _("Codes. Empty: as many as there are."))
    most_a_month = _number(_("At most a month"), _("Codes."))
    each = _sum(_("What one costs you"), _("To hold the sums below; in one currency."))
    sum_in_all = _sum(_("At most, as a sum in all"))
    sum_a_month = _sum(_("At most, as a sum a month"))

    def __init__(self, data: Any = None, *, pool: Pool | None = None) -> None:
        self.ours = spoken(the_organisation().language)
        known: dict[str, Any] = _known(pool) if pool else {"in_receipt": True}
        super().__init__(data, initial=known)
        # One that is closed by now stays ticked: left out, the rule would mean everybody.
        named = Opening.objects.filter(pk__in=known.get("openings", ()))
        openings = cast("forms.ModelMultipleChoiceField[Any]", self.fields["openings"])
        openings.queryset = (Opening.objects.running() | named).order_by("title")
        for language in LANGUAGES:
            self.fields[f"words_{language}"] = forms.CharField(
                label=gettext("The words, in %(language)s") % {"language": name_of(language)},
                required=language == self.ours,
                max_length=WORDS_LIMIT,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=gettext("Where a language is empty, the house's own stands.")
                if language != self.ours
                else gettext("What it is, where it can be redeemed, and how."),
            )

    def clean_interests(self) -> list[str]:
        """Each interest once, no more than can be asked."""
        typed = str(self.cleaned_data["interests"]).splitlines()
        lines = [one_line(line, INTEREST_LIMIT) for line in typed if line.strip()]
        if len(lines) > MOST_INTERESTS:
            raise forms.ValidationError(gettext("Please keep to twenty."))
        return list(dict.fromkeys(lines))

    def clean(self) -> dict[str, Any]:
        """The days in order, an occasion for thanks, a price for sums."""
        said = super().clean() or {}
        if said.get("ends_on") and said.get("starts_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", gettext("The last day comes before the first."))
        is_thanks = said.get("aim") == Aim.THANKS
        if is_thanks and not (said.get("in_receipt") or said.get("in_answer")):
            self.add_error("in_receipt", gettext("Choose with which letter it goes along."))
        if (said.get("sum_in_all") or said.get("sum_a_month")) and not said.get("each"):
            self.add_error("each", gettext("Say what one costs, so that the sum can be held."))
        return said

    def values(self) -> Mapping[str, object]:
        """The columns of the pool; only after a valid form."""
        kept = {name: self.cleaned_data[name] for name in _COLUMNS}
        words = {one: self.cleaned_data[f"words_{one}"] for one in LANGUAGES}
        clean = {one: many_lines(said, WORDS_LIMIT) for one, said in words.items() if said.strip()}
        kept["words"] = {one: said.translate(_HOLES) for one, said in clean.items()}
        kept["reward_when"] = kept["reward_when"] or When.APPLIED
        return kept | {"language": self.ours}

    def rows(self) -> list[Row]:
        """The rows of the rule; only after a valid form."""
        rows = [Row(Sort.INTEREST, words) for words in self.cleaned_data["interests"]]
        for sort, name in _PICKED.items():
            rows += [Row(sort, str(one.pk)) for one in self.cleaned_data[name]]
        return rows


_COLUMNS = [
    "name",
    "aim",
    "reward_when",
    "value",
    "currency",
    "starts_on",
    "ends_on",
    "in_receipt",
    "in_answer",
    "most",
    "most_a_month",
    "each",
    "sum_in_all",
    "sum_a_month",
]
_PICKED = {Sort.PLACE: "places", Sort.TEAM: "teams", Sort.OPENING: "openings"}


def _known(pool: Pool) -> dict[str, object]:
    """What stands in the form of a pool when it is opened."""
    known: dict[str, object] = {name: getattr(pool, name) for name in _COLUMNS}
    known |= {f"words_{language}": words for language, words in pool.words.items()}
    rows = list(pool.rows.all())
    for sort, name in _PICKED.items():
        known[name] = [int(row.value) for row in rows if row.sort == sort.value]
    interests = [row.value for row in rows if row.sort == Sort.INTEREST.value]
    return known | {"interests": "\n".join(interests)}


class ListForm(forms.Form):
    """A list pasted or as a file."""

    text = forms.CharField(
        label=_("Codes, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        strip=False,
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_("Text or CSV, the code first on each line. Up to 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, and a file that is text."""
        said = super().clean() or {}
        upload = said.get("file")
        if upload is None and not str(said.get("text") or "").strip() and not self.errors:
            self.add_error("text", gettext("Paste codes, or choose a file."))
        if upload is not None and upload.size > LARGEST_LIST:
            self.add_error("file", gettext("That file is larger than 5 MB. Please part it."))
        elif upload is not None:
            content = upload.read()
            if content.startswith(b"PK\x03\x04"):
                words = gettext("This is a workbook. Please save it as CSV and send that.")
                self.add_error("file", words)
            said["list"] = text_of(content)
        return said

    def list(self) -> str:
        """The words of the list; only after a valid form."""
        return str(self.cleaned_data.get("list") or self.cleaned_data["text"])


class MakeForm(forms.Form):
    """How many codes to make."""

    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=100_000)


class RedeemedForm(ListForm):
    """What a shop redeemed, as it exports it."""

    where = forms.CharField(
        label=_("Where"),
        max_length=80,
        help_text=_("Stands for lines that do not say it in their second cell."),
    )


class TillForm(forms.Form):
    """A shop whose till gets a link."""

    name = forms.CharField(label=_("Shop"), max_length=80)


class CodeForm(forms.Form):
    """The one box at a till."""

    code = forms.CharField(
        label=_("Code"),
        max_length=80,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
        error_messages={"required": _("Type the code.")},
    )

    def typed(self) -> str:
        """What was typed."""
        return cast("str", self.cleaned_data["code"])
