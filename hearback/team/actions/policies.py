"""How soon candidates are promised an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.kit.errors import Invalid, Refused
from hearback.pipeline.models import PromisePolicy
from hearback.rules.promises import Terms, Unit
from hearback.team.actions.setting import add_row, change_row, note, remove_row

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member


def add_policy(values: dict[str, Any], *, by: Member, now: datetime) -> PromisePolicy:
    """Add a promise policy. Raises Invalid for terms longer than a promise may run."""
    _check_terms(values)
    policy = PromisePolicy(**values)
    add_row(policy, what=_what(policy), by=by, now=now)
    return policy


def change_policy(
    policy: PromisePolicy, values: dict[str, Any], *, by: Member, now: datetime
) -> None:
    """Change a policy for promises to come; those made already keep their dates."""
    _check_terms(values)
    change_row(policy, values, what=_what(policy), by=by, now=now)


@transaction.atomic
def make_default(policy: PromisePolicy, *, by: Member, now: datetime) -> None:
    """Let new openings begin with this policy."""
    locked = PromisePolicy.objects.select_for_update().order_by("pk")
    if any(one.pk == policy.pk and one.is_default for one in locked):
        return
    PromisePolicy.objects.filter(is_default=True).update(is_default=False)
    PromisePolicy.objects.filter(pk=policy.pk).update(is_default=True)
    note(_what(policy), _("new openings begin with it"), by=by, now=now)


def remove_policy(policy: PromisePolicy, *, by: Member, now: datetime) -> None:
    """Remove a policy no opening follows; else, and for the default one, raise Refused."""
    if policy.is_default:
        raise Refused(_("New openings begin with this one. Choose another for that first."))
    in_use = _("Openings follow this policy. Give them another first.")
    remove_row(policy, what=_what(policy), in_use=in_use, by=by, now=now)


def _check_terms(values: dict[str, Any]) -> None:
    try:
        for which in ("first", "next", "reply"):
            Terms(values[f"{which}_amount"], Unit(values[f"{which}_unit"]))
    except ValueError as wrong:
        raise Invalid(str(wrong)) from None


def _what(policy: PromisePolicy) -> str:
    return _("Promise “{name}”").format(name=policy.name)
