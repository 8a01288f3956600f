"""What the desk's tests share: a visit to the team's pages, and a CV."""

from __future__ import annotations

from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.postgres.search import SearchVector
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from hearback.kit.storage import random_key
from hearback.pipeline.models import Application, ApplicationText, Document, TextState
from tests.desk_visit import As, Moment, as_, cast, moment

__all__ = ["As", "Moment", "as_", "attach", "cast", "files", "moment", "read", "settled", "text_of"]


@pytest.fixture
def files(settings: Any, tmp_path: Any) -> None:
    """A folder of its own for the files of a test."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }


def attach(application: Application, content: bytes, name: str, kind: str = "txt") -> Document:
    """A file as applying keeps it."""
    key = default_storage.save(random_key(), ContentFile(content))
    return Document.objects.create(
        public_id=uuid4(),
        application=application,
        key=key,
        name=name,
        kind=kind,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        text_state=TextState.READ,
        created_at=application.received_at,
    )


def read(application: Application, words: str) -> ApplicationText:
    """The words of an application's papers, as reading them stores them."""
    text = f"{application.name} {application.candidate.email}\n{words}"
    row, _ = ApplicationText.objects.update_or_create(
        application=application,
        defaults={
            "opening": application.opening,
            "received_at": application.received_at,
            "text": text,
            "search": "",
        },
    )
    ApplicationText.objects.filter(pk=row.pk).update(search=SearchVector("text", config="simple"))
    return row


def settled() -> None:
    """Let the triggers that wait for a commit look now."""
    connection.check_constraints()


def text_of(answer: Any) -> str:
    """A page without its markup's line breaks, to look for sentences in."""
    words: str = " ".join(answer.content.decode().split())
    return words
