"""Keeps files in a bucket, for many machines; loaded only where one is named."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

if TYPE_CHECKING:
    from collections.abc import Iterator

# Somebody waits at a form: better soon told to try again than not told for minutes.
PATIENCE = Config(connect_timeout=5, read_timeout=15, retries={"max_attempts": 2})


class BucketFiles(S3Storage):  # type: ignore[misc]  # the library has no types
    """Files in a bucket; what it cannot do is an OSError, as on a disk, so that nobody need ask."""

    def get_default_settings(self) -> dict[str, Any]:
        """What the library is told about every bucket."""
        return {**super().get_default_settings(), "client_config": PATIENCE}

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Store `content` under a free name like `name`; returns it. Raises OSError."""
        with _as_on_a_disk():
            kept: str = super().save(name, content, max_length)
            return kept

    def open(self, name: str, mode: str = "rb") -> ContentFile[bytes]:
        """The file, fetched whole. Raises OSError, FileNotFoundError when there is none."""
        with _as_on_a_disk(), super().open(name, mode) as file:
            return ContentFile(file.read(), name=name)

    def delete(self, name: str) -> None:
        """Take a file away; one that is not there is fine. Raises OSError."""
        with _as_on_a_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Whether there is such a file. Raises OSError when the bucket does not say."""
        with _as_on_a_disk():
            return bool(super().exists(name))


@contextmanager
def _as_on_a_disk() -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError) as trouble:
        raise OSError(f"The bucket did not do it: {type(trouble).__name__}.") from trouble
