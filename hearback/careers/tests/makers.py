"""What a person sends with the form, and what is left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from hearback.pipeline.models import Application, Opening

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse

CV = (
    "Ana Moreau\nToronto\nana@moreau.example\n+1 416 555 0177\nhttps://linkedin.com/in/anamoreau\n"
    "\nShift leader, Kettle & Pine, 2022 to today\n"
)


def cv(content: str | bytes = CV, name: str = "Ana Moreau CV.txt") -> SimpleUploadedFile:
    """A CV as a browser sends it."""
    data = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, data, content_type="application/octet-stream")


def filled_in(**more: Any) -> dict[str, Any]:
    """A form filled in as it should be, but for what a test wants different; None leaves it out."""
    said: dict[str, Any] = {
        "name": "Ana Moreau",
        "email": "ana@mail.example",
        "phone": "+1 416 555 0199",
        "zone": "America/Vancouver",
        **more,
    }
    return {name: value for name, value in said.items() if value is not None}


def send(opening: Opening, **more: Any) -> HttpResponse:
    """Press "Send my application", in the browser `client` if one is given."""
    client = more.pop("client", None) or Client()
    address = reverse("careers:opening", args=[opening.slug])
    return cast("HttpResponse", client.post(address, filled_in(**more)))


def read(opening: Opening, **more: Any) -> HttpResponse:
    """Press "Read my CV"."""
    address = reverse("careers:read", args=[opening.slug])
    return cast("HttpResponse", Client().post(address, {"act": "read", **more}))


def only_application() -> Application:
    """The one application there is; the triggers look too."""
    connection.check_constraints()
    return Application.objects.select_related("candidate", "opening").get()


def files_in(folder: Path) -> list[Path]:
    """Every file kept in a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def handle_in(page: HttpResponse) -> str:
    """The handle of the kept file that a page carries."""
    return page.content.decode().partition('name="draft" value="')[2].partition('"')[0]
