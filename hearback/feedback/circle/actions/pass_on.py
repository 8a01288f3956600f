"""What a candidate said reaches the other side, in words a recruiter approved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.feedback.circle import kinds, letters
from hearback.feedback.circle.actions.approve import sentences_of_never
from hearback.feedback.circle.models import PassedOn, Said
from hearback.feedback.circle.queries import called_by, words_of_opening
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import record
from hearback.pipeline.orders import refusal_to
from hearback.rules.feedback import never_said
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application, Contact

LONGEST = 600
_WORD = re.compile(r"\w+")


@transaction.atomic
def pass_on(*, said: Said, contact: Contact, words: str, by: Member, now: datetime) -> PassedOn:
    """Tell a contact what the candidate allowed to be told; a second press finds the first.

    Raises Refused when the candidate did not allow it, an order of theirs speaks against it or the
    contact has left; Invalid for words that say what is nobody's business, or a name that is not
    the contact's to know.
    """
    said = Said.objects.select_for_update(of=["self"]).get(pk=said.pk)
    before = PassedOn.objects.filter(said=said, contact=contact).first()
    if before is not None:
        return before
    application = said.application
    if not said.tap or not said.may_pass_on:
        raise Refused(_("They did not allow this to be passed on. Ask them first."))
    if not contact.is_there or not contact.email:
        raise Refused(_("{name} cannot be reached any more.").format(name=contact.name))
    if reason := refusal_to(
        application, client=contact.client, contact=contact, member=contact.member
    ):
        raise Refused(reason)
    called = called_by(contact, application)
    words = one_line(words, LONGEST)
    _refuse_words(words, application, contact, called)
    letter = letters.passed_on(said, contact, words, called=called, signer=by)
    message = queue(letter, now=now)
    passed = PassedOn.objects.create(
        said=said, contact=contact, words=words, by=by, at=now, message=message
    )
    payload = {"contact": contact.name, "name": application.name, "words": said.words}
    record(kinds.PASSED_ON, by=by, now=now, application=application, payload=payload)
    return passed


def _refuse_words(words: str, application: Application, contact: Contact, called: str) -> None:
    """Refuse words that are missing, private, or name somebody this contact does not know."""
    sentence = ""
    languages = [contact.language, application.language, "en"]
    about = words_of_opening(application.opening)
    if not words:
        sentence = _("Write what is passed on.")
    elif never := never_said(words, languages=languages, opening=about):
        sentence = " ".join(sentences_of_never(never))
    elif called != application.name and _names(words, application.name):
        sentence = _("{contact} knows them as {called}. Leave their name out.").format(
            contact=contact.name, called=called
        )
    if sentence:
        raise Invalid(sentence, {"words": sentence})


def _names(words: str, name: str) -> bool:
    said = set(_WORD.findall(words.casefold()))
    return any(part in said for part in _WORD.findall(name.casefold()) if len(part) > 1)
