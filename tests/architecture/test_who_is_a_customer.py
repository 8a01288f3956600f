"""Nobody who decides can learn who is a customer: not from a page, a sheet, a letter or a log.

The same house is looked through twice, once when Ana is no customer and once when she is one of a
segment and a value nobody could overlook. Whatever anybody but an analyst can reach must be the
same to the letter.
"""

# M32

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from hearback.careers.letters import receipt
from hearback.channels.models import Message
from hearback.kit import clock
from hearback.ledger.models import Entry, EntryWords
from hearback.pipeline.models import Application
from hearback.relations.customers.actions import read_files
from hearback.relations.customers.models import Customer
from hearback.relations.customers.tests.makers import PAGE, agree, is_found, send_list
from tests.architecture.routes import ROUTES, How, Who
from tests.architecture.test_routes import LEAST, ROLES, _client, _member
from tests.architecture.world import World, keep_files_in, make_world

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.timeout(600)]

SEGMENT, VALUE = "Regatta Gold", 77713
TELLS = re.compile(r"regatta|77[., ’]?713|7771300", re.IGNORECASE)
HEAD = "email,segment,yearly value"
# New with every answer, whoever is looked at.
FRESH = re.compile(r'(csrfmiddlewaretoken" value|"X-CSRFToken": |csrf[^=>]{0,20}=)"?[^">\s]+')
DECIDE = [role for role in ROLES if role != "analyst"]


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Both looks are at the same moment."""
    now = datetime.now(UTC).replace(microsecond=0)
    monkeypatch.setattr(clock, "now", lambda: now)
    return now


@pytest.fixture
def world(settings: Any, tmp_path: Path, moment: datetime) -> World:
    """One of everything; Ana and Eli agreed to be looked for."""
    keep_files_in(tmp_path, settings)
    made = make_world(moment)
    agree(made.cast, "Eli Roth")
    return made


def _list(world: World, *, with_ana: bool, now: datetime) -> None:
    """A list of six customers is sent and read; Ana is one of them, or somebody else is."""
    sixth = world.waiting.candidate.email if with_ana else "other@shop.example"
    mails = [f"c{n}@shop.example" for n in range(5)] + [sixth]
    lines = [HEAD, *(f"{mail},{SEGMENT},{VALUE}" for mail in mails)]
    assert send_list(world.cast, "\n".join(lines)).status_code == 302
    read_files(clock=lambda: now)
    assert Customer.objects.filter(segment__name=SEGMENT).count() == 6
    assert is_found(world.waiting) == with_ana


def _looked_through(world: World, role: str) -> dict[str, str]:
    """Everything this role can read, by its address."""
    client, asking = _client(world, role), _member(world, role)
    seen = {}
    for name, row in ROUTES.items():
        if role not in LEAST.get(row.who, ROLES) or row.who is Who.MACHINE or row.how is How.PRESS:
            continue
        where = world.address(name, asking)
        variants = [where, f"{where}?as=csv"] if name.startswith("insights:") else [where]
        for one in variants:
            with transaction.atomic():
                seen[f"{name} {one}"] = _read(client, one)
                transaction.set_rollback(True)
    return seen


def _read(client: Client, where: str) -> str:
    """An answer as it is read: its status, where it leads, and its words."""
    answer = client.get(where)
    parts = getattr(answer, "streaming_content", None)
    body = b"".join(parts) if parts is not None else answer.content
    said = FRESH.sub("", body.decode("utf-8", "replace"))
    return f"{answer.status_code} {answer.headers.get('Location', '')} {said}"


@transaction.atomic
def _in_a_world(world: World, role: str, now: datetime, *, with_ana: bool) -> dict[str, str]:
    _list(world, with_ana=with_ana, now=now)
    seen = _looked_through(world, role)
    transaction.set_rollback(True)
    return seen


@pytest.mark.parametrize("role", DECIDE)
def test_whoever_decides_reads_the_same_whether_or_not_she_is_a_customer(
    world: World, moment: datetime, role: str, caplog: pytest.LogCaptureFixture
) -> None:
    without = _in_a_world(world, role, moment, with_ana=False)
    with_her = _in_a_world(world, role, moment, with_ana=True)
    assert with_her.keys() == without.keys()
    differ = [where for where, said in with_her.items() if said != without[where]]
    # What is made anew with every answer, such as a paper's number, differs by itself.
    by_itself = _in_a_world(world, role, moment, with_ana=False) if differ else {}
    assert [one for one in differ if by_itself[one] == without[one]] == []
    assert [where for where, said in with_her.items() if TELLS.search(said)] == []
    assert not TELLS.search(caplog.text)


def _record(world: World) -> list[tuple[Any, ...]]:
    """Every entry there is, but for its number; and every letter."""
    entries = Entry.objects.order_by("pk").values_list("kind", "application", "opening", "by")
    told = [str(one) for one in Entry.objects.order_by("pk").values_list("payload", flat=True)]
    words = [
        str(one) for one in EntryWords.objects.order_by("pk").values_list("payload", flat=True)
    ]
    letters = Message.objects.order_by("pk").values_list("subject", "text", "html", "to_address")
    ana = Application.objects.get(pk=world.waiting.pk)
    fresh = str(receipt(ana, ana.promises.earliest("pk"), has_cv=False))
    return [*entries, *zip(told), *zip(words), *letters, (fresh,)]


def test_record_history_and_letters_are_the_same_whether_or_not_she_is_a_customer(
    world: World, moment: datetime
) -> None:
    found = []
    for with_ana in (False, True):
        with transaction.atomic():
            _list(world, with_ana=with_ana, now=moment)
            found.append(_record(world))
            transaction.set_rollback(True)
    assert found[0] == found[1]
    assert not TELLS.search(str(found[1]))


def test_analysts_read_no_name_and_nobody_alone(world: World, moment: datetime) -> None:
    _list(world, with_ana=True, now=moment)
    seen = _looked_through(world, "analyst")
    page = seen[next(where for where in seen if where.startswith("customers:customers"))]
    assert PAGE in next(where for where in seen if where.startswith("customers:customers"))
    assert "Ana" not in page
    assert "mail.example" not in page
    assert [where for where, said in seen.items() if TELLS.search(said)] == []
