"""Finding customers among those who agreed: by their address, else by a number only one has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hearback.ledger.actions import record
from hearback.relations.customers import kinds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.pipeline.models import Consent

# A number several customers have, such as a family's, finds none of them: a wrong match is worse
# than none. Two are enough to know, however many thousands left the shop's own number.
_FOUND = """COALESCE(
    (SELECT id FROM relations_customer WHERE key = {mail}),
    (SELECT min(id) FROM (
        SELECT id FROM relations_customer WHERE phone_key = {phone} LIMIT 2
     ) AS two HAVING count(*) = 1))
"""
_MATCH = """
    UPDATE relations_seeker AS seeker
       SET customer_id = found.customer, looked_at = %(now)s
      FROM (SELECT one.id, {found} AS customer FROM relations_seeker AS one WHERE {which}) AS found
     WHERE found.id = seeker.id AND seeker.customer_id IS DISTINCT FROM found.customer
"""
_SEEK = """
    INSERT INTO relations_seeker (consent_id, mail_key, phone_key, customer_id, looked_at)
    VALUES (%(consent)s, %(mail)s, %(phone)s, {found}, %(now)s)
    ON CONFLICT (consent_id) DO UPDATE
       SET mail_key = EXCLUDED.mail_key, phone_key = EXCLUDED.phone_key,
           customer_id = EXCLUDED.customer_id, looked_at = EXCLUDED.looked_at
"""


def look_for(consent: Consent, *, mail: bytes | None, phone: bytes | None, now: datetime) -> None:
    """Look for who agreed, from now on by these keys; leaves no entry. Call it in a transaction."""
    found = _FOUND.format(mail="%(mail)s", phone="%(phone)s")
    said = {"consent": consent.pk, "mail": mail, "phone": phone, "now": now}
    with connection.cursor() as cursor:
        cursor.execute(_SEEK.format(found=found), said)


@transaction.atomic
def match_anew(*, now: datetime) -> None:
    """Look for everybody who agreed: after a list was read, and every night for what slipped by.

    Somebody may agree in the very moment in which a list is read.
    """
    _match("true", now=now)
    record(kinds.LOOKED, by=None, now=now)


@transaction.atomic
def match_new(seekers: Sequence[int], *, now: datetime) -> None:
    """Look for these (ids of seekers) among the customers.

    It leaves no entry: after a shop's notice, one would say that somebody who agreed was found.
    """
    if seekers:
        _match("one.id = ANY(%(these)s)", now=now, these=list(seekers))


def _match(which: str, *, now: datetime, these: Sequence[int] = ()) -> None:
    found = _FOUND.format(mail="one.mail_key", phone="one.phone_key")
    with connection.cursor() as cursor:
        cursor.execute(_MATCH.format(found=found, which=which), {"now": now, "these": list(these)})
