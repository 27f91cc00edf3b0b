"""What a review found is said of every row, and from year 9 of adulthood."""

import pytest

from alongside.casework.forms.reviewing import findings_form
from alongside.casework.rules.reviewing import (
    Found,
    Looked,
    NewFindings,
    check_findings,
    rows_found,
)
from alongside.kernel.refusals import Refusals

ROWS = Looked(
    outcomes=[("e1", "E1: She reads alone.")],
    helps=[("f1", "F1: Reading, 20 minutes")],
    year_group=8,
)
OLDER = Looked(outcomes=ROWS.outcomes, helps=ROWS.helps, year_group=9)
NO_PLAN = Looked(outcomes=[], helps=[], year_group=3)
WHOLE = NewFindings(outcomes={"e1": "on_the_way"}, helps={"f1": "in_part"})


@pytest.mark.parametrize(
    ("looked", "new", "fields"),
    [
        (ROWS, WHOLE, []),
        (ROWS, NewFindings(outcomes={}, helps={}), ["outcome_e1", "help_f1"]),
        (
            ROWS,
            NewFindings(outcomes={"e1": "given"}, helps={"f1": "reached"}),
            ["outcome_e1", "help_f1"],
        ),
        (ROWS, NewFindings(outcomes={"e2": "reached"}, helps={"f1": "given"}), ["outcome_e1"]),
        (OLDER, WHOLE, ["adulthood"]),
        (
            OLDER,
            NewFindings(outcomes=WHOLE.outcomes, helps=WHOLE.helps, adulthood="A college."),
            [],
        ),
        (NO_PLAN, NewFindings(outcomes={}, helps={}), ["note"]),
        (NO_PLAN, NewFindings(outcomes={}, helps={}, note="She is content."), []),
    ],
)
def test_every_row_is_looked_at(looked: Looked, new: NewFindings, fields: list[str]) -> None:
    found: list[str] = []
    try:
        check_findings(new, looked)
    except Refusals as refused:
        found = [each.field for each in refused.refusals]
    assert found == fields


def test_what_was_found_is_read_as_it_was_written() -> None:
    (text,) = rows_found({"e1": "reached", "e9": "reached"}, ROWS.outcomes)
    assert Found.read(text) == Found("e1", "reached", "E1: She reads alone.")


@pytest.mark.parametrize(
    ("looked", "asked"),
    [(ROWS, "Anything else that the review found"), (NO_PLAN, "What did the review find?")],
)
def test_without_an_ehc_plan_one_question_asks_what_was_found(looked: Looked, asked: str) -> None:
    note = findings_form(looked)().fields["note"]
    assert (note.label, note.required) == (asked, not looked.has_rows)
