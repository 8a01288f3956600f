"""The form on which a letter gets its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.checking import mistakes
from hearback.inbox.wording.choice import Wording
from hearback.inbox.wording.models import LONGEST_BODY, LONGEST_SUBJECT

if TYPE_CHECKING:
    from hearback.inbox.wording.queries import Sheet
    from hearback.pipeline.models import Application


_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class LetterForm(forms.Form):
    """Subject and body of a letter, and with whose application to read it."""

    goes_to = forms.ChoiceField(label=_("Read it as it goes to"), required=False)
    subject = forms.CharField(
        label=_("Subject"),
        max_length=LONGEST_SUBJECT,
        error_messages={"required": _("Give the letter a subject.")},
    )
    body = forms.CharField(
        label=_("Letter"),
        max_length=LONGEST_BODY,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "true"}),
        help_text=_(
            "A blank line parts paragraphs. Lines beginning with “- ” make a list. "
            "“Label: {{ status_link }}” alone on a line is a button."
        ),
        error_messages={"required": _("Write the letter.")},
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Any = None, *, sheet: Sheet, readers: list[Application]) -> None:
        words = sheet.words
        initial = {"subject": words.subject, "body": words.body, "after": sheet.after}
        if readers:
            initial["goes_to"] = str(readers[0].public_id)
        super().__init__(data, initial=initial)
        self.sheet = sheet
        self._readers = {str(reader.public_id): reader for reader in readers}
        people = [(key, f"{one.name}, {one.opening.title}") for key, one in self._readers.items()]
        made_up: list[Any] = [("", _("Somebody made up"))]
        self.fields["goes_to"] = forms.ChoiceField(
            label=_("Read it as it goes to"), required=False, choices=[*people, *made_up]
        )
        for name in ("subject", "body"):
            self.fields[name].widget.attrs["lang"] = sheet.language

    def clean_body(self) -> str:
        """The body with plain line breaks, ended by one; narrow French spaces stay."""
        lines = _CONTROLS.sub("", self.cleaned_data["body"]).split("\n")
        body = "\n".join(line.rstrip() for line in lines).strip()
        if not body:
            raise ValidationError(self.fields["body"].error_messages["required"])
        return f"{body}\n"

    def clean(self) -> dict[str, Any]:
        """Say what must be mended, at the field it stands in."""
        cleaned = super().clean() or {}
        if "subject" in cleaned and "body" in cleaned:
            for mistake in mistakes(
                self.sheet.kind,
                language=self.sheet.language,
                subject=cleaned["subject"],
                body=cleaned["body"],
            ):
                self.add_error(mistake.where, mistake.sentence)
        return cleaned

    @property
    def reader(self) -> Application | None:
        """Whose letter is shown; None is somebody made up."""
        return self._readers.get(str(self["goes_to"].value() or ""))

    @property
    def words(self) -> Wording:
        """The words as typed, good or not."""
        subject, body = str(self["subject"].value() or ""), str(self["body"].value() or "")
        return Wording(self.sheet.language, subject, body.replace("\r\n", "\n"))
