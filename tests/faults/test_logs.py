"""Logs tell what happened and never about whom; the queue carries no names either."""

# M2 M11

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests import relay as orders
from tests.applying import address_of, apply, fill_in, links_in, status_path
from tests.deciding import open_the_office, write
from tests.until import until

if TYPE_CHECKING:
    from tests.house import House

pytestmark = pytest.mark.faults

CANARY = "Quetzalina Birdsong"
WORDS = "xylophone-canary"
PHONE = "+1 416 555 7391"
CV = b"Quetzalina Birdsong\nI have played the xylophone-canary for two years.\n"


def test_no_log_names_anybody_whatever_goes_wrong(house: House) -> None:
    open_the_office(house)
    house.web()
    worker = house.worker()
    visitor = house.visitor("198.51.100.77")
    question = next(
        name
        for name in visitor.get("/jobs/shop-manager/").form_with("email").fields
        if name.startswith("q_")
    )
    page = visitor.get("/jobs/shop-manager/")
    typed = {"name": CANARY, "email": address_of(CANARY), "phone": PHONE, question: WORDS}
    visitor.press(page, page.form_with("email"), None, {"resume": (f"{CANARY}.txt", CV)}, **typed)
    (mail,) = house.mails_to(address_of(CANARY))
    link = status_path(house, mail)
    token = link.split("/")[2]
    for path in (link, f"{link}withdraw/", f"/status/{token[:-1]}/", f"/?q={CANARY}", "/nowhere/"):
        visitor.get(path.replace(" ", "%20"))
    visitor.post(f"{link}withdraw/", {"act": "send"})
    house.mails_to(address_of(CANARY), 2)
    lost = visitor.get("/status/")
    visitor.press(lost, lost.form_with("email"), email=address_of(CANARY))

    sign_in = house.sign_in_link("susan@harbour.example")
    susan = house.signed_in("susan@harbour.example")
    susan.get(f"/desk/search/?q={WORDS}")
    house.relay.tell(f"refuse {address_of(CANARY)}")
    write(susan, house, CANARY, "onward").press("now")
    until(
        lambda: house.value(
            "SELECT count(*) FROM channels_message"
            " WHERE purpose = 'answers.onward' AND state = 'failed'"
        ),
        "the relay refuses it",
        40,
    )
    house.relay.tell(orders.TAKE_AND_HANG_UP)
    fill_in(visitor, CANARY, email="second.canary@mail.example", cv=("cv.pdf", b"%PDF-1.4 broken"))
    house.mails_to("second.canary@mail.example")
    # A statement that fails inside the database quotes the row it choked on, in its own words.
    house.crash_database()
    fill_in_vain(house)
    house.start_database()
    until(lambda: visitor.get("/jobs/shop-manager/").status == 200, "pages come back")
    worker.stop()

    secrets = [CANARY, "Quetzalina", WORDS, PHONE, address_of(CANARY), "second.canary", token]
    secrets += [sign_in.rstrip("/").rsplit("/", 1)[-1], "198.51.100.77", "susan@harbour"]
    said = {program.log.name: program.said for program in house.programs}
    said["postgres"] = (house.server.folder / "log").read_text(errors="replace")
    told = {(name, secret) for name, log in said.items() for secret in secrets if secret in log}
    assert told == set()
    assert any('"event": "request"' in log for log in said.values()), "the logs do say something"
    for name, log in said.items():
        if name.endswith(".log"):
            for line in log.splitlines():
                assert json.loads(line)["level"], f"{name} speaks JSON lines: {line}"


def fill_in_vain(house: House) -> None:
    """Somebody applies while the database is away."""
    visitor = house.visitor("198.51.100.77")
    body = {"name": CANARY, "email": address_of(CANARY), "phone": PHONE}
    assert visitor.post("/jobs/shop-manager/", body).status == 503


def test_the_queue_carries_no_personal_data(house: House) -> None:
    house.web()
    apply(house, CANARY)
    jobs = house.rows("SELECT task_name, args::text FROM procrastinate_jobs")
    assert jobs, "a bell was rung"
    assert [args for _, args in jobs if CANARY in args or "@" in args] == []


def test_a_stolen_database_opens_no_page(house: House) -> None:
    """Links and codes are stored as fingerprints: whoever reads every row can use none of them."""
    house.web()
    house.worker()
    apply(house, CANARY)
    (mail,) = house.mails_to(address_of(CANARY))
    token = status_path(house, mail).split("/")[2]
    sign_in = house.sign_in_link("susan@harbour.example").rstrip("/").rsplit("/", 1)[-1]
    tables = house.rows(
        "SELECT table_name FROM information_schema.tables"
        " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
    )
    for (table,) in tables:
        rows = str(house.rows(f'SELECT t::text FROM "{table}" t'))  # noqa: S608  our own tables
        assert token not in rows, table
        assert sign_in not in rows, table
    assert links_in(house, mail)
