"""Files of an application: downloads that run nothing, pictures of pages, only for who may see."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from hearback.desk.tests.conftest import As, attach, text_of
from hearback.pipeline.models import Document
from tests.cast import Cast, apply

pytestmark = pytest.mark.usefixtures("files")

PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF"""


def address(document: Document, name: str = "document", **more: object) -> str:
    """Where a document is."""
    ids = {"public_id": document.application.public_id, "document_id": document.public_id}
    return reverse(f"desk:{name}", kwargs={**ids, **more})


def test_a_file_comes_as_a_download_that_runs_nothing(as_: As, cast: Cast) -> None:
    document = attach(apply(cast), b"<script>alert(1)</script>", "Ana.html")
    answer = as_(cast.susan).get(address(document))
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="Ana.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("name", ['a";x=".exe', "Lebenslauf Müller.pdf", "سيرة.pdf", "a\r\nX: y"])
def test_odd_file_names_stay_inside_their_header(as_: As, cast: Cast, name: str) -> None:
    document = attach(apply(cast), b"x", name)
    answer = as_(cast.susan).get(address(document))
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "X" not in answer.headers
    assert "\n" not in answer["Content-Disposition"]


def test_pages_of_a_pdf_are_described_pictures(as_: As, cast: Cast) -> None:
    document = attach(apply(cast), PDF, "Ana.pdf", "pdf")
    susan = as_(cast.susan)
    pages = susan.get(address(document, "document_pages"))
    assert address(document, "document_page", number=1) in text_of(pages)
    picture = susan.get(address(document, "document_page", number=1))
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert picture["Cache-Control"] == "private, no-store"
    assert susan.get(address(document, "document_page", number=2)).status_code == 404


def test_the_first_page_stands_on_the_case_and_the_rest_follows(as_: As, cast: Cast) -> None:
    application = apply(cast)
    document = attach(application, PDF, "Ana.pdf", "pdf")
    susan = as_(cast.susan)
    first = address(document, "document_page", number=1)
    case = susan.get(reverse("desk:application", args=[application.public_id]))
    assert f'src="{first}"' in case.content.decode()
    rest = susan.get(address(document, "document_pages"), headers={"HX-Request": "true"})
    assert first not in rest.content.decode()
    assert "HX-Reswap" not in rest.headers


def test_what_cannot_be_drawn_gives_way_to_a_sentence(as_: As, cast: Cast) -> None:
    document = attach(apply(cast), b"no pdf at all", "Ana.pdf", "pdf")
    rest = as_(cast.susan).get(address(document, "document_pages"), headers={"HX-Request": "true"})
    assert rest["HX-Reswap"] == "innerHTML"
    assert "cannot be shown as pictures" in text_of(rest)


@pytest.mark.parametrize(("content", "kind"), [(b"no pdf at all", "pdf"), (b"words", "txt")])
def test_what_cannot_be_drawn_says_so(as_: As, cast: Cast, content: bytes, kind: str) -> None:
    document = attach(apply(cast), content, f"Ana.{kind}", kind)
    susan = as_(cast.susan)
    assert "cannot be shown as pictures" in text_of(susan.get(address(document, "document_pages")))
    assert susan.get(address(document, "document_page", number=1)).status_code == 404


def test_a_file_that_is_gone_says_where_to_look(as_: As, cast: Cast) -> None:
    document = attach(apply(cast), b"x", "Ana.txt")
    default_storage.delete(document.key)
    answer = as_(cast.susan).get(address(document))
    assert answer.status_code == 404
    assert "newest backup" in text_of(answer)


def test_only_who_sees_the_opening_gets_its_files(as_: As, cast: Cast) -> None:
    mine = attach(apply(cast, "Ana Moreau"), b"x", "Ana.txt")
    other = attach(apply(cast, "Chen Wei", opening=cast.other_opening), b"x", "Chen.txt")
    for member in (cast.grace, cast.ben):
        answer = as_(member).get(address(mine))
        assert answer.status_code == 200
        for name, more in (
            ("document", {}),
            ("document_pages", {}),
            ("document_page", {"number": 1}),
        ):
            assert as_(member).get(address(other, name, **more)).status_code == 404


def test_a_file_is_not_reached_through_another_application(as_: As, cast: Cast) -> None:
    document = attach(apply(cast, "Ana Moreau"), b"x", "Ana.txt")
    another = apply(cast, "Ben Okafor")
    ids = {"public_id": another.public_id, "document_id": document.public_id}
    assert as_(cast.susan).get(reverse("desk:document", kwargs=ids)).status_code == 404
