"""Text messages of a tale: the stand-in gateway a house sends by, and people who write back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from tests.twilio import ACCOUNT, SENDER, TOKEN, signature

if TYPE_CHECKING:
    from tests.house import House
    from tests.twilio import TestTwilio

HOOK = "/api/sms/"


def send_texts_by(house: House, twilio: TestTwilio) -> None:
    """Let the house send its texts by this stand-in; before any process of it is started."""
    api = twilio.start().api
    house.more["SMS_URL"] = f"twilio://{ACCOUNT}:{TOKEN}@{SENDER}/?pace=100&api={api}"


def write_back(house: House, words: str, *, number: str, sid: str) -> None:
    """Somebody answers by text: the gateway tells us so, signed."""
    url = house.environ["HEARBACK_URL"] + HOOK
    said = {"MessageSid": sid, "AccountSid": ACCOUNT, "From": number, "To": SENDER, "Body": words}
    fields = {**said, "NumMedia": "0", "NumSegments": "1"}
    seal = {"X-Twilio-Signature": signature(url, fields)}
    try:
        with urlopen(Request(url, urlencode(fields).encode(), seal), timeout=10) as answer:  # noqa: S310  ours
            assert answer.status == 200
    except HTTPError as refused:
        raise AssertionError(f"{refused.status}: {refused.read()[:300]!r}") from refused
