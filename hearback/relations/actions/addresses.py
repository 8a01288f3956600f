"""To whom the asking letter may go: never twice in half a year, never after a no."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.kit.links import fingerprint, token
from hearback.pipeline.models import Application
from hearback.relations.models import AskedAddress
from hearback.rules.addresses import fold_address

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.relations.models import Referral

NOT_AGAIN_FOR = timedelta(days=183)


def may_ask(referral: Referral, email: str, *, now: datetime) -> bool:
    """Whether this address may be written to, which then is noted; in the caller's transaction.

    Nobody is told which it was: whoever refers must not learn who applied here or said no.
    """
    folded = fold_address(email)
    here = Application.objects.filter(opening=referral.opening, candidate__email_key=folded)
    if here.exists():
        return False
    known, is_new = AskedAddress.objects.get_or_create(
        fingerprint=_fingerprint(folded), defaults={"asked_at": now, "referral": referral}
    )
    if is_new:
        return True
    known = AskedAddress.objects.select_for_update().get(pk=known.pk)
    if known.said_no_at is not None or known.asked_at > now - NOT_AGAIN_FOR:
        return False
    known.asked_at, known.referral = now, referral
    known.save(update_fields=["asked_at", "referral"])
    return True


def never_again(referral: Referral, *, now: datetime) -> None:
    """Whoever was asked said no: nobody here writes to that address about any job again."""
    AskedAddress.objects.filter(referral=referral).update(said_no_at=now, referral=None)


def forget_asking(referral: Referral) -> None:
    """The letter did not arrive, so the same address may be tried again."""
    AskedAddress.objects.filter(referral=referral).delete()


def let_go(referral: Referral) -> None:
    """Nothing ties the fingerprint to who referred whom for what any more."""
    AskedAddress.objects.filter(referral=referral).update(referral=None)


def forget_old(*, now: datetime) -> int:
    """Forget fingerprints that stop nothing any more; returns how many."""
    old = AskedAddress.objects.filter(said_no_at=None, asked_at__lte=now - NOT_AGAIN_FOR)
    return old.delete()[0]


def _fingerprint(folded: str) -> str:
    """Keyed by this installation: nobody without the key can try addresses against it."""
    return fingerprint(token("relations:address", folded, 1))
