"""What a room may ask besides on the form: its questions, and who keeps what was ticked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.pipeline.models import Application, Opening

# Of a box that was ticked the words beside it, as shown; of choices those that were taken.
Typed: TypeAlias = "str | tuple[str, ...]"
Also: TypeAlias = "Mapping[str, Mapping[str, Typed]]"


@dataclass(frozen=True)
class Asked:
    """One more question: a box to tick, or with `choices` (value, words) any number of these."""

    name: str
    label: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """What stands beside a box, whole: the words somebody agrees to."""
        return f"{self.label}. {self.help}" if self.help else self.label


class Asks(Protocol):
    """What is asked with one opening, in one language; nothing while there is no need to ask."""

    def __call__(self, opening: Opening, language: str, *, now: datetime) -> Sequence[Asked]:
        """Say it."""
        ...


class Keep(Protocol):
    """Keeps what was ticked, in the transaction of the application; only called when some was."""

    def __call__(
        self, application: Application, typed: Mapping[str, Typed], *, now: datetime
    ) -> object:
        """Keep it."""
        ...


@dataclass(frozen=True)
class Extra:
    """A room that asks something more; never required, and without any weight."""

    name: str
    asks: Asks
    keep: Keep
