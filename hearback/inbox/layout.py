"""Lays out a letter's plain body as text with a signature, and as HTML in the house's shell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi

if TYPE_CHECKING:
    from hearback.accounts.models import Member, Organisation

_BUTTON = re.compile(r"^(?P<label>[^:\n]{1,60}): (?P<link>⟦[^⟧]+⟧|https?://\S+)$")
_ITEM = "- "
_BLANK_LINES = re.compile(r"\n\s*\n+")


@dataclass(frozen=True, kw_only=True)
class Foot:
    """What stands below a letter: who wrote it and, to a candidate, their page and our promise.

    A colleague is told neither where an application stands nor what becomes of papers.
    """

    signer: Member | None
    organisation: Organisation
    status_link: str | None
    privacy_line: str
    privacy_url: str


def as_text(body: str, foot: Foot) -> str:
    """The body, the signer's name and numbers or the house's, and the rest of the foot."""
    known = {"body": _BLANK_LINES.sub("\n\n", body.strip()), **vars(foot)}
    return get_template("inbox/letters/foot.txt", using="letters").render(known)


def as_html(subject: str, body: str, foot: Foot) -> str:
    """The same letter as HTML; everything in the body is escaped before it is laid out."""
    known = {
        "subject": subject,
        "content": paragraphs(body),
        "language": get_language(),
        "rtl": get_language_bidi(),
        **vars(foot),
    }
    return get_template("inbox/letters/shell.html").render(known)


def paragraphs(body: str) -> SafeString:
    """Blank lines part paragraphs, ``- `` makes a list, ``Label: link`` on its own a button."""
    blocks = _BLANK_LINES.split(body.strip())
    return mark_safe("\n".join(_block(block.strip()) for block in blocks if block.strip()))  # noqa: S308  every piece is escaped below


def _block(block: str) -> str:
    lines = [line.strip() for line in block.split("\n")]
    if all(line.startswith(_ITEM) for line in lines):
        items = "".join(f"<li>{escape(line.removeprefix(_ITEM))}</li>" for line in lines)
        return f"<ul>{items}</ul>"
    button = _BUTTON.match(block)
    if button:
        words = {"url": button["link"], "words": button["label"]}
        return get_template("kit/letters/_button.html").render(words).strip()
    return "<p>" + "<br>".join(escape(line) for line in lines) + "</p>"
