"""Files in a bucket: kept and given back whole; a bucket that fails costs nobody what they typed.

Reliability 54.
"""

# M2

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile

from hearback.endpoints import bucket as bucket_at
from hearback.kit.bucket import BucketFiles
from tests import bucket as orders
from tests.applying import PAPERS, SEE_OTHER, address_of, apply, fill_in
from tests.bucket import TestBucket
from tests.house import copy_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.house import House

pytestmark = pytest.mark.faults

ANA, BO = "Ana Moreau", "Bo Lindqvist"


@pytest.fixture
def bucket() -> Iterator[TestBucket]:
    """A bucket that listens."""
    one = TestBucket()
    yield one
    one.stop()


@pytest.fixture
def house_with_bucket(furnished: Path, bucket: TestBucket) -> Iterator[House]:
    """A house whose files go to the bucket."""
    house = copy_of(furnished, S3_URL=bucket.start())
    house.relay.start()
    yield house
    house.close()


def _files(bucket: TestBucket) -> BucketFiles:
    said = bucket_at(bucket.start())
    assert said is not None
    return BucketFiles(
        bucket_name=said.name,
        access_key=said.key,
        secret_key=said.secret,
        endpoint_url=said.endpoint,
        region_name=said.region,
        file_overwrite=False,
    )


def test_papers_lie_in_the_bucket_and_come_back_byte_for_byte(
    house_with_bucket: House, bucket: TestBucket
) -> None:
    house = house_with_bucket
    house.web()
    house.worker()
    apply(house, ANA)
    house.mails_to(address_of(ANA), seconds=60)
    assert PAPERS[1] in bucket.objects.values()
    assert not list((house.folder / "files").rglob("*.*")), "nothing on the disk beside it"
    ((case, paper),) = house.rows(
        "SELECT a.public_id, d.public_id FROM pipeline_document d"
        " JOIN pipeline_application a ON a.id = d.application_id"
    )
    susan = house.signed_in("susan@harbour.example")
    assert susan.get(f"/desk/applications/{case}/documents/{paper}/").body == PAPERS[1]


@pytest.mark.parametrize("how", [orders.FAIL, orders.FORBID, "gone"])
def test_a_bucket_that_fails_is_told_at_the_form_and_nothing_is_half_there(
    house_with_bucket: House, bucket: TestBucket, how: str
) -> None:
    house = house_with_bucket
    house.web()
    bucket.mode = how
    if how == "gone":
        bucket.stop()
    answer = fill_in(house.visitor(), BO)
    assert answer.status not in SEE_OTHER
    assert "try again" in answer.words
    assert "Bo Lindqvist" in answer.html, "what was typed is still there"
    assert house.value("SELECT count(*) FROM pipeline_application") == 0


@pytest.mark.parametrize("how", [orders.FAIL, orders.FORBID])
def test_whatever_a_bucket_cannot_do_is_said_as_of_a_disk(bucket: TestBucket, how: str) -> None:
    files = _files(bucket)
    name = files.save("ab/cd/one", ContentFile(b"words"))
    assert files.open(name).read() == b"words"
    with pytest.raises(FileNotFoundError):
        files.open("ab/cd/none")
    bucket.mode = how
    for act in (
        lambda: files.save("ab/cd/two", ContentFile(b"more")),
        lambda: files.open(name),
        lambda: files.delete(name),
        lambda: files.exists(name),
    ):
        with pytest.raises(OSError, match="The bucket did not do it"):
            act()
    bucket.mode = orders.KEEP
    files.delete(name)
    assert bucket.objects == {}
