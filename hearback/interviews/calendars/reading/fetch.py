"""Asks a calendar server one question and takes no more than a bounded answer."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

import requests
from requests.exceptions import InvalidURL, RequestException, SSLError
from urllib3.exceptions import HTTPError

from hearback.interviews.calendars.reading import troubles
from hearback.interviews.calendars.reading.door import Watch
from hearback.kit.outside import adapter

if TYPE_CHECKING:
    from requests import Response, Session

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_STEPS: Final = 3
PIECE: Final = 64 * 1024
SENT_ON: Final = {301, 302, 303, 307, 308}
NOBODY_KNOWS_WHO: Final = {401, 403, 407}
HEADERS: Final = {
    "User-Agent": "Hearback calendar reader",
    "Accept": "text/calendar, application/xml;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip",
}


@dataclass(frozen=True)
class Source:
    """Where a calendar is and who may read it; `url` has a scheme of http or https."""

    url: str
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """The server, for sentences."""
        return urlsplit(self.url).hostname or ""

    @property
    def headers(self) -> dict[str, str]:
        """How it is told who asks."""
        if not self.user:
            return {}
        known = b64encode(f"{self.user}:{self.password}".encode()).decode()
        return {"Authorization": f"Basic {known}"}


@dataclass(frozen=True)
class Question:
    """What is asked: a method of HTTP with its body."""

    method: str = "GET"
    body: bytes = b""
    depth: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What goes with it."""
        told = {"Content-Type": "application/xml; charset=utf-8"} if self.body else {}
        return told | ({"Depth": self.depth} if self.depth else {})


@dataclass(frozen=True)
class Answer:
    """What came: the status, and the body where it is one worth reading."""

    status: int
    body: bytes = b""

    @property
    def is_good(self) -> bool:
        """Whether it is what was asked for."""
        return self.status in {200, 207}


def ask(source: Source, question: Question, watch: Watch) -> Answer:
    """Ask, follow where it is safe to, and read at most 10 MB until the watch ends.

    Raises Unreadable in a sentence for every way this can go wrong but a status of the server's,
    which is in the answer.
    """
    try:
        answer = _ask(source, question, watch)
    except SSLError:
        raise _late(watch, source) or troubles.is_not_trusted(source.host) from None
    except InvalidURL:
        raise troubles.is_unknown(source.host) from None
    except (RequestException, HTTPError, OSError):
        raise _late(watch, source) or troubles.is_garbled(source.host) from None
    # A line that was cut looks like one that came to its end.
    if watch.is_late:
        raise troubles.is_slow(source.host)
    return answer


def _late(watch: Watch, source: Source) -> troubles.Unreadable | None:
    return troubles.is_slow(source.host) if watch.is_late or watch.left < 0.1 else None  # noqa: PLR2004


def _session(watch: Watch) -> Session:
    session = requests.Session()
    session.trust_env = False  # neither a proxy's address nor passwords of whoever runs this
    session.mount("http://", adapter(watch))
    session.mount("https://", adapter(watch))
    return session


def _ask(source: Source, question: Question, watch: Watch) -> Answer:
    url = source.url
    for _step in range(MOST_STEPS + 1):
        # A line of its own for each step: a server that sends on may have hung up since.
        with (
            _session(watch) as session,
            session.request(
                question.method,
                url,
                data=question.body or None,
                headers=HEADERS | question.headers | source.headers,
                timeout=(watch.left, watch.left),
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            if response.status_code not in SENT_ON:
                return _answer(response, source)
            url = _next(source, url, response.headers.get("Location", ""))
    raise troubles.sends_on(source.host, urlsplit(url).hostname or "")


def _next(source: Source, url: str, location: str) -> str:
    """Where a server sends on to. Raises Unreadable when what was given must not go there."""
    further = urljoin(url, location)
    old, new = urlsplit(source.url), urlsplit(further)
    is_same = new.hostname == old.hostname and new.scheme in {old.scheme, "https"}
    is_downgrade = old.scheme == "https" and new.scheme != "https"
    if new.scheme not in {"http", "https"} or is_downgrade or (source.user and not is_same):
        raise troubles.sends_on(source.host, new.hostname or source.host)
    return further


def _answer(response: Response, source: Source) -> Answer:
    if response.status_code in NOBODY_KNOWS_WHO:
        raise troubles.asks_who(source.host, gave_password=bool(source.user))
    if response.status_code not in {200, 207}:
        return Answer(response.status_code)
    body = bytearray()
    for piece in response.iter_content(PIECE):
        body += piece
        if len(body) > MOST_BYTES:
            raise troubles.is_large(source.host)
    return Answer(response.status_code, bytes(body))
