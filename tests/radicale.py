"""A real CalDAV server in a process of its own, with one person's calendar in it."""

from __future__ import annotations

import socket
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

import requests

from tests.until import until

if TYPE_CHECKING:
    from pathlib import Path

USER, PASSWORD = "ben", "an app password: ü&%"
KEY = f"Basic {b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"


@dataclass
class TestRadicale:
    """The server as a test sees it: start it, put events in, stop it."""

    __test__ = False

    folder: Path
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> str:
        """The folder of Ben's calendars, which is not a calendar itself."""
        return f"http://127.0.0.1:{self.port}/{USER}/"

    @property
    def calendar(self) -> str:
        """Ben's calendar."""
        return f"{self.home}work/"

    def start(self) -> None:
        """Listen; Ben's calendar is there, and empty when it is new."""
        (self.folder / "users").write_text(f"{USER}:{PASSWORD}\n")
        self.port = self.port or _free_port()
        said = {
            "--hosts": f"127.0.0.1:{self.port}",
            "--storage-filesystem-folder": str(self.folder / "collections"),
            "--auth-type": "htpasswd",
            "--auth-htpasswd-filename": str(self.folder / "users"),
            "--auth-htpasswd-encryption": "plain",
            "--auth-delay": "0",
        }
        words = [word for pair in said.items() for word in pair]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config", "", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(self._listens, "Radicale listens")
        self._tell("MKCALENDAR", self.calendar)

    def put(self, name: str, *lines: str) -> None:
        """Put one event into Ben's calendar, by the lines inside it, in the place of its elder."""
        event = "\r\n".join(("BEGIN:VEVENT", f"UID:{name}", "DTSTAMP:20261101T000000Z", *lines))
        text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:tests\r\n{event}\r\nEND:VEVENT\r\n"
        self._tell("PUT", f"{self.calendar}{name}.ics", f"{text}END:VCALENDAR\r\n")

    def stop(self) -> None:
        """End; what is in the calendar stays."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None

    def _tell(self, method: str, url: str, text: str = "") -> None:
        answer = requests.request(
            method,
            url,
            data=text.encode(),
            headers={"Content-Type": "text/calendar; charset=utf-8", "Authorization": KEY},
            timeout=10,
        )
        answer.close()
        there_already = method == "MKCALENDAR" and answer.status_code in {403, 409}
        assert answer.ok or there_already, answer.status_code

    def _listens(self) -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
