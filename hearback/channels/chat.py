"""Carries short messages to somebody's own chat by apprise, over a line that is watched.

apprise says only yes or no, and asks wherever an address leads. So what its services ask with is
replaced: every request goes through `kit.outside`, is never sent on elsewhere, and its answer is
read for the reason of a no.
"""

from __future__ import annotations

import logging
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Self
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext as _

from hearback.channels.carriers import CHAT_TRIES, Outcome, Verdict
from hearback.channels.chat_addresses import opened, plugin_of, service_name
from hearback.channels.models import Chat
from hearback.kit.errors import Invalid
from hearback.kit.links import fill
from hearback.kit.outside import NoWay, Watch, Why, adapter
from hearback.kit.vault import Lost

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from types import TracebackType
    from uuid import UUID

    from apprise.plugins.base import NotifyBase

    from hearback.channels.models import Message

log = logging.getLogger(__name__)

SECONDS: Final = 8.0
MOST_BYTES: Final = 64 * 1024
NO_TIME: Final = 0.1
# What else apprise's services take from `requests`: nothing that asks.
_NAMES: Final = {"RequestException", "TooManyRedirects", "codes"}
_GONE, _NOT_LET_IN, _TOO_MANY, _OK, _MORE = {404, 410}, {401, 403}, 429, 200, 300


class _Trip:
    """One message on its way: where it may go, and what was heard there."""

    def __init__(self, watch: Watch, *, only_look: bool) -> None:
        self._watch = watch
        self._only_look = only_look
        self.why: Why | None = None
        self.status = 0

    def request(self, method: str, url: str, **more: Any) -> requests.Response:
        """As in `requests`, but to nowhere private, not for long, and never sent on elsewhere."""
        try:
            if not self._only_look:
                return self._ask(method, url, more)
            self._look(url)
        except NoWay as no:
            self.why = no.why
        except (requests.RequestException, OSError):
            self.why = Why.SLOW if self._watch.is_late or self._watch.left < NO_TIME else Why.DOWN
        raise requests.ConnectionError

    def _ask(self, method: str, url: str, more: dict[str, Any]) -> requests.Response:
        line, left = adapter(self._watch, is_secret=True), self._watch.left
        more |= {"allow_redirects": False, "stream": True, "verify": True, "timeout": (left, left)}
        with requests.Session() as session:
            session.trust_env = False  # no proxy's address of whoever runs this
            session.mount("http://", line)
            session.mount("https://", line)
            with session.request(method, url, **more) as answer:
                return self._heard(answer)

    def _look(self, url: str) -> None:
        """Whether there is a way there; nothing is sent."""
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        self._watch.look(parts.hostname or "", port, in_the_clear=parts.scheme == "http")

    def _heard(self, answer: requests.Response) -> requests.Response:
        """The answer, of which no more is read than a chat has to say."""
        self.status = answer.status_code
        heard = requests.Response()
        heard.status_code, heard.headers, heard.encoding = self.status, answer.headers, "utf-8"
        heard.raw = BytesIO(answer.raw.read(MOST_BYTES, decode_content=True))
        return heard


_trip: ContextVar[_Trip | None] = ContextVar("trip", default=None)


class _Watched:
    """Stands where apprise's services have `requests`; as that when no chat is being written to."""

    def __getattr__(self, name: str) -> Any:
        if name not in _NAMES:
            raise AttributeError(name)
        return getattr(requests, name)

    def request(self, method: str, url: str, **more: Any) -> requests.Response:
        """One request."""
        trip = _trip.get()
        return (trip.request if trip else requests.request)(method, url, **more)

    def get(self, url: str, **more: Any) -> requests.Response:
        """To ask."""
        return self.request("GET", url, **more)

    def post(self, url: str, **more: Any) -> requests.Response:
        """To tell."""
        return self.request("POST", url, **more)

    def put(self, url: str, **more: Any) -> requests.Response:
        """To set."""
        return self.request("PUT", url, **more)


_watched = _Watched()


@contextmanager
def _on_a_trip(plugin: NotifyBase, *, only_look: bool = False) -> Iterator[_Trip]:
    # Each service is a module of its own that asks by its name `requests`.
    vars(sys.modules[type(plugin).__module__])["requests"] = _watched
    with Watch(SECONDS, inside=settings.HEARBACK_PRIVATE_CHATS) as watch:
        trip = _Trip(watch, only_look=only_look)
        before = _trip.set(trip)
        try:
            yield trip
        finally:
            _trip.reset(before)


def look_for(address: str) -> None:
    """See that an address leads somewhere we may write to; nothing is sent.

    Raises Invalid in a sentence. Looks a name up, which takes a while: not in a transaction.
    """
    plugin = plugin_of(address)
    with _on_a_trip(plugin, only_look=True) as trip:
        _notify(plugin, "-")
    if trip.why is not None:
        sentence = _no_way(trip.why)
        raise Invalid(sentence, {"chat": sentence})


def _notify(plugin: NotifyBase, words: str) -> bool:
    from apprise import NotifyFormat  # noqa: PLC0415  large

    try:
        return bool(plugin.notify(body=words, body_format=NotifyFormat.TEXT))
    except Exception:
        # An answer apprise stumbles over must not hold up what goes to other chats.
        log.exception("chat_answer_not_understood")
        return False


def deliver(chat: Chat, words: str) -> str:
    """Say something in a chat; returns why it did not take it, and nothing when it did."""
    try:
        plugin = plugin_of(opened(chat))
    except Lost:
        return _("Its address was sealed with another key and has to be given again.")
    except Invalid as wrong:
        return wrong.sentence
    with _on_a_trip(plugin) as trip:
        taken = _notify(plugin, words)
    if taken and trip.why is None and _OK <= trip.status < _MORE:
        return ""
    if trip.why is not None:
        return _no_way(trip.why)
    return _no(trip.status, service_name(chat.service))


def _no_way(why: Why) -> str:
    said = {
        Why.PRIVATE: _(
            "This chat is inside a private network, and nothing is sent there. Whoever runs"
            " Hearback can allow it."
        ),
        Why.IN_THE_CLEAR: _(
            "The address would travel in the clear. Give one that begins with https://, or with"
            " the letter s before ://."
        ),
        Why.UNKNOWN: _("There is no server of this name."),
        Why.SLOW: _("The chat takes too long to answer."),
        Why.DOWN: _("The chat does not answer."),
    }
    return said[why]


def _no(status: int, service: str) -> str:
    told = {"service": service, "status": status}
    if status in _GONE:
        return _("%(service)s knows no such address any more (%(status)d).") % told
    if status in _NOT_LET_IN:
        return _("%(service)s does not let us in by this address (%(status)d).") % told
    if status == _TOO_MANY:
        return _("%(service)s asks us to write less often (%(status)d).") % told
    return _("%(service)s did not take it (%(status)d).") % told


class ChatLine:
    """Carries messages to chats; one that fell silent is not asked twice in a turn."""

    def __init__(self) -> None:
        self._silent: dict[UUID, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing stays open between turns."""

    def connect(self) -> None:
        """Every message has its own line."""

    def hand_over(self, message: Message, *, now: datetime) -> Verdict:
        """Say one message in its chat; what it does not take goes by mail, and at once."""
        chat = Chat.objects.filter(public_id=message.chat).first() if message.chat else None
        if chat is None:
            return _otherwise(message, "There is no chat any more.", is_final=True)
        trouble = self._silent.get(chat.public_id) or deliver(chat, fill(message.text, codes=True))
        _note(chat, trouble, now=now)
        if not trouble:
            return Verdict(Outcome.ACCEPTED)
        self._silent[chat.public_id] = trouble
        return _otherwise(message, trouble, is_final=message.attempts + 1 >= CHAT_TRIES)


def _otherwise(message: Message, words: str, *, is_final: bool) -> Verdict:
    """By mail where that was to be; else a mail said the same, and it is tried a few times."""
    if message.to_address:
        return Verdict(Outcome.BY_MAIL, words)
    return Verdict(Outcome.NEEDLESS if is_final else Outcome.LATER, words)


def _note(chat: Chat, trouble: str, *, now: datetime) -> None:
    """How a chat is doing, for whoever gave its address."""
    down_since = (chat.down_since or now) if trouble else None
    if (chat.trouble, chat.down_since) != (trouble, down_since):
        Chat.objects.filter(pk=chat.pk).update(trouble=trouble, down_since=down_since)
