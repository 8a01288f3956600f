"""Reopening: what kept a promise came back, so the person is owed it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hearback.kit.errors import Refused
from hearback.ledger import kinds
from hearback.ledger.actions.lock import lock_application, lock_conversation
from hearback.ledger.actions.make import make_promise, plan_promise
from hearback.ledger.actions.record import record
from hearback.ledger.models import Promise, PromiseState
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member

EVIDENCE_LIMIT = 300
KEPT = (PromiseState.KEPT, PromiseState.KEPT_LATE)


@transaction.atomic
def reopen(
    *,
    promise: Promise,
    owner: Member,
    what: str,
    words: str,
    due_at: datetime,
    evidence: str,
    now: datetime,
) -> Promise:
    """Make a new open promise in place of a kept one whose letter came back; returns the new one.

    How the old one ended stays on record, with `evidence` of what happened since. A promise the law
    asks for stays one. Raises Refused for a promise that was not kept.
    """
    old = _lock_kept(promise)
    old.evidence = one_line(f"{old.evidence}; {evidence}", EVIDENCE_LIMIT)
    old.save(update_fields=["evidence"])
    new = plan_promise(
        owner=owner,
        what=what,
        words=words,
        now=now,
        due_at=due_at,
        application=old.application,
        opening=old.opening,
        conversation=old.conversation,
        promisee=old.promisee,
        source=old.source,
    )
    new.follows, new.law_rule, new.reason = old, old.law_rule, one_line(evidence, EVIDENCE_LIMIT)
    record(
        kinds.PROMISE_REOPENED,
        by=None,
        now=now,
        application=old.application,
        opening=old.opening,
        payload={"promise": old.pk, "words": old.words, "reason": evidence},
    )
    return make_promise(by=None, now=now, promise=new)


def _lock_kept(promise: Promise) -> Promise:
    lock_application(promise.application_id)
    lock_conversation(promise.conversation_id)
    old = Promise.objects.select_for_update(of=["self"]).get(pk=promise.pk)
    if old.state not in KEPT:
        raise Refused("Only a promise that was kept can be opened again.")
    return old
