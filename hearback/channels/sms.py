"""Carries text messages: through Twilio's API, or through any gateway apprise knows."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.urls import reverse
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout, RequestException

from hearback.channels.carriers import CarrierDown, Outcome, Verdict
from hearback.gateways import TO, TWILIO_API
from hearback.kit.links import fill

if TYPE_CHECKING:
    from datetime import datetime
    from types import TracebackType

    from hearback.channels.carriers import Carrier
    from hearback.channels.models import Message
    from hearback.gateways import Gateway

log = logging.getLogger(__name__)

TIMEOUT_SECONDS = 15
LONGEST_WORDS = 200
MOST_PAUSE = 3600
# Twilio's numbers of errors: the recipient opted out.
OPTED_OUT = 21610
_TOO_MANY, _UNAVAILABLE, _SERVER = 429, 503, 500
_NO_ENTRY = {401, 403}


def gateway_of(gateway: Gateway) -> Carrier:
    """The carrier for the gateway that is set."""
    return Twilio(gateway) if gateway.is_twilio else AnyGateway(gateway)


class _Carrying:
    """What both carriers share: after one unclear outcome, the rest of the turn waits."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._silent = ""

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
        """Raises CarrierDown when the gateway fell silent in this turn."""
        if self._silent:
            raise CarrierDown(self._silent)

    def _unknown(self, words: str) -> Verdict:
        self._silent = words
        return Verdict(Outcome.UNKNOWN, words)


class Twilio(_Carrying):
    """Twilio's API for messages."""

    def __init__(self, gateway: Gateway) -> None:
        from twilio.rest import Client  # noqa: PLC0415  large, and most workers never text

        super().__init__(gateway)
        self._line = _line(gateway)
        self._client = Client(gateway.account, gateway.token, http_client=self._line)

    def hand_over(self, message: Message, *, now: datetime) -> Verdict:
        """Give one message to Twilio, which reports later at the address of this very message."""
        from twilio.base.exceptions import TwilioException, TwilioRestException  # noqa: PLC0415

        del now
        try:
            taken = self._client.messages.create(
                to=message.to_address,
                body=fill(message.text, codes=True),
                status_callback=_report_to(message),
                **self._sender(),
            )
        except TwilioRestException as error:
            return self._refusal(int(error.status), int(error.code or 0))
        except RequestException as error:
            return self._broken(error)
        except (TwilioException, ValueError, KeyError) as error:
            return self._unknown(f"Twilio's answer could not be read: {type(error).__name__}.")
        return Verdict(Outcome.ACCEPTED, key=str(taken.sid or ""))

    def _sender(self) -> dict[str, Any]:
        sender = self._gateway.sender
        return {"from_": sender} if sender.startswith("+") else {"messaging_service_sid": sender}

    def _refusal(self, status: int, code: int) -> Verdict:
        if code == OPTED_OUT:
            return Verdict(Outcome.UNWANTED, f"They told Twilio to stop ({code}).")
        if status == _TOO_MANY:
            raise CarrierDown("Twilio asked us to slow down (429).", pause=self._line.pause)
        if status in _NO_ENTRY:
            raise CarrierDown(f"Twilio refused our sign-in ({status}).")
        if status == _UNAVAILABLE:
            raise CarrierDown("Twilio is not available (503).", pause=self._line.pause)
        if status >= _SERVER:
            return self._unknown(f"Twilio failed in the middle ({status}).")
        return Verdict(Outcome.REFUSED, f"Twilio refused it ({status}, error {code}).")

    def _broken(self, error: RequestException) -> Verdict:
        """Without a connection nothing left; once there was one, nobody knows."""
        if isinstance(error, ConnectTimeout) or _never_connected(error):
            raise CarrierDown(f"Twilio did not answer: {type(error).__name__}.") from None
        return self._unknown(f"Twilio fell silent: {type(error).__name__}.")


def _line(gateway: Gateway) -> Any:
    """The line to Twilio: as its library has it, to another address if the settings name one."""
    from twilio.http.http_client import TwilioHttpClient  # noqa: PLC0415

    class Line(TwilioHttpClient):  # type: ignore[misc]
        """Remembers how long the other side asked to be left alone."""

        pause = 0

        def request(self, method: str, url: str, **more: Any) -> Any:
            """As in the library."""
            response = super().request(method, url.replace(TWILIO_API, gateway.api, 1), **more)
            wait = (response.headers or {}).get("Retry-After", "")
            self.pause = min(int(wait), MOST_PAUSE) if wait.isdigit() else 0
            return response

    return Line(timeout=TIMEOUT_SECONDS)


def _never_connected(error: RequestException) -> bool:
    """Whether no line was ever opened, as `requests` wraps it."""
    inner = error.args[0] if isinstance(error, NoConnection) and error.args else None
    return type(getattr(inner, "reason", None)).__name__ in {
        "NewConnectionError",
        "ConnectTimeoutError",
        "NameResolutionError",
        "SSLError",
    }


def _report_to(message: Message) -> str:
    path = reverse("api:sms_report", args=[message.public_id])
    return f"{settings.HEARBACK_URL}{path}"


class AnyGateway(_Carrying):
    """Any gateway apprise knows; it says only yes or not, so a "not" is for a person to look at."""

    def hand_over(self, message: Message, *, now: datetime) -> Verdict:
        """Give one message to the gateway."""
        from apprise import Apprise, AppriseAsset, NotifyFormat  # noqa: PLC0415

        del now
        asset = AppriseAsset(async_mode=False, plugin_paths=None)
        apprise = Apprise(asset=asset)
        apprise.add(self._gateway.url.replace(TO, message.to_address.lstrip("+")))
        body = fill(message.text, codes=True)
        if apprise.notify(body=body, body_format=NotifyFormat.TEXT):
            return Verdict(Outcome.ACCEPTED)
        return self._unknown("The gateway did not say that it took this message.")
