"""Who stays in touch and may like this opening: proposed in words, chosen and written to by us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hearback.accounts.access import Right, member_of, team_page
from hearback.desk.opening_page import frame_of
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.kit.links import veil
from hearback.pipeline.queries import opening_for
from hearback.relations.pool import actions as act
from hearback.relations.pool import letters
from hearback.relations.pool import queries as read
from hearback.rules.text import many_lines

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Opening
    from hearback.relations.pool.queries import Proposal

MOST_TOLD = 100


@team_page(Right.ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def in_touch(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose, read the letter, send it: nothing leaves without that press."""
    member, now = member_of(request), clock.now()
    opening = opening_for(member, slug)
    chosen = [int(key) for key in request.POST.getlist("chosen") if key.isascii() and key.isdigit()]
    words = many_lines(request.POST.get("words", ""), letters.LONGEST_WORDS)
    if request.POST.get("act") == "send":
        told = act.tell(opening=opening, chosen=chosen, words=words, by=member, now=now)
        messages.success(request, _told_words(len(told), left_out=len(set(chosen)) - len(told)))
        return redirect("desk:in_touch", slug=slug)
    people = read.proposals(opening, member, now=now)
    context = {
        **frame_of(opening, member, tab="in_touch", now=now),
        "people": people,
        "chosen": chosen,
        "words": words,
        "told": read.told_about(opening, member)[:MOST_TOLD],
        "is_public": read.takes_letters(opening),
        **_letter_of(opening, people, chosen, words, member),
    }
    return render(request, "desk/in_touch.html", context)


def _letter_of(
    opening: Opening,
    people: list[Proposal],
    chosen: list[int],
    words: str,
    member: Member,
) -> dict[str, Any]:
    """The letter to the first who was chosen, as it will be sent, and to how many it goes."""
    to = [one for one in people if one.person.pk in chosen]
    if not to:
        return {}
    letter = letters.in_touch(to[0].person, opening, words=words, signer=member)
    body = veil(letter.text, _("[their own link]"))
    below = f"{to[0].person.consent.public_id}/"
    return {"letter": letter, "body": body.replace(below, ""), "number": len(to)}


def _told_words(number: int, *, left_out: int) -> str:
    """What became of a press, in a sentence. Raises Refused when nobody could be written to."""
    why = _("They had a letter lately, left, or talk with us about another opening.")
    if not number:
        raise Refused(_("Nobody was written to. {why}").format(why=why))
    sent = ngettext("{n} letter is on its way.", "{n} letters are on their way.", number)
    words = sent.format(n=number)
    if left_out:
        left = ngettext("{n} was left out.", "{n} were left out.", left_out).format(n=left_out)
        words = f"{words} {left} {why}"
    return words
