"""Correcting one's details: name, phone and the address letters go to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.careers import kinds
from hearback.careers.actions.lock import lock
from hearback.careers.actions.texts import refresh_search
from hearback.careers.letters import address_changed, address_welcome
from hearback.channels.actions import queue, readdress
from hearback.channels.queries import coming_back
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.pipeline.models import Application, Candidate
from hearback.pipeline.orders import refusal_to
from hearback.rules.addresses import fold_address
from hearback.rules.numbers import e164

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What should be different from now on; None leaves a detail as it is."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None


@transaction.atomic
def correct_details(
    *, application: Application, correction: Correction, now: datetime
) -> Application:
    """Change what a candidate told us about themselves; the record of the old words stays.

    Name and phone belong to this application; the address is the candidate's, so it changes for all
    their applications, letters still waiting follow it, and both addresses are written to. Raises
    Refused when the new address is another candidate's.
    """
    application = lock(application)
    _refuse_against_orders(application, correction)
    # Its candidate may speak any language; the record is the team's.
    with translation.override(settings.LANGUAGE_CODE):
        names = {"name": _("name"), "phone": _("phone"), "email": _("e-mail")}
    changed = [names["name"]] if _change(application, "name", correction.name) else []
    phone = _as_dialled(correction.phone, application)
    changed += [names["phone"]] if _change(application, "phone", phone) else []
    if changed:
        application.save(update_fields=["name", "phone"])
    if correction.email is not None and _move(application, correction.email, now=now):
        changed.append(names["email"])
    if not changed:
        return application
    refresh_search(list(application.candidate.applications.values_list("pk", flat=True)))
    record(
        kinds.DETAILS_CORRECTED,
        by=None,
        now=now,
        application=application,
        payload={"name": application.name, "fields": ", ".join(changed)},
    )
    return application


def _refuse_against_orders(application: Application, correction: Correction) -> None:
    """Nothing is changed to what their own orders do not allow to be used."""
    number = _as_dialled(correction.phone, application) or ""
    if refusal_to(application, number=number, address=correction.email or ""):
        raise Refused(_("An order of yours does not allow this one. Lift that order first."))


def _as_dialled(phone: str | None, application: Application) -> str | None:
    """A number as the networks know it; one that cannot be read so stays as typed."""
    return phone and (e164(phone, application.opening.place.country) or phone)


def _change(application: Application, field: str, value: str | None) -> bool:
    if value is None or getattr(application, field) == value:
        return False
    setattr(application, field, value)
    return True


def _move(application: Application, email: str, *, now: datetime) -> bool:
    """Let the candidate's letters go to another address; False when it is the same one."""
    candidate = application.candidate
    if candidate.email == email:
        return False
    old = candidate.email
    # To an address from which letters come back, nobody is told anything.
    goodbye = None if coming_back([old]) else address_changed(application)
    candidate.email, candidate.email_key = email, fold_address(email)
    try:
        with transaction.atomic():
            candidate.save(update_fields=["email", "email_key"])
    except IntegrityError:
        raise Refused(
            _("We cannot use this address here. Please write to %(person)s, who can help.")
            % {"person": application.owner.name}
        ) from None
    _let_letters_follow(candidate, old)
    if goodbye is not None:
        queue(goodbye, now=now)
    queue(address_welcome(application), now=now)
    return True


def _let_letters_follow(candidate: Candidate, old: str) -> None:
    theirs = list(candidate.applications.values_list("public_id", flat=True))
    readdress(about=theirs, old=old, new=candidate.email)
