"""Names the columns somebody changed, for the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model


def labels_of(model: type[Model], names: Iterable[str]) -> str:
    """What these columns are called, on one line."""
    fields: dict[str, Any] = {one.name: one for one in model._meta.get_fields()}
    return ", ".join(str(fields[name].verbose_name) for name in names)
