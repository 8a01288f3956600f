"""Reads the settings given from outside; refuses odd ones with the reason and the mend."""

from __future__ import annotations

import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast, get_args
from urllib.parse import urlsplit

from hearback import endpoints, gateways
from hearback.endpoints import Bucket, Inbound, MailEvents, OddSetting, Relay
from hearback.gateways import Gateway

__all__ = [
    "Bucket",
    "Gateway",
    "Inbound",
    "MailEvents",
    "OddSetting",
    "Relay",
    "Role",
    "Surroundings",
    "read",
]

Role = Literal["web", "worker", "command"]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# A proxy on the same machine is the usual set-up, and nobody from outside can pretend to be it.
LOOPBACK = "127.0.0.0/8, ::1"
PROXIES = "the addresses of your own reverse proxies"
CALENDARS = "the addresses or networks your own calendar servers are in"
CHATS = "the addresses or networks your own chat servers are in"
SHORTEST_SECRET = 32
DEMO_FILE = "demo-company"
SECRET_FILE = "secret-key"  # noqa: S105  a file name, not a secret


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Everything the outside decides about this process, checked."""

    data: Path
    database: dict[str, Any] | None
    relay: Relay | None
    inbound: tuple[Inbound, ...]
    sms: Gateway | None
    mail_events: MailEvents | None
    shop_secret: str
    url: str
    secret_key: str
    rate_limits: bool
    bucket: Bucket | None
    demo: bool
    port: int
    proxies: tuple[Network, ...]
    private_calendars: tuple[Network, ...]
    private_chats: tuple[Network, ...]
    web_workers: int
    workers: int
    role: Role

    @property
    def https(self) -> bool:
        """Whether visitors reach us over TLS."""
        return self.url.startswith("https://")

    @property
    def host(self) -> str:
        """The public host name, without a port."""
        return urlsplit(self.url).hostname or "localhost"


def read(given: Mapping[str, str] | None = None) -> Surroundings:
    """Read and check every setting; raises OddSetting at the first odd one.

    ``given`` stands in for the process environment in tests.
    """
    said = os.environ if given is None else given
    data = _folder(said)
    port = _whole(said, "PORT", 8000, 1, 65535)
    return Surroundings(
        data=data,
        database=endpoints.database(said.get("DATABASE_URL", "")),
        relay=endpoints.relay(said.get("EMAIL_URL", "")),
        inbound=endpoints.inbound(said.get("INBOUND_URL", "")),
        mail_events=endpoints.mail_events(said.get("MAIL_EVENTS_URL", "")),
        shop_secret=endpoints.webhook_secret(
            "HEARBACK_SHOP_SECRET", said.get("HEARBACK_SHOP_SECRET", "")
        ),
        sms=gateways.gateway(said.get("SMS_URL", "")),
        url=_address(said.get("HEARBACK_URL", ""), port),
        secret_key=_secret(said.get("HEARBACK_SECRET_KEY", ""), data),
        rate_limits=_switch(said, "HEARBACK_RATE_LIMITS", default=True),
        bucket=endpoints.bucket(said.get("S3_URL", "")),
        demo=_demo(said, data),
        port=port,
        proxies=_networks(said, "HEARBACK_PROXIES", PROXIES, LOOPBACK),
        private_calendars=_networks(said, "HEARBACK_PRIVATE_CALENDARS", CALENDARS),
        private_chats=_networks(said, "HEARBACK_PRIVATE_CHATS", CHATS),
        web_workers=_whole(said, "HEARBACK_WEB_WORKERS", 2, 1, 64),
        workers=_whole(said, "HEARBACK_WORKERS", 1, 1, 64),
        role=_role(said.get("HEARBACK_ROLE", "command")),
    )


def _folder(said: Mapping[str, str]) -> Path:
    folder = Path(said.get("HEARBACK_DATA") or "var").expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise OddSetting(
            "HEARBACK_DATA",
            f"the folder {folder} cannot be made ({problem.strerror}).",
            "Name a folder this user may write to.",
        ) from problem
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OddSetting(
            "HEARBACK_DATA",
            f"this user may not write to {folder}.",
            "Change its owner, or name another folder.",
        )
    return folder


def _switch(said: Mapping[str, str], name: str, *, default: bool) -> bool:
    word = said.get(name, "").strip().lower()
    if not word:
        return default
    if word in {"on", "1", "true", "yes"}:
        return True
    if word in {"off", "0", "false", "no"}:
        return False
    raise OddSetting(name, f"“{word}” is neither on nor off.", "Write on or off.")


def _demo(said: Mapping[str, str], data: Path) -> bool:
    """Decide by the setting, or else by what moved into the data folder first."""
    marked = (data / DEMO_FILE).exists()
    demo = _switch(said, "HEARBACK_DEMO", default=marked)
    if marked and not demo:
        raise OddSetting(
            "HEARBACK_DEMO",
            f"a demo company lives in {data}, and its letters must not mix with real ones.",
            "For real work choose another HEARBACK_DATA.",
        )
    return demo


def _whole(said: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    word = said.get(name, "").strip()
    if not word:
        return default
    if not word.isascii() or not word.isdigit() or not low <= int(word) <= high:
        raise OddSetting(
            name,
            f"“{word}” is not a whole number from {low} to {high}.",
            f"Leave it out for {default}.",
        )
    return int(word)


def _role(word: str) -> Role:
    for role in get_args(Role):
        if word == role:
            return cast("Role", role)
    raise OddSetting(
        "HEARBACK_ROLE",
        f"“{word}” is not a kind of process.",
        "Leave it out: the hearback command sets it.",
    )


def _address(text: str, port: int) -> str:
    if not text.strip():
        return f"http://localhost:{port}"
    parts = endpoints.split("HEARBACK_URL", text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise OddSetting(
            "HEARBACK_URL",
            "it is not a web address.",
            "Write the address people type, such as https://jobs.example.org.",
        )
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise OddSetting(
            "HEARBACK_URL",
            "it holds more than a host and a port.",
            "Write only the beginning, such as https://jobs.example.org.",
        )
    return f"{parts.scheme}://{parts.netloc}"


def _secret(text: str, data: Path) -> str:
    if text:
        if len(text) < SHORTEST_SECRET:
            raise OddSetting(
                "HEARBACK_SECRET_KEY",
                f"it is shorter than {SHORTEST_SECRET} characters, so it could be guessed.",
                "Leave it out and one is made for you, or use 50 random characters.",
            )
        return text
    return _kept_secret(data / SECRET_FILE)


def _kept_secret(path: Path) -> str:
    """Return the secret kept in the data folder, made on first start and readable by us alone."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    else:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    kept = path.read_text().strip()
    if len(kept) < SHORTEST_SECRET:
        raise OddSetting(
            "HEARBACK_SECRET_KEY",
            f"the one kept in {path} is cut short.",
            "Put it back from a backup; a new one would break every link already sent.",
        )
    return kept


def _networks(
    said: Mapping[str, str], name: str, what: str, usual: str = ""
) -> tuple[Network, ...]:
    """The addresses and networks a setting lists; `what` they are, for whoever wrote an odd one."""
    try:
        return tuple(
            ipaddress.ip_network(word.strip(), strict=False)
            for word in (said.get(name) or usual).split(",")
            if word.strip()
        )
    except ValueError as problem:
        raise OddSetting(
            name, f"{problem}.", f"List {what}, such as 127.0.0.1, 10.0.0.0/8."
        ) from problem
