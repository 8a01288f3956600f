"""Compares the file storage with the rows that own its files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, islice

from django.core.files.storage import Storage, default_storage

from hearback.careers.models import Draft
from hearback.channels.models import Arrival
from hearback.inbox.models import Attachment
from hearback.pipeline.models import Document
from hearback.relations.models import CustomerFile

# A form being sent has its file before it has its rows.
YOUNG = timedelta(hours=24)
_BATCH = 1000


def every_file(storage: Storage, folder: str = "") -> Iterator[str]:
    """Name every stored file below ``folder``, on disk or in a bucket."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}{name}"
    for name in folders:
        yield from every_file(storage, f"{folder}{name}/")


def files_without_row(*, now: datetime) -> Iterator[str]:
    """Name files older than a day that no row owns."""
    names = every_file(default_storage)
    while batch := set(islice(names, _BATCH)):
        owned = set(Document.objects.filter(key__in=batch).values_list("key", flat=True))
        owned |= set(Arrival.objects.filter(raw_key__in=batch).values_list("raw_key", flat=True))
        owned |= set(Attachment.objects.filter(key__in=batch).values_list("key", flat=True))
        owned |= set(CustomerFile.objects.filter(key__in=batch).values_list("key", flat=True))
        owned |= set(Draft.objects.filter(key__in=batch).values_list("key", flat=True))
        for name in batch - owned:
            if default_storage.get_modified_time(name) < now - YOUNG:
                yield name


def rows_without_file() -> Iterator[str]:
    """Name the keys of documents, mails and their attachments whose file is not in the storage."""
    keys = chain(
        Document.objects.values_list("key", flat=True).iterator(_BATCH),
        Arrival.objects.values_list("raw_key", flat=True).iterator(_BATCH),
        Attachment.objects.values_list("key", flat=True).iterator(_BATCH),
    )
    return (key for key in keys if not default_storage.exists(key))
