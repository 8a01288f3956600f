"""A demo for the tests: settings as with HEARBACK_DEMO=on, a company with one life of each fate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings

from hearback.demo.load import facts, load_demo
from hearback.demo.load.fates import FATES
from hearback.demo.tests import addresses
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent.parent


def one_of_each_fate() -> list[facts.Person]:
    """The first person of every fate, so that a load takes seconds.

    Whoever hears that the job is filled needs somebody who was hired for it.
    """
    everybody = facts.people()
    people = {person.fate: person for person in reversed(everybody)}
    filled = people["filled"].opening
    for person in everybody:
        if person.fate == "hired" and person.opening == filled:
            people["hired"] = person
    return [people[fate] for fate in FATES]


SMALL = one_of_each_fate()


def in_a_demo(folder: Path) -> override_settings:
    """Settings as they are with HEARBACK_DEMO=on and a data folder of one's own.

    The app itself cannot be added: the task queue sets itself up once in a process. Its templates
    and styles are found by their folders.
    """
    default = settings.STORAGES["default"]
    options = {**default["OPTIONS"], "location": folder / "files"}
    template: dict[str, Any] = settings.TEMPLATES[0]
    processors = [*template["OPTIONS"]["context_processors"], "hearback.demo.context.strip"]
    more: dict[str, Any] = {
        "HEARBACK_DEMO": True,
        "HEARBACK_DATA": folder,
        "ROOT_URLCONF": addresses.__name__,
        "STATICFILES_DIRS": [HERE / "static"],
        "STORAGES": {
            "default": {**default, "OPTIONS": options},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "TEMPLATES": [
            {
                **template,
                "DIRS": [HERE / "templates"],
                "OPTIONS": {**template["OPTIONS"], "context_processors": processors},
            },
            *settings.TEMPLATES[1:],
        ],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    return override_settings(**more)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A demo's settings for a file of tests; its data folder."""
    folder = tmp_path_factory.mktemp("demo")
    with in_a_demo(folder):
        yield folder


@pytest.fixture(scope="module")
def said(demo: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[list[str]]:
    """A small company that moved in on Tuesday morning, and what was said meanwhile."""
    del demo, django_db_setup
    words: list[str] = []
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(facts, "people", lambda: SMALL)
        load_demo(now=NOW, say=words.append)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield words
        transaction.set_rollback(True)


@pytest.fixture
def company(said: list[str], db: None) -> list[str]:
    """The small company, for one test."""
    del db
    return said
