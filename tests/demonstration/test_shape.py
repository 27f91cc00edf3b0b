"""The invented caseload has the shape of York's published years, and could have gone so by the law."""

from collections import Counter
from datetime import date

import pytest

from alongside.casework.rules.bringing import check_history
from alongside.casework.the_law import clock_of_the_law
from alongside.demonstration import content
from alongside.demonstration.cases import new_event
from alongside.demonstration.shape import IN_TIME, OF_ALL, Invented, invented

UNTIL = date(2022, 9, 11)
SHAPE = content.read("shape")
WHOLE_YEARS = [row for row in SHAPE["years"] if row["year"] < UNTIL.year]


@pytest.fixture(scope="module")
def many() -> list[Invented]:
    return list(invented(OF_ALL, 7, until=UNTIL))


@pytest.mark.parametrize("row", WHOLE_YEARS, ids=lambda row: str(row["year"]))
def test_a_year_has_what_was_published(many: list[Invented], row: dict[str, int]) -> None:
    year = row["year"]
    issued = [c for c in many if c.outcome == "issued" and c.ended_on and c.ended_on.year == year]
    in_time = [c for c in issued if c.ended_on and (c.ended_on - c.asked_on).days <= IN_TIME]
    refused = [c for c in many if c.outcome == "refused" and c.asked_on.year == year]
    asked = [c for c in many if c.asked_on.year == year]
    assert len(issued) == row["issued"]
    assert len(in_time) == row["in_time"]
    assert len(refused) == row["refused"]
    assert len(asked) == row["requests"]


def test_the_same_seed_tells_the_same() -> None:
    assert list(invented(40, 3, until=UNTIL)) == list(invented(40, 3, until=UNTIL))
    assert list(invented(40, 3, until=UNTIL)) != list(invented(40, 4, until=UNTIL))


def test_nothing_lies_after_the_day_of_the_demonstration(many: list[Invented]) -> None:
    assert all(step[0] <= UNTIL for case in many for step in case.steps)


def test_every_name_says_that_it_is_invented(many: list[Invented]) -> None:
    assert all(case.child.family_name.startswith("Example-") for case in many)


def test_the_law_allows_every_case_and_some_are_open() -> None:
    law = clock_of_the_law()
    cases = list(invented(SHAPE["cases"], SHAPE["seed"], until=UNTIL))
    for case in cases:
        events = [new_event(kind, on, words) for on, kind, words in case.steps]
        check_history(events, born_on=case.child.born_on, today=UNTIL, clock=law)
    outcomes = Counter(case.outcome for case in cases)
    assert outcomes["open"] >= 5
    assert abs(len(cases) - SHAPE["cases"]) <= 5
