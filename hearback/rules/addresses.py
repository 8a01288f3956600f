"""E-mail addresses: when two spellings are one mailbox, and what can be an address at all.

Mail always goes to an address as its owner typed it. Folding only answers "is this the same one?",
and errs on the side of "no": letters are folded only where no other mailbox can be meant, so that a
sharp s, a dotted I or the Kelvin sign never opens another person's status page.
"""

import re
import unicodedata

LONGEST, LONGEST_LOCAL, LONGEST_LABEL = 254, 64, 63

# The three characters outside ASCII that NFC turns into an ASCII one: "K" (Kelvin), ";" and "`".
_FALSE_ASCII = re.compile("([\u212a\u037e\u1fef])")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]")
_LABEL = re.compile(r"[A-Za-z0-9-]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# What `_plausible_by_letter` says of an address in ASCII, as nearly all are; at once.
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PLAIN = re.compile(
    rf"(?=.{{1,{LONGEST}}}\Z)(?=[^@]{{1,{LONGEST_LOCAL}}}@)"
    rf"{_WORD}(?:\.{_WORD})*@(?:{_NAME}\.)+(?![0-9]+\Z){_NAME}"
)


def fold_address(email: str) -> str:
    """The spelling under which an address is compared and looked up.

    Surrounding space goes; canonically equal sequences become one (NFC, never NFKC, which would
    merge different letters); in front of the @ only A to Z are lowered. Domain labels are lowered
    where that is reversible letter by letter, then written in ASCII (xn--), keeping the sharp s
    that the older IDNA rule turned into "ss". Works on any text and never raises; folding twice
    changes nothing.
    """
    text = email.strip()[: 4 * LONGEST]
    return text.lower() if text.isascii() else _folded_by_letter(text)


def _folded_by_letter(text: str) -> str:
    text = _SURROGATES.sub("\ufffd", text)
    local, at, domain = _composed(text).rpartition("@")
    return _lowered_ascii(local) + at + (_folded_domain(domain) if at else _lowered_ascii(domain))


def wire_address(email: str) -> str:
    """The address as mail servers are told it: before the @ as typed, the domain in ASCII."""
    local, at, domain = email.rpartition("@")
    return local + at + _folded_domain(_composed(domain))


def plausible_address(email: str) -> bool:
    """Whether mail could be sent there: one mailbox, a dotted domain, nothing that breaks a header.

    Letters of any script are accepted; quoted local parts and bare IP addresses are not.
    """
    if email.isascii():
        return _PLAIN.fullmatch(email) is not None
    return _plausible_by_letter(email)


def _plausible_by_letter(email: str) -> bool:
    if len(email) > LONGEST or email != email.strip() or _FALSE_ASCII.search(email):
        return False
    local, _, domain = email.rpartition("@")
    if not 1 <= len(local.encode("utf-8", "replace")) <= LONGEST_LOCAL:
        return False
    words, labels = local.split("."), domain.split(".")
    return (
        all(word and all(_LOCAL.match(c) or _foreign_letter(c) for c in word) for word in words)
        and len(labels) > 1
        and all(map(_plausible_label, labels))
        and not labels[-1].isdigit()
    )


def _composed(text: str) -> str:
    """NFC, leaving alone what would become an ASCII character."""
    return "".join(
        part if _FALSE_ASCII.fullmatch(part) else unicodedata.normalize("NFC", part)
        for part in _FALSE_ASCII.split(text)
    )


def _lowered_ascii(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)


def _folded_domain(domain: str) -> str:
    return ".".join(_ascii_label(_lowered(label)) for label in domain.split("."))


def _lowered(label: str) -> str:
    """Lowered where raising undoes it: not the Kelvin sign, dotted I or capital sharp s."""
    return "".join(c.lower() if c.lower().upper() == c else c for c in label)


def _ascii_label(label: str) -> str:
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _plausible_label(label: str) -> bool:
    return (
        1 <= len(_ascii_label(label)) <= LONGEST_LABEL
        and not label.startswith("-")
        and not label.endswith("-")
        and all(_LABEL.match(c) or _foreign_letter(c) for c in label)
    )


def _foreign_letter(character: str) -> bool:
    return not character.isascii() and unicodedata.category(character)[0] in "LMN"
