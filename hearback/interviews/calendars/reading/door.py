"""The way out to somebody's calendar server: only to where it may lead, and not for long.

A member names any address they like, so it must not become a way into the network this runs in. A
name is looked up once, what it leads to is checked, and that very address is connected to: a second
look-up could answer something else.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from hearback.interviews.calendars.reading import troubles

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

CONNECT_SECONDS: Final = 4.0
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# These carry an IPv4 address inside, which is where they lead (RFC 6052).
TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")


class Watch:
    """Sees that everything asked for within it ends in time, whatever the other side does.

    Use as a context. `is_late` tells afterwards whether it had to cut the line. `inside_only` is
    for passwords that would leave in the clear: only the operator's own networks hear them.
    """

    def __init__(self, seconds: float, *, inside_only: bool = False) -> None:
        self._inside_only = inside_only
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

    def connect(self, host: str, port: int) -> socket.socket:
        """A line to the first address of this host that answers.

        Raises Unreadable when one of its addresses may not be asked, or none answers.
        """
        found = self._addresses(host, port)
        known = [_meant(one[4][0]) for one in found]
        if self._inside_only and not all(_is_listed(one) for one in known):
            raise troubles.is_in_the_clear(host)
        if not all(_is_listed(one) or _is_public(one) for one in known):
            raise troubles.is_private(host)
        for family, kind, protocol, _name, where in found:
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
        raise troubles.is_slow(host) if self.is_late else troubles.is_down(host)

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

    def _addresses(self, host: str, port: int) -> list[_Found]:
        """Where a name leads; looked up beside us, as a look-up cannot be told to hurry."""
        found: list[_Found] = []

        def look_up() -> None:
            try:
                found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
            except (OSError, UnicodeError):
                return  # no such name

        helper = threading.Thread(target=look_up, daemon=True)
        helper.start()
        helper.join(self.left)
        if helper.is_alive():
            raise troubles.is_slow(host)
        if not found:
            raise troubles.is_unknown(host)
        return found


_Found = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]


def adapter(watch: Watch) -> HTTPAdapter:
    """What `requests` sends by: every connection of it goes through the watch."""

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return watch.connect(self._dns_host, self.port)

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


def _is_listed(known: Address) -> bool:
    """Whether the operator named it (HEARBACK_PRIVATE_CALENDARS)."""
    return any(known in network for network in settings.HEARBACK_PRIVATE_CALENDARS)


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
