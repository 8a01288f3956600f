"""Tables people send: whatever wrote them they are read, and each broken line is named."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.kit.errors import Invalid
from hearback.kit.tables import Broken, Row, Table, fold_column, inert


def read(data: bytes | str, encoding: str = "utf-8") -> list[Row | Broken]:
    """Everything in a file."""
    return list(Table(io.BytesIO(data if isinstance(data, bytes) else data.encode(encoding))))


def cells(data: bytes | str, encoding: str = "utf-8") -> list[dict[str, str]]:
    """The cells of its readable rows."""
    return [row.cells for row in read(data, encoding) if isinstance(row, Row)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_program_s_file_is_read(encoding: str, separator: str, ending: str) -> None:
    lines = ["E-Mail;Name;City", "zoë@example.com;Zoë Müller;Québec", "b@example.com;Bo;"]
    text = ending.join(lines).replace(";", separator)
    assert cells(text, encoding) == [
        {"e_mail": "zoë@example.com", "name": "Zoë Müller", "city": "Québec"},
        {"e_mail": "b@example.com", "name": "Bo", "city": ""},
    ]


def test_western_letters_far_into_a_plain_file_are_read() -> None:
    head = b"name,note\n" + b"Ann,plain\n" * 20_000
    assert cells(head + "José,né".encode("cp1252"))[-1] == {"name": "José", "note": "né"}


def test_cells_of_several_lines_keep_them_and_line_numbers_stay_right() -> None:
    found = read('site,text\nA,"one\ntwo, ""quoted""\n\nfour"\nB,next\n')
    assert found == [
        Row(2, {"site": "A", "text": 'one\ntwo, "quoted"\n\nfour'}),
        Row(6, {"site": "B", "text": "next"}),
    ]


def test_each_broken_line_is_named_and_the_rest_is_taken() -> None:
    text = 'a,b\n1,2\n1,2,3\n"never closed,2\n5" pipe,6\n\n,\n7,8\n' + "x" * 900_000 + "\n9,10\n"
    found = read(text)
    assert [row.line for row in found if isinstance(row, Broken)] == [3, 4, 9]
    assert [row.cells["a"] for row in found if isinstance(row, Row)] == ["1", '5" pipe', "7", "9"]
    assert found[-1].line == 10


def test_a_cell_too_long_to_be_words_is_named() -> None:
    found = read('a,b\n"' + "x" * 150_000 + '",1\nc,"two\u2028parts"\n')
    assert isinstance(found[0], Broken)
    assert found[1] == Row(3, {"a": "c", "b": "two\u2028parts"})


def test_a_quotation_mark_left_open_in_a_large_file_costs_only_its_own_line() -> None:
    text = 'a,b\n"open,1\n' + "x,y\n" * 20_000
    found = read(text)
    assert isinstance(found[0], Broken)
    assert len(found) == 20_001


@pytest.mark.parametrize("data", [b"", b"\n\n", b"PK\x03\x04rest of a workbook"])
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Invalid, match=r"\w+ .*\."):
        Table(io.BytesIO(data))


def test_excel_s_line_about_the_separator_and_columns_of_one_name_are_minded() -> None:
    assert cells("sep=;\nNote;Note;\n1;2;3\n") == [{"note": "1", "note_2": "2", "column_3": "3"}]


def test_more_rows_than_asked_for_end_with_a_sentence() -> None:
    found = list(Table(io.BytesIO(b"a\n1\n2\n3\n"), most_rows=2))
    assert [type(row) for row in found] == [Row, Row, Broken]


def test_only_the_columns_that_are_wanted_are_cut_out() -> None:
    table = Table(io.BytesIO(b"a,b,c\n1, 2 ,3\n4\n,,5\n, ,\n1,2,3,4\n"))
    table.only({"b", "x"})
    rows = list(table)
    assert rows[:3] == [Row(2, {"b": "2"}), Row(3, {"b": ""}), Row(4, {"b": ""})]
    assert [type(row) for row in rows[3:]] == [Broken]


def test_the_file_stays_open_for_whoever_opened_it() -> None:
    file = io.BytesIO(b"a\n1\n")
    assert list(Table(file)) == [Row(2, {"a": "1"})]
    assert not file.closed


def test_columns_are_found_however_they_are_spelled() -> None:
    assert fold_column("  E-Mail address ") == "e_mail_address"
    assert Table(io.BytesIO(b"Name,City\n")).lacks("name", "email") == ["email"]


@given(st.text(max_size=30))
def test_no_cell_is_written_as_a_formula(text: str) -> None:
    assert not inert(text).startswith(("=", "+", "-", "@", "\t", "\r"))


LETTERS = st.characters(blacklist_categories=["Cs", "Cc", "Z"])
CELL = st.text(alphabet=LETTERS, max_size=8).map(str.strip)


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=6))
def test_what_was_written_is_what_is_read(rows: list[tuple[str, str, str]]) -> None:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["a", "b", "c"])
    writer.writerows(rows)
    kept = [dict(zip("abc", row, strict=True)) for row in rows if any(row)]
    assert cells(file.getvalue()) == kept


def test_many_rows_cost_no_more_memory_than_few() -> None:
    data = b"email,name\n" + b"somebody@example.com,Some Body\n" * 100_000
    file = io.BytesIO(data)
    tracemalloc.start()
    count = sum(1 for _row in Table(file))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100_000
    assert peak < 2_000_000
