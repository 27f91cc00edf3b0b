"""Tables in the shape of the published ones: new plans from them, and what they change in one that is here."""

import io
from collections.abc import Sequence

import pytest

from alongside.exchange.tables import TableRefused, read_table
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.plan.models import ImportQuestion, Lead, Line, Statement
from alongside.plan.transfer import (
    ImportResult,
    export_csv,
    export_document,
    export_xlsx,
)
from tests.exchange.making import saved, workbook
from tests.plan.transfer.conftest import Document, Importing

HEADINGS = (
    "Weakness", "Outcome", "Part", "Action", "Lead", "Start", "End", "Measure", "Impact", "RAG May 20", "RAG August 2020",
)  # fmt: skip
_ONE = "1 Leadership", "1.1 Leaders know", "", "Send the plan", "", "February 2020", "July 2020"
_TWO = (
    "2 Buying together",
    "2.1 There is a strategy",
    "A",
    "Write it",
    "",
    "June 2020",
    "March 2-21",
)
ROWS: tuple[tuple[str, ...], ...] = (
    (*_ONE, "All shown", "It is better", "Progressing but delayed", "Completed"),
    ("", "", "", "Set up the board", "", "", "", "", "", "", ""),
    (*_TWO, "In place\nUsed by all", "Fewer gaps\nMore say", "Started but delayed", ""),
    ("", "2.1", "B", "Compare", "", "", "", "", "", "", ""),
)


def _csv(rows: Sequence[Sequence[str]] = ROWS, headings: Sequence[str] = HEADINGS) -> bytes:
    quoted = [
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in (headings, *rows)
    ]
    return "\r\n".join(quoted).encode() + b"\r\n"


def _changed(rows: Sequence[Sequence[str]], place: tuple[int, str], cell: str) -> list[list[str]]:
    found = [list(row) for row in rows]
    found[place[0]][HEADINGS.index(place[1])] = cell
    return found


@pytest.mark.both_engines
def test_a_table_begins_an_action_plan(importing: Importing, officer: Actor) -> None:
    report = importing(_csv(), name="table.csv", title="Our action plan")
    assert (report.result, report.title) == (ImportResult.IMPORTED, "Our action plan")
    counts = dict(report.counts)
    assert [counts[name] for name in ("Weaknesses", "Outcomes", "Actions", "Measures")] == [
        2,
        2,
        4,
        3,
    ]
    assert [counts[name] for name in ("Impact statements", "Statuses as published")] == [3, 3]
    lines = Line.objects.in_area(officer.area_id)
    assert list(lines.order_by("order").values_list("reference", flat=True)) == [
        "1.1", "1.1-a1", "1.1-a2", "2.1", "2.1-A", "2.1-B",
    ]  # fmt: skip
    assert str(lines.get(reference="1.1").end_on) == "2020-07-31"
    assert [s.printed for s in lines.get(reference="2.1-A").statuses.all()] == [
        "Started but delayed"
    ]
    question = ImportQuestion.objects.in_area(officer.area_id).get()
    assert (question.kind, question.printed, question.line.reference) == (
        "unclear_date",
        "March 2-21",
        "2.1-A",
    )


def test_a_workbook_is_read_like_a_csv_file(importing: Importing, officer: Actor) -> None:
    content = saved(workbook([HEADINGS, *ROWS]))
    assert dict(importing(content, name="table.xlsx").counts)["Actions"] == 4
    assert importing(_csv(), name="table.csv").result is ImportResult.NOTHING_CHANGED
    assert Statement.objects.in_area(officer.area_id).get().title == "table"


def test_the_same_table_again_changes_nothing(importing: Importing) -> None:
    importing(_csv(), name="table.csv")
    assert importing(_csv(), name="table.csv").result is ImportResult.NOTHING_CHANGED


def test_a_changed_table_shows_what_differs_first(importing: Importing, officer: Actor) -> None:
    importing(_csv(), name="table.csv")
    rows = _changed(
        _changed(ROWS, (3, "Action"), "Compare with others"), (3, "RAG May 20"), "Completed"
    )
    shown = importing(_csv(rows), name="table.csv")
    assert shown.result is ImportResult.DIFFERENCES
    assert ("Compare", "Compare with others") in [(d.was, d.becomes) for d in shown.differences]
    importing(_csv(rows), name="table.csv", accepted=shown.digest)
    line = Line.objects.in_area(officer.area_id).get(reference="2.1-B")
    assert (line.text, line.statuses.get().printed) == ("Compare with others", "Completed")


def test_what_a_table_does_not_mention_stays(importing: Importing, officer: Actor) -> None:
    importing(_csv(), name="table.csv")
    report = importing(_csv(ROWS[:1]), name="part.csv")
    assert report.result is ImportResult.NOTHING_CHANGED
    assert Line.objects.in_area(officer.area_id).count() == 6


def test_among_several_plans_the_files_own_faults_come_first(
    importing: Importing, officer: Actor
) -> None:
    for title in ("One plan", "Another plan"):
        importing(_csv(), name="table.csv", title=title)
    with pytest.raises(TableRefused):
        importing(_csv(()), name="table.csv")
    with pytest.raises(Refusal, match="write a title to begin a new one") as refused:
        importing(_csv(), name="table.csv")
    refs = Statement.objects.in_area(officer.area_id).values_list("ref", flat=True)
    assert not any(ref in str(refused.value) for ref in refs)


def test_a_table_adds_to_a_plan_that_came_as_json(
    york: Document, importing: Importing, officer: Actor
) -> None:
    ref = importing(york).statement_ref
    headings = ("Outcome", "Part", "Action", "Lead", "Measure", "RAG May 20")
    rows = (
        ("3.1", "A", "", "CYC (L.B) CCG (K.McN)", "One more measure", "Completed"),
        ("3.3", "", "One more action", "", "", ""),
    )
    report = importing(_csv(rows, headings), name="table.csv")
    assert report.result is ImportResult.IMPORTED
    assert report.statement_ref == ref
    assert any("1 new measure comes in as words" in note for note in report.notes)
    whole = export_document(actor=officer, ref=ref)
    assert whole["published_table"]["measure_to_action_part"] == {"3.1": {"A": ["3.1-k4"]}}
    assert Lead.objects.in_area(officer.area_id).count() == 2
    assert Line.objects.in_area(officer.area_id).get(reference="3.3-a2").text == "One more action"
    assert importing(york).result is ImportResult.NOTHING_CHANGED


def test_a_table_over_published_progress_belongs_to_it(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    ref = importing(york).statement_ref
    importing(progress, name="progress.json")
    headings = ("Outcome", "Part", "Action", "End", "RAG September 22")
    rows = (("1.1", "", "", "July 2020", "Embedded"), ("2.1", "A", "", "", "Embedded"))
    shown = importing(_csv(rows, headings), name="table.csv")
    assert shown.result is ImportResult.DIFFERENCES
    importing(_csv(rows, headings), name="table.csv", accepted=shown.digest)
    whole = export_document(actor=officer, ref=ref)
    assert "published_table" not in whole
    now = whole["published_progress"]
    assert now["rows"][0] == progress["rows"][0] | {
        "progress": [*progress["rows"][0]["progress"], "Embedded"]
    }
    assert now["rows"][1] == progress["rows"][1]
    assert now["progress_column_labels"][-1] == "RAG September 22"
    assert (now["why"], now["pages"]) == (progress["why"], progress["pages"])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_the_export_writes_the_import_reads_without_a_difference(
    form: str, york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    ref = importing(york).statement_ref
    importing(progress, name="progress.json")
    out = io.BytesIO()
    if form == "csv":
        out.writelines(export_csv(actor=officer, ref=ref))
    else:
        export_xlsx(actor=officer, ref=ref, out=out)
    again = importing(out.getvalue(), name=f"again.{form}")
    assert again.differences == ()
    assert again.result is ImportResult.NOTHING_CHANGED


def test_the_table_shows_the_published_words(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    ref = importing(york).statement_ref
    importing(progress, name="progress.json")
    table = read_table(io.BytesIO(b"".join(export_csv(actor=officer, ref=ref))), name="x.csv")
    row = next(row for row in table.rows if row["Outcome"] == "2.1" and row["Part"] == "A")
    assert (row["Lead"], row["Start"], row["End"], row["RAG May 20"]) == (
        "CYC (S.D) CCG (S.DV) (P.C)",
        "June 2020",
        "March 2-21",
        "Started but delayed",
    )
    assert row["Measure"].count("\n") == 3
    actions = [row["Action"] for row in table.rows if row["Action"]]
    assert len(actions) == 27


def test_every_bad_cell_is_told_with_line_column_and_how_to_mend_it(importing: Importing) -> None:
    rows = _changed(ROWS, (0, "RAG May 20"), "Nearly")
    rows[1][HEADINGS.index("Outcome")] = "Leaders know"
    rows[2][HEADINGS.index("Part")] = "A very long part"
    rows[3][HEADINGS.index("Outcome")] = "5.1"
    rows.append(["", "1.1", "Z", "", "", "", "", "", "", "", ""])
    rows.append(["", "1.1", "", "", "CYC (L.B)", "", "", "", "", "", ""])
    with pytest.raises(TableRefused) as caught:
        importing(_csv(rows), name="table.csv")
    told = {(p.letter, p.line): p.sentence for p in caught.value.problems}
    assert "“Leaders know” does not begin with a reference. Begin with it" in told["B", 3]
    assert "more than 10 letters" in told["C", 4]
    assert "the outcome 5.1 is new and has no words" in told["B", 7]
    assert "belongs to no weakness that is known" in told["A", 7]
    assert "has no action Z" in told["D", 8]
    assert "there are 2 rows for 1.1." in told["B", 9]
    assert "Line 2, column J (RAG May 20): “Nearly” is not a status of the scale." in told["J", 2]


def test_a_table_needs_its_columns_and_knows_no_others(importing: Importing) -> None:
    with pytest.raises(TableRefused) as caught:
        importing(_csv([("1.1", "x")], ("Outcome", "Colour")), name="table.csv")
    told = [p.sentence for p in caught.value.problems]
    assert len(told) == 2
    assert "“Colour” is not a column of the format. The columns are Weakness, Outcome" in told[0]
    assert "there is no column “Action”. Add it" in told[1]


def test_a_row_that_ends_before_it_starts_is_told_at_its_cell(importing: Importing) -> None:
    rows = _changed(ROWS, (0, "End"), "January 2020")
    with pytest.raises(TableRefused) as caught:
        importing(_csv(rows), name="table.csv")
    (problem,) = caught.value.problems
    assert problem.place == "Line 2, column G (End)"


def test_an_action_without_a_part_is_named_by_its_reference(
    york: Document, importing: Importing, officer: Actor
) -> None:
    importing(york)
    headings = ("Outcome", "Reference", "Action", "End")
    importing(_csv([("1.1", "1.1-a2", "", "July 2020")], headings), name="table.csv")
    assert str(Line.objects.in_area(officer.area_id).get(reference="1.1-a2").end_on) == "2020-07-31"


def test_words_that_a_person_changed_stay_when_the_table_comes_again(
    importing: Importing, officer: Actor
) -> None:
    importing(_csv(), name="table.csv")
    lines = Line.objects.in_area(officer.area_id)
    lines.filter(reference="2.1-B").update(text="Our words")
    assert importing(_csv(), name="table.csv").result is ImportResult.NOTHING_CHANGED
    report = importing(_csv(_changed(ROWS, (3, "Action"), "Theirs")), name="table.csv")
    assert [(k.ours, k.theirs) for k in report.kept] == [("Our words", "Theirs")]
    assert lines.get(reference="2.1-B").text == "Our words"


def test_an_empty_table_is_refused(importing: Importing) -> None:
    with pytest.raises(Refusal):
        importing(b"", name="table.csv")


_CONFLICTS = [
    (
        [("1 One", "1.1 Better", "A", "Do"), ("", "1.1", "A", "Do other")],
        ("D", 3, "line 2 has other words for the same: “Do”."),
    ),
    (
        [("1 One", "1.1 Better", "A", "Do"), ("1", "1.1 Different words", "B", "Go")],
        ("B", 3, "line 2 has other words for the same: “Better”."),
    ),
    (
        [("1 One", "1.1 Better", "A", "Do"), ("1 Other name", "1.1", "B", "Go")],
        ("A", 3, "line 2 has other words for the same: “One”."),
    ),
    (
        [("1 One", "1.1 Better", "A", "Do"), ("2 Two", "1.1 Better", "B", "Go")],
        ("A", 3, "the outcome 1.1 stands under weakness 1, not under “2 Two”."),
    ),
    (
        [("1 One", "1.1 Better", "A", "Do"), ("2 Two", "", "B", "Go")],
        ("A", 3, "the outcome 1.1 stands under weakness 1, not under “2 Two”."),
    ),
]


@pytest.mark.parametrize(("rows", "told"), _CONFLICTS)
def test_a_file_that_says_two_things_of_the_same_is_refused(
    importing: Importing, rows: Sequence[Sequence[str]], told: tuple[str, int, str]
) -> None:
    with pytest.raises(TableRefused) as caught:
        importing(_csv(rows, ("Weakness", "Outcome", "Part", "Action")), name="table.csv")
    (problem,) = caught.value.problems
    assert (problem.letter, problem.line) == told[:2]
    assert problem.what == told[2]


def test_a_part_and_a_reference_that_disagree_are_told(importing: Importing) -> None:
    headings = ("Weakness", "Outcome", "Part", "Reference", "Action")
    rows = [("1 One", "1.1 Better", "A", "1.1-A", "Do"), ("", "1.1", "B", "1.1-A", "")]
    with pytest.raises(TableRefused) as caught:
        importing(_csv(rows, headings), name="table.csv")
    assert [p.what for p in caught.value.problems] == ["the action 1.1-A has part A."]


def test_the_same_words_in_two_rows_are_no_conflict(importing: Importing) -> None:
    rows = [("1 One", "1.1 Better", "A", "Do"), ("1 One", "1.1 Better", "A", "Do")]
    report = importing(_csv(rows, ("Weakness", "Outcome", "Part", "Action")), name="table.csv")
    assert dict(report.counts)["Actions"] == 1


def test_a_weakness_with_a_new_name_is_shown_as_a_difference(importing: Importing) -> None:
    importing(_csv(), name="table.csv")
    report = importing(_csv(_changed(ROWS, (0, "Weakness"), "1 Leading")), name="table.csv")
    assert [(d.was, d.becomes) for d in report.differences] == [("Leadership", "Leading")]


def test_headings_alone_are_refused(importing: Importing, officer: Actor) -> None:
    with pytest.raises(TableRefused) as caught:
        importing(_csv([]), name="table.csv")
    assert "there are headings but no rows." in caught.value.problems[0].sentence
    assert not Statement.objects.in_area(officer.area_id).exists()
