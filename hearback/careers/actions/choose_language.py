"""Choosing the language of one's status page and of the letters to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hearback.careers import kinds
from hearback.careers.actions.lock import lock
from hearback.kit.errors import Invalid
from hearback.kit.language import codes
from hearback.ledger.actions import record
from hearback.pipeline.models import Application, Conversation

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def choose_language(*, application: Application, language: str, now: datetime) -> Application:
    """Speak `language` (a code such as "fr") with this candidate about this application.

    The candidate acts, so there is no member `by`. Words already given, such as an open promise,
    stay as they were told. Raises Invalid for a language we do not speak.
    """
    if language not in codes():
        raise Invalid(_("We do not speak that language yet."))
    application = lock(application)
    if application.language == language:
        return application
    application.language = language
    application.save(update_fields=["language"])
    Conversation.objects.filter(application=application).update(language=language)
    record(
        kinds.LANGUAGE_CHOSEN,
        by=None,
        now=now,
        application=application,
        payload={"name": application.name, "language": dict(settings.LANGUAGES)[language]},
    )
    return application
