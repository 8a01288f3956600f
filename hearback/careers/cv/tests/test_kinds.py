"""What is a CV and what is not, whatever the file claims."""

import io
import stat
import zipfile
import zlib

import pytest

from hearback.careers.cv import accepted
from hearback.careers.cv.kinds import MOST_BYTES, Kind, NotACv, check_size, recognise
from hearback.careers.cv.tests import making

TRUE = {
    Kind.PDF: making.pdf(["Ana Silva"]),
    Kind.DOCX: making.word(["Ana Silva"]),
    Kind.ODT: making.open_document(["Ana Silva"]),
    Kind.TXT: "Ana Silva\nPorto, Zürich, Αθήνα".encode(),
}
LYING = ("cv.exe", "cv.pdf", "cv.docx", "cv.txt", "cv.jpg")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 60
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01" + b"\0" * 60
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
ARCHIVE = making.zipped({"readme.txt": "hello"})
SHEET = making.zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})


@pytest.mark.parametrize("name", LYING)
@pytest.mark.parametrize("kind", list(Kind))
def test_the_content_decides_and_the_name_cannot_lie(kind: Kind, name: str) -> None:
    if kind is Kind.TXT and name in {"cv.exe", "cv.jpg"}:
        # Plain text has no signature: under the name of a program or picture it is not taken.
        with pytest.raises(NotACv):
            recognise(name, TRUE[kind])
    else:
        assert recognise(name, TRUE[kind]) is kind


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (PNG, accepted.PICTURE),
        (JPEG, accepted.PICTURE),
        (b"GIF89a" + b"\1\0\1\0\0\0\0" + TRUE[Kind.PDF], accepted.PICTURE),
        (OLD_WORD, accepted.OLDER),
        (b"{\\rtf1\\ansi Ana Silva}", accepted.RICH_TEXT),
        (ARCHIVE, accepted.OTHER),
        (SHEET, accepted.OTHER),
        (b"MZ\x90\0" + b"\0" * 200, accepted.OTHER),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 200, accepted.OTHER),
        (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0" + b"\1\2\3\4" * 50, accepted.OTHER),
        (b"\x1f\x8b\x08\0" + zlib.compress(b"tar" * 999), accepted.OTHER),
        (b"name\0" * 1 + b"\0" * 95 + b"ustar" + b"\0" * 400 + b"text" * 9, accepted.OTHER),
        (b"<?php system($_GET['x']); ?>", accepted.OTHER),
        (b"#!/bin/sh\nid\n", accepted.OTHER),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><p>Ana</p>", accepted.OTHER),
        ("<html>Ana</html>".encode("utf-16"), accepted.OTHER),
        (b"<svg onload='x()'>", accepted.OTHER),
        (b"%!PS-Adobe-3.0", accepted.OTHER),
    ],
)
@pytest.mark.parametrize("name", ["cv.pdf", "cv.txt", "resume"])
def test_anything_else_is_refused_under_any_name(content: bytes, sentence: str, name: str) -> None:
    with pytest.raises(NotACv) as refusal:
        recognise(name, content)
    assert refusal.value.sentence == sentence


@pytest.mark.parametrize(
    "name",
    [
        ".htaccess",
        ".bashrc",
        "shell.php",
        "cv.html",
        "cv.js",
        "run.bat",
        "cv.pdf.sh",
        "cv.url",
        "cv.eml",
        "C:\\cv\\run.ps1",
        "../.profile",
        "cv.txt.desktop",
    ],
)
def test_text_named_as_a_script_or_setting_is_not_a_cv(name: str) -> None:
    with pytest.raises(NotACv):
        recognise(name, b"AddType application/x-httpd-php .txt")


@pytest.mark.parametrize("name", ["cv", "CV.TXT", "Lebenslauf Müller.txt", "cv.pdf", "", "a.b.md"])
def test_plain_text_is_taken_under_a_harmless_name(name: str) -> None:
    assert recognise(name, b"Ana Silva\nPorto") is Kind.TXT


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
def test_plain_text_is_known_in_every_common_encoding(encoding: str) -> None:
    text = "José Müller, Köln: Verkäufer seit 2014\n" * 300
    assert recognise("cv.txt", text.encode(encoding)) is Kind.TXT


def test_a_stray_nul_does_not_turn_text_into_something_else() -> None:
    assert (
        recognise("cv.txt", b"Ana Silva\0\nPorto, Portugal\nretail manager\0 since 2014")
        is Kind.TXT
    )


@pytest.mark.parametrize("content", [b"", b"\n \n\t", b"\xef\xbb\xbf", b"\0" * 500])
def test_an_empty_file_is_called_empty(content: bytes) -> None:
    with pytest.raises(NotACv, match="empty"):
        recognise("cv.txt", content)


def test_ten_megabytes_pass_and_one_byte_more_does_not() -> None:
    full = TRUE[Kind.PDF].ljust(MOST_BYTES, b"\n")
    assert recognise("cv.pdf", full) is Kind.PDF
    with pytest.raises(NotACv, match="10 MB"):
        recognise("cv.pdf", full + b"\n")
    with pytest.raises(NotACv, match="10 MB"):
        check_size(5 * 1024**3)


def test_a_pdf_that_is_also_a_page_or_an_archive_is_only_ever_a_pdf() -> None:
    for tail in (b"<html><script>alert(1)</script>", ARCHIVE):
        assert recognise("cv.html", TRUE[Kind.PDF] + tail) is Kind.PDF


def test_an_archive_behind_a_picture_is_a_picture() -> None:
    with pytest.raises(NotACv, match="picture"):
        recognise("cv.docx", JPEG + TRUE[Kind.DOCX])


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/cron.d/x",
        "/etc/passwd",
        "word/../../x",
        "..\\..\\x.dll",
        "C:\\x",
        "C:x",
        "a\0b",
    ],
)
@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.ODT])
def test_a_package_with_a_path_that_leads_outside_is_refused(kind: Kind, path: str) -> None:
    with pytest.raises(NotACv, match="damaged"):
        recognise("cv", _with_entry(TRUE[kind], path, b"x"))


def _with_entry(document: bytes, path: str, content: bytes, mode: int = 0o644) -> bytes:
    out = io.BytesIO(document)
    with zipfile.ZipFile(out, "a") as package:
        entry = zipfile.ZipInfo("placeholder")
        # Set behind the constructor, which would clean it.
        entry.filename = entry.orig_filename = path
        entry.external_attr = (stat.S_IFREG | mode) << 16
        if mode == 0:
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        package.writestr(entry, content)
    return out.getvalue()


def test_a_package_with_a_link_in_it_is_refused() -> None:
    with pytest.raises(NotACv, match="damaged"):
        recognise("cv", _with_entry(TRUE[Kind.DOCX], "word/media/a.png", b"/etc/passwd", mode=0))


def test_a_package_of_more_than_two_thousand_entries_is_refused() -> None:
    at_most = {f"word/media/{number}.png": b"" for number in range(1_950)}
    assert recognise("cv", making.rezipped(TRUE[Kind.DOCX], at_most)) is Kind.DOCX
    more = {f"word/media/{number}.png": b"" for number in range(2_001)}
    with pytest.raises(NotACv, match="unpacks"):
        recognise("cv", making.rezipped(TRUE[Kind.DOCX], more))


def test_a_package_that_unpacks_to_more_than_200_megabytes_is_refused() -> None:
    bomb = making.rezipped(TRUE[Kind.ODT], {"Pictures/a.bmp": b"\0" * 777_777})
    size, declared = (777_777).to_bytes(4, "little"), (201 * 1024 * 1024).to_bytes(4, "little")
    assert bomb.count(size) >= 1
    bomb = bomb.replace(size, declared)
    with pytest.raises(NotACv, match="unpacks"):
        recognise("cv.odt", bomb)


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.ODT])
def test_a_package_cut_short_is_called_damaged(kind: Kind) -> None:
    content = TRUE[kind]
    for length in range(100, len(content) - 1, 1_000):
        with pytest.raises(NotACv, match="damaged"):
            recognise("cv", content[:length])


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (Kind.DOCX, "word/vbaProject.bin"),
        (Kind.DOCX, "word/vbaData.xml"),
        (Kind.ODT, "Basic/Standard/Module1.xml"),
        (Kind.ODT, "Scripts/python/run.py"),
    ],
)
def test_documents_with_macros_are_refused(kind: Kind, part: str) -> None:
    with pytest.raises(NotACv, match="macros"):
        recognise("cv", making.rezipped(TRUE[kind], {part: b"Sub AutoOpen()"}))


def test_every_refusal_names_what_we_take_and_never_shouts() -> None:
    sentences = [
        accepted.EMPTY,
        accepted.TOO_LARGE,
        accepted.OTHER,
        accepted.PICTURE,
        accepted.OLDER,
        accepted.RICH_TEXT,
        accepted.MACROS,
        accepted.DAMAGED,
        accepted.OVERFULL,
    ]
    for sentence in sentences:
        for word in ("PDF", ".docx", ".odt", ".txt"):
            assert word in sentence
        assert sentence.endswith(".")
        assert "!" not in sentence


def test_each_kind_has_a_media_type_and_is_offered_by_the_file_field() -> None:
    for kind in Kind:
        assert kind.media_type in accepted.ACCEPT
        assert f".{kind}" in accepted.ACCEPT
