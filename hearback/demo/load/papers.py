"""Turns a CV into a file somebody could have sent: PDF, Word or plain text, made by hand."""

from __future__ import annotations

import io
import zipfile
from textwrap import wrap
from typing import TYPE_CHECKING
from unicodedata import normalize
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

# Role: font (F1 plain, F2 bold), size, space above, indent, grey. Sizes in points on a letter page.
_LOOKS = {
    "name": ("F2", 24, 0, 0, 0.1),
    "contact": ("F1", 10, 20, 0, 0.4),
    "plain": ("F1", 11, 18, 0, 0.1),
    "heading": ("F2", 13, 30, 0, 0.1),
    "line": ("F2", 11, 20, 0, 0.1),
    "item": ("F1", 11, 16, 14, 0.2),
}
_LEFT, _TOP, _LEADING, _WIDE = 62, 720, 14, 86
_SAME_DAY = (2020, 1, 1, 0, 0, 0)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/'
    '2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
    'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paper(page: Sequence[tuple[str, str]], *, stem: str, number: int) -> tuple[str, bytes]:
    """A file name and its bytes. Most people send PDF, some Word, a few plain text.

    The standard fonts of a PDF hold Western letters only, so others are sent as Word.
    """
    if number % 7 == 3:  # noqa: PLR2004  now and then
        return f"{stem}.txt", as_text(page)
    if number % 4 == 1 or not _western(page):
        return f"{stem}.docx", as_word(page)
    return f"{stem}.pdf", as_pdf(page)


def as_text(page: Sequence[tuple[str, str]]) -> bytes:
    """UTF-8, a blank line before each heading."""
    lines = []
    for role, words in page:
        lines += [""] if role in {"heading", "line"} else []
        lines.append(f"- {words}" if role == "item" else words)
    return "\n".join([*lines, ""]).encode()


def as_word(page: Sequence[tuple[str, str]]) -> bytes:
    """The least a .docx needs: three parts, paragraphs in two weights."""
    body = "".join(_paragraph(role, words) for role, words in page)
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_WORDS}"><w:body>{body}'
        "</w:body></w:document>"
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        "word/document.xml": document,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, _SAME_DAY), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _paragraph(role: str, words: str) -> str:
    font, size, above, indent, _grey = _LOOKS[role]
    bold = "<w:b/>" if font == "F2" else ""
    shown = escape(f"• {words}" if role == "item" else words)
    return (
        f'<w:p><w:pPr><w:spacing w:before="{above * 8}"/><w:ind w:left="{indent * 20}"/></w:pPr>'
        f'<w:r><w:rPr>{bold}<w:sz w:val="{size * 2}"/></w:rPr>'
        f'<w:t xml:space="preserve">{shown}</w:t></w:r></w:p>'
    )


def _western(page: Sequence[tuple[str, str]]) -> bool:
    try:
        _encoded("".join(words for _role, words in page))
    except UnicodeEncodeError:
        return False
    return True


def _encoded(words: str) -> bytes:
    return normalize("NFC", words).encode("cp1252")


def as_pdf(page: Sequence[tuple[str, str]]) -> bytes:
    """One letter page with the standard Helvetica. Raises UnicodeEncodeError for other letters."""
    drawn, down = b"", _TOP
    for role, words in page:
        font, size, above, indent, grey = _LOOKS[role]
        down -= above
        for place, line in enumerate(wrap(words, _WIDE)):
            down -= _LEADING if place else 0
            shown = f"• {line}" if role == "item" and not place else line
            inset = _LEFT + indent + (9 if role == "item" and place else 0)
            start = f"BT {grey} g /{font} {size} Tf {inset} {down} Td (".encode()
            drawn += start + _escaped(_encoded(shown)) + b") Tj ET\n"
    fonts = [b"/Helvetica", b"/Helvetica-Bold"]
    return _book(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources 7 0 R>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
            *(
                b"<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/BaseFont%s>>" % font
                for font in fonts
            ),
            b"<</Font<</F1 5 0 R/F2 6 0 R>>>>",
        ]
    )


def _escaped(words: bytes) -> bytes:
    return words.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _book(objects: Sequence[bytes]) -> bytes:
    """Numbered objects with the table that says where each begins."""
    made = b"%PDF-1.4\n"
    begins = []
    for number, content in enumerate(objects, start=1):
        begins.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % begin for begin in begins)
    size = len(objects) + 1
    free = b"xref\n0 %d\n0000000000 65535 f \n" % size
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(made))
    return made + free + table + trailer
