"""The letter about a scorecard that is waited for, and its few words by text or chat."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.inbox.chased import SCORECARD
from hearback.inbox.chatting import beside_a_mail
from hearback.inbox.writing import to_colleague, write
from hearback.interviews.booking.words import seat_page
from hearback.interviews.kits import letter_kinds
from hearback.kit.links import disarm, within
from hearback.kit.moments import day_hour
from hearback.rules.names import greeting_name
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.interviews.models import Panelist
    from hearback.ledger.models import Promise

MISSING, MISSING_SHORT = SCORECARD, "interviews.scorecard_text"
LONGEST_HOUSE, LONGEST_TITLE = 40, 60


def scorecard_missing(
    panelist: Panelist,
    promise: Promise | None,
    *,
    signer: Member | None,
    others: Iterable[Panelist] = (),
) -> Letter:
    """To an interviewer whose scorecard a decision waits for, signed by who waits, or by nobody.

    `others` are their seats whose scorecards are waited for too: one letter a day names all.
    """
    member, interview = panelist.member, panelist.interview
    zone = ZoneInfo(member.zone)
    values = {
        "name": greeting_name(member.name),
        "opening": interview.application.opening.title,
        "candidate": interview.application.name,
        "round": interview.round.name,
        "met": day_hour(interview.begins_at, zone) if interview.begins_at else "",
        "due": day_hour(promise.due_at, zone) if promise else "",
        "scorecard": within(seat_page(panelist), "scorecard/"),
        "others": [
            f"{one.interview.application.name}, {one.interview.round.name}" for one in others
        ],
    }
    envelope = to_colleague(member, purpose=MISSING, signer=signer)
    return write(letter_kinds.SCORECARD_MISSING, envelope, values)


def scorecard_beside(panelist: Panelist) -> list[Letter]:
    """The same in few words by the way they like best; whom they met is left to the mail."""
    told = {
        "house": one_line(the_organisation().name, LONGEST_HOUSE),
        "round": one_line(panelist.interview.round.name, LONGEST_TITLE),
    }
    words = _("%(house)s: your scorecard for “%(round)s” is waited for. Write it here:") % told
    said = f"{disarm(words)} {within(seat_page(panelist), 'scorecard/')}"
    return beside_a_mail(panelist.member, said, purpose=MISSING_SHORT, only_first=True)
