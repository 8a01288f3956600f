"""Lists of customers from any shop are read, broken lines named, nothing of anybody's kept."""

# M32

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from psycopg import sql

from hearback.relations.customers.actions import read, read_files
from hearback.relations.customers.models import Customer, CustomerFile, FileState, StagedCustomer
from hearback.relations.customers.tests.makers import (
    HEAD,
    PAGE,
    SHOPIFY,
    mail_of,
    nadia,
    read_list,
    send_list,
)
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db

FIVE = [f"c{n}@shop.example,,Regular,{n}00,CAD" for n in range(1, 6)]


def _values() -> list[int | None]:
    return list(Customer.objects.order_by("value").values_list("value", flat=True))


def test_the_analyst_sends_a_list_and_reads_how_it_went(cast: Cast) -> None:
    file = read_list(cast, *FIVE)
    assert (file.state, file.taken, file.broken) == (FileState.READ, 5, 0)
    assert _values() == [10000, 20000, 30000, 40000, 50000]
    page = nadia(cast).get(PAGE).content.decode()
    assert "5 customers known" in page
    assert "5 lines taken" in page
    piece = nadia(cast).get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert piece.strip().startswith('<section id="lists"')


def test_nobody_else_may_send_one(cast: Cast) -> None:
    for member in (cast.susan, cast.omar, cast.alex, cast.grace, cast.ben):
        client = Client()
        client.force_login(member)
        assert client.get(PAGE).status_code == 404
        assert client.post(PAGE, {}).status_code == 404
    assert not CustomerFile.objects.exists()


def test_shopifys_export_is_read_as_it_is(cast: Cast) -> None:
    ana = (
        "'7064,Ana,Moreau,ana@shop.example,yes,,1 King St,Toronto,ON,CA,M5V,"
        '(416) 555-0100,\'+14165550199,no,1250.50,7,,no,"vip, friend of Jo"'
    )
    only_letters = "'7065,Eli,Roth,eli@shop.example,yes,,,,,,,,,no,0.00,0,,no,"
    file = read_list(cast, ana, only_letters, head=SHOPIFY, years="5")
    assert (file.taken, file.passed_over, file.broken) == (1, 1, 0)
    customer = Customer.objects.get()
    assert customer.value == 25010
    assert customer.phone_key is not None
    assert customer.segment is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_encoding_and_separator(cast: Cast, encoding: str, separator: str) -> None:
    lines = ["E-Mail;Telefon;Kundengruppe;Umsatz"]
    lines += [f"k{n}@laden.example;;Grüne Männer;1.234,50" for n in range(5)]
    text = "\r\n".join(line.replace(";", separator) for line in lines)
    if separator == ",":
        text = text.replace("1.234,50", '"1.234,50"')
    assert send_list(cast, text.encode(encoding)).status_code == 302
    read_files(clock=lambda: NOW)
    assert set(_values()) == {123450}
    assert Customer.objects.filter(segment__name="Grüne Männer").count() == 5


def test_broken_lines_are_named_and_the_rest_is_taken(cast: Cast) -> None:
    file = read_list(
        cast,
        "ana@shop.example,,,100,CAD",
        "nobody,,,100,CAD",
        "bo@shop.example,,,=1+1,CAD",
        "chen@shop.example,,,100,Dollars",
        "dee@shop.example,,call +1 416 555 0100,100,CAD",
        ",,,100,CAD",
        "eli@shop.example,,,200,CAD,more",
        "fay@shop.example,,,300,CAD",
    )
    assert (file.taken, file.broken) == (2, 6)
    sheet = nadia(cast).get(f"{PAGE}{file.public_id}/broken.csv").content.decode("utf-8-sig")
    rows = sheet.split("\r\n")
    assert rows[0] == "Line,Why"
    assert [row.split(",")[0] for row in rows[1:-1]] == ["3", "4", "5", "6", "7", "8"]
    assert "no amount of money" in rows[2]
    assert "=1+1" not in sheet
    assert "nobody" not in sheet


def test_the_list_of_broken_lines_has_an_end(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(read, "MOST_NAMED", 3)
    file = read_list(cast, *["nobody,,,1,CAD"] * 7)
    assert file.broken == 7
    assert file.broken_lines.count() == 3
    sheet = nadia(cast).get(f"{PAGE}{file.public_id}/broken.csv").content.decode("utf-8-sig")
    more = f'"and {file.broken - 3} broken lines more, which are not named"'
    assert sheet.splitlines()[-1] == f",{more}", "it says so where it ends"


def test_a_file_that_is_no_list_says_so(cast: Cast) -> None:
    file = read_list(cast, "Ana,Moreau", head="First,Last")
    assert file.state == FileState.FAILED
    page = nadia(cast).get(PAGE).content.decode()
    assert "No column is named so that it could hold e-mail addresses" in page
    send_list(cast, b"PK\x03\x04 not a table", name="customers.xlsx")
    read_files(clock=lambda: NOW)
    assert "Please save it as CSV" in nadia(cast).get(PAGE).content.decode()


def test_of_several_lines_of_one_customer_the_last_counts(cast: Cast) -> None:
    file = read_list(
        cast,
        "ana@shop.example,,,900,CAD",
        "ANA@Shop.example,,,100,CAD",
        "bo@shop.example,,,5,CAD",
    )
    assert _values() == [500, 10000]
    assert (file.taken, file.merged) == (3, 1)


def test_the_same_list_twice_makes_nobody_double(cast: Cast) -> None:
    read_list(cast, *FIVE)
    before = set(Customer.objects.values_list("pk", flat=True))
    read_list(cast, *FIVE)
    assert set(Customer.objects.values_list("pk", flat=True)) == before


def _versions() -> set[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ctid::text FROM relations_customer")
        return set(cursor.fetchall())


def test_a_newer_list_counts_and_leaves_alone_who_is_known_just_so(cast: Cast) -> None:
    read_list(cast, *FIVE)
    before = _versions()
    again = read_list(cast, *FIVE)
    assert (again.taken, again.merged) == (5, 0)
    assert _versions() == before
    read_list(cast, "c1@shop.example,,Regular,700,EUR", *FIVE[1:], "c6@shop.example,,,1,CAD")
    assert len(_versions() & before) == 4
    assert _values() == [100, 20000, 30000, 40000, 50000, 70000]
    assert Customer.objects.get(currency="EUR").segment is not None


def test_a_whole_list_forgets_nobody_the_shop_told_us_of(cast: Cast) -> None:
    Customer.objects.create(key=b"x" * 32, currency="CAD")
    read_list(cast, *FIVE[:2], is_whole="on")
    read_list(cast, FIVE[0], is_whole="on")
    assert Customer.objects.filter(is_listed=False).count() == 1
    assert Customer.objects.filter(is_listed=True).count() == 1


def test_a_whole_list_forgets_who_is_not_in_it(cast: Cast) -> None:
    read_list(cast, *FIVE)
    read_list(cast, *FIVE[:2])
    assert Customer.objects.count() == 5
    read_list(cast, *FIVE[:2], is_whole="on")
    assert Customer.objects.count() == 2


def test_a_segment_of_fewer_than_five_is_not_kept(cast: Cast) -> None:
    lines = [*FIVE, "x@shop.example,,Cousin Ana,1,CAD"]
    read_list(cast, *lines)
    assert Customer.objects.filter(segment__name="Regular").count() == 5
    assert Customer.objects.filter(segment=None).count() == 1


def test_neither_name_nor_address_is_kept_anywhere(cast: Cast, tmp_path: Path) -> None:
    read_list(cast, "ana.secret@shop.example,+14165550188,,100,CAD", name="customers.csv")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert not StagedCustomer.objects.exists()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            look = sql.SQL("SELECT count(*) FROM {} AS t WHERE t::text ~* %s")
            cursor.execute(look.format(sql.Identifier(table)), ["ana.secret|5550188"])
            assert cursor.fetchone() == (0,), table


def test_a_worker_that_dies_costs_a_piece_and_no_more(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(read, "AT_ONCE", 2)
    send_list(cast, "\n".join([HEAD, *FIVE]))
    real = read._store
    stored: list[Any] = []

    def killed(*args: Any, **more: Any) -> bool:
        if len(stored) == 1:
            raise KeyboardInterrupt
        stored.append(args)
        return real(*args, **more)

    monkeypatch.setattr(read, "_store", killed)
    with pytest.raises(KeyboardInterrupt):
        read_files(clock=lambda: NOW)
    half = CustomerFile.objects.get()
    assert (half.state, half.rows, half.bytes_read > 0) == (FileState.READING, 2, True)
    assert "2 lines read so far" in nadia(cast).get(PAGE).content.decode()
    monkeypatch.setattr(read, "_store", real)
    assert read_files(clock=lambda: NOW) == 0  # it may still be alive
    assert read_files(clock=lambda: NOW + timedelta(minutes=3)) == 1
    assert Customer.objects.count() == 5
    assert CustomerFile.objects.get().taken == 5


def test_lines_lost_in_a_crash_of_the_database_are_read_anew(cast: Cast, monkeypatch: Any) -> None:
    monkeypatch.setattr(read, "AT_ONCE", 2)
    send_list(cast, "\n".join([HEAD, "nobody,,,1,CAD", *FIVE]))
    real = read._store
    stored: list[Any] = []

    def emptied(*args: Any, **more: Any) -> bool:
        if len(stored) == 2:  # what a crash leaves of a table without a log
            StagedCustomer.objects.all().delete()
        stored.append(args)
        return real(*args, **more)

    monkeypatch.setattr(read, "_store", emptied)
    read_files(clock=lambda: NOW)
    file = CustomerFile.objects.get()
    assert (file.state, file.rows, file.taken, file.broken) == (FileState.READ, 6, 5, 1)
    assert file.broken_lines.count() == 1
    assert Customer.objects.count() == 5


def test_lists_are_read_one_after_another(cast: Cast) -> None:
    for _ in range(3):
        assert send_list(cast, "\n".join([HEAD, *FIVE])).status_code == 302
    assert read_files(clock=lambda: NOW) == 3
    assert Customer.objects.count() == 5


def test_too_many_waiting_lists_are_refused_with_a_sentence(cast: Cast, tmp_path: Path) -> None:
    answers = [send_list(cast, "\n".join([HEAD, *FIVE])) for _ in range(6)]
    assert answers[-1].status_code == 409
    assert "Some lists are waiting" in answers[-1].content.decode()
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 5


def test_a_list_may_be_larger_than_any_other_body_but_an_analysts_alone(
    cast: Cast, settings: Any
) -> None:
    settings.HEARBACK_LARGEST_BODY = 1000
    lines = [f"c{n}@shop.example,,,{n},CAD" for n in range(200)]
    read_list(cast, *lines)
    assert Customer.objects.count() == 200
    susan = Client()
    susan.force_login(cast.susan)
    assert susan.post(PAGE, {"file": "x" * 2000}).status_code == 413
    assert Client().post(PAGE, {"file": "x" * 2000}).status_code == 413
    settings.HEARBACK_LARGEST_TABLE = 3000
    assert send_list(cast, "\n".join([HEAD, *lines])).status_code == 413


def test_a_form_filled_in_wrongly_says_what_to_mend(cast: Cast) -> None:
    answer = nadia(cast).post(PAGE, {"currency": "dollars", "country": "CA", "years": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Please choose the list." in page
    assert mail_of("Ana Moreau") not in page
