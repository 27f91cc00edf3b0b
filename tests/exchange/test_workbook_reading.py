import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from alongside.exchange.limits import MEGABYTE, USUAL, Limits
from alongside.exchange.tables import Table, TableRefused, read_table, read_tables
from alongside.kernel.refusals import Refusal
from tests.exchange.making import bare_workbook, inline, parts_of, saved, workbook, zipped


def read(data: bytes, *, limits: Limits = USUAL, sheet: str = "") -> Table:
    return read_table(io.BytesIO(data), name="actions.xlsx", limits=limits, sheet=sheet)


def read_cell(value: object, *, number_format: str = "") -> str:
    book = workbook([["Value", "Beside"], [value, "x"]])
    if number_format:
        book.active["A2"].number_format = number_format
    return read(saved(book)).rows[0]["Value"]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("Write the strategy", "", "Write the strategy"),
        (12, "", "12"),
        (0.29, "", "0.29"),
        (1e3, "", "1000"),
        (-4.5, "", "-4.5"),
        (0.9, "0%", "90%"),
        (0.125, "0.0%", "12.5%"),
        (True, "", "TRUE"),
        (date(2020, 6, 5), "", "2020-06-05"),
        (date(2020, 6, 1), "mmm-yy", "2020-06"),
        (date(2020, 6, 1), "mmmm yyyy", "2020-06"),
        (date(2020, 6, 5), "mmm-yy", "2020-06-05"),
        (date(2020, 6, 5), "[$-809]d mmmm yyyy;@", "2020-06-05"),
        (datetime(2020, 6, 5, 14, 30), "", "2020-06-05 14:30"),
        (5, '0" days"', "5"),
        (5, "[Red]0", "5"),
        (None, "", ""),
    ],
)
def test_a_cell_reads_as_it_is_shown(value: object, number_format: str, text: str):
    assert read_cell(value, number_format=number_format) == text


def test_dates_of_the_1904_system_are_read_right():
    book = workbook([["On"], [date(2020, 6, 5)]])
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert read(saved(book)).rows[0]["On"] == "2020-06-05"


def test_empty_rows_keep_the_line_numbers():
    book = workbook([["Ref"], ["1"], [], [], ["2"]])
    assert [(row.line, row["Ref"]) for row in read(saved(book)).rows] == [(2, "1"), (5, "2")]


def test_rich_text_and_escaped_characters_are_joined():
    rows = '<row r="1">' + inline("A1", "Ref") + "</row>"
    rows += '<row r="2"><c r="A2" t="inlineStr"><is><r><t>Write </t></r><r><t>it_x000A_now</t></r>'
    rows += "<rPh><t>no</t></rPh></is></c></row>"
    assert read(bare_workbook(rows)).rows[0]["Ref"] == "Write it\nnow"


@pytest.mark.parametrize("value", ["=1+1", "=cmd|' /C calc'!A0", ArrayFormula("A2", "=SUM(B1:B2)")])
def test_a_formula_cell_is_refused_with_its_place(value: object):
    with pytest.raises(TableRefused, match=r"line 2, column A \(Value\).*formula"):
        read_cell(value)


def test_text_shaped_like_a_formula_is_refused_unless_marked_as_text():
    rows = '<row r="1">' + inline("A1", "Ref") + '</row><row r="2">' + inline("A2", "@x") + "</row>"
    with pytest.raises(TableRefused, match="column A"):
        read(bare_workbook(rows))
    book = workbook([["Value"], ["x"]])
    book.active["A2"].quotePrefix = True
    book.active["A2"].value = "@x"
    assert read(saved(book)).rows[0]["Value"] == "@x"


def test_an_error_value_is_a_problem():
    book = workbook([["Value"], ["#REF!"]])
    book.active["A2"].data_type = "e"
    with pytest.raises(TableRefused, match="the error #REF!"):
        read(saved(book))


def test_a_number_shown_as_a_date_but_out_of_range_is_a_problem():
    rows = [["On"], [99999999]]
    book = workbook(rows)
    book.active["A2"].number_format = "dd/mm/yyyy"
    with pytest.raises(TableRefused, match="no date"):
        read(saved(book))


def test_merged_cells_are_problems_with_their_place_and_every_other_problem_too():
    book = workbook([["Ref", "Lead"], ["1", "A"], ["2", "=1"], ["3", "B"]])
    book.active.merge_cells("A2:A3")
    with pytest.raises(TableRefused) as caught:
        read(saved(book))
    assert [p.place for p in caught.value.problems] == [
        "Sheet “Actions”, line 2, column A",
        "Sheet “Actions”, line 3, column B (Lead)",
    ]
    assert "A2:A3 are merged" in caught.value.problems[0].what


def test_a_merge_over_the_whole_sheet_costs_nothing():
    data = bare_workbook(
        '<row r="1">' + inline("A1", "Ref") + "</row>",
        extra='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )
    with pytest.raises(TableRefused, match="merged"):
        read(data)


def test_a_hidden_sheet_refuses_the_file():
    book = workbook([["Ref"], ["1"]])
    book.create_sheet("Secret").sheet_state = "veryHidden"
    with pytest.raises(Refusal, match="“Secret”"):
        read(saved(book))


def test_hidden_rows_are_read_and_told():
    book = workbook([["Ref"], ["1"], ["2"]])
    book.active.row_dimensions[3].hidden = True
    table = read(saved(book))
    assert [row["Ref"] for row in table.rows] == ["1", "2"]
    assert table.notes == ("Some rows or columns are hidden in the file; they were read too.",)


def test_several_sheets_need_a_choice():
    book = workbook([["Ref"], ["1"]])
    book.create_sheet("Risks").append(["Risk"])
    data = saved(book)
    with pytest.raises(Refusal, match="“Actions”, “Risks”"):
        read(data)
    assert read(data, sheet="risks").headings == ("Risk",)
    assert [t.sheet for t in read_tables(io.BytesIO(data), name="a.xlsx")] == ["Actions", "Risks"]
    with pytest.raises(Refusal, match="no sheet named “Other”"):
        read(data, sheet="Other")


def test_problems_of_all_sheets_come_together():
    book = workbook([["Ref"], ["=1"]])
    book.create_sheet("Risks").append(["Risk"])
    book["Risks"].append(["=2"])
    with pytest.raises(TableRefused) as caught:
        read_tables(io.BytesIO(saved(book)), name="a.xlsx")
    assert [p.sheet for p in caught.value.problems] == ["Actions", "Risks"]


def test_too_many_rows_or_columns_are_refused():
    data = saved(workbook([["A", "B"], [1, 2], [3, 4]]))
    with pytest.raises(Refusal, match="more than 1 rows"):
        read(data, limits=Limits(rows=1))
    with pytest.raises(Refusal, match="more than 1 columns"):
        read(data, limits=Limits(columns=1))


def test_formatted_but_empty_cells_to_the_edge_are_no_columns():
    rows = '<row r="1">' + inline("A1", "Ref") + '<c r="XFD1" s="0"/></row>'
    assert read(bare_workbook(rows + '<row r="1048576"><c r="XFD1048576"/></row>')).headings == (
        "Ref",
    )


@pytest.mark.parametrize(
    "head", ["<!DOCTYPE x [<!ENTITY a 'b'>]>", '<!DOCTYPE x SYSTEM "file:///etc/passwd">']
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused(head: str, encoding: str):
    parts = parts_of(bare_workbook('<row r="1">' + inline("A1", "Ref") + "</row>"))
    text = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = (
        f'<?xml version="1.0" encoding="{encoding}"?>' + head + text
    ).encode(encoding)
    with pytest.raises(Refusal, match="XML entities"):
        read(zipped(parts))


def test_the_reader_of_xml_itself_refuses_entities(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("alongside.exchange.archives._check_entities", lambda text: b"")
    data = bare_workbook('<row r="1"/>', head="<!DOCTYPE x [<!ENTITY a 'b'>]>")
    with pytest.raises(Refusal, match="XML entities"):
        read(data)


def test_a_zip_bomb_is_refused():
    parts = parts_of(saved(workbook([["Ref"]])))
    parts["xl/media/image1.png"] = b"\0" * (30 * MEGABYTE)
    with pytest.raises(Refusal, match="far larger inside than outside"):
        read(zipped(parts))


def test_a_zip_bomb_of_many_parts_is_refused_by_their_sum():
    parts = {f"xl/part{n}.xml": b"<a>" + bytes([n]) * (9 * MEGABYTE) for n in range(12)}
    with pytest.raises(Refusal, match="far larger inside than outside"):
        read(zipped(parts))


def test_a_nested_archive_is_refused():
    parts = parts_of(saved(workbook([["Ref"]])))
    parts["xl/embeddings/more.xlsx"] = zipped({"a": b"b"})
    with pytest.raises(Refusal, match="another packed file inside"):
        read(zipped(parts))


def test_too_many_parts_are_refused():
    with pytest.raises(Refusal, match="more than 2,000 parts"):
        read(zipped({f"p{n}": b"" for n in range(2001)}, method=zipfile.ZIP_STORED))


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "xl/../../x", "C:/x", "a\\..\\b"]
)
def test_a_part_named_outside_the_file_is_refused(name: str):
    with pytest.raises(Refusal, match="points outside"):
        read(zipped({name: b"x"}))


def test_macros_are_refused_under_any_name():
    parts = parts_of(saved(workbook([["Ref"]])))
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    with pytest.raises(Refusal, match="macros"):
        read(zipped(parts))


def test_a_password_on_the_zip_is_refused():
    data = bytearray(saved(workbook([["Ref"]])))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 8] |= 1
    with pytest.raises(Refusal, match="password"):
        read(bytes(data))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_workbook_is_refused_as_damaged(share: float):
    data = saved(workbook([["Ref", "Action"]] + [[n, f"Action {n}"] for n in range(500)]))
    with pytest.raises(Refusal, match="damaged or not complete"):
        read(data[: int(len(data) * share)])


def test_a_changed_byte_inside_is_refused_as_damaged():
    data = bytearray(
        zipped(parts_of(saved(workbook([["Ref"], ["abc"]]))), method=zipfile.ZIP_STORED)
    )
    place = data.index(b"<sheetData>")
    data[place + 3] ^= 1
    with pytest.raises(Refusal, match="damaged"):
        read(bytes(data))


def test_a_zip_that_is_no_workbook_is_refused():
    with pytest.raises(Refusal, match="not an Excel workbook"):
        read(zipped({"hello.txt": b"hello"}))


@pytest.mark.parametrize(
    "rows",
    [
        "<row r='2'/><row r='1'/>",
        "<row><c r='B1'/><c r='A1'/></row>",
        "<row><c r='nonsense'><v>1</v></c></row>",
        "<row><c t='s'><v>9</v></c></row>",
        "<row><c><v>nan</v></c></row>",
        "<row><c><v>one</v></c></row>",
        "<row><c t='d'><v>soon</v></c></row>",
        "<row>" + "<x>" * 60 + "</x>" * 60 + "</row>",
    ],
)
def test_a_workbook_that_contradicts_itself_is_refused_as_damaged(rows: str):
    with pytest.raises(Refusal, match="damaged"):
        read(bare_workbook(rows))


def test_endless_elements_do_not_fill_the_memory():
    data = bare_workbook("<row>" + "<c/>" * 200_000 + "</row>")
    with pytest.raises(Refusal):
        read(data)


def test_a_file_of_york_s_size_is_read_quickly_and_whole():
    rows = [["Ref", "Action", "On", "Share"]]
    rows += [[f"{n}A", "Write it " * 20, date(2020, 1, 1), Decimal("0.5")] for n in range(1000)]
    table = read(saved(workbook(rows)))
    assert len(table.rows) == 1000
    assert table.rows[999]["Ref"] == "999A"
