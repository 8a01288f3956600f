"""What a brief says, as plain values between the form and the act that stores it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hearback.accounts.models import Member


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question of the form; `pk` is that of the question it replaces, None for a new one.

    `must_have` is the text of the must-have a yes/no question asks about, empty when none.
    """

    text: str
    kind: str
    choices: tuple[str, ...] = ()
    is_required: bool = False
    must_have: str = ""
    pk: int | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A whole brief. `fields` are columns of the opening by name; the rest are its ordered parts.

    `steps` are pairs of a step's name and the time it usually takes; `questions_reason` is needed
    only when there are very many questions.
    """

    fields: Mapping[str, Any]
    must_haves: tuple[str, ...] = ()
    helpful: tuple[str, ...] = ()
    steps: tuple[tuple[str, str], ...] = ()
    questions: tuple[Asked, ...] = ()
    questions_reason: str = ""
    panel: tuple[Member, ...] = field(default=())
