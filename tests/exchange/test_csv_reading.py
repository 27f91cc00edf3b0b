import codecs
import time
from io import BytesIO

import pytest

from alongside.exchange.limits import MEGABYTE, USUAL, Limits
from alongside.exchange.tables import Table, TableRefused, read_table
from alongside.kernel.refusals import Refusal


def read(text: str | bytes, *, name: str = "actions.csv", limits: Limits = USUAL) -> Table:
    data = text.encode() if isinstance(text, str) else text
    return read_table(BytesIO(data), name=name, limits=limits)


def problems(text: str | bytes) -> list[str]:
    with pytest.raises(TableRefused) as caught:
        read(text)
    assert [r.sentence for r in caught.value.refusals] == [
        p.sentence for p in caught.value.problems
    ]
    return [problem.sentence for problem in caught.value.problems]


def test_rows_are_found_by_heading_with_their_line():
    table = read("Ref,Action\n2.1A,Write the strategy\n\n2.1B,Agree it\n")
    assert table.headings == ("Ref", "Action")
    assert [(row.line, row["Ref"], row["Action"]) for row in table.rows] == [
        (2, "2.1A", "Write the strategy"),
        (4, "2.1B", "Agree it"),
    ]


def test_a_column_that_is_not_there_reads_as_empty_only_through_get():
    row = read("Ref\n1\n").rows[0]
    assert row.get("End") == ""
    with pytest.raises(KeyError):
        row["End"]


def test_a_cell_over_several_lines_keeps_both_numbers():
    table = read('Ref,Note\n1,"first\r\nsecond"\n2,after\n')
    assert table.rows[0]["Note"] == "first\nsecond"
    assert (table.rows[1].line, table.rows[1].number) == (4, 3)
    problem = table.problem(table.rows[1], "Note", what="this is wrong.", mend="Mend it.")
    assert problem.sentence == (
        "Line 4 (row 3 in a spreadsheet), column B (Note): this is wrong. Mend it."
    )


@pytest.mark.parametrize(
    ("data", "note"),
    [
        ("Ref;Word\n1;café\n".encode("utf-8-sig"), "semicolons"),
        ("Ref\tWord\n1\tcafé\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_other_ways_of_saving_are_read_with_a_note(data: bytes, note: str):
    table = read(data)
    assert table.rows[0]["Word"] == "café"
    assert any(note in sentence for sentence in table.notes)


def test_plain_utf_8_needs_no_note():
    assert read("Ref,Word\n1,café – “so”\n").notes == ()


@pytest.mark.parametrize(
    "data",
    [
        b"Ref,Word\n1,caf" + b"\xc3",
        "Ref,Word\n1,café\n2,".encode() + b"\x93quoted\x94\n",
        "Ref,Word\n1,café\n".encode("cp1252"),
        "Ref,Cost\n1,£40\n".encode("cp1252"),
        "Ref\nЖизнь\n".encode("cp1251"),
        codecs.BOM_UTF32_LE + "Ref\n1\n".encode("utf-32-le"),
        "Ref,Word\n1,é\n".encode("utf-16")[:-1],
        "Ref\n1\n".encode("utf-16-le"),
    ],
)
def test_an_encoding_that_would_lose_letters_is_refused_with_how_to_save(data: bytes):
    with pytest.raises(Refusal, match="CSV UTF-8"):
        read(data)


@pytest.mark.parametrize(
    "cell",
    [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1-2",
        "@SUM(A1)",
        "  =1",
        '"\t1"',
        '"\r1"',
        "＝1+1",
        "- bullet",
    ],
)
def test_a_formula_is_refused_with_its_line_and_column(cell: str):
    (sentence,) = problems(f"Ref,Note\n1,fine\n2,{cell}\n")
    assert sentence.startswith("Line 3, column B (Note): ")
    assert "formula" in sentence
    assert "apostrophe" in sentence


@pytest.mark.parametrize("cell", ["-5", "-5.5%", "+3", '"-1,250"', "-", "-£40", "a=b", "'tis"])
def test_ordinary_numbers_and_dashes_pass(cell: str):
    assert read(f"Ref,Note\n1,{cell}\n").rows[0]["Note"] == cell.strip('"')


def test_text_marked_with_an_apostrophe_is_read_without_it():
    assert read("Ref,Note\n1,'=1+1\n").rows[0]["Note"] == "=1+1"


def test_every_bad_cell_is_reported_in_order():
    found = problems("Ref,Note,\n=1,ok,\n2,@x,stray\n3,\x07,\n4,lost \ufffd,\n")
    assert [sentence.split(":")[0] for sentence in found] == [
        "Line 2, column A (Ref)",
        "Line 3, column B (Note)",
        "Line 3, column C",
        "Line 4, column B (Note)",
        "Line 5, column B (Note)",
    ]


def test_problems_beyond_the_limit_are_counted():
    with pytest.raises(TableRefused) as caught:
        read("Ref\n" + "=1\n" * 25, limits=Limits(problems=10))
    assert len(caught.value.problems) == 10
    assert caught.value.more_count == 15
    assert caught.value.refusals[-1].sentence == "There are 15 more problems after these."


def test_a_heading_given_twice_is_a_problem():
    assert problems("Ref,Note,ref\n1,2,3\n") == [
        "Line 1, column C: the heading “ref” is also in column A. Give each column its own heading."
    ]


def test_a_missing_column_names_those_that_are_there():
    with pytest.raises(TableRefused, match=r"no column “End”.*“Ref”, “Note”"):
        read("Ref,Note\n1,2\n").require("Ref", "End")


def test_a_direction_override_is_a_problem():
    (sentence,) = problems("Ref\n\u202etxt.exe\n")
    assert "U+202E" in sentence


def test_a_quotation_mark_that_never_closes_is_told_where_it_opens():
    with pytest.raises(Refusal, match="Line 3: a quotation mark opens here"):
        read('Ref,Note\n1,ok\n2,"open\n3,more\n4,more\n')


def test_a_quotation_mark_in_the_wrong_place_is_refused():
    with pytest.raises(Refusal, match="Line 2: a quotation mark stands in the wrong place"):
        read('Ref,Note\n1,"a"b"\n')


def test_a_file_cut_off_in_its_last_row_is_a_problem():
    assert "stops in the middle of this row (1 of 3 cells)" in problems("A,B,C\n1,2,3\n4")[0]


def test_a_short_row_with_its_line_end_has_empty_cells():
    assert read("A,B,C\n1\n").rows[0]["C"] == ""


def test_a_file_of_50_mb_is_refused_before_it_is_read():
    class Large(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("it was read")

    large = Large()
    large.truncate(50 * MEGABYTE)
    large.seek(50 * MEGABYTE)
    large.write(b"x")
    with pytest.raises(Refusal, match="larger than 20 MB"):
        read_table(large, name="large.csv")


def test_a_stream_that_cannot_be_measured_is_read_only_to_the_limit():
    class Endless(BytesIO):
        asked = 0

        def seekable(self) -> bool:
            return False

        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size > 0
            self.asked += size
            return b"a" * size

    endless = Endless()
    with pytest.raises(Refusal, match="larger than"):
        read_table(endless, name="endless.csv")
    assert endless.asked <= 20 * MEGABYTE + 1


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(rows=2), "more than 2 rows"),
        (Limits(columns=1), "more than 1 columns"),
    ],
)
def test_too_many_rows_or_columns_are_refused(limits: Limits, words: str):
    with pytest.raises(Refusal, match=words):
        read("A,B\n1,1\n2,2\n3,3\n", limits=limits)


def test_a_cell_that_is_too_long_is_a_problem():
    with pytest.raises(TableRefused, match=r"Line 2, column A \(A\): the cell has 11 characters"):
        read("A\n" + "x" * 11 + "\n", limits=Limits(cell_characters=10))


def test_a_cell_longer_than_any_spreadsheet_holds_is_refused_with_its_line():
    with pytest.raises((Refusal, TableRefused), match="Line 2"):
        read("A\n" + "x" * 200_000 + "\n")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel format"),
        ("a.xlsm", b"PK\x03\x04", "macros"),
        ("a.ods", b"PK\x03\x04", "OpenDocument"),
        ("a.pdf", b"%PDF-1.7", "not a table"),
        ("a.csv", b"%PDF-1.7", "a PDF"),
        ("a.csv", b"MZ\x90", "a program"),
        ("a.csv", b"<html><table>", "web page"),
        ("a.csv", b"PK\x03\x04", "packed file"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n\n,,\n", "no rows"),
        (
            "a.csv",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        ("a.xlsx", b"Ref,Note\n", "not an Excel workbook"),
    ],
)
def test_what_is_not_a_table_is_refused_in_words(name: str, content: bytes, words: str):
    with pytest.raises(Refusal, match=words):
        read(content, name=name)


def test_a_long_file_is_read_in_time_that_grows_with_its_rows_only():
    """Lines were once counted anew for each row: 30,000 rows took more than ten seconds."""
    rows = "".join(f"{number},some words for the row,2024-01-01\n" for number in range(30_000))
    begun = time.process_time()
    table = read(f"Ref,Words,On\n{rows}")
    assert len(table.rows) == 30_000
    assert time.process_time() - begun < 4
