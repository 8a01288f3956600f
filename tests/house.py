"""A whole house for tests from outside: its own PostgreSQL, relay, web and worker processes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psycopg

from hearback import lent_user
from hearback.postgres import BINARIES, NAME, Embedded
from tests.relay import ROOT, TestRelay, free_port
from tests.until import until
from tests.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from email.message import EmailMessage

UNITS = {"m": "minutes", "h": "hours", "d": "days"}
OURS = ("DATABASE_URL", "S3_URL", "EMAIL_URL", "HEARBACK_")


@dataclass
class Program:
    """One process of ours, as an operator or a power cut would treat it."""

    words: Sequence[str]
    environ: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start it; what it says goes to its log."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, *self.words],
                cwd=ROOT,
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        return self

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.process is not None and self.process.poll() is None

    @property
    def said(self) -> str:
        """Everything it wrote so far."""
        return self.log.read_text(errors="replace")

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.running:
            os.killpg(self.process.pid, number)

    def freeze(self) -> None:
        """Stop it in mid-step, as a laptop lid or a starved host does."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on as if no time had passed."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it without a chance to tidy up."""
        self._signal(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()

    def stop(self) -> int:
        """Ask it to end and wait; returns its exit code."""
        if self.process is None:
            return 0
        self._signal(signal.SIGCONT)
        if self.running:
            self.process.terminate()
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


@dataclass
class House:
    """Hearback in a folder of its own; start what a test needs of it."""

    folder: Path
    more: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    programs: list[Program] = field(default_factory=list)
    relay: TestRelay = field(init=False)

    def __post_init__(self) -> None:
        mails = self.folder / "relay"
        mails.mkdir(exist_ok=True)
        self.relay = TestRelay(mails)
        self.server = Embedded(self.folder)
        self.holds = [self.server.hold()]

    # --- What an operator does ---------------------------------------------------------------

    @property
    def environ(self) -> dict[str, str]:
        """The surroundings of every process in this house."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return {
            **kept,
            "HEARBACK_DATA": str(self.folder),
            "HEARBACK_URL": f"http://127.0.0.1:{self.port}",
            "PORT": str(self.port),
            "EMAIL_URL": f"smtp://127.0.0.1:{self.relay.port}",
            "HEARBACK_DEMO": "on",  # so that its clock can be moved
            "HEARBACK_WEB_WORKERS": "1",
            **self.more,
        }

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run ``hearback …`` to its end."""
        return subprocess.run(
            [sys.executable, "-m", "hearback.cli", *words],
            cwd=ROOT,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def _start(self, *words: str) -> Program:
        name = f"{words[0]}-{len(self.programs)}.log"
        words = ("-m", "hearback.cli", *words)
        program = Program(words, self.environ, self.folder / name).start()
        self.programs.append(program)
        return program

    def web(self) -> Program:
        """Start the pages; returns when they answer."""
        program = self._start("web")
        until(lambda: self._answers(program), f"the pages open\n{program.said}", 60)
        return program

    def _answers(self, program: Program) -> bool:
        if not program.running:
            raise RuntimeError(f"The pages did not open: {program.said}")
        return Visitor(self.port).get("/healthz").status in {200, 503}

    def worker(self, *words: str) -> Program:
        """Start a worker, with more words for it if need be; it is at work a moment later."""
        return self._start("worker", *words)

    def jump_to(self, moment: datetime) -> None:
        """Let the clock of the house jump until it shows this moment (aware), to a minute."""
        self.jump(f"{max(0, (moment - self.now()) // timedelta(minutes=1))}m")

    def now(self) -> datetime:
        """What the clock of the house shows."""
        shift = self.value("SELECT ahead FROM kit_clockshift") or timedelta(0)
        return datetime.now(UTC) + shift

    def jump(self, span: str) -> None:
        """Let the clock of the house jump ahead, such as 2m, 5h, 3d; nobody plays that time."""
        self.rows(
            """INSERT INTO kit_clockshift (id, ahead) VALUES (1, %s)
               ON CONFLICT (id) DO UPDATE SET ahead = kit_clockshift.ahead + EXCLUDED.ahead
               RETURNING ahead""",
            timedelta(**{UNITS[span[-1]]: int(span[:-1])}),
        )

    def ring(self, task: str) -> None:
        """Let the worker look now at a line of the timetable, as it would within the minute.

        It is the worker's own act, at the moment its clock shows; only the wait for the next full
        half minute is spared. Rung again before it has looked, nothing more happens.
        """
        self.rows(
            """INSERT INTO procrastinate_jobs (queue_name, task_name, args)
               SELECT 'promises', %s, '{"timestamp": 0}'
                WHERE NOT EXISTS (SELECT 1 FROM procrastinate_jobs
                                   WHERE task_name = %s AND status IN ('todo', 'doing'))
               RETURNING id""",
            *[f"timetable.{task}"] * 2,
        )

    def advance(self, span: str) -> None:
        """Let time pass in the demo, such as 2m, 5h, 3d: everything due meanwhile happens."""
        done = self.command("demo", "--advance", span)
        if done.returncode != 0:
            raise RuntimeError(f"The clock did not move: {done.stderr}")

    def check(self) -> dict[str, int]:
        """What ``hearback check --json`` counts, by name, for what must be zero and is not."""
        done = self.command("check", "--json")
        try:
            said: dict[str, Any] = json.loads(done.stdout)
        except ValueError:
            raise RuntimeError(f"hearback check said: {done.stdout}{done.stderr}") from None
        rows = said["invariants"]
        return {row["name"]: row["count"] for row in rows if row["must_be_zero"] and row["count"]}

    def sign_in_link(self, address: str) -> str:
        """The path of a one-time sign-in link for a member."""
        done = self.command("member", "link", address)
        if done.returncode != 0:
            raise RuntimeError(f"No link for {address}: {done.stderr}")
        return done.stdout.strip().splitlines()[-1].removeprefix(self.environ["HEARBACK_URL"])

    def signed_in(self, address: str) -> Visitor:
        """A member of the team at the desk, let in by a one-time link."""
        visitor = self.visitor()
        page = visitor.get(self.sign_in_link(address))
        (form,) = (form for form in page.forms if form.method == "post")
        visitor.follow(visitor.press(page, form))
        return visitor

    # --- What a power cut does -------------------------------------------------------------------

    def crash_database(self) -> None:
        """Stop PostgreSQL at once, in the middle of whatever it does."""
        words = ["stop", "-m", "immediate", "-w", "-t", "30", "-D", str(self.server.folder)]
        user = lent_user.chosen(self.server.folder)
        done = lent_user.run(user, [str(BINARIES / "pg_ctl"), *words])
        if done.returncode != 0:
            raise RuntimeError(f"PostgreSQL did not crash: {done.stdout}{done.stderr}")

    def start_database(self) -> None:
        """Start it again; it replays what was committed."""
        self.holds.append(self.server.hold())

    # --- What a test looks at ----------------------------------------------------------------

    def connect(self) -> psycopg.Connection[Any]:
        """A connection of the test's own to the house's database."""
        return psycopg.connect(
            host=str(self.server.socket), user=NAME, dbname=NAME, autocommit=True
        )

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with self.connect() as line:
            return line.execute(query, values).fetchall()

    def value(self, query: str, *values: object) -> Any:
        """The one value a query finds, None when it finds nothing."""
        found = self.rows(query, *values)
        return found[0][0] if found else None

    def visitor(self, address: str = "203.0.113.7") -> Visitor:
        """Somebody at the door."""
        return Visitor(self.port, address)

    def mails_to(self, address: str, count: int = 1, seconds: float = 30) -> list[EmailMessage]:
        """The mails the relay took for somebody, once there are at least `count`."""

        def enough() -> list[EmailMessage]:
            mails = self.relay.taken_by(address)
            return mails if len(mails) >= count else []

        return until(enough, f"{count} mail(s) to {address}", seconds)

    def let_go(self) -> None:
        """Let the database rest, if nobody else holds it."""
        while self.holds:
            self.holds.pop().release()

    def close(self) -> None:
        """Stop everything and leave nothing behind."""
        for program in self.programs:
            program.kill()
        self.relay.die()
        self.let_go()
        shutil.rmtree(self.folder, ignore_errors=True)


def new_folder() -> Path:
    """An empty folder with a path short enough for a socket, that other users may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="hearback-house-"))
    folder.chmod(0o755)
    return folder


def furnish() -> Iterator[Path]:
    """The data of a house with the cast in it, at rest; to be copied, never opened."""
    folder = new_folder()
    house = House(folder)
    for words in (["-m", "hearback.cli", "migrate"], ["-m", "tests.furnish"]):
        subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=house.environ, check=True, capture_output=True
        )
    house.let_go()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def copy_of(furnished: Path, **more: str) -> House:
    """A house of one's own, as furnished."""
    folder = new_folder()
    # cp keeps the owners, which PostgreSQL insists on; where it can, it shares the blocks.
    words = ["cp", "--archive", "--reflink=auto", f"{furnished}/.", str(folder)]
    subprocess.run(words, check=True)
    return House(folder, dict(more))
