"""Where cases pile up and since when, and whether exceptions are used more than before."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from alongside.casework.rules.codes import Stage
from alongside.casework.rules.folding import CaseFact, processes_in
from alongside.casework.rules.managing import (
    Heap,
    StageNow,
    Use,
    Used,
    bottleneck,
    median_of,
    stage_since,
    stages_now,
)
from alongside.casework.rules.outcomes import Outcome, outcome_by
from alongside.casework.the_law import clock_of_the_law
from alongside.law.events import Event

RULES = clock_of_the_law().rules
START = date(2025, 3, 3)
TODAY = date(2025, 8, 4)
ASSESSED = ((0, "request_received"), (40, "decided_to_assess"))
PLANNED = (*ASSESSED, (95, "decided_to_issue"), (99, "draft_sent"))
ISSUED = (*PLANNED, (130, "final_plan_sent"))


def facts(*steps: tuple[int, str]) -> list[CaseFact]:
    return [
        CaseFact(ref=str(n), kind=kind, happened_on=START + timedelta(days=day), body={})
        for n, (day, kind) in enumerate(steps)
    ]


@pytest.mark.parametrize(
    ("steps", "day"),
    [
        ((), None),
        (((0, "request_received"),), 0),
        (ASSESSED, 40),
        (PLANNED[:3], 95),
        (PLANNED, 99),
        ((*PLANNED, (101, "draft_served")), 99),
        (ISSUED, 130),
        (((0, "request_received"), (30, "request_withdrawn")), 30),
        (((0, "request_received"), (41, "decided_not_to_assess")), 41),
        ((*ASSESSED, (110, "decided_no_plan")), 110),
        ((*ISSUED, (400, "review_held")), 400),
        ((*ISSUED, (400, "review_held"), (420, "review_decided_maintain")), 130),
        ((*ISSUED, (400, "review_held"), (420, "review_decided_amend")), 400),
        ((*ISSUED, (500, "adhoc_amendment_notice_sent")), 500),
        ((*ISSUED, (500, "reassessment_requested")), 500),
        ((*ISSUED, (500, "decided_to_cease")), 500),
        ((*ISSUED, (500, "decided_to_cease"), (600, "plan_ceased")), 600),
        ((*ISSUED, (500, "move_became_known"), (510, "plan_transferred_out")), 510),
    ],
)
def test_since_when_a_case_stands_where_it_does(
    steps: tuple[tuple[int, str], ...], day: int | None
) -> None:
    expected = None if day is None else START + timedelta(days=day)
    assert stage_since(processes_in(facts(*steps), RULES)) == expected


@pytest.mark.scenario(31)
@pytest.mark.parametrize(
    ("steps", "outcome"),
    [
        (((0, "request_received"),), Outcome.OPEN),
        ((*PLANNED, (140, "final_plan_sent")), Outcome.PLAN),
        ((*PLANNED, (141, "final_plan_sent")), Outcome.OPEN),
        (((0, "request_received"), (41, "decided_not_to_assess")), Outcome.REFUSED),
        (((0, "request_received"), (41, "decided_not_to_assess"), (80, "decided_to_assess")),
         Outcome.OPEN),
        (((0, "request_received"), (41, "decided_not_to_assess"), (150, "decided_to_assess")),
         Outcome.REFUSED),
        ((*ASSESSED, (110, "decided_no_plan")), Outcome.NO_PLAN),
        ((*ASSESSED, (50, "request_withdrawn")), Outcome.WITHDRAWN),
        ((*ASSESSED, (50, "moved_during_assessment")), Outcome.MOVED),
    ],
)  # fmt: skip
def test_at_week_20_each_started_case_is_one_of_six(
    steps: tuple[tuple[int, str], ...], outcome: Outcome
) -> None:
    events = [Event(id=str(n), kind=k, on=START + timedelta(days=d)) for n, (d, k) in enumerate(steps)]  # fmt: skip
    assert outcome_by(events, START + timedelta(weeks=20)).outcome is outcome


def heap(stage: Stage, days: int | None, count: int = 1, late: int = 0) -> Heap:
    since = None if days is None else TODAY - timedelta(days=days)
    return Heap(stage, since, count, late, 0)


def test_heaps_of_days_become_stages_with_the_median_and_the_longest_wait() -> None:
    found = stages_now(
        [
            heap(Stage.IN_FORCE, 400),
            heap(Stage.ASSESSING, 10, 3, 1),
            heap(Stage.ASSESSING, 90, 1, 1),
            heap(Stage.ASSESSING, None),
        ],
        today=TODAY,
    )
    assert found == (
        StageNow(Stage.ASSESSING, 5, 2, 0, 10.0, 90),
        StageNow(Stage.IN_FORCE, 1, 0, 0, 400.0, 400),
    )


@pytest.mark.parametrize(
    ("days", "median"), [([], None), ([4], 4), ([4, 9], 6.5), ([1, 2, 30], 2), ([1, 1, 9, 9], 5)]
)
def test_the_median_is_the_middle(days: list[int], median: float | None) -> None:
    assert median_of([(day, days.count(day)) for day in sorted(set(days))]) == median


@pytest.mark.parametrize(
    ("late", "worst"),
    [
        ({}, None),
        ({Stage.ASSESSING: 4}, None),
        ({Stage.ASSESSING: 5}, Stage.ASSESSING),
        ({Stage.ASSESSING: 5, Stage.DRAFTING: 5}, None),
        ({Stage.ASSESSING: 5, Stage.DRAFTING: 6}, Stage.DRAFTING),
        ({Stage.IN_FORCE: 50}, None),
    ],
)
def test_a_bottleneck_is_said_only_where_one_stands_out(
    late: dict[Stage, int], worst: Stage | None
) -> None:
    found = bottleneck([StageNow(stage, 60, n, 0, 1.0, 2) for stage, n in late.items()])
    assert (found.stage if found else None) is worst


@pytest.mark.scenario(3)
@pytest.mark.parametrize(
    ("counts", "use"),
    [
        ((2, 19, 1, 60), Use.TOO_FEW),
        ((9, 60, 1, 19), Use.TOO_FEW),
        ((4, 60, 0, 180), Use.TOO_FEW),
        ((4, 60, 12, 180), Use.AS_BEFORE),
        ((6, 60, 15, 180), Use.AS_BEFORE),
        ((20, 60, 9, 180), Use.MORE),
        ((0, 60, 9, 180), Use.AS_BEFORE),
    ],
)
def test_an_exception_is_flagged_where_it_is_used_more_than_chance_would(
    counts: tuple[int, int, int, int], use: Use
) -> None:
    recent, base, before, before_base = counts
    assert Used("EXC-C", recent, base, before, before_base).use is use


@pytest.mark.parametrize("counts", [(2, 4, 1, 5), (0, 3, 2, 4), (3, 3, 0, 4), (1, 2, 4, 5)])
def test_the_chance_is_the_share_of_all_ways_to_fall(counts: tuple[int, int, int, int]) -> None:
    """Every way in which the uses can fall on the cases, counted one by one."""
    recent, base, before, before_base = counts
    cases = range(base + before_base)
    ways = list(combinations(cases, recent + before))
    as_many = sum(sum(case < base for case in way) >= recent for way in ways)
    assert Used("EXC-C", *counts).chance == pytest.approx(as_many / len(ways))
