"""A page as a picture."""

import struct
import zlib

import pytest

from hearback.careers.cv import preview
from hearback.careers.cv.tests import making

BLACK_SQUARE = making.stream("0 0 0 rg 100 400 200 200 re f")


def _pixels(png: bytes) -> tuple[int, int, bytes]:
    """Unpack a PNG made of plain rows, checking every chunk's sum."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, chunks = 8, {}
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(name + body)
        chunks[name] = body
        at += 12 + length
    width, height = struct.unpack_from(">II", chunks[b"IHDR"])
    return width, height, zlib.decompress(chunks[b"IDAT"])


def test_a_page_is_drawn_as_it_looks() -> None:
    page = preview.draw(making.pdf_of(BLACK_SQUARE), width=595)
    assert page is not None
    assert (page.number, page.pages, page.width, page.height) == (1, 1, 595, 842)
    width, height, rows = _pixels(page.png)
    assert (width, height) == (595, 842)
    assert len(rows) == height * (width * 3 + 1)
    stride = width * 3 + 1
    inside, outside = 342 * stride + 1 + 200 * 3, 100 * stride + 1 + 200 * 3
    assert rows[inside : inside + 3] == b"\0\0\0"
    assert rows[outside : outside + 3] == b"\xff\xff\xff"


def test_colours_are_the_right_way_round() -> None:
    page = preview.draw(making.pdf_of(making.stream("1 0 0 rg 0 0 595 842 re f")), width=60)
    assert page is not None
    _, _, rows = _pixels(page.png)
    assert rows[1:4] == b"\xff\0\0"


def test_every_page_can_be_asked_for_and_no_other() -> None:
    content = making.pdf(["one"], ["two"])
    second = preview.draw(content, 2, width=100)
    assert second is not None
    assert (second.number, second.pages) == (2, 2)
    assert preview.draw(content, 0) is None
    assert preview.draw(content, 3) is None
    assert preview.draw(content, -1) is None


@pytest.mark.parametrize(
    ("size", "most"),
    [
        ((595, 842), (1600, 2265)),
        ((14_400, 14_400), (1600, 1600)),
        ((10, 100_000), (1600, 4000)),
        ((100_000, 10), (1600, 4000)),
        ((0, 0), (1600, 4000)),
    ],
)
def test_no_picture_passes_1600_by_4000(size: tuple[float, float], most: tuple[int, int]) -> None:
    page = preview.draw(making.pdf(["Ana"], size=size), width=9_000)
    assert page is not None
    assert 0 < page.width <= most[0]
    assert 0 < page.height <= most[1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        making.locked_pdf(b"secret"),
        making.pdf_of("[" * 100_000, pages="/Count 0/Kids[]"),
        making.word(["Ana"]),
    ],
    ids=["empty", "head only", "locked", "no pages", "not a pdf"],
)
def test_what_cannot_be_drawn_is_none(content: bytes) -> None:
    assert preview.draw(content) is None
