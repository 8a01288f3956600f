"""How an opening's must-haves compare with what somebody answered; a verdict on nobody.

The comparison is shown in the receipt and beside the application. It never turns anyone down: there
is no verdict here and no order, only what was said.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MustHave:
    """Something an opening cannot do without.

    key: the question it is asked under. text: as the opening says it.
    """

    key: str
    text: str


@dataclass(frozen=True)
class Fit:
    """The must-haves in the opening's order, by what was answered: yes, no, or nothing."""

    met: tuple[MustHave, ...] = ()
    missing: tuple[MustHave, ...] = ()
    unstated: tuple[MustHave, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every must-have was answered with yes; true when the opening has none."""
        return not self.missing and not self.unstated


def compare(must_haves: Iterable[MustHave], answers: Mapping[str, bool | None]) -> Fit:
    """Sort the must-haves by answer; one without an answer, or with None, is unstated."""
    wanted = tuple(must_haves)
    by_answer = {
        said: tuple(item for item in wanted if answers.get(item.key) is said)
        for said in (True, False, None)
    }
    return Fit(met=by_answer[True], missing=by_answer[False], unstated=by_answer[None])
