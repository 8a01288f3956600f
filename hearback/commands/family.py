"""Keeps child processes running: starts, restarts with growing pauses, and stops them together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

from hearback.commands.house import LEADER
from hearback.kit import logs

STOP_SECONDS = 9.0
_LOOK_SECONDS = 0.2
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_SETTLED_SECONDS = 60.0


@dataclass
class Child:
    """One process of the family, known by name."""

    name: str
    words: Sequence[str]
    environ: Mapping[str, str]
    outlasts: bool = False
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = _FIRST_PAUSE
    again_at: float = field(default=0.0)

    def start(self) -> None:
        """Start it, away from the terminal's Ctrl-C: the family passes signals on in order."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, *self.words],
            env={**self.environ, LEADER: str(os.getpid())},
            start_new_session=True,
        )

    def fell(self) -> int | None:
        """Return the exit code when it ended since we last looked."""
        if self.process is None:
            return None
        code = self.process.poll()
        if code is not None:
            self.process = None
        return code

    def plan_restart(self) -> float:
        """Choose the pause before the next start; it doubles while the child keeps falling."""
        if time.monotonic() - self.started > _SETTLED_SECONDS:
            self.pause = _FIRST_PAUSE
        pause, self.pause = self.pause, min(self.pause * 2, _LONGEST_PAUSE)
        self.again_at = time.monotonic() + pause
        return pause

    def ask_to_stop(self) -> None:
        """Pass the wish to stop on."""
        if self.process is not None:
            self.process.terminate()

    def wait_until(self, deadline: float) -> None:
        """Wait for its end; past the deadline (monotonic), end it with everything it started."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            logs.say("child-killed", name=self.name)
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None


class Family:
    """All children; those that outlast the others are asked to stop when the others are gone.

    ``also`` is called on every look.
    """

    def __init__(self, children: Sequence[Child], also: Callable[[], None]) -> None:
        self.children = children
        self.also = also
        self.stopping = threading.Event()

    def run(self) -> None:
        """Keep every child running until SIGINT or SIGTERM, then stop them all."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._asked)
        try:
            for child in self.children:
                child.start()
            while not self.stopping.wait(_LOOK_SECONDS):
                for child in self.children:
                    self._look_after(child)
                self.also()
                _bury_the_dead([one.process.pid for one in self.children if one.process])
        finally:
            self.stop()

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()

    def _look_after(self, child: Child) -> None:
        code = child.fell()
        if code is not None:
            pause = child.plan_restart()
            logs.say("child-ended", name=child.name, code=code, again_in_seconds=pause)
            words = f"{child.name} ended (code {code}); starting it again in {pause:.0f} s."
            print(words, file=sys.stderr, flush=True)
        elif child.process is None and time.monotonic() >= child.again_at:
            child.start()

    def stop(self) -> None:
        """Ask every child to stop, wait a little, and end those that did not."""
        deadline = time.monotonic() + STOP_SECONDS
        for outlasts in (False, True):
            group = [child for child in self.children if child.outlasts == outlasts]
            for child in group:
                child.ask_to_stop()
            for child in group:
                child.wait_until(deadline)


def _bury_the_dead(own: Sequence[int]) -> None:
    """As the first process of a container, do what init does for orphans; else do nothing."""
    if os.getpid() != 1:
        return
    while True:
        try:
            dead = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if dead is None or dead.si_pid in own:
            return
        os.waitpid(dead.si_pid, 0)
