"""Giving a letter a team's own words, and going back to earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hearback.inbox.wording.checking import mistakes
from hearback.inbox.wording.foot import name_of
from hearback.inbox.wording.models import LetterVersion
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.ledger.kinds import SETTING_CHANGED

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.inbox.wording.registry import LetterKind
    from hearback.pipeline.models import Opening

AS_SHIPPED = 0


@transaction.atomic
def save_words(
    *,
    kind: LetterKind,
    language: str,
    opening: Opening | None,
    subject: str,
    body: str,
    after: int,
    by: Member,
    now: datetime,
) -> LetterVersion | None:
    """Give a letter these words from now on, in a language, for one opening or for all.

    `after` is the number of the version they were written from, 0 where there was none. The same
    words again change nothing and return what stands. Raises Refused for words that cannot stand,
    and when somebody else changed the letter meanwhile.
    """
    found = mistakes(kind, language=language, subject=subject, body=body)
    if found:
        raise Refused(" ".join(mistake.sentence for mistake in found))
    newest = _newest(kind, language, opening)
    if newest and (newest.subject, newest.body) == (subject, body):
        return newest
    if (newest.number if newest else 0) != after:
        who = newest.by.name if newest else ""
        raise Refused(
            _(
                "%s changed this letter while you wrote. Your words are kept here; "
                "look at the versions before you save them."
            )
            % who
        )
    change = _("version %d") % (after + 1)
    return _add(
        (kind, language, opening), (subject, body), after=after, change=change, by=by, now=now
    )


@transaction.atomic
def go_back(
    *,
    kind: LetterKind,
    language: str,
    opening: Opening | None,
    number: int,
    by: Member,
    now: datetime,
) -> LetterVersion | None:
    """Let an earlier version stand again, as a new one; 0 lets the words beneath stand.

    Those beneath an opening's words are the ones for every opening, and beneath these the shipped
    ones. Raises Refused when there is no such version, or it could not stand today.
    """
    newest = _newest(kind, language, opening)
    if number == AS_SHIPPED:
        if newest is None or newest.is_taken_back:
            return newest
        words, change = ("", ""), _("taken back")
    else:
        earlier = (
            LetterVersion.objects.of(kind.name, language, opening).filter(number=number).first()
        )
        if newest is None or earlier is None or earlier.is_taken_back:
            raise Refused(_("There is no such version of this letter."))
        words, change = (earlier.subject, earlier.body), _("version %d again") % number
        found = mistakes(kind, language=language, subject=words[0], body=words[1])
        if found:
            raise Refused(" ".join(mistake.sentence for mistake in found))
        if words == (newest.subject, newest.body):
            return newest
    return _add(
        (kind, language, opening), words, after=newest.number, change=change, by=by, now=now
    )


def _add(
    which: tuple[LetterKind, str, Opening | None],
    words: tuple[str, str],
    *,
    after: int,
    change: str,
    by: Member,
    now: datetime,
) -> LetterVersion:
    kind, language, opening = which
    version = LetterVersion(
        letter=kind.name,
        language=language,
        opening=opening,
        number=after + 1,
        subject=words[0],
        body=words[1],
        by=by,
        at=now,
    )
    try:
        with transaction.atomic():
            version.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("Somebody else changed this letter just now. Look at it again.")) from None
    what = _("The letter “%(title)s” in %(language)s") % {
        "title": kind.title,
        "language": name_of(language),
    }
    if opening is not None:
        what = _("%(what)s for %(opening)s") % {"what": what, "opening": opening.title}
    record(SETTING_CHANGED, by=by, now=now, payload={"what": what, "change": change})
    return version


def _newest(kind: LetterKind, language: str, opening: Opening | None) -> LetterVersion | None:
    return LetterVersion.objects.of(kind.name, language, opening).first()
