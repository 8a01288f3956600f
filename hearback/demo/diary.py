"""What happened by itself since a moment, in sentences: the entries that nobody's hand wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.careers.kinds import CV_READ
from hearback.inbox.consents.kinds import CONSENT_GIVEN, CONSENT_TAKEN_BACK
from hearback.inbox.kinds import APOLOGY_WRITTEN
from hearback.kit.moments import day_hour_short
from hearback.ledger import kinds
from hearback.ledger.kinds import KINDS, tell
from hearback.ledger.models import Entry
from hearback.relations.customers.kinds import LOOKED

if TYPE_CHECKING:
    from datetime import tzinfo

    from django.db.models import QuerySet

# A new promise is told of by the apology that makes it; reading papers is no news to anybody. Who
# agreed to be looked for among the customers must not be told beside whoever applied that moment.
LEFT_OUT = (
    kinds.PROMISE_MADE.name,
    CV_READ.name,
    CONSENT_GIVEN.name,
    CONSENT_TAKEN_BACK.name,
    LOOKED.name,
)
LINES = 50


def last_page() -> int:
    """The number of the newest entry, to read on from later."""
    newest: int | None = Entry.objects.aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def summary(since: int) -> str:
    """One sentence that counts what happened after this entry."""
    happened = _by_itself(since)
    reminded = happened.filter(kind=kinds.PROMISE_REMINDED.name).count()
    kept = happened.filter(kind__in=[kinds.PROMISE_KEPT.name, kinds.PROMISE_KEPT_LATE.name]).count()
    sorry = happened.filter(kind=APOLOGY_WRITTEN.name).count()
    parts = [
        ngettext("{n} promise was kept", "{n} promises were kept", kept).format(n=kept),
        ngettext("{n} reminder", "{n} reminders", reminded).format(n=reminded),
        ngettext("{n} apology", "{n} apologies", sorry).format(n=sorry),
    ]
    return _("Meanwhile: {parts}.").format(parts=", ".join(parts))


def sentences(since: int, zone: tzinfo, *, most: int = LINES) -> list[str]:
    """Each thing that happened after this entry, oldest first, told by the clock of `zone`.

    When there are more than `most`, the last line says how many are left out.
    """
    happened = _by_itself(since).select_related("application", "words").order_by("at", "pk")
    told = [_sentence(entry, zone) for entry in happened[:most]]
    more = happened.count() - len(told)
    if more > 0:
        told.append(ngettext("And {n} thing more.", "And {n} things more.", more).format(n=more))
    return told


def _by_itself(since: int) -> QuerySet[Entry]:
    return Entry.objects.filter(pk__gt=since, by=None).exclude(kind__in=LEFT_OUT)


def _sentence(entry: Entry, zone: tzinfo) -> str:
    words = getattr(entry, "words", None)
    payload = {**entry.payload, **(words.payload if words else {})}
    kind = KINDS.get(entry.kind)
    said = tell(kind.sentence, payload) if kind else entry.kind
    who = f"{entry.application.name}: " if entry.application else ""
    return f"{day_hour_short(entry.at, zone)}  {who}{said}"
