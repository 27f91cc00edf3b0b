"""Every bad row of a file is told at once: where it stands, what is wrong, how to mend it; nothing is saved."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from alongside.kernel.refusals import Refusals
from alongside.ledger.models import LedgerEntry
from alongside.plan.models import Statement
from alongside.plan.transfer import DocumentRefused
from tests.plan.transfer.conftest import Document, Importing

Change = Callable[[Document], Any]


def _outcome(york: Document, area: int, place: int) -> Document:
    found: Document = york["areas_for_improvement"][area]["outcomes"][place]
    return found


def _refused(importing: Importing, document: Document, **options: Any) -> DocumentRefused:
    content = json.dumps(document, indent=1, ensure_ascii=False).encode()
    with pytest.raises(DocumentRefused) as caught:
        importing(content, **options)
    return caught.value


def _set(path: str, value: Any) -> Change:
    """Change one value of the first outcome of the second weakness, or of the document for "/…"."""

    def change(york: Document) -> None:
        here: Any = york if path.startswith("/") else _outcome(york, 1, 0)
        *steps, last = [int(s) if s.isdigit() else s for s in path.strip("/").split("/")]
        for step in steps:
            here = here[step]
        here[last] = value

    return change


WRONG: list[tuple[Change, str, str]] = [
    (_set("id", None), "outcomes[0].id", "“id” is missing or empty."),
    (_set("outcome", " "), "", ""),
    (_set("actions/0/id", "2.1-B"), "actions[0].id", "the reference “2.1-B” is used 2 times."),
    (_set("actions/0/part", "B"), "actions[0].part", "the outcome has 2 parts B."),
    (_set("actions/0/text", 7), "actions[0].text", "a text is expected here."),
    (_set("actions/0/owner", "x"), "actions[0].owner", "the format has no name “owner” here."),
    (_set("actions/0/start_date", "2020-13"), "actions[0].start_date", "There is no month 13."),
    (_set("actions/0/start_date", "2021-02-30"), "start_date", "There is no 30 February 2021"),
    (_set("actions/0/start_date", "March 2-21"), "start_date", "is not a date that can be read"),
    (_set("actions/0/start_date", "June 20"), "start_date", "does not have four digits"),
    (
        _set("actions/0/start_date", "June 2020"),
        "start_date",
        "is not written as a date of this format",
    ),
    (_set("actions/0/progress_status", "Nearly"), "progress_status", "“Nearly” is not a status"),
    (
        _set("key_performance_measures/1/kind", "other"),
        "kind",
        "“other” is not one of the known words.",
    ),
    (
        _set("key_performance_measures/1/target_value", "5"),
        "target_value",
        "a number is expected here.",
    ),
    (_set("key_performance_measures/1/target_value", True), "target_value", "a number is expected"),
    (_set("key_performance_measures/1/target_value", 1.23456), "target_value", "4 decimal places"),
    (_set("key_performance_measures/1/target_value", 1e12), "target_value", "too large"),
    (
        _set("key_performance_measures/1/target_value", None),
        "comparator",
        "no number to compare with",
    ),
    (_set("key_performance_measures/0/action_part", "Z"), "action_part", "has no part Z."),
    (_set("key_performance_measures", {}), "", ""),
    (
        _set("key_performance_measures", "none"),
        "key_performance_measures",
        "a list is expected here.",
    ),
    (_set("impact", ["Good", None]), "impact[1]", "an item of the list is empty."),
    (_set("/areas_for_improvement", []), "areas_for_improvement", "is missing or empty."),
    (_set("/areas_for_improvement/0/number", 2), "[0].number", "the number 2 is used 2 times."),
    (_set("/areas_for_improvement/0/number", 1.5), "number", "a whole number is expected here."),
    (_set("/areas_for_improvement/0/number", 0), "number", "0 is not between 1 and 32767."),
    (
        _set("/areas_for_improvement/0/title", "x" * 301),
        "title",
        "has 301 letters and the most is 300.",
    ),
    (_set("/schema_version", 2), "schema_version", "2 is not between 1 and 1."),
    (_set("/document", None), "document", "“document” is missing or empty."),
    (_set("/vision", "best"), "vision", "an object is expected here."),
    (_set("/progress_scale/5/order", 5), "progress_scale", "does not have the places 1 to 6"),
    (_set("/progress_scale/5/label", "Completed"), "label", "are used twice."),
    (_set("/ambiguous_initials/S.S", []), "", ""),
    (_set("/fields/" + "x" * 81, "y"), "fields", "between 1 and 80 letters"),
    (_set("/activity_since_inspection/0/months/0", "2019"), "months[0]", "is not a date"),
]


@pytest.mark.parametrize(("change", "path", "what"), [each for each in WRONG if each[2]])
def test_each_thing_that_is_wrong_is_told_with_its_place(
    change: Change, path: str, what: str, york: Document, importing: Importing
) -> None:
    change(york)
    refused = _refused(importing, york)
    found = [p for p in refused.problems if what in p.what and path in p.path]
    assert found, [p.sentence for p in refused.problems]
    assert all(p.line > 1 or p.path == "the document" for p in found)
    assert all(p.mend.endswith((".", "…")) for p in refused.problems)
    assert Statement.objects.across_areas(reason="test").count() == 0


def test_all_bad_rows_are_told_at_once_in_the_order_of_the_file(
    york: Document, importing: Importing
) -> None:
    for path, value in (
        ("/signatories/0/name", 7),
        ("actions/0/part", "B"),
        ("actions/1/start_date", "2020-13"),
        ("key_performance_measures/1/kind", "other"),
        ("/areas_for_improvement/0/number", 2),
    ):
        _set(path, value)(york)
    refused = _refused(importing, york)
    assert len(refused.problems) == 7
    lines = [problem.line for problem in refused.problems]
    assert lines == sorted(lines)
    assert [r.sentence for r in refused.refusals] == [p.sentence for p in refused.problems]


def test_the_place_is_the_line_and_column_of_the_file(york: Document, importing: Importing) -> None:
    _outcome(york, 1, 0)["actions"][1]["text"] = None
    content = json.dumps(york, indent=1, ensure_ascii=False)
    (problem,) = _refused(importing, york).problems
    line = content.splitlines()[problem.line - 1]
    assert line.lstrip().startswith('"text": null')
    assert line[problem.column - 1 :].startswith("null")
    path = "areas_for_improvement[1].outcomes[0].actions[1].text"
    assert problem.place == f"Line {problem.line}, column {problem.column} ({path})"


@pytest.mark.scenario(8)
@pytest.mark.parametrize("words", ["March 2-21", "30 February 2021", "May 21"])
def test_a_date_that_is_none_is_refused_with_a_plain_sentence_and_nothing_is_saved(
    words: str, york: Document, importing: Importing
) -> None:
    _outcome(york, 1, 0)["end_date"] = words
    (problem,) = _refused(importing, york).problems
    assert "“_printed”" in problem.mend
    assert (Statement.objects.across_areas(reason="test").count(), LedgerEntry.objects.count()) == (
        0,
        0,
    )


def test_a_progress_file_is_held_against_its_plan(
    york: Document, progress: Document, importing: Importing
) -> None:
    importing(york)
    rows = progress["rows"]
    rows[0]["outcome"] = "9.9"
    rows[1]["progress"] = ["Completed"]
    rows[2]["part"] = "Q"
    rows[3]["progress"][4] = "Nearly there"
    rows[4] |= {"start_date": "2021-06", "end_date": "2021-05"}
    rows[5]["start_date"] = "June"
    rows.append(dict(rows[5]) | {"start_date": "2020-06"})
    progress["measure_to_action_part"]["2.1"]["A"][0] = "2.1-k9"
    progress["measure_to_action_part"]["7.7"] = {"A": ["7.7-k1"]}
    del progress["progress_column_labels"][0]
    told = [p.sentence for p in _refused(importing, progress, name="progress.json").problems]
    for words in (
        "there is no outcome 9.9 in the action plan. The outcomes are: 1.1, 1.2,",
        "there is 1 status for 9 columns.",
        "the outcome 2.1 has no part Q. The parts are: A, B, C.",
        "“Nearly there” is not a status of the scale. Write one of:",
        "the end (May 2021) is before the start (June 2021).",
        "“June” is not a date that can be read.",
        "there are 2 rows for 4.1.",
        "the outcome 2.1 has no measure 2.1-k9.",
        "there is no outcome 7.7 in the action plan.",
        "there are 8 labels for 9 columns.",
    ):
        assert any(words in sentence for sentence in told), words
    assert len(told) == 11


def test_a_progress_file_of_another_shape_is_told_too(
    york: Document, progress: Document, importing: Importing
) -> None:
    importing(york)
    progress["rows"] = {"outcome": "1.1"}
    progress["document"] = None
    progress["measure_to_action_part"]["2.1"] = {}
    problems = _refused(importing, progress, name="progress.json").problems
    assert [p.path for p in problems] == [
        "document",
        "rows",
        "measure_to_action_part.2.1",
    ]


@pytest.mark.parametrize("content", [b"[]", b'"text"', b"7", b"null", b"{}"])
def test_json_that_is_no_action_plan_is_refused(content: bytes, importing: Importing) -> None:
    with pytest.raises(Refusals):
        importing(content)


def test_names_with_marks_of_their_own_are_found_at_their_place(
    york: Document, importing: Importing
) -> None:
    york["fields"]['a "quoted" \\ name, with: marks {[]}'] = 7
    (problem,) = _refused(importing, york).problems
    line = json.dumps(york, indent=1, ensure_ascii=False).splitlines()[problem.line - 1]
    assert line[problem.column - 1 :] == "7"
