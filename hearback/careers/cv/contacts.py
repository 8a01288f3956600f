"""Finds mail addresses, the telephone number and profile links in a CV's text, in linear time."""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

import phonenumbers

MOST_LOOKED_AT, MOST_LINKS, TOP, NEAR = 100, 5, 1_500, 300
LOCAL: Final = re.compile("(?:(?![\u3040-\u9fff\uac00-\ud7a3])[\\w.+%'-]){1,64}$")
DOMAIN: Final = re.compile(r"(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24}")
NUMBER: Final = re.compile(r"(?<![\w@#])(?:\(?[+＋])?\(?\d[\d ()./\u2010-\u2015-]{5,24}\d")
DATES: Final = re.compile(
    r"(?<!\d)(?:19|20)\d\d ?[\u2010-\u2015/-] ?(?:(?:19|20)\d\d|[01]\d)(?!\d)"
    r"|(?<!\d)\d{1,2}[./-](?:\d{1,2}[./-])?(?:19|20)\d\d(?!\d)"
)
PHONE_LABEL: Final = re.compile(
    r"(?:phone|tel|mobil|móvil|cell|handy|natel|portable|τηλ|κινητό|тел|моб|هاتف|جوال|موبايل|电话|電話|手机|手機|전화|휴대|whatsapp"
    r"|[☎📞📱✆])[^\n\d+＋]{0,20}$",
    re.IGNORECASE,
)
FAX: Final = re.compile(r"(?:fax|φαξ|факс|فاكس|传真|傳真)[^\n\d+＋]{0,20}$", re.IGNORECASE)
PROFILES: Final = re.compile(
    r"(?:www\.)?(?:linkedin\.com/(?:in|pub)|github\.com|gitlab\.com|xing\.com/profile|behance\.net|dribbble\.com|orcid\.org)"
    r"/[\w%.~+-]{2,120}",
    re.IGNORECASE,
)
SITES: Final = re.compile(
    r"(?:https?://|(?<![\w.@])www\.)[^\s<>\"'|,;()\[\]]{4,200}", re.IGNORECASE
)
OWN_LINE: Final = re.compile(
    r"(?:(?:web|website|site|portfolio|homepage|blog) ?: ?)?"
    r"((?:[a-z\d-]{1,63}\.){1,3}[a-z]{2,12}(?:/[\w%/.~+-]{0,80})?)",
    re.IGNORECASE,
)


def mails_in(text: str) -> list[str]:
    """Return the mail addresses in `text` in their order, each once."""
    found: dict[str, None] = {}
    at = text.find("@")
    for _ in range(MOST_LOOKED_AT):
        if at < 0:
            break
        local, domain = (
            LOCAL.search(text[max(0, at - 64) : at]),
            DOMAIN.match(text, at + 1, at + 256),
        )
        if local and domain and (name := local[0].strip(".'-%")):
            found.setdefault(f"{name}@{domain[0]}")
        at = text.find("@", at + 1)
    return list(found)


def phone_in(text: str, country: str, near: int) -> phonenumbers.PhoneNumber | None:
    """Return the most likely telephone number of the person whose CV says `text`, or None.

    `country` (two letters, or "") is where a number without a country code is taken to be; `near`
    is where in the text the mail address stands. A number counts if it is valid and stands at the
    top, near the mail address, or behind a label. Labelled ones go before bare ones, mobile before
    fixed; fax numbers never count.
    """
    ranked: list[tuple[bool, bool, bool, int, phonenumbers.PhoneNumber]] = []
    for place, written in _numbers(text):
        before = text[max(0, place - 30) : place]
        number = _valid(written, country)
        labelled = bool(PHONE_LABEL.search(before))
        close = place < TOP or abs(place - near) < NEAR
        if number is None or FAX.search(before) or not (close or labelled):
            continue
        mobile = phonenumbers.number_type(number) in (
            phonenumbers.PhoneNumberType.MOBILE,
            phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
        )
        ranked.append((not close, not (labelled or "+" in written), not mobile, place, number))
    return min(ranked, key=lambda found: found[:4])[4] if ranked else None


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    for tried, match in enumerate(NUMBER.finditer(text)):
        if tried == MOST_LOOKED_AT:
            break
        glued = (
            text[max(0, match.start() - 60) : match.start()].rpartition(" ")[2].rpartition("\n")[2]
        )
        if "://" in glued or re.search(r"\.[a-z]{2,6}/", glued) or "@" in glued:
            continue
        if "+" in match[0] or not DATES.search(match[0]):
            yield match.start(), match[0]


def _valid(written: str, country: str) -> phonenumbers.PhoneNumber | None:
    ways = [written] if not written.startswith("00") else [written, "+" + written[2:]]
    for way in ways:
        try:
            number = phonenumbers.parse(way, country or None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return number
    return None


def links_in(text: str, hidden: Iterable[str]) -> tuple[str, ...]:
    """Return up to five web addresses of the person: profiles, and own sites at the top of `text`.

    `hidden` are the addresses behind the document's links; only profiles are taken from them, since
    employers' sites are linked too. All come back as https or http addresses with a host name and
    without a user part.
    """
    found: dict[str, str] = {}
    top = text[:TOP]
    profiles = [match[0] for match in PROFILES.finditer(text)]
    profiles += [
        match[0] for address in hidden if (match := PROFILES.search(address)) and _site(address)
    ]
    sites = [match[0] for match in SITES.finditer(top)]
    lines = (line.strip() for line in re.split(r"\n|\t| {3,}| ?[|•·] ?", top))
    sites += [match[1] for line in lines if (match := OWN_LINE.fullmatch(line))]
    for address in profiles[:MOST_LINKS] + sites[:MOST_LINKS]:
        if site := _site(address):
            found.setdefault(_key(site), site)
    return tuple(found.values())[:MOST_LINKS]


def _site(address: str) -> str:
    whole = address.rstrip(".:!?…") if "//" in address else f"https://{address.rstrip('.:!?…')}"
    try:
        parts = urlsplit(whole)
        sound = "." in (parts.hostname or "") and "@" not in parts.netloc and parts.port is None
    except ValueError:
        return ""
    return whole if sound else ""


def _key(site: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", site.casefold()).rstrip("/")
