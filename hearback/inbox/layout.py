"""Lays out a letter's plain body as text with a signature, and as HTML in the house's shell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

from hearback.inbox.wording.foot import foot_in
from hearback.kit.links import TYPED, settled

if TYPE_CHECKING:
    from hearback.accounts.models import Member, Organisation

# A marker, an address, or the place of one in a batch's letter; never words that somebody typed.
_LINK = rf"⟦[^⟧{TYPED}]+⟧[a-z0-9/-]*|https?://[^\s{TYPED}]+|\ue000link\ue001[a-z0-9/-]*"
_BUTTON = re.compile(rf"^(?P<label>[^:\n{TYPED}]{{1,60}}): (?P<link>{_LINK})$")
# A link followed by this is asked by eleven numbers, each a link of its own below it.
SCALE = "{0-10}"
_SCALE = re.compile(rf"^(?P<label>[^:\n{TYPED}]{{1,90}}): (?P<link>{_LINK}){re.escape(SCALE)}$")
_SCALED = re.compile(rf"({_LINK}){re.escape(SCALE)}")
_ITEM = "- "
_BLANK_LINES = re.compile(r"\n\s*\n+")


@dataclass(frozen=True, kw_only=True)
class Foot:
    """What stands below a letter: who wrote it and, to a candidate, their page and our promise.

    A colleague is told neither where an application stands nor what becomes of papers; nor is
    somebody who gave us none.
    """

    signer: Member | None
    organisation: Organisation
    status_link: str | None
    privacy_line: str
    privacy_url: str


def as_text(body: str, foot: Foot, language: str) -> str:
    """The body, the signer's name and numbers or the house's, and the rest of the foot."""
    words, signer, house = foot_in(language), foot.signer, foot.organisation.name
    parts = [_BLANK_LINES.sub("\n\n", settled(_SCALED.sub(r"\1", body)).strip())]
    if signer:
        lines = [signer.name, f"{signer.job_title}, {house}" if signer.job_title else house]
        lines += [f"{words.phone} {signer.phone}"] if signer.phone else []
        parts.append("\n".join([*lines, f"{words.mail} {signer.email}"]))
    else:
        parts.append(house)
    if foot.status_link:
        parts.append(f"{words.status} {foot.status_link}")
    if foot.privacy_line:
        parts.append(f"{foot.privacy_line} {foot.privacy_url}".strip())
    return "\n\n".join(parts) + "\n"


def as_html(subject: str, body: str, foot: Foot, language: str) -> str:
    """The same letter as HTML; everything in the body is escaped before it is laid out."""
    known = {
        "subject": subject,
        "content": paragraphs(body),
        "language": language,
        "rtl": get_language_info(language)["bidi"],
        "status_words": foot_in(language).status_link,
        **vars(foot),
    }
    return get_template("inbox/letters/shell.html").render(known)


def paragraphs(body: str) -> SafeString:
    """Blank lines part paragraphs, ``- `` makes a list, ``Label: link`` a button (numbers)."""
    blocks = _BLANK_LINES.split(body.strip())
    return mark_safe("\n".join(_block(block.strip()) for block in blocks if block.strip()))  # noqa: S308  every piece is escaped below


def _block(block: str) -> str:
    button = _BUTTON.match(block)
    lines = [settled(line).strip() for line in block.split("\n")]
    if all(line.startswith(_ITEM) for line in lines):
        items = "".join(f"<li>{escape(line.removeprefix(_ITEM))}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    if scale := _SCALE.match(block):
        asked = {"url": scale["link"], "words": scale["label"].strip(), "numbers": range(11)}
        return get_template("kit/letters/_scale.html").render(asked).strip()
    if button:
        words = {"url": button["link"], "words": button["label"].strip()}
        return get_template("kit/letters/_button.html").render(words).strip()
    return "<p>" + "<br>".join(escape(line) for line in lines) + "</p>"
