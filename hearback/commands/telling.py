"""How commands speak: progress while work lasts, and a sentence when they stop."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_EVERY_SECONDS = 0.2


class Stopped(Exception):
    """The command cannot go on; ``sentence`` tells the person why, ``code`` is the exit code."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        self.sentence = sentence
        self.code = code
        super().__init__(sentence)


class Progress:
    """Counts aloud: in place on a terminal, one line at the end in a log."""

    def __init__(self, what: str, stream: TextIO | None = None) -> None:
        self.what = what
        self.stream = stream or sys.stderr
        self.done = 0
        self._spoken = 0.0

    def step(self, by: int = 1) -> None:
        """Count ``by`` more as done."""
        self.done += by
        if self.stream.isatty() and time.monotonic() - self._spoken >= _EVERY_SECONDS:
            self._spoken = time.monotonic()
            print(f"\r{self.what}: {self.done:,}", end="", file=self.stream, flush=True)

    def end(self) -> None:
        """Say the last count."""
        start = "\r" if self.stream.isatty() else ""
        print(f"{start}{self.what}: {self.done:,}", file=self.stream, flush=True)
