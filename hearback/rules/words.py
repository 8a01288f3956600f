"""A phrase with its values: rules choose the words, pages and letters translate and say them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """What to say, before translation.

    code: stable name of the phrase. one: the English message id with %(name)s fields. many: its
    plural form, used when `values["count"]` is not 1; empty when the phrase has none. Translate
    with `ngettext(w.one, w.many, w.values["count"]) % w.values`, or `gettext(w.one) % w.values`.
    """

    code: str
    one: str
    many: str = ""
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        """The phrase in English."""
        message = self.many if self.many and self.values.get("count") != 1 else self.one
        return message % self.values
