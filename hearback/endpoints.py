"""Reads the addresses of what we rely on: database, mail relay, doors for mail, file storage."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import environ

from hearback.rules.no_reply import is_no_reply

MAIL_PROVIDERS = frozenset({"brevo", "mailgun", "mailjet", "postmark", "sendgrid", "sparkpost"})
SHORTEST_PASSWORD = 16
LONGEST_PACE = 6
DISTRUSTED_DATABASES = "Hearback keeps its promises with PostgreSQL only"


class OddSetting(Exception):
    """A setting cannot be used; ``sentence`` says why and how to mend it."""

    def __init__(self, name: str, reason: str, mend: str) -> None:
        self.name = name
        self.sentence = f"{name}: {reason} {mend}"
        super().__init__(self.sentence)


@dataclass(frozen=True, kw_only=True)
class Relay:
    """Where mail leaves the building."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool
    pace: float = 0.0
    """Letters a second at most; 0 for as many as it takes."""


@dataclass(frozen=True, kw_only=True)
class Inbound:
    """One door for mail that comes in; which fields matter depends on its kind."""

    kind: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    folder: str = "INBOX"
    tls: bool = False
    starttls: bool = False

    @property
    def name(self) -> str:
        """What to call it in rows and messages: everything but the secret."""
        if self.kind in PROVIDERS:
            return self.kind
        return f"{self.kind}://{self.user}@{self.host}:{self.port}/{self.folder}"


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """Where files go instead of the disk."""

    name: str
    key: str | None
    secret: str | None
    endpoint: str | None
    region: str | None


@dataclass(frozen=True, kw_only=True)
class MailEvents:
    """Which mail provider tells us what became of our letters, and how it proves itself."""

    provider: str
    user: str
    password: str = field(repr=False)


def split(name: str, text: str) -> SplitResult:
    """Take an address apart. Raises OddSetting in the name of the setting it came from."""
    try:
        parts = urlsplit(text.strip())
        _ = parts.port  # a port that is no number only shows itself when asked for
    except ValueError as problem:
        raise OddSetting(
            name, f"it is not an address ({problem}).", "Check its spelling."
        ) from problem
    return parts


def database(text: str) -> dict[str, Any] | None:
    """Read DATABASE_URL as Django's connection settings; None when it is not set."""
    if not text.strip():
        return None
    parts = split("DATABASE_URL", text)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise OddSetting(
            "DATABASE_URL",
            f"it names “{parts.scheme}”; {DISTRUSTED_DATABASES}.",
            "Write postgresql://user:password@host:5432/name, or leave it out for ours.",
        )
    if not parts.path.strip("/"):
        raise OddSetting(
            "DATABASE_URL",
            "it names no database.",
            "Add the database name after the host: …/hearback.",
        )
    return dict(environ.Env.db_url_config(text.strip(), engine="django.db.backends.postgresql"))


def relay(text: str) -> Relay | None:
    """Read EMAIL_URL; None when it is not set."""
    if not text.strip():
        return None
    parts = split("EMAIL_URL", text)
    ports = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
    if parts.scheme not in ports or not parts.hostname:
        raise OddSetting(
            "EMAIL_URL",
            "it does not name a mail server.",
            "Write smtp://user:password@host:port, smtp+starttls://… or smtps://….",
        )
    if any(is_no_reply(unquote(part)) for part in (parts.username or "", parts.query)):
        raise OddSetting(
            "EMAIL_URL",
            "it names a no-reply sender, and everyone who gets a letter from us may answer it.",
            "Use an address that somebody reads.",
        )
    return Relay(
        host=parts.hostname,
        port=parts.port or ports[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+starttls",
        tls=parts.scheme == "smtps",
        pace=_per_minute(parts.query) / 60,
    )


def _per_minute(query: str) -> int:
    """How many letters a minute the relay wants at most, from ``?per_minute=``; 0 for no limit."""
    asked = parse_qs(query).get("per_minute", ["0"])[-1]
    if not asked.isascii() or not asked.isdigit() or len(asked) > LONGEST_PACE:
        raise OddSetting(
            "EMAIL_URL",
            f"“{asked}” is no number of letters a minute.",
            "Write what your mail provider allows, such as ?per_minute=600, or leave it out.",
        )
    return int(asked)


LISTENERS = ("smtp", "lmtp")
PROVIDERS = ("postmark", "mailgun")
_MAILBOXES = {"imap": 143, "imap+starttls": 143, "imaps": 993}
SHORTEST_SECRET = 16
SHORTEST_KEY = 24


def inbound(text: str) -> tuple[Inbound, ...]:
    """Read INBOUND_URL, one or several addresses parted by spaces; none when it is not set."""
    doors = tuple(_door(word) for word in text.split())
    names = [door.name for door in doors]
    if len(set(names)) < len(names):
        raise OddSetting("INBOUND_URL", "it names the same door twice.", "Leave one of them out.")
    return doors


def _door(text: str) -> Inbound:
    parts = split("INBOUND_URL", text)
    secret = unquote(parts.password or "")
    user = unquote(parts.username or "")
    if parts.scheme in _MAILBOXES:
        return _mailbox(parts, user, secret)
    if parts.scheme in LISTENERS:
        if not parts.hostname or not parts.port or user or parts.path.strip("/"):
            raise OddSetting(
                "INBOUND_URL",
                f"{parts.scheme}:// needs an address to listen on and a port, and nothing else.",
                "Write smtp://127.0.0.1:2525, or lmtp://127.0.0.1:2424.",
            )
        return Inbound(kind=parts.scheme, host=parts.hostname, port=parts.port)
    if parts.scheme in PROVIDERS:
        return _provider(parts.scheme, user, secret)
    raise OddSetting(
        "INBOUND_URL",
        f"“{parts.scheme or text[:20]}” is no way for mail to come in.",
        "Write imaps://user:password@host/folder, smtp://127.0.0.1:2525, lmtp://…, "
        "postmark://user:password@webhook or mailgun://signing-key@webhook.",
    )


def _mailbox(parts: SplitResult, user: str, secret: str) -> Inbound:
    if not parts.hostname or not user or not secret:
        raise OddSetting(
            "INBOUND_URL",
            "it does not say which mailbox to read.",
            "Write imaps://user:password@host/folder; an @ in the user is written %40.",
        )
    return Inbound(
        kind="imap",
        host=parts.hostname,
        port=parts.port or _MAILBOXES[parts.scheme],
        user=user,
        password=secret,
        folder=unquote(parts.path.strip("/")) or "INBOX",
        tls=parts.scheme == "imaps",
        starttls=parts.scheme == "imap+starttls",
    )


def _provider(kind: str, user: str, secret: str) -> Inbound:
    if len(user + secret) < SHORTEST_SECRET or (kind == "postmark" and not secret):
        raise OddSetting(
            "INBOUND_URL",
            f"{kind}:// needs the secret that proves who calls, of {SHORTEST_SECRET} characters "
            "or more.",
            "Write postmark://user:password@webhook or mailgun://signing-key@webhook.",
        )
    return Inbound(kind=kind, host="webhook", user=user, password=secret)


def bucket(text: str) -> Bucket | None:
    """Read S3_URL; None when it is not set."""
    if not text.strip():
        return None
    parts = split("S3_URL", text)
    name = parts.path.strip("/")
    if parts.scheme not in {"s3", "s3+http"} or not parts.hostname:
        raise OddSetting(
            "S3_URL",
            "it does not name a bucket.",
            "Write s3://key:secret@host/bucket, or s3://bucket for Amazon's own rights.",
        )
    asked = parse_qs(parts.query)
    scheme = "http" if parts.scheme == "s3+http" else "https"
    netloc = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
    return Bucket(
        name=name or parts.hostname,
        key=unquote(parts.username) if parts.username else None,
        secret=unquote(parts.password) if parts.password else None,
        endpoint=f"{scheme}://{netloc}" if name else None,
        region=asked["region"][0] if "region" in asked else None,
    )


def mail_events(text: str) -> MailEvents | None:
    """Read MAIL_EVENTS_URL; None when it is not set. Raises OddSetting for one we cannot use."""
    if not text.strip():
        return None
    parts = split("MAIL_EVENTS_URL", text)
    if parts.scheme not in MAIL_PROVIDERS:
        raise OddSetting(
            "MAIL_EVENTS_URL",
            f"“{parts.scheme}” is no mail provider we understand.",
            f"Write one of {', '.join(sorted(MAIL_PROVIDERS))} before ://.",
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if parts.scheme == "mailgun":
        user, password = "", user
    elif not user:
        password = ""
    if len(password) < SHORTEST_PASSWORD:
        raise OddSetting(
            "MAIL_EVENTS_URL",
            "anybody could guess it, and then say that letters came back.",
            "Write postmark://user:secret@webhook or mailgun://signing-key@webhook, with "
            f"{SHORTEST_PASSWORD} characters or more, and give the provider the same.",
        )
    return MailEvents(provider=parts.scheme, user=user, password=password)


def webhook_secret(name: str, text: str) -> str:
    """Read the secret webhooks are signed with; empty when it is not set. Raises OddSetting."""
    text = text.strip()
    if not text:
        return ""
    try:
        key = b64decode(text.removeprefix("whsec_") + "==", validate=False)
    except ValueError:
        key = b""
    if len(key) < SHORTEST_KEY:
        raise OddSetting(
            name,
            "it is no secret of 24 bytes or more in base64.",
            "Make one with: echo whsec_$(openssl rand -base64 32)",
        )
    return text
