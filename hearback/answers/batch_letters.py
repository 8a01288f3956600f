"""The letters of a batch: each written once with holes, then filled in for each person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hearback.answers import letters
from hearback.answers.first_words import thanks_in
from hearback.answers.grounds import reason_in
from hearback.answers.letter_kinds import DECLINE, HOLD
from hearback.channels.models import Urgency
from hearback.inbox.holes import LINK, Form, Person, form_of, hole
from hearback.inbox.writing import Envelope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hearback.answers.models import Batch
    from hearback.inbox.thanks import Thanks
    from hearback.inbox.wording.registry import LetterKind

__all__ = ["Form", "Forms", "Person"]


class Forms:
    """The forms of one batch, each made when the first person needs it."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._made: dict[tuple[object, ...], Form] = {}

    def decline(self, language: str, thanks: str, gift: Thanks | None = None) -> Form:
        """The no in a language, for those thanked in these words, with what goes along with it.

        Of what goes along only the code differs from person to person.
        """
        key = (language, thanks, gift and (gift.about, gift.until, gift.pass_on))
        if key not in self._made:
            self._made[key] = self._decline(language, thanks, gift)
        return self._made[key]

    def hold(self, language: str, *, had_date: bool) -> Form:
        """The new date in a language, for those who had a date before or had none."""
        key = (language, had_date)
        if key not in self._made:
            old = hole("old") if had_date else ""
            holes = {"old": old, "promise": hole("promise")}
            typed = {"reason": self._batch.reason}
            self._made[key] = self._form(HOLD, language, typed, holes)
        return self._made[key]

    def _decline(self, language: str, thanks: str, gift: Thanks | None) -> Form:
        resource = self._batch.resource
        if resource is None:
            raise ValueError("A batch of declines has a resource; the database says so.")
        typed = {
            **letters.help_words(resource),
            "thanks": letters.as_thanks(thanks_in(thanks, language)),
            "reason": reason_in(self._batch.reason, language),
            "stay_page": letters.stay_page(LINK),
        }
        if gift is not None and gift.code:
            gift = replace(gift, code=hole("code"))
        return self._form(DECLINE, language, typed, {"applied": hole("applied")}, gift)

    def _form(
        self,
        kind: LetterKind,
        language: str,
        typed: Mapping[str, object],
        holes: Mapping[str, str],
        gift: Thanks | None = None,
    ) -> Form:
        envelope = Envelope(
            purpose=kind.name,
            to_address="",
            to_name="",
            signer=self._batch.by,
            language=language,
            opening=self._batch.opening_id,
            status_link=LINK,
            urgency=Urgency.BATCH,
        )
        typed = {**typed, "opening": self._batch.opening.title}
        return form_of(kind, envelope, typed, holes, thanks=gift)
