"""Files that are broken, huge or hostile never get past the door; each is told why, and nothing is saved."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alongside.kernel.refusals import Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.plan.models import Statement
from alongside.plan.transfer import ImportResult, export_csv, export_document
from tests.exchange.making import bare_workbook, inline, parts_of, saved, workbook, zipped
from tests.plan.transfer.conftest import Document, Importing

MEGABYTE = 1024 * 1024
HEADINGS = ["Outcome", "Action"]
ROW = ["1.1 Leaders know", "Send the plan"]
BILLION_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>"
)


def _with_part(name: str, content: bytes | str) -> bytes:
    return zipped(parts_of(saved(workbook([HEADINGS, ROW]))) | {name: content})


def _nested(depth: int) -> bytes:
    return b'{"document": ' + b"[" * depth + b"]" * depth + b"}"


def _york_bytes() -> bytes:
    folder = Path(__file__).parents[4] / "shared" / "data"
    return (folder / "york_wsoa_2020.json").read_bytes()


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "an empty file": ("plan.json", lambda: b"", "The file is empty."),
    "malformed": ("plan.json", lambda: b'{"document": "x",}', "comma too many"),
    "truncated": ("plan.json", lambda: _york_bytes()[:20_000], "Line "),
    "truncated in a text": ("plan.json", lambda: _york_bytes()[:210], "closing quotation mark is missing"),
    "another encoding": ("plan.json", lambda: '{"document": "é"}'.encode("latin-1"), "not in UTF-8"),
    "UTF-16": ("plan.json", lambda: '{"document": "x"}'.encode("utf-16"), "UTF-16"),
    "a key twice": ("plan.json", lambda: b'{"document": "a", "document": "b"}', "stands twice"),
    "no number": ("plan.json", lambda: b'{"schema_version": NaN}', "NaN is not a number"),
    "a number too long": ("plan.json", lambda: b'{"schema_version": ' + b"9" * 500 + b"}", "too long"),
    "nested too deep": ("plan.json", lambda: _nested(2_000), "nested more than"),
    "a null character": ("plan.json", lambda: b'{"document": "a\\u0000b"}', "U+0000"),
    "half a letter": ("plan.json", lambda: b'{"document": "\\ud800"}', "U+D800"),
    "50 MB of JSON": ("plan.json", lambda: b'{"document": "' + b"x" * 50 * MEGABYTE + b'"}', "larger than 10 MB"),
    "50 MB of CSV": ("table.csv", lambda: b"Outcome,Action\n" + b"1.1 x,y\n" * (50 * MEGABYTE // 8), "larger than 20 MB"),
    "a formula": ("table.csv", lambda: b"Outcome,Action\n1.1 x,=cmd|' /C calc'!A0\n", "run as a formula"),
    "a formula in a workbook": ("table.xlsx", lambda: saved(workbook([HEADINGS, ["1.1 x", "=1+1"]])), "formula"),
    "a heading that is a formula": ("table.csv", lambda: b"Outcome,=SUM(A1)\n1.1 x,y\n", "run as a formula"),
    "a CSV cut off": ("table.csv", lambda: b"Outcome,Part,Action\n1.1 x,A,y\n1.1", "stops in the middle"),
    "an open quotation mark": ("table.csv", lambda: b'Outcome,Action\n"1.1 x,y\n', "never closes"),
    "a zip bomb": ("table.xlsx", lambda: _with_part("xl/media/a.bin", b"\0" * 150 * MEGABYTE), "far larger inside than outside"),
    "XML entities": ("table.xlsx", lambda: _with_part("xl/worksheets/sheet1.xml", BILLION_LAUGHS), "entit"),
    "a way out of the folder": ("table.xlsx", lambda: _with_part("../../etc/passwd", "x"), "name"),
    "an archive in the archive": ("table.xlsx", lambda: _with_part("xl/a.zip", zipped({"b": "c"})), "another packed file inside"),
    "a macro": ("table.xlsx", lambda: _with_part("xl/vbaProject.bin", b"x"), "macro"),
    "a cut-off workbook": ("table.xlsx", lambda: saved(workbook([HEADINGS, ROW]))[:2_000], "damaged"),
    "an old workbook": ("table.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel format"),
    "a packed JSON": ("plan.json", lambda: gzip.compress(b"{}"), "not in UTF-8"),
    "a PDF with another name": ("table.csv", lambda: b"%PDF-1.7 ...", "a PDF"),
    "another kind of file": ("plan.docx", lambda: b"PK\x03\x04", "not an action plan"),
    "no ending": ("plan", lambda: b"{}", "not an action plan"),
    "a web page": ("table.csv", lambda: b"<!DOCTYPE html><table>", "a web page"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_a_reason(kind: str, importing: Importing) -> None:
    name, made, reason = HOSTILE[kind]
    content = made()
    with pytest.raises((Refusal, Refusals)) as caught:
        importing(content, name=name)
    assert reason in str(caught.value)
    assert (Statement.objects.across_areas(reason="test").count(), LedgerEntry.objects.count()) == (
        0,
        0,
    )


@pytest.mark.parametrize(
    "name", ["../../plan.json", "/etc/plan.json", "C:\\plans\\plan.json", "x" * 400 + ".json"]
)
def test_a_strange_file_name_leads_nowhere(name: str, york: Document, importing: Importing) -> None:
    assert importing(york, name=name).result is ImportResult.IMPORTED
    assert (
        len(
            LedgerEntry.objects.select_related("detail")
            .get(verb="plan.import")
            .detail.words["facts"]["file"]
        )
        <= 255
    )


def test_words_that_look_like_formulas_go_out_so_that_no_spreadsheet_runs_them(
    york: Document, importing: Importing, officer: Any
) -> None:
    york["areas_for_improvement"][0]["outcomes"][0]["impact"] = ["=cmd|' /C calc'!A0"]
    ref = importing(york).statement_ref
    out = b"".join(export_csv(actor=officer, ref=ref))
    assert b"'=cmd" in out
    assert importing(out, name="again.csv").result is ImportResult.NOTHING_CHANGED
    assert export_document(actor=officer, ref=ref) == york


def test_markup_in_words_is_only_words(york: Document, importing: Importing, officer: Any) -> None:
    york["vision"]["ambition"] = "<script>alert(1)</script> \u202e ' OR 1=1 --"
    ref = importing(york).statement_ref
    assert export_document(actor=officer, ref=ref) == york


def test_a_workbook_is_read_from_its_first_row(importing: Importing) -> None:
    rows = [[inline(f"{letter}1", text) for letter, text in zip("AB", HEADINGS, strict=True)]]
    rows += [[inline("A2", ROW[0]), inline("B2", ROW[1])]]
    xml = "".join(f"<row>{''.join(cells)}</row>" for cells in rows)
    with pytest.raises((Refusal, Refusals), match="weakness"):
        importing(bare_workbook(xml), name="table.xlsx")


def test_many_bad_rows_are_counted_and_not_all_shown(york: Document, importing: Importing) -> None:
    york["activity_since_inspection"] = [{"text": None, "month_text": None, "months": []}] * 1_500
    with pytest.raises(Refusals) as caught:
        importing(json.dumps(york).encode())
    sentences = [refusal.sentence for refusal in caught.value.refusals]
    assert len(sentences) == 1_001
    assert sentences[-1] == "There are 500 more problems after these."
