"""Guesses who a CV is from, to fill in a form that the person then corrects."""

import re
from dataclasses import dataclass
from typing import Final

import phonenumbers

from hearback.careers.cv.contacts import links_in, mails_in, phone_in
from hearback.careers.cv.names import agreement, name_in
from hearback.careers.cv.shapes import folded

MOST_TEXT: Final = 100_000
# Mail hosts that say nothing about whoever writes from them.
PUBLIC_HOSTS: Final = frozenset(
    """
    126 163 aol daum email example free gmail gmx googlemail hotmail icloud laposte libero live mac
    mail me msn naver orange outlook proton protonmail qq sfr sina t-online tiscali wanadoo web
    yahoo yandex ymail
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Guess:
    """What a CV seems to say about its owner; "" or () where it is not clear.

    `phone` is in E.164 ("+351912345678"), `phone_shown` as people of the opening's country write
    it.
    """

    name: str = ""
    email: str = ""
    phone: str = ""
    phone_shown: str = ""
    links: tuple[str, ...] = ()


def guess(text: str, country: str = "", links: tuple[str, ...] = ()) -> Guess:
    """Guess name, mail address, telephone number and web addresses from a CV.

    `text` and `links` are those of a `box.Reading`; `country` is the ISO code of the opening's
    country ("DE"), by which numbers without a country code are read, or "". What the text orders or
    claims has no other effect than these fields.

    Returns a Guess. Never raises; looks at the first 100,000 characters only.
    """
    text = text[:MOST_TEXT]
    mails = mails_in(text) or [mail for link in links for mail in mails_in(_mailed_to(link))]
    number = phone_in(text, country.upper(), text.find(mails[0]) if mails else 0)
    profiles = links_in(text, links)
    handles = [handle for mail in mails for handle in _handles(mail)]
    name = name_in(text, handles + [_tail(link) for link in profiles], reachable=bool(number))
    # A CV names its referees' addresses too: the one that carries the name goes first.
    email = max(mails, key=lambda mail: agreement(name, _handles(mail)), default="")
    return Guess(name, email, *_written(number, country.upper()), profiles)


def _mailed_to(link: str) -> str:
    return link.removeprefix("mailto:") if link.startswith("mailto:") else ""


def _handles(mail: str) -> list[str]:
    local, _, domain = mail.partition("@")
    host = domain.rpartition(".")[0].rpartition(".")[2]
    return [folded(part) for part in ((local,) if host in PUBLIC_HOSTS else (local, host))]


def _tail(link: str) -> str:
    return re.sub(r"-[\da-f]{6,}$", "", link.rstrip("/").rpartition("/")[2])


def _written(number: phonenumbers.PhoneNumber | None, country: str) -> tuple[str, str]:
    if number is None:
        return "", ""
    # By calling code: islands and neighbours share one, and write their numbers alike.
    home = number.country_code == phonenumbers.country_code_for_region(country)
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if home
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return e164, phonenumbers.format_number(number, style)
