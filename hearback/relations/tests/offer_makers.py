"""What tests of offers need: the desk's form as its reader sends it, and letters by their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from hearback.channels.models import Message
from hearback.relations.models import Code, Pool
from hearback.relations.offers import actions
from hearback.relations.offers.models import PoolState
from tests.cast import NOW

if TYPE_CHECKING:
    from django.test import Client

    from hearback.pipeline.models import Application
    from tests.cast import Cast

POOL = {
    "name": "Autumn thanks",
    "aim": "thanks",
    "reward_when": "applied",
    "value": "10 % off",
    "words_en": "In our shops, at the till.",
    "starts_on": "2026-11-01",
    "ends_on": "2026-12-31",
    "in_receipt": "on",
}


def pool_by_desk(browser: Client, **more: Any) -> Pool:
    """Fill in the form for a new pool and send it."""
    answer = browser.post(reverse("offers:pool_new"), {**POOL, **more})
    assert answer.status_code == 302, answer.content.decode()
    return Pool.objects.latest("pk")


def add(browser: Client, pool: Pool, text: str) -> Any:
    """Paste a list of codes."""
    return browser.post(reverse("offers:codes", args=[pool.public_id]), {"text": text})


def start(browser: Client, pool: Pool) -> None:
    """Press the button that lets its codes go along."""
    browser.post(reverse("offers:state", args=[pool.public_id]), {"act": "give"})


def running(cast: Cast, codes: int = 5, **more: Any) -> Pool:
    """A pool that gives already, with codes ONE-0, ONE-1 and so on, without the desk."""
    pool = Pool.objects.create(
        **{
            "name": "Autumn thanks",
            "value": "10 % off",
            "words": {"en": "In our shops, at the till."},
            "starts_on": "2026-11-01",
            "ends_on": "2026-12-31",
            "created_at": NOW,
            "created_by": cast.omar,
            **more,
        }
    )
    listed = "\n".join(f"{pool.name[:3]}{pool.pk}-{number}" for number in range(codes))
    actions.add_codes(pool=pool, text=listed, by=cast.omar, now=NOW)
    if codes:
        actions.set_state(pool=pool, state=PoolState.RUNNING, by=cast.omar, now=NOW)
    return Pool.objects.get(pk=pool.pk)


def letter_to(application: Application, purpose: str) -> Message:
    """The newest letter of one kind to somebody."""
    return Message.objects.filter(about=application.public_id, purpose=purpose).latest("pk")


def code_of(application: Application) -> str:
    """The one code somebody was given with this application; empty when none was."""
    found = Code.objects.filter(application=application).values_list("code", flat=True)
    return found.get() if found else ""
