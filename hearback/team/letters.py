"""Letters to colleagues: invitation, password link, hand-over, news about their sign-in, a test."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hearback.accounts.models import Role
from hearback.accounts.queries import the_organisation
from hearback.channels.models import Urgency, WhenInDoubt
from hearback.inbox import texting
from hearback.inbox.chatting import chat_message
from hearback.inbox.writing import Envelope, to_colleague, write
from hearback.kit.links import Marker, disarm, marker
from hearback.kit.moments import day_hour
from hearback.rules.names import greeting_name
from hearback.rules.text import one_line
from hearback.team import letter_kinds

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Invitation, Member, Organisation, PasswordLink
    from hearback.channels.actions import Letter
    from hearback.channels.models import Chat

INVITATION = "team:invitation"
NEW_PASSWORD = "team:new_password"  # noqa: S105  the name of a page
TEST = "team.test"
LONGEST_HOUSE = 40


def invitation(invited: Invitation, organisation: Organisation) -> Letter:
    """To somebody who is to join: who asks, as what, and the link that works once."""
    envelope = Envelope(
        purpose="team.invitation",
        to_address=invited.email,
        to_name=invited.name,
        signer=invited.invited_by,
        is_to_colleague=True,
        about=invited.public_id,
        urgency=Urgency.NOW,
        when_in_doubt=WhenInDoubt.SEND_AGAIN,
    )
    return write(
        letter_kinds.INVITATION,
        envelope,
        {
            "name": greeting_name(invited.name),
            "inviter": invited.invited_by.name,
            "place": organisation.name,
            "role": str(Role(invited.role).label).lower(),
            "link": marker(INVITATION, invited.public_id, invited.generation),
            "until": day_hour(invited.expires_at, ZoneInfo(organisation.zone)),
        },
        organisation=organisation,
    )


def password_link(link: PasswordLink) -> Letter:
    """To a member who asked for a new password: the link that works once, for an hour."""
    member = link.member
    return write(
        letter_kinds.PASSWORD,
        to_colleague(member, purpose="team.password", urgency=Urgency.NOW),
        {
            "name": greeting_name(member.name),
            "link": marker(NEW_PASSWORD, link.public_id, 1),
            "until": day_hour(link.expires_at, ZoneInfo(member.zone)),
        },
    )


def sign_in_news(member: Member, what: str, *, now: datetime) -> Letter:
    """To a member whose sign-in was changed: what, when, and what to do if it was not them."""
    return write(
        letter_kinds.SIGN_IN_NEWS,
        to_colleague(member, purpose="team.sign_in_news", urgency=Urgency.NOW),
        {
            "name": greeting_name(member.name),
            "what": what,
            "when": day_hour(now, ZoneInfo(member.zone)),
            "link": Marker(f"{settings.HEARBACK_URL}{reverse('account_reset_password')}"),
        },
    )


def handed_over(
    taker: Member, giver: Member, things: list[str], first_due: datetime | None, *, by: Member
) -> Letter:
    """To whoever takes over: from whom, what, and when the first promise is due."""
    return write(
        letter_kinds.HANDED_OVER,
        to_colleague(
            taker,
            purpose="team.handed_over",
            signer=by if by.pk != taker.pk else None,
            urgency=Urgency.NOW,
        ),
        {
            "name": greeting_name(taker.name),
            "giver": giver.name,
            "things": things,
            "first": day_hour(first_due, ZoneInfo(taker.zone)) if first_due else "",
            "today": Marker(f"{settings.HEARBACK_URL}{reverse('desk:today')}"),
        },
    )


def chat_test(member: Member, chat: Chat) -> Letter:
    """To a member's chat, as they asked for it; by mail when the chat does not take it."""
    return chat_message(
        chat,
        _test_words(),
        purpose=TEST,
        subject=_("The test you asked for"),
        name=member.name,
        mail_to=member.email,
        urgency=Urgency.NOW,
    )


def text_test(member: Member, number: str) -> Letter:
    """The same to a member's phone."""
    return texting.text(number, _test_words(), purpose=TEST, name=member.name, urgency=Urgency.NOW)


def _test_words() -> str:
    house = disarm(one_line(the_organisation().name, LONGEST_HOUSE))
    words = _("%(house)s: this is the test you asked for. How we ask you is written here:")
    link = f"{settings.HEARBACK_URL}{reverse('team:about_me')}"
    return f"{words % {'house': house}} {link}"
