"""The printed page of the progress scale says what the rules say."""

import re

from alongside.access.roles import ROLES
from alongside.plan.rules.codes import Step
from alongside.plan.rules.scale import transition
from alongside.plan.rules.scale_page import progress_scale_page
from alongside.plan.words import STEP_COLOURS, STEP_HINTS, STEPS


def part(title: str) -> str:
    found = re.search(rf"## {title}\n(.*?)(?=\n## |\Z)", progress_scale_page(), re.S)
    assert found
    return found[1]


def test_each_step_stands_with_its_number_words_colour_and_meaning() -> None:
    rows = [line for line in part("The six steps").splitlines() if re.match(r"\| \d ", line)]
    assert len(rows) == len(Step)
    for number, (step, row) in enumerate(zip(Step, rows, strict=True), start=1):
        colour = STEP_COLOURS[step].replace("-", " ")
        assert row == f"| {number} | {STEPS[step]} | {colour} | {STEP_HINTS[step]} | `{step}` |"


def test_the_roles_are_those_of_the_role_table() -> None:
    rows = part("Who may record what").splitlines()
    recorders = next(row for row in rows if row.startswith("| A status"))
    for role in ROLES:
        may = "plan.record_status" in role.permissions
        assert (role.label in recorders.strip("| ").split(" | ")[1].split(", ")) == may, role.code


def test_the_chair_consents_and_does_not_record_a_status() -> None:
    rows = part("Who may record what").splitlines()
    consent = next(row for row in rows if row.startswith("| Consent"))
    status = next(row for row in rows if row.startswith("| A status"))
    assert "Chair of the board" in consent
    assert "Chair of the board" not in status


def test_the_diagram_has_the_sign_of_every_pair() -> None:
    lines = part("Which step may follow which").splitlines()
    begin = lines.index("```text") + 2
    befores: tuple[Step | None, ...] = (None, *Step)
    for before, line in zip(befores, lines[begin:], strict=False):
        answers = [transition(before, after) for after in Step]
        expected = ["-" if not a.allowed else "n" if a.needs_note else "+" for a in answers]
        assert line.split()[-len(expected) :] == expected


def test_every_refusal_of_the_table_is_printed() -> None:
    page = progress_scale_page()
    for before in (None, *Step):
        for after in Step:
            assert transition(before, after).refusal in page


def test_what_is_refused_is_said_in_the_words_of_the_rules() -> None:
    refused = part("What is refused, in the rules’ own words")
    assert "The end date, January 2021, has passed, so it cannot be on track." in refused
    assert "To record a delay now, give the date you expect it to be done." in refused
    assert "Completed needs evidence." in refused
    assert "Embedded has to be earned after completion." in refused
    assert "|  |" not in refused
