"""The codes in links that somebody who applied passes on; nothing of them is stored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from hearback.kit.links import seal
from hearback.pipeline.models import Application
from hearback.relations.friends.queries import friend_rules

if TYPE_CHECKING:
    from hearback.pipeline.models import Opening

_PURPOSE, _SHOP = "relations:friend", "shop"
_CODE = re.compile(r"a(\d{1,18})-([a-z0-9]{20})")


def code_of(application: Application, opening: Opening | None) -> str:
    """The code of an applicant's own link to an opening, or to the shop; always the same."""
    to = str(opening.pk) if opening else _SHOP
    return f"a{application.pk}-{seal(_PURPOSE, f'{application.public_id}/{to}')}"


def link_of(application: Application, opening: Opening | None) -> str:
    """The whole address somebody may pass on to anybody, by themselves."""
    code = code_of(application, opening)
    if opening is None:
        return f"{settings.HEARBACK_URL}{reverse('friends:shop', args=[code])}"
    path = reverse("careers:opening", args=[opening.slug])
    return f"{settings.HEARBACK_URL}{path}?friend={code}"


def referrer_behind(code: str, opening: Opening | None) -> Application | None:
    """Whose link this is; None for a code that is not ours, or while nothing may be passed on."""
    read = _CODE.fullmatch(code)
    if read is None or not friend_rules().is_on:
        return None
    related = Application.objects.select_related("candidate", "opening")
    found = related.filter(pk=int(read[1])).first()
    true = code_of(found, opening) if found else ""
    return found if found and constant_time_compare(code, true) else None
