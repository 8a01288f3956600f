"""A stand-in for Twilio: its API for messages as published, and its signature on webhooks."""

from __future__ import annotations

import hmac
import json
import threading
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from hearback.gateways import Gateway

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.test import Client

ACCOUNT, TOKEN, SENDER = "AC" + "0" * 32, "the-token-of-the-tests", "+14165550100"

# What it may be told to do.
ACCEPT = "accept"
BUSY = "busy"  # 429 with Retry-After
BROKEN = "broken"  # 500 after it may have taken the message
AWAY = "away"  # 503
STRANGER = "stranger"  # 401
OPTED_OUT = "opted out"  # 400, error 21610
NO_NUMBER = "no number"  # 400, error 21211
SILENT = "silent"  # takes the message and answers nothing
HANG_UP = "hang up"  # takes the message and closes the line
GARBLED = "garbled"  # 201 with words nobody can read

_REFUSALS = {
    BUSY: (429, 20429, "Too Many Requests"),
    BROKEN: (500, 20500, "Internal Server Error"),
    AWAY: (503, 20503, "Service Unavailable"),
    STRANGER: (401, 20003, "Authenticate"),
    OPTED_OUT: (400, 21610, "Attempt to send to unsubscribed recipient"),
    NO_NUMBER: (400, 21211, "The 'To' number is not a valid phone number."),
}


def signature(url: str, fields: Mapping[str, str], token: str = TOKEN) -> str:
    """As Twilio writes it: the address, then every field's name and value, by name; HMAC-SHA1."""
    words = url + "".join(f"{name}{fields[name]}" for name in sorted(fields))
    return b64encode(hmac.new(token.encode(), words.encode(), sha1).digest()).decode()


@dataclass
class TestTwilio:
    """The stand-in as a test sees it: what it took, and what it is told to do next."""

    __test__ = False

    mode: str = ACCEPT
    taken: list[dict[str, str]] = field(default_factory=list)
    tried: int = 0
    awake: threading.Event = field(default_factory=threading.Event)
    _server: ThreadingHTTPServer | None = None

    def start(self) -> Gateway:
        """Listen; returns the gateway to set."""
        self._server = ThreadingHTTPServer(
            ("127.0.0.1", 0), type("Clerk", (_Clerk,), {"twilio": self})
        )
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        port = self._server.server_address[1]
        api = f"http://127.0.0.1:{port}"
        return Gateway(account=ACCOUNT, token=TOKEN, sender=SENDER, api=api, pace=100.0)

    def die(self) -> None:
        """Stop listening."""
        self.awake.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def texts_to(self, number: str) -> list[str]:
        """The words it took for one number, oldest first."""
        return [one["Body"] for one in self.taken if one["To"] == number]


class _Clerk(BaseHTTPRequestHandler):
    """Answers one request the way the stand-in was told to."""

    twilio: TestTwilio

    def do_POST(self) -> None:
        """A message to send."""
        length = int(self.headers.get("Content-Length", "0"))
        said = dict(parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True))
        self.twilio.tried += 1
        if self.path.partition("?")[0] != f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json":
            self._say(404, {"code": 20404, "message": "Not found", "status": 404})
        elif b64decode(self.headers["Authorization"][6:]).decode() != f"{ACCOUNT}:{TOKEN}":
            self._refuse(STRANGER)
        elif self.twilio.mode in _REFUSALS:
            self._refuse(self.twilio.mode)
        else:
            self._take(said)

    def _take(self, said: dict[str, str]) -> None:
        sid = f"SM{len(self.twilio.taken):032x}"
        self.twilio.taken.append({**said, "sid": sid})
        if self.twilio.mode == SILENT:
            self.twilio.awake.wait(20)
        elif self.twilio.mode == HANG_UP:
            self.close_connection = True
            self.connection.close()
        elif self.twilio.mode == GARBLED:
            self._send(201, b"<html>Welcome</html>")
        else:
            body = {"sid": sid, "status": "queued", "to": said.get("To"), "price": None}
            self._say(201, {**body, "error_code": None, "num_segments": "1"})

    def _refuse(self, mode: str) -> None:
        status, code, words = _REFUSALS[mode]
        self._say(status, {"code": code, "message": words, "status": status})

    def _say(self, status: int, words: dict[str, object]) -> None:
        self._send(status, json.dumps(words).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if self.twilio.mode == BUSY:
            self.send_header("Retry-After", "120")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
        """Say nothing."""


def tell(client: Client, path: str, fields: Mapping[str, str], *, token: str = TOKEN) -> int:
    """A webhook of Twilio's, signed; returns the status we answer."""
    seal = signature(f"http://testserver{path}", fields, token)
    answer = client.post(
        path,
        urlencode(fields),
        content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": seal},
    )
    return answer.status_code


def write(client: Client, words: str, *, number: str, sid: str, **more: str) -> int:
    """Somebody texts us; returns the status we answer."""
    fields = {
        "MessageSid": sid,
        "AccountSid": ACCOUNT,
        "From": number,
        "To": SENDER,
        "Body": words,
        "NumMedia": "0",
        "NumSegments": "1",
    }
    return tell(client, "/api/sms/", {**fields, **more})
