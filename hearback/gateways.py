"""Reads SMS_URL: by which gateway text messages leave, and what one of them costs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from urllib.parse import SplitResult, parse_qs, unquote

from hearback.endpoints import OddSetting, split

TWILIO_API = "https://api.twilio.com"
NAME = "SMS_URL"
TO = "{to}"
_SENDER = re.compile(r"\+[1-9]\d{6,14}|MG[0-9a-fA-F]{32}")
_ACCOUNT = re.compile(r"AC[0-9a-fA-F]{32}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_OURS = {"price", "currency", "pace", "api"}
MOST_A_SECOND = 100


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """Where text messages leave: Twilio (`account`, `token`, `sender`), or a gateway apprise knows.

    `url` is apprise's address with ``{to}`` where the number goes. `price` is that of one part,
    `pace` how many parts may leave in a second.
    """

    account: str = ""
    token: str = field(default="", repr=False)
    sender: str = ""
    api: str = TWILIO_API
    url: str = field(default="", repr=False)
    price: Decimal | None = None
    currency: str = ""
    pace: float = 1.0

    @property
    def is_twilio(self) -> bool:
        """Whether it is Twilio, which also brings answers and reports."""
        return bool(self.account)


def gateway(text: str) -> Gateway | None:
    """Read SMS_URL; None when it is not set. Raises OddSetting for one we cannot use."""
    if not text.strip():
        return None
    parts = split(NAME, text)
    return _twilio(parts) if parts.scheme == "twilio" else _apprise(parts)


def _twilio(parts: SplitResult) -> Gateway:
    # Not `parts.hostname`, which would lower the letters of a messaging service.
    identity, _, host = parts.netloc.rpartition("@")
    account, _, token = identity.partition(":")
    sender = unquote(host).replace(" ", "")
    if not _ACCOUNT.fullmatch(account) or not token:
        raise OddSetting(
            NAME,
            "it names no account of Twilio's.",
            "Write twilio://AC…:token@+14165550100/ with the account's SID and auth token.",
        )
    if not _SENDER.fullmatch(sender):
        raise OddSetting(
            NAME,
            f"“{sender}” is neither a number nor a messaging service to send from.",
            "Write the number with + and its country code, or the service's MG….",
        )
    asked = _asked(parts)
    price, currency = _price(asked)
    return Gateway(
        account=account,
        token=unquote(token),
        sender=sender,
        api=_api(asked.get("api", TWILIO_API)),
        price=price,
        currency=currency,
        pace=_pace(asked),
    )


def _api(text: str) -> str:
    parts = split(NAME, text)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    if not safe or not parts.hostname or parts.query:
        raise OddSetting(
            NAME,
            "its api is not an address the token may be sent to.",
            "Write https://…, or leave it out for Twilio's own.",
        )
    return text.rstrip("/")


def _apprise(parts: SplitResult) -> Gateway:
    asked = _asked(parts)
    kept = "&".join(word for word in parts.query.split("&") if word.split("=")[0] not in _OURS)
    url = parts._replace(query=kept).geturl()
    if TO not in unquote(url):
        raise OddSetting(
            NAME,
            f"it does not say with {TO} where the number goes.",
            "Write twilio://…, or an address apprise knows, such as "
            "vonage://key:secret@+14165550100/{to}.",
        )
    from apprise import Apprise  # noqa: PLC0415  large, and most installations need none of it

    url = url.replace("%7Bto%7D", TO).replace("%7bto%7d", TO)
    if Apprise.instantiate(url.replace(TO, "14165550123")) is None:
        raise OddSetting(
            NAME,
            f"no gateway is known by “{parts.scheme}” and these words.",
            "Look its address up in apprise's list of services.",
        )
    price, currency = _price(asked)
    return Gateway(url=url, price=price, currency=currency, pace=_pace(asked))


def _asked(parts: SplitResult) -> dict[str, str]:
    return {name: words[0] for name, words in parse_qs(parts.query).items() if name in _OURS}


def _price(asked: dict[str, str]) -> tuple[Decimal | None, str]:
    """What one part costs, and in which currency."""
    price, currency = asked.get("price", ""), asked.get("currency", "USD")
    if not price:
        return None, ""
    if not (_is_number(price, most=100) and _CURRENCY.fullmatch(currency)):
        raise OddSetting(
            NAME,
            f"“{price} {currency}” is no price of one part.",
            "Write price=0.0079&currency=USD, or leave both out.",
        )
    return Decimal(price), currency


def _pace(asked: dict[str, str]) -> float:
    """How many parts may leave in a second; one, as a plain number of Twilio's allows."""
    pace = asked.get("pace", "1")
    if not _is_number(pace, most=MOST_A_SECOND):
        raise OddSetting(
            NAME,
            f"“{pace}” is no number of parts a second.",
            f"Write pace=1 up to pace={MOST_A_SECOND}.",
        )
    return float(pace)


def _is_number(text: str, *, most: int) -> bool:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False
    return number.is_finite() and 0 < number <= most
