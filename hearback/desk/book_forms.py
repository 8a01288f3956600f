"""A page of the answer book as a form."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hearback.accounts.access import RIGHTS, Right
from hearback.accounts.models import Member
from hearback.inbox.book.actions import PageWords
from hearback.inbox.book.models import Page, Topic
from hearback.pipeline.models import Opening
from hearback.pipeline.queries import openings_visible_to

COLUMNS = [
    "title",
    "answer",
    "topic",
    "opening",
    "is_public",
    "language",
    "owner",
    "confirm_every",
]


class PageForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """Everything a page says; it checks and never stores."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = Page
        fields = COLUMNS
        widgets = {"answer": forms.Textarea(attrs={"rows": 6})}
        error_messages = {
            "title": {"required": _("Write the question as somebody asks it.")},
            "answer": {"required": _("Write the answer: a page without one helps nobody.")},
        }
        help_texts = {
            "title": _("As somebody asks it: Do you pay for the way to an interview?"),
            "answer": _("As you would say it. Leave a line empty between paragraphs."),
            "is_public": _("It stands on the page of the openings and on status pages."),
            "owner": _("Says every so often that it is still right."),
            "opening": _("Only for a page about one opening."),
        }

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role, rights in RIGHTS.items() if Right.ANSWER in rights]
        owners = cast("forms.ModelChoiceField[Member]", self.fields["owner"])
        owners.queryset = Member.objects.filter(is_active=True, role__in=roles)
        openings = cast("forms.ModelChoiceField[Opening]", self.fields["opening"])
        openings.queryset = openings_visible_to(member)
        openings.empty_label = str(_("None of them"))

    def clean(self) -> dict[str, Any]:
        """A page about an opening names it, and no other page does."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("topic") == Topic.OPENING and not cleaned.get("opening"):
            self.add_error("opening", _("Say which opening it is about."))
        elif cleaned.get("topic") != Topic.OPENING:
            cleaned["opening"] = None
        return cleaned

    def _post_clean(self) -> None:
        """The act stores and checks; the form's own instance is left as it was."""

    def words(self) -> PageWords:
        """What was typed, once it is valid."""
        said = {name: self.cleaned_data[name] for name in COLUMNS}
        return PageWords(**{**said, "topic": Topic(said["topic"])})
