"""Figures that are worked out from the records: counted right, corrected, and kept with their keys."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from alongside.board.models import AssuranceReport, Challenge, ChallengeAnswer, ChallengeMove
from alongside.kernel.dates import PartialDate, add_months
from alongside.measures.models import Figure, FigurePart, Series
from alongside.measures.restating import restatements
from alongside.plan.models import EvidenceWithdrawal, StatusEntry
from tests.board.factories import make_board
from tests.board.reporting import make_workstream
from tests.measures import slow_plan
from tests.measures.counting import (
    COMPLETED,
    NOW,
    compute,
    counted,
    line_of,
    standing,
    two_actions,
)
from tests.measures.factories import AT as DEFINED
from tests.measures.factories import enter, make_measure, make_series, share
from tests.plan.factories import (
    Place,
    complete,
    make_action,
    make_outcome,
    make_place,
    make_statement,
    make_success,
)

pytestmark = pytest.mark.usefixtures("may_2021")
SLOW = {
    COMPLETED: slow_plan.completed_in_time,
    "plan.actions_completed_with_evidence": slow_plan.with_evidence,
    "plan.actions_overdue": slow_plan.overdue,
    "board.reports_filed_in_time": slow_plan.filed_in_time,
    "board.challenges_answered_in_time": slow_plan.answered_in_time,
}


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def test_a_share_is_worked_out_for_whole_periods_that_have_passed(place: Place) -> None:
    measure = two_actions(place)
    assert compute(place) == 1
    (march,) = standing(measure)
    assert (march.period_from, march.numerator, march.denominator) == (date(2021, 3, 1), 1, 2)
    assert march.value == Decimal(50)


@pytest.mark.parametrize("seed", range(6))
def test_every_indicator_agrees_with_a_slow_count_of_the_records(place: Place, seed: int) -> None:
    generate(place, random.Random(seed))
    measures = {code: counted(place, code) for code in SLOW}
    compute(place)
    for code, slow in SLOW.items():
        expected = {
            month: counts
            for month, counts in slow(place, NOW.date()).items()
            if _is_figure(code, counts)
        }
        assert {f.period_from: told(f) for f in standing(measures[code])} == expected, code


def _is_figure(code: str, counts: tuple[int, ...]) -> bool:
    return code == "plan.actions_overdue" or counts[1] > 0


def told(figure: Figure) -> tuple[int, ...]:
    plain = int(figure.value)
    numerator = plain if figure.numerator is None else figure.numerator
    denominator = plain if figure.denominator is None else figure.denominator
    return (numerator, denominator, figure.left_out, figure.missing)


def generate(place: Place, dice: random.Random) -> None:
    """Actions, statuses, evidence, reports and challenges, past the operations: any of them may be."""
    area, statement = place.area, make_statement(place)
    outcome = make_outcome(place, statement)
    for number in range(14):
        end = PartialDate(2020, dice.randint(7, 12)) if number % 7 else PartialDate(2021, 7)
        line = make_action(place, outcome, f"2.1-{number}", end=end)
        if number % 5 == 4:
            line.end_on, line.end_precision = None, ""
            line.save()
        on = date(2020, 7, dice.randint(1, 28))
        for _ in range(dice.randint(0, 4)):
            on += timedelta(days=dice.randint(5, 70))
            published = dice.random() < 0.4
            StatusEntry.objects.create(
                area=area,
                line=line,
                code=dice.choice(["on_track", "completed", "completed", "embedded"]),
                status_on=on.replace(day=1) if published else on,
                status_precision="month" if published else "day",
                as_published=published,
                recorded_at=NOW,
            )
        if dice.random() < 0.5:
            proof = line.evidence.create(
                area=area, kind="document", title="Minutes", document_reference="1", attached_at=NOW
            )
            if dice.random() < 0.3:
                EvidenceWithdrawal.objects.create(
                    area=area, evidence=proof, reason="Wrong", withdrawn_at=NOW
                )
    _reports(place, statement, dice)


def _reports(place: Place, statement: object, dice: random.Random) -> None:
    area = place.area
    board = make_board(place, created_at=datetime(2020, 8, 1, 9, 0, tzinfo=UTC))
    posts = [place.post("Director"), place.post("Nurse", place.health)]
    for number in range(3):
        stream = make_workstream(
            place, statement, f"Stream {number}", member_from=date(2020, dice.randint(6, 12), 9)
        )
        for back in range(1, 9):
            month = add_months(date(2021, 5, 1), -back)
            filed = datetime(2021, 5, 1, tzinfo=UTC) + timedelta(
                days=dice.randint(-31, 9) - 30 * back + 30
            )
            if dice.random() < 0.7:
                is_filed = dice.random() < 0.8
                AssuranceReport.objects.create(
                    area=area,
                    board=board,
                    workstream=stream,
                    month=month,
                    due_on=add_months(month, 1).replace(day=5),
                    begun_at=NOW,
                    filed_at=filed if is_filed else None,
                    assured="assured" if is_filed else "",
                    assurance="Sure." if is_filed else "",
                )
    for number in range(16):
        _challenge(place, board, dice.choice(posts), number, dice)


def _challenge(place: Place, board: object, post: object, number: int, dice: random.Random) -> None:
    raised = date(2020, 9, 1) + timedelta(days=dice.randint(0, 200))
    due = raised + timedelta(days=dice.randint(0, 40))
    at = datetime(due.year, due.month, due.day, 23, 30, tzinfo=UTC)
    withdrawn = dice.random() < 0.2
    row = Challenge.objects.create(
        area=place.area,
        board=board,
        kind="challenge",
        number=f"C{number}",
        by_seat="chair",
        raised_on=raised,
        text="Why?",
        owner=post,
        due_on=due,
        recorded_at=at,
        withdrawn_at=NOW if withdrawn else None,
        withdrawn_why="By mistake" if withdrawn else "",
    )
    if not withdrawn and dice.random() < 0.6:
        ChallengeAnswer.objects.create(
            area=place.area,
            challenge=row,
            verdict="accepted",
            answered_on=due,
            text="Because.",
            answered_at=at + timedelta(days=dice.randint(-20, 20)),
        )
    if dice.random() < 0.3:
        ChallengeMove.objects.create(
            area=place.area,
            challenge=row,
            old_owner=post,
            old_due_on=raised,
            why="Another post",
            moved_at=datetime(raised.year, raised.month, raised.day, 12, tzinfo=UTC)
            + timedelta(days=dice.randint(0, 2)),
        )


def test_measures_that_have_a_figure_are_counted_at_each_months_end(place: Place) -> None:
    series = counted_success(place)
    measure = counted(place, "plan.measures_with_a_figure")
    assert compute(place) == 0
    enter(place, series, share(0, 3, 4))
    Figure.objects.in_area(place.area.pk).update(entered_at=datetime(2021, 2, 10, tzinfo=UTC))
    compute(place)
    months = [(figure.period_from, figure.value) for figure in standing(measure)]
    assert months == [(date(2021, month, 1), 1) for month in (2, 3, 4)]


def counted_success(place: Place) -> Series:
    """A measure of success that a series without figures counts."""
    outcome = make_outcome(place, make_statement(place))
    series = make_series(place, make_measure(place))
    make_success(place, outcome, series, at=DEFINED)
    return series


def test_nothing_is_written_when_the_records_say_the_same(place: Place) -> None:
    measure = two_actions(place)
    compute(place)
    before = standing(measure)
    assert compute(place, NOW + timedelta(hours=1)) == 0
    assert standing(measure) == before


@pytest.mark.scenario(29)
def test_a_corrected_record_corrects_the_figure_with_a_line_that_says_so(place: Place) -> None:
    measure = two_actions(place)
    compute(place)
    (old,) = standing(measure)
    complete(place, line_of(place, "2.1-B"), date(2021, 3, 25))
    later = NOW + timedelta(hours=1)
    assert compute(place, later) == 1
    (new,) = standing(measure)
    assert (new.corrects, new.numerator, new.denominator) == (old, 2, 2)
    assert new.note == "The records changed: counted 2 instead of 1."
    (line,) = restatements(place.chair, measure.ref)
    assert "March 2021: 50.0% (1 of 2) was corrected to 100.0% (2 of 2)" in line.sentence
    old.refresh_from_db()
    assert (old.numerator, old.denominator) == (1, 2)


@pytest.mark.scenario(29)
def test_a_figure_that_appears_or_vanishes_for_a_time_past_is_told_as_corrected(
    place: Place,
) -> None:
    measure = two_actions(place)
    compute(place)
    line = line_of(place, "2.1-B")
    for month in (1, 4):
        line.end_on, line.end_precision = date(2021, month, 1), "month"
        line.save()
        compute(place, NOW + timedelta(hours=month))
    told = [each.sentence for each in restatements(place.chair, measure.ref)]
    appeared = next(each for each in told if each.startswith("January 2021: no figure"))
    assert "was corrected to 0.0% (0 of 1) on 3 May 2021. The records changed" in appeared
    vanished = next(each for each in told if each.startswith("January 2021: 0.0% (0 of 1) was"))
    assert "There are no cases in this period any more".lower() in vanished.lower()
    assert standing(measure)[0].doubt.startswith("There are no cases in this period any more")


def test_keys_are_kept_for_each_part(place: Place) -> None:
    two_actions(place)
    compute(place)
    parts = FigurePart.objects.in_area(place.area.pk)
    lengths = {row.part: len(row.keys) > 2 for row in parts}
    assert lengths == {"numerator": True, "denominator": True, "left-out": False, "missing": False}
