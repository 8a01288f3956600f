"""Makes real documents: PDF byte by byte, Word through python-docx, OpenDocument as a zip."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape

import docx

A4: Final = (595, 842)
ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"
ODT_TYPE: Final = "application/vnd.oasis.opendocument.text"
PADDING: Final = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def pdf(*pages: Iterable[str], size: tuple[float, float] = A4) -> bytes:
    """A PDF with one line of text under the other on each page, in any script.

    Written as producers write it: one font of the letters in use, numbered as they come up, with a
    table back to Unicode; right-to-left lines in the order the eye meets the letters.
    """
    drawn = [[_as_seen(line) for line in page] for page in pages]
    letters = {letter: code for code, letter in enumerate(_letters(drawn), start=1)}
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", *_font(letters)]
    kids = []
    for page in drawn:
        lines = [_line(place, line, letters, size[1]) for place, line in enumerate(page)]
        objects.append(stream("".join(lines)))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]"
            f"/Contents {len(objects)} 0 R/Resources<</Font<</F 3 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    return assembled(objects)


def pdf_of(content: str, *more: str, pages: str = "/Count 1/Kids[3 0 R]", page: str = "") -> bytes:
    """A one-page PDF around a content object, with further objects from 5 and odd page entries."""
    resources = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/XObject<</X 5 0 R>>>>"
    sheet = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources{resources}"
    tree = f"<</Type/Pages{pages}>>"
    return assembled(
        ["<</Type/Catalog/Pages 2 0 R>>", tree, f"{sheet}{page}>>", content, *more],
    )


def locked_pdf(password: bytes) -> bytes:
    """A PDF that asks for `password`, locked the oldest way (40-bit RC4)."""
    identity, rights = b"0123456789abcdef", -4
    padded = (password + PADDING)[:32]
    owner = _rc4(hashlib.md5(padded, usedforsecurity=False).digest()[:5], padded)
    mixed = padded + owner + rights.to_bytes(4, "little", signed=True) + identity
    user = _rc4(hashlib.md5(mixed, usedforsecurity=False).digest()[:5], PADDING)
    lock = f"/Filter/Standard/V 1/R 2/P {rights}/O<{owner.hex()}>/U<{user.hex()}>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>"]
    objects += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>", f"<<{lock}>>"]
    return assembled(objects, f"/Encrypt 4 0 R/ID[<{identity.hex()}><{identity.hex()}>]")


def _rc4(key: bytes, content: bytes) -> bytes:
    box, j = list(range(256)), 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def stream(content: str | bytes, entries: str = "") -> str:
    """A compressed stream object as the text of its PDF object (bytes as Latin-1)."""
    plain = content.encode("latin-1") if isinstance(content, str) else content
    return packed(zlib.compress(plain), "/FlateDecode", entries)


def packed(content: bytes, filters: str, entries: str = "") -> str:
    """A stream object of bytes that are packed already, with the filters to unpack them."""
    body = content.decode("latin-1")
    return f"<</Length {len(content)}/Filter{filters}{entries}>>\nstream\n{body}\nendstream"


def assembled(objects: Sequence[str], trailer: str = "") -> bytes:
    """A whole PDF file from its objects (numbered from 1, the first being the catalog)."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start, size = len(out), len(objects) + 1
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
    out += f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _letters(pages: Iterable[Iterable[str]]) -> dict[str, None]:
    return dict.fromkeys(letter for page in pages for line in page for letter in line)


def _as_seen(line: str) -> str:
    """A line with Arabic letters as the eye meets it from left to right."""
    if not re.search("[\u0600-\u06ff]", line):
        return line
    latin = re.compile("[0-9A-Za-z](?:[^\u0600-\u06ff]*[0-9A-Za-z])?")
    return latin.sub(lambda run: run[0][::-1], line[::-1])


def _line(place: int, line: str, letters: dict[str, int], height: float) -> str:
    size = 20 if place == 0 else 9
    codes = "".join(f"{letters[letter]:04x}" for letter in line)
    return f"BT /F {size} Tf 1 0 0 1 50 {height - 60 - 18 * place} Tm <{codes}> Tj ET\n"


def _font(letters: dict[str, int]) -> list[str]:
    pairs = [f"<{code:04x}> <{sign.encode('utf-16-be').hex()}>" for sign, code in letters.items()]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    table = "".join(
        f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks
    )
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{table}endcmap end end"
    )
    font = (
        "<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H"
        "/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>"
    )
    glyphs = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/FontDescriptor 5 0 R/DW 500"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    )
    metrics = (
        "<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -200 1000 900]"
        "/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>"
    )
    return [font, glyphs, metrics, stream(to_unicode)]


def word(lines: Iterable[str], header: str = "") -> bytes:
    """A Word document: each line a paragraph, lines with a tab rows of a table."""
    document = docx.Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    for line in lines:
        if "\t" in line:
            cells = line.split("\t")
            row = document.add_table(rows=1, cols=len(cells)).rows[0]
            for cell, said in zip(row.cells, cells, strict=True):
                cell.text = said
        else:
            document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_of(body: str, prolog: str = "") -> bytes:
    """A Word document around the XML `body`, with a `prolog` (a DOCTYPE) before its root."""
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    spaces += ' xmlns:xi="http://www.w3.org/2001/XInclude"'
    xml = f"{prolog}<w:document {spaces}><w:body>{body}</w:body></w:document>"
    return rezipped(word([]), {"word/document.xml": xml})


def open_document(lines: Iterable[str], header: str = "") -> bytes:
    """An OpenDocument text: each line a paragraph, lines with a tab rows of a table."""
    return odt_of("".join(map(_odt_line, lines)), _odt_line(header) if header else "")


def odt_of(body: str, header: str = "", prolog: str = "") -> bytes:
    """An OpenDocument text around the XML `body`, with a `prolog` (a DOCTYPE) before its root."""
    spaces = "".join(f' xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table"))
    spaces += f' xmlns:style="{ODF}:style:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    spaces += ' xmlns:xi="http://www.w3.org/2001/XInclude"'
    styles = f"<office:document-styles{spaces}><style:header>{header}</style:header>"
    content = f"<office:document-content{spaces}><office:body><office:text>{body}"
    return zipped(
        {
            "mimetype": ODT_TYPE,
            "META-INF/manifest.xml": '<manifest xmlns="urn:oasis:names:tc:opendocument"/>',
            "styles.xml": f"{styles}</office:document-styles>",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>{prolog}{content}'
            "</office:text></office:body></office:document-content>",
        }
    )


def _odt_line(line: str) -> str:
    said = [f"<text:p>{escape(cell)}</text:p>" for cell in line.split("\t")]
    if len(said) == 1:
        return said[0].replace("   ", " <text:s/><text:s/>")
    cells = "".join(f"<table:table-cell>{paragraph}</table:table-cell>" for paragraph in said)
    return f"<table:table><table:table-row>{cells}</table:table-row></table:table>"


def zipped(entries: dict[str, str | bytes]) -> bytes:
    """A zip of these entries; one called `mimetype` is stored as it is, as OpenDocument asks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name), content, kind)
    return out.getvalue()


def rezipped(document: bytes, changed: Mapping[str, str | bytes]) -> bytes:
    """The zip `document` with some entries changed or added."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        entries: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    return zipped({**entries, **changed})
