"""What changed, in words: the part of an entry that a colleague reads later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import Model

LONGEST = 120


def difference(before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """Each value that changed as “label: “old” → “new””; empty when nothing did.

    Both mappings have the same keys, which are the labels; values are compared as they read.
    """
    changed = (
        _("{label}: {old} → {new}").format(
            label=label, old=_quoted(before[label]), new=_quoted(after[label])
        )
        for label in after
        if _shown(before[label]) != _shown(after[label])
    )
    return "; ".join(changed)


def values_of(row: Model, names: Iterable[str]) -> dict[str, object]:
    """The named fields of a row as they read, by their labels."""
    return {
        str(row._meta.get_field(name).verbose_name): _reading(row, name)  # type: ignore[union-attr]  # only plain fields are named
        for name in names
    }


def _reading(row: Model, name: str) -> object:
    shown = getattr(row, f"get_{name}_display", None)
    return shown() if shown else getattr(row, name)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else " ".join(str(value).split())


def _quoted(value: object) -> str:
    text = _shown(value)
    if not text:
        return _("nothing")
    return f"“{text[:LONGEST]}{'…' if len(text) > LONGEST else ''}”"
