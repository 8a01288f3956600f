"""The way out to an address somebody named: only to where it may lead, and not for long.

A member names any address they like, so it must not become a way into the network this runs in. A
name is looked up once, what it leads to is checked, and that very address is connected to: a second
look-up could answer something else.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType
    from typing import Self

CONNECT_SECONDS: Final = 4.0
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
# These carry an IPv4 address inside, which is where they lead (RFC 6052).
TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")


class Why(Enum):
    """Why there is no line to a host."""

    PRIVATE = "private"  # inside a network nobody opened to us
    IN_THE_CLEAR = "in the clear"  # a secret would travel unhidden to somewhere outside
    UNKNOWN = "unknown"  # the name leads nowhere
    SLOW = "slow"
    DOWN = "down"


class NoWay(Exception):
    """There is no line to a host; `why` says what stands in the way."""

    def __init__(self, why: Why, host: str) -> None:
        super().__init__(why.value)
        self.why = why
        self.host = host


class Watch:
    """Sees that everything asked for within it ends in time, whatever the other side does.

    Use as a context. `is_late` tells afterwards whether it had to cut the line. `inside` are the
    private networks the operator opened. `inside_only` is for secrets that would leave in the
    clear: only those networks hear them. `refusal` makes what is raised when there is no line.
    """

    def __init__(
        self,
        seconds: float,
        *,
        inside: Sequence[Network],
        inside_only: bool = False,
        refusal: Callable[[Why, str], Exception] = NoWay,
    ) -> None:
        self._inside = inside
        self._inside_only = inside_only
        self._refusal = refusal
        self.ends = time.monotonic() + seconds
        self.is_late = False
        self._lines: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for line in self._lines:
                line.close()
            self._lines.clear()

    @property
    def left(self) -> float:
        """Seconds until the end, never none: no time at all would mean for ever to a socket."""
        return max(0.05, self.ends - time.monotonic())

    def connect(self, host: str, port: int, *, in_the_clear: bool = False) -> socket.socket:
        """A line to the first address of this host that answers.

        `in_the_clear` says that a secret would go over it unhidden. Raises the refusal when one of
        its addresses may not be asked, or none answers.
        """
        for family, kind, protocol, _name, where in self.look(
            host, port, in_the_clear=in_the_clear
        ):
            line = socket.socket(family, kind, protocol)
            line.settimeout(min(CONNECT_SECONDS, self.left))
            try:
                line.connect(where)
            except OSError:
                line.close()
                continue
            self._keep(line)
            line.settimeout(self.left)
            return line
        raise self._refusal(Why.SLOW if self.is_late else Why.DOWN, host)

    def look(self, host: str, port: int, *, in_the_clear: bool = False) -> Sequence[Found]:
        """Where this host leads, every address of it checked. Raises the refusal otherwise."""
        found = self._addresses(host, port)
        known = [_meant(one[4][0]) for one in found]
        listed = [self._is_listed(one) for one in known]
        if (self._inside_only or in_the_clear) and not all(listed):
            raise self._refusal(Why.IN_THE_CLEAR, host)
        if not all(ours or _is_public(one) for ours, one in zip(listed, known, strict=True)):
            raise self._refusal(Why.PRIVATE, host)
        return found

    def _is_listed(self, known: Address) -> bool:
        """Whether the operator opened the network it is in."""
        return any(known in network for network in self._inside)

    def _keep(self, line: socket.socket) -> None:
        # A handle of its own, because the other one goes into TLS and out of reach.
        with self._lock:
            self._lines.append(line.dup())

    def _cut(self) -> None:
        self.is_late = True
        with self._lock:
            for line in self._lines:
                try:
                    line.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the other side was quicker

    def _addresses(self, host: str, port: int) -> list[Found]:
        """Where a name leads; looked up beside us, as a look-up cannot be told to hurry."""
        found: list[Found] = []

        def look_up() -> None:
            try:
                found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
            except (OSError, UnicodeError):
                return  # no such name

        helper = threading.Thread(target=look_up, daemon=True)
        helper.start()
        helper.join(self.left)
        if helper.is_alive():
            raise self._refusal(Why.SLOW, host)
        if not found:
            raise self._refusal(Why.UNKNOWN, host)
        return found


Found = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]


def adapter(watch: Watch, *, is_secret: bool = False) -> HTTPAdapter:
    """What `requests` sends by: every connection of it goes through the watch.

    `is_secret` keeps what is sent from leaving the operator's networks in the clear.
    """

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return watch.connect(self._dns_host, self.port, in_the_clear=is_secret)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return watch.connect(self._dns_host, self.port)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    door = HTTPAdapter(max_retries=0)
    door.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return door


def _is_public(known: Address) -> bool:
    return known.is_global and not known.is_multicast


def _meant(text: str) -> Address:
    """An address that was found, or the one it carries inside and leads to."""
    known = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(known, ipaddress.IPv4Address):
        return known
    if known in TRANSLATED:
        return ipaddress.IPv4Address(int(known) & 0xFFFFFFFF)
    teredo = known.teredo
    return known.ipv4_mapped or known.sixtofour or (teredo[1] if teredo else known)
