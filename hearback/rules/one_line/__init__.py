"""One line back: yes, no, maybe, a day, a question, or not clear, by its first words."""

from hearback.rules.one_line.away import back_on
from hearback.rules.one_line.named import one_named
from hearback.rules.one_line.reading import Line, Reading, read_line

__all__ = ["Line", "Reading", "back_on", "one_named", "read_line"]
