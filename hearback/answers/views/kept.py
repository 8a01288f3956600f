"""A form and its act: a refusal becomes part of the page, and what was typed stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.kit.errors import Invalid, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import BaseForm


def kept(form: BaseForm, act: Callable[[], object]) -> bool:
    """Whether the form was good and its act done; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        act()
    except (Refused, Invalid) as why:
        form.add_error(None, why.sentence)
        return False
    return True
