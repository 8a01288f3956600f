"""Holding a question while something happens to it: its application first, always."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hearback.feedback.asking.models import Ask
from hearback.feedback.asking.queries import with_all
from hearback.kit.errors import Refused
from hearback.ledger.actions.lock import lock_application


def locked(ask: Ask) -> Ask:
    """The question as it is now, held with its application until the transaction ends."""
    lock_application(ask.application_id)
    list(Ask.objects.select_for_update(no_key=True).filter(pk=ask.pk).values_list("pk"))
    return with_all(Ask.objects.all()).get(pk=ask.pk)


def refuse_over(ask: Ask) -> None:
    """Raise Refused when nobody needs the word any more."""
    if ask.over_at is not None:
        why = ask.why_over_in_words or _("it is over.")
        raise Refused(_("This needs no answer any more: {why}").format(why=why))


def facts_of(ask: Ask, **more: object) -> dict[str, object]:
    """What every entry about a question says."""
    return {
        "ask": str(ask.public_id),
        "who": ask.contact.name,
        "name": ask.application.name,
        "words": ask.words,
        **more,
    }
