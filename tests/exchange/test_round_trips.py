"""What is written can be read back, and no bytes at all make a reader fall over."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.exchange.cells import is_formula_shaped, mark_as_text, take_mark_off
from alongside.exchange.csv_out import Value, csv_lines
from alongside.exchange.json_documents import parse_json
from alongside.exchange.spreadsheets import Sheet, sheet_name, write_xlsx
from alongside.exchange.tables import read_table, read_tables
from alongside.kernel.refusals import Refusal, Refusals
from tests.exchange.making import parts_of, saved, workbook

UNSEEN = [
    *map(chr, range(0x80, 0xA0)),
    "\ufffd",
    "\ufffe",
    "\uffff",
    *"\u202a\u202b\u202c\u202d\u202e",
]
letters = st.characters(
    exclude_categories=["Cc", "Cs"], exclude_characters=[*UNSEEN, *"\u2066\u2067\u2068\u2069"]
)
texts = st.text(letters | st.sampled_from("=+-@'\n\t\",;"), max_size=30)
tables = st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=6)
HEADINGS = ("One", "Two", "Three")


def as_csv(rows: list[list[Value]]) -> bytes:
    return b"".join(csv_lines(HEADINGS, rows))


def as_xlsx(rows: list[list[Value]]) -> bytes:
    out = io.BytesIO()
    write_xlsx(out, Sheet("Rows", HEADINGS, rows), title="Rows")
    return out.getvalue()


def read_back(data: bytes, name: str) -> list[list[str]]:
    table = read_table(io.BytesIO(data), name=name)
    return [[row[heading] for heading in HEADINGS] for row in table.rows]


def without_empty(rows: list[list[str]]) -> list[list[str]]:
    stripped = [[text.strip() for text in row] for row in rows]
    return [row for row in stripped if any(row)]


@given(text=st.text(letters | st.sampled_from("='+-@\t"), max_size=12))
def test_marking_as_text_is_safe_and_loses_nothing(text: str):
    assert not is_formula_shaped(mark_as_text(text))
    assert take_mark_off(mark_as_text(text)) == text


@given(rows=tables)
def test_a_csv_file_comes_back_as_it_was_written(rows: list[list[str]]):
    assert read_back(as_csv(rows), "a.csv") == without_empty(rows)


@settings(max_examples=60, deadline=None)
@given(rows=tables)
def test_a_workbook_comes_back_as_it_was_written(rows: list[list[str]]):
    assert read_back(as_xlsx(rows), "a.xlsx") == without_empty(rows)


def test_values_come_back_as_their_text():
    row: list[Value] = [date(2020, 6, 5), 0.29, True]
    assert read_back(as_csv([row]), "a.csv") == [["2020-06-05", "0.29", "TRUE"]]
    assert read_back(as_xlsx([row]), "a.xlsx") == [["2020-06-05", "0.29", "TRUE"]]
    moment: list[Value] = [datetime(2020, 6, 5, 14, 30), None, 7]
    assert read_back(as_csv([moment]), "a.csv") == [["2020-06-05 14:30", "", "7"]]
    assert read_back(as_xlsx([moment]), "a.xlsx") == [["2020-06-05 14:30", "", "7"]]


def test_no_cell_of_a_written_csv_begins_like_a_formula():
    data = as_csv([["=cmd|' /C calc'!A0", "@x", "\t=1"], ["-5", "plain", "'=1"]])
    assert data.decode("utf-8-sig").splitlines()[1:] == [
        "'=cmd|' /C calc'!A0,'@x,'\t=1",
        "-5,plain,''=1",
    ]


def test_a_written_workbook_holds_text_never_formulas_as_another_reader_sees_it():
    data = as_xlsx([["=1+1", "https://example.org", "007"]])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    cells = list(sheet[2])
    assert [cell.data_type for cell in cells] == ["s", "s", "s"]
    assert [cell.value for cell in cells] == ["=1+1", "https://example.org", "007"]
    assert cells[0].quotePrefix
    assert cells[1].hyperlink is None
    assert sheet.freeze_panes == "A2"


def test_the_same_rows_give_the_same_bytes():
    assert as_xlsx([["a", 1, date(2020, 1, 1)]]) == as_xlsx([["a", 1, date(2020, 1, 1)]])
    with zipfile.ZipFile(io.BytesIO(as_xlsx([["a", 1, None]]))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_the_same_rows_give_the_same_bytes_in_another_process():
    script = (
        "import io,sys;from tests.exchange.test_round_trips import as_xlsx;"
        "sys.stdout.buffer.write(as_xlsx([['a', 1, 'b']]))"
    )
    again = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout
    assert again == as_xlsx([["a", 1, "b"]])


def test_a_text_longer_than_excel_holds_is_refused_not_cut():
    out = io.BytesIO()
    with pytest.raises(Refusal, match="row 2 is longer than Excel can hold"):
        write_xlsx(out, Sheet("Rows", ["One"], [["x" * 32_768]]))
    assert out.getvalue() == b""


def test_csv_is_written_piece_by_piece():
    endless = csv_lines(["N"], ([n] for n in iter(int, 1)))
    assert [next(endless), next(endless)] == [b"\xef\xbb\xbfN\r\n", b"0\r\n"]


@pytest.mark.parametrize(
    ("name", "made"),
    [("Risks", "Risks"), ("a/b*c?", "a b c"), ("x" * 40, "x" * 31), ("'", "Sheet"), ("", "Sheet")],
)
def test_a_sheet_s_name_is_made_to_fit(name: str, made: str):
    assert sheet_name(name) == made


BASE_XLSX = saved(workbook([["Ref", "On"], ["1", date(2020, 1, 1)], ["2", 0.5]]))
BASE_CSV = 'Ref,Note\r\n1,"a\nb"\r\n2,café\r\n'.encode()
BASE_JSON = json.dumps({"a": [1, 2.5, {"b": None}], "c": "é"}).encode()


@st.composite
def damaged(draw: st.DrawFn, base: bytes) -> bytes:
    data = bytearray(base[: draw(st.integers(1, len(base)))])
    for _ in range(draw(st.integers(0, 6))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)


def sentences(read: Callable[[], object]) -> list[str]:
    """What the reader says; anything it raises that is no refusal goes on and fails the test."""
    try:
        read()
    except Refusal as refused:
        return [refused.sentence]
    except Refusals as refused:
        return [one.sentence for one in refused.refusals]
    return []


def only_refuses(data: bytes, name: str) -> None:
    found = sentences(lambda: read_tables(io.BytesIO(data), name=name))
    assert all(sentence.endswith(".") for sentence in found)


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=300) | damaged(BASE_CSV))
def test_no_bytes_make_the_csv_reader_fall_over(data: bytes):
    only_refuses(data, "a.csv")


@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=300).map(b"PK\x03\x04".__add__) | damaged(BASE_XLSX))
def test_no_bytes_make_the_workbook_reader_fall_over(data: bytes):
    only_refuses(data, "a.xlsx")


PARTS = parts_of(BASE_XLSX)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_no_bytes_inside_a_workbook_make_the_reader_fall_over(data: st.DataObject):
    name = data.draw(st.sampled_from(sorted(PARTS)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, content in PARTS.items():
            archive.writestr(part, data.draw(damaged(content)) if part == name else content)
    only_refuses(out.getvalue(), "a.xlsx")


@settings(max_examples=300, deadline=None)
@given(data=st.binary(min_size=1, max_size=200) | damaged(BASE_JSON))
def test_no_bytes_make_the_json_reader_fall_over(data: bytes):
    assert all(sentence.endswith(".") for sentence in sentences(lambda: parse_json(data)))
