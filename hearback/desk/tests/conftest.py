"""What the desk's tests share: the cast, a still clock, browsers of several people, a CV."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.postgres.search import SearchVector
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client

from hearback.accounts.models import Member
from hearback.kit import clock
from hearback.pipeline.models import Application, ApplicationText, Document, TextState
from hearback.pipeline.models.document import random_key
from tests.cast import NOW, Cast, make_cast

As = Callable[[Member], Client]


@pytest.fixture
def cast(db: None) -> Cast:
    """Susan and the others."""
    del db
    return make_cast()


class Moment:
    """The moment every page of a test believes it is."""

    def __init__(self) -> None:
        self.now = NOW


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    """A clock that stands still until a test moves it."""
    still = Moment()
    monkeypatch.setattr(clock, "now", lambda: still.now)
    return still


@pytest.fixture
def as_(cast: Cast, moment: Moment) -> As:
    """A browser in which somebody is signed in."""
    del cast, moment

    def signed_in(member: Member) -> Client:
        client = Client()
        client.force_login(member)
        return client

    return signed_in


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


def move(moment: Moment, to: datetime) -> None:
    """Let it be another time."""
    moment.now = to
