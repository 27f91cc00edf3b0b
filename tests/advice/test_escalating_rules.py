"""Who is told next that advice is late: by days, by who was told already, and by who is there."""

from datetime import date

import pytest

from alongside.access.roles import role_of
from alongside.advice.framework import frameworks
from alongside.advice.rules.codes import Side
from alongside.advice.rules.escalating import Facts, RungState, ladder, next_step
from alongside.advice.rules.framework import Rung

DUE = date(2025, 5, 27)
RUNGS = (Rung(1, "officer"), Rung(15, "lead"), Rung(29, "head"))


def states(day: int, **facts: object) -> list[RungState]:
    found = Facts(
        due_on=DUE,
        today=DUE.fromordinal(DUE.toordinal() + day),
        held=("officer", "lead", "head"),
    )
    for name, value in facts.items():
        found = type(found)(**{**_fields(found), name: value})
    return [each.state for each in ladder(RUNGS, found)]


def _fields(facts: Facts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in ("due_on", "today", "told", "own", "held")}


NEXT, WAITS, TOLD = RungState.NEXT, RungState.WAITS, RungState.TOLD


@pytest.mark.parametrize(
    ("day", "told", "expected"),
    [
        (0, (), [WAITS, WAITS, WAITS]),
        (1, (), [NEXT, WAITS, WAITS]),
        (14, ("officer",), [TOLD, WAITS, WAITS]),
        (15, ("officer",), [TOLD, NEXT, WAITS]),
        (40, (), [NEXT, WAITS, WAITS]),
        (40, ("officer", "lead"), [TOLD, TOLD, NEXT]),
    ],
)
def test_the_next_is_the_first_that_is_reached_and_not_told(
    day: int, told: tuple[str, ...], expected: list[RungState]
) -> None:
    assert states(day, told=told) == expected


def test_nobody_is_told_themselves() -> None:
    assert states(20, own=("officer",)) == [RungState.OWN, NEXT, WAITS]


def test_where_nobody_is_there_the_next_rung_is_asked() -> None:
    assert states(20, held=("lead",)) == [RungState.NOBODY, NEXT, RungState.NOBODY]


def test_there_is_no_next_once_all_that_were_reached_are_told() -> None:
    facts = Facts(due_on=DUE, today=DUE.replace(day=30), told=("officer",), held=("lead",))
    assert next_step(ladder(RUNGS, facts)) is None


def test_the_frameworks_name_roles_of_the_role_table_for_every_side() -> None:
    for frame in frameworks():
        for side in Side:
            rungs = frame.ladders[side]
            assert rungs, side
            assert all(role_of(each.role) for each in rungs)
            assert len({each.from_days for each in rungs}) == len(rungs)
