"""Reads the words of a PDF and draws its pages; runs inside the box."""

import ctypes
import math
import struct
import zlib
from typing import Final

import pypdfium2  # type: ignore[import-untyped]
from pypdfium2 import raw

from hearback.careers.cv import sides
from hearback.careers.cv.accepted import MOST_LINKS, WEB, Locked
from hearback.careers.cv.tidy import MOST_TEXT

MOST_PAGES: Final = 300
WIDEST, TALLEST = 1_600, 4_000
PASSWORD_ERRORS: Final = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)


def opened(content: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF; raises Locked if it asks for a password, PdfiumError if it is beyond repair."""
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as refused:
        if refused.err_code in PASSWORD_ERRORS:
            raise Locked from refused
        raise


def read(content: bytes) -> tuple[str, list[str]]:
    """Return the text of the first 300 pages and the addresses they link to.

    At most 200,000 characters and a page more. A page that cannot be loaded is left out. Raises as
    `opened`.
    """
    document = opened(content)
    pieces: list[str] = []
    links: list[str] = []
    room = MOST_TEXT
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
            text = _words(page.get_textpage())
        except pypdfium2.PdfiumError:
            continue
        pieces.append(text)
        links += _links(document, page, MOST_LINKS - len(links))
        page.close()
        room -= len(text)
        if room <= 0:
            break
    return "\n\n".join(pieces), links


def _words(page: pypdfium2.PdfTextPage) -> str:
    text = str(page.get_text_bounded())
    if not sides.RIGHT_TO_LEFT.search(text):
        return text
    letters = (_letter(page, place) for place in range(min(page.count_chars(), MOST_TEXT)))
    ordered = sides.in_reading_order(letters)
    # Emoji come in two halves.
    return ordered.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _letter(page: pypdfium2.PdfTextPage, place: int) -> sides.Letter:
    left, _, right, _ = page.get_charbox(place)
    across, base = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, place, ctypes.byref(across), ctypes.byref(base))
    turn = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, place, ctypes.byref(turn))
    height = raw.FPDFText_GetFontSize(page, place) * math.hypot(turn.c, turn.d)
    sign = chr(raw.FPDFText_GetUnicode(page, place))
    return sides.Letter(sign, left, right, base.value, height)


def _links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, most: int) -> list[str]:
    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    found: list[str] = []
    for _ in range(most):
        if not raw.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
            break
        address = ctypes.create_string_buffer(500)
        size = raw.FPDFAction_GetURIPath(
            document, raw.FPDFLink_GetAction(link), address, len(address)
        )
        target = address.value.decode("utf-8", "ignore")
        if size <= len(address) and target.startswith(WEB):
            found.append(target)
    return found


def draw(content: bytes, number: int, width: int) -> tuple[bytes, int, int, int]:
    """Draw page `number` (from 1) of a PDF as a PNG, at most `width` pixels wide.

    Returns the PNG, its width and height in pixels, and how many pages the document has, counted to
    300. A very long page is drawn narrower, so that no picture passes 1,600 by 4,000 pixels. Raises
    IndexError without such a page, else as `opened`.
    """
    document = opened(content)
    pages = min(len(document), MOST_PAGES)
    if not 1 <= number <= pages:
        raise IndexError(number)
    page = document[number - 1]
    across, down = max(page.get_width(), 1.0), max(page.get_height(), 1.0)
    scale = min(min(width, WIDEST) / across, TALLEST / down)
    # Rounded down by a hair, since the drawing rounds its own sizes up.
    bitmap = page.render(scale=scale * 0.9999, rev_byteorder=True, limit_image_cache=True)
    return _png(bitmap), bitmap.width, bitmap.height, pages


def _png(bitmap: pypdfium2.PdfBitmap) -> bytes:
    size, pixels = bitmap.width * 3, bytes(bitmap.buffer)
    rows = b"".join(
        b"\0" + pixels[start : start + size] for start in range(0, len(pixels), bitmap.stride)
    )
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 4)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
