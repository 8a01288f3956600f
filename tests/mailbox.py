"""A real IMAP server for tests: Debian's Dovecot, a process of its own with a throwaway user."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from imap_tools.mailbox import MailBoxUnencrypted

from hearback.endpoints import Inbound
from tests.relay import free_port
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

PROGRAM = shutil.which("dovecot") or "/usr/sbin/dovecot"
USER, PASSWORD = "jobs@harbour.example", "only-for-tests"
NOBODY = 65534

_SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail
first_valid_uid = 1
default_client_limit = 50
default_process_limit = 20
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={nobody} gid={nobody} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


def is_here() -> bool:
    """Whether this machine can run it: the program is installed and we may start it."""
    return Path(PROGRAM).exists() and os.geteuid() == 0


@dataclass
class TestMailbox:
    """A mailbox on a server of its own; start it, put mail in, look at it as its owner does."""

    __test__ = False

    folder: Path
    port: int = field(default_factory=free_port)
    folder_in_use: str = "INBOX"
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server; returns when it lets its user in."""
        for name in ("run", "mail", "home"):
            place = self.folder / name
            place.mkdir(exist_ok=True)
            if name != "run":
                os.chown(place, NOBODY, NOBODY)
        settings = self.folder / "dovecot.conf"
        settings.write_text(
            _SETTINGS.format(folder=self.folder, password=PASSWORD, nobody=NOBODY, port=self.port)
        )
        self._process = subprocess.Popen([PROGRAM, "-F", "-c", str(settings)])
        until(self._lets_in, "the mailbox opens")

    def _lets_in(self) -> bool:
        with self.opened():
            return True

    def stop(self) -> None:
        """Stop it, as for an hour's maintenance."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def door(self, folder: str = "INBOX") -> Inbound:
        """How Hearback is told to read it."""
        return Inbound(
            kind="imap",
            host="127.0.0.1",
            port=self.port,
            user=USER,
            password=PASSWORD,
            folder=folder,
        )

    def opened(self) -> AbstractContextManager[MailBoxUnencrypted]:
        """A session as the mailbox's owner has it."""
        return MailBoxUnencrypted("127.0.0.1", self.port, timeout=10).login(USER, PASSWORD)

    def put(self, *mails: bytes, folder: str = "INBOX") -> None:
        """Let mails lie in the mailbox, unread."""
        with self.opened() as box:
            for mail in mails:
                box.append(mail, folder)

    def unread(self, folder: str = "INBOX") -> int:
        """How many mails its owner has not read."""
        with self.opened() as box:
            return box.folder.status(folder)["UNSEEN"]

    def number_anew(self, folder: str) -> None:
        """Make the folder again with the same mails: the server numbers them from the beginning."""
        with self.opened() as box:
            box.folder.set(folder)
            mails = [one.obj.as_bytes() for one in box.fetch(mark_seen=False)]
            box.folder.set("INBOX")
            box.folder.delete(folder)
            box.folder.create(folder)
        self.put(*mails, folder=folder)


def serve(folder: Path) -> Iterator[TestMailbox]:
    """A running mailbox, stopped at the end."""
    folder.chmod(0o755)
    box = TestMailbox(folder)
    box.start()
    yield box
    box.stop()
