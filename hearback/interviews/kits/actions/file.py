"""Filing a scorecard, after which it is final, and beginning a new version with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.interviews.kits import kinds
from hearback.interviews.kits.actions.write import LEVEL, WORDS, refuse_closed
from hearback.interviews.kits.queries import cards_of, may_read_after_waiver
from hearback.interviews.kits.reading import topics_for
from hearback.interviews.models import NOT_ASKED, Debt, Score, Scorecard
from hearback.kit.errors import Invalid, Refused
from hearback.ledger.actions import keep, record
from hearback.ledger.models import PromiseState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.models import Panelist
    from hearback.ledger.kinds import Kind

LONGEST_REASON = 300


@transaction.atomic
def file_scorecard(*, panelist: Panelist, by: Member, now: datetime) -> Scorecard:
    """Make what was written final; what the decision waited for is there.

    Each level needs its evidence, what was not asked needs why, and the whole a verdict with a
    sentence. A second press finds the first one's. Raises Invalid, naming the fields, while
    something is missing; Refused before the interview has begun.
    """
    refuse_closed(panelist, by=by)
    card = cards_of(panelist).drafts().first()
    if card is None and (filed := cards_of(panelist).filed().last()) is not None:
        return filed
    begins_at = panelist.interview.begins_at
    if begins_at is None or begins_at > now:
        raise Refused(_("The interview has not begun. What you wrote is kept until then."))
    _refuse_missing(panelist, card)
    if card is None:
        raise Refused(_("There is nothing on this scorecard yet."))
    _freeze(panelist, card)
    card.saw_others = card.version > 1 or may_read_after_waiver(panelist, now=now)
    card.filed_at = now
    card.save(update_fields=["filed_at", "saw_others"])
    _keep_promise(panelist, by=by, now=now)
    _record(kinds.SCORECARD_FILED, panelist, card, by=by, now=now)
    return card


@transaction.atomic
def write_anew(*, panelist: Panelist, why: str, by: Member, now: datetime) -> Scorecard:
    """Begin a new version of a filed scorecard; the filed one counts until the new one is filed.

    A second press finds the first one's draft. Raises Refused without a reason, or when nothing was
    filed.
    """
    refuse_closed(panelist, by=by)
    newest = cards_of(panelist).order_by("-version").first()
    if newest is None:
        raise Refused(_("There is no filed scorecard to change."))
    if newest.filed_at is None:
        return newest
    why = one_line(why, LONGEST_REASON)
    if not why:
        raise Refused(_("Say why it changes: both versions stay to be read."))
    card = Scorecard.objects.create(
        panelist=panelist,
        version=newest.version + 1,
        why=why,
        overall=newest.overall,
        summary=newest.summary,
        began_at=now,
    )
    for score in newest.scores.all():
        score.pk, score.scorecard, score.anchor = None, card, ""
        score.save(force_insert=True)
    _record(kinds.SCORECARD_REOPENED, panelist, card, by=by, now=now)
    return card


def _refuse_missing(panelist: Panelist, card: Scorecard | None) -> None:
    scores = {one.criterion_id: one for one in card.scores.all()} if card else {}
    wrong: dict[str, str] = {}
    for topic in topics_for(panelist):
        score = scores.get(topic.criterion.pk)
        if score is None or score.level is None:
            wrong[f"{LEVEL}-{topic.criterion.pk}"] = _("Choose a level, or say it was not asked.")
        elif not score.words:
            wrong[f"{WORDS}-{topic.criterion.pk}"] = (
                _("Say in words what they said or did.")
                if score.level != NOT_ASKED
                else _("Say why it was not asked.")
            )
    if card is None or not card.overall:
        wrong["overall"] = _("Say what you would do, all in all.")
    if card is None or not card.summary:
        wrong["summary"] = _("One sentence says why.")
    if wrong:
        raise Invalid(_("Something is still missing. What you wrote is kept."), wrong)


def _freeze(panelist: Panelist, card: Scorecard) -> None:
    """Keep the words of each level as they were read; what is not scored any more goes."""
    anchors = {
        (topic.criterion.pk, level): words
        for topic in topics_for(panelist)
        for level, words in topic.anchors
    }
    scored = {pk for pk, _level in anchors}
    card.scores.exclude(criterion__in=scored).delete()
    scores = list(card.scores.all())
    for score in scores:
        score.anchor = anchors.get((score.criterion_id or 0, score.level or 0), "")
    Score.objects.bulk_update(scores, ["anchor"])


def _keep_promise(panelist: Panelist, *, by: Member, now: datetime) -> None:
    debt = Debt.objects.select_related("promise").filter(panelist=panelist).first()
    promise = debt.promise if debt else None
    if promise is not None and promise.state == PromiseState.OPEN:
        keep(promise=promise, evidence=_("The scorecard is filed."), at=now, by=by, now=now)


def _record(kind: Kind, panelist: Panelist, card: Scorecard, *, by: Member, now: datetime) -> None:
    interview = panelist.interview
    said = {
        "member": panelist.member.name,
        "round": interview.round.name,
        "reason": card.why,
        "panelist": str(panelist.public_id),
        "version": card.version,
    }
    record(kind, by=by, now=now, application=interview.application, payload=said)
