"""The codes a shared link and the asking letter's page carry through the form of an opening."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from hearback.accounts.models import Member
from hearback.kit.links import fingerprint, seal, token
from hearback.relations.models import Referral, ReferralState

if TYPE_CHECKING:
    from hearback.pipeline.models import Opening

ASKED = "relations:asked"
_OF_A_MEMBER, _OF_A_LETTER = "relations:shared", "relations:answered"
_CODE = re.compile(r"([ml])(\d{1,18})-([a-z0-9]{20})")


@dataclass(frozen=True)
class Sender:
    """Who sent somebody to an opening, and the referral their letter belongs to, if it is one."""

    member: Member
    referral: Referral | None = None


def code_of_member(member: Member, opening: Opening) -> str:
    """The code of a member's own link to an opening; always the same, and nothing is stored."""
    return f"m{member.pk}-{seal(_OF_A_MEMBER, f'{member.pk}/{opening.pk}')}"


def code_of_referral(referral: Referral) -> str:
    """The code under which whoever said yes goes on to the opening."""
    return f"l{referral.pk}-{seal(_OF_A_LETTER, referral.public_id)}"


def shared_link(member: Member, opening: Opening) -> str:
    """The whole address a member may pass on to anybody."""
    path = reverse("careers:opening", args=[opening.slug])
    return f"{settings.HEARBACK_URL}{path}?friend={code_of_member(member, opening)}"


def sender_behind(code: str, opening: Opening) -> Sender | None:
    """Who sent somebody here; None for a code that is not ours, or of somebody who has left."""
    read = _CODE.fullmatch(code)
    if read is None:
        return None
    kind, number, _seal = read.groups()
    found = _by_letter(int(number), opening) if kind == "l" else _by_member(int(number))
    if found is None or not found.member.is_active:
        return None
    true = (
        code_of_referral(found.referral)
        if found.referral
        else code_of_member(found.member, opening)
    )
    return found if constant_time_compare(code, true) else None


def _by_member(pk: int) -> Sender | None:
    member = Member.objects.filter(pk=pk).first()
    return Sender(member) if member else None


def _by_letter(pk: int, opening: Opening) -> Sender | None:
    """Only those who said yes have such a code; once one of them applied, it names the sender."""
    going_on = [ReferralState.INTERESTED, ReferralState.APPLIED]
    found = Referral.objects.filter(pk=pk, opening=opening, state__in=going_on)
    referral = found.select_related("referrer").first()
    return Sender(referral.referrer, referral) if referral else None


def fingerprint_of(referral: Referral) -> str:
    """What is stored of the link in the letter that asks."""
    return fingerprint(token(ASKED, referral.public_id, 1))
