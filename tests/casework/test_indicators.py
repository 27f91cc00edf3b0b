"""The measures of casework: equal to a slow count of the events, protected, and open to whoever may read."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.casework.facts.computed import (
    AMENDED,
    BODIES,
    INDICATORS,
    ISSUED,
    ISSUED_PLAIN,
    SCHOOLS,
    STARTED,
    rows_behind,
)
from alongside.casework.facts.computed_beside import HELP, PANELS_HEALTH, QUESTIONS
from alongside.casework.finding import facts_of
from alongside.casework.keeping import keep_what_follows
from alongside.casework.models import CaseDuty
from alongside.casework.rules.codes import AdviceBody
from alongside.casework.the_law import clock_of_the_law
from alongside.measures.codes import PERCENT, FigurePartName, Origin, Release
from alongside.measures.models import Figure, Measure
from alongside.measures.operations import NewBasis
from alongside.measures.queries.computed import keys_of
from alongside.web import clock
from tests.casework.factories import HEAD, make_officer
from tests.casework.growing import Course, grow, grow_messages, grow_panels, write_case
from tests.casework.slow_cases import SLOW, help_reported
from tests.measures.browsing import client_of, to, words
from tests.measures.counting import NOW, compute, standing
from tests.measures.factories import make_measure, make_series
from tests.plan.factories import Place, make_place

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _may_2021(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def measured(
    place: Place, code: str, release: Release = Release.AS_PUBLISHED, unit: str = PERCENT
) -> Measure:
    """Counted every month."""
    place_of = [each.code for each in INDICATORS].index(code)
    measure = make_measure(place, code=f"EHC-{place_of}", unit=unit, release=release)
    basis = NewBasis(source="Cases", origin=Origin.COMPUTED, counted_as=code)
    make_series(place, measure, basis)
    return measure


def told(figure: Figure) -> tuple[int, ...]:
    return (figure.numerator or 0, figure.denominator or 0, figure.left_out, figure.missing)


def assessed(*steps: tuple[int, str], start: date = date(2020, 3, 2), **words: Any) -> Course:
    """Days after the start, with what happened."""
    made = Course()
    made.add(start, "request_received", asker="1")
    for day, kind in steps:
        made.add(start + timedelta(days=day), kind, **words)
    return made


WITH_PLAN = ((40, "decided_to_assess"), (95, "decided_to_issue"), (99, "draft_sent"))


@pytest.mark.parametrize("seed", range(3))
def test_every_measure_agrees_with_a_slow_count_of_the_events(place: Place, seed: int) -> None:
    dice = random.Random(seed)
    grow(place.area, dice, count=60, today=TODAY)
    grow_messages(place.area, dice, count=60, today=TODAY)
    grow_panels(place.area, place.post("Chair of the panel"), dice, today=TODAY)
    help_reports = measured(place, HELP, unit="reports")
    measures = {code: measured(place, code) for code in SLOW}
    compute(place)
    for code, slow in SLOW.items():
        found = {f.period_from: told(f) for f in standing(measures[code])}
        assert found == slow(place.area, TODAY), code
    reported = {f.period_from: int(f.value) for f in standing(help_reports)}
    assert reported == help_reported(place.area, TODAY)


def test_everything_that_is_offered_is_counted_slowly_too() -> None:
    assert {each.code for each in INDICATORS} == {*SLOW, HELP}


@pytest.mark.scenario(31)
def test_ten_requests_with_four_plans_are_all_of_the_issued_and_two_fifths_of_the_started(
    place: Place,
) -> None:
    for number in range(10):
        steps = (*WITH_PLAN, (130, "final_plan_sent")) if number < 4 else WITH_PLAN
        write_case(place.area, number, assessed(*steps), today=TODAY)
    issued, begun = (measured(place, code) for code in (ISSUED, STARTED))
    compute(place)
    assert [told(f)[:2] for f in standing(issued)] == [(4, 4)]
    assert [told(f)[:2] for f in standing(begun)] == [(4, 10)]


@pytest.mark.scenario(4)
def test_refusing_does_not_make_the_share_of_those_started_better(place: Place) -> None:
    write_case(place.area, 0, assessed(*WITH_PLAN, (130, "final_plan_sent")), today=TODAY)
    refused = assessed((40, "decided_not_to_assess"), reasons="No.", limbs=["may_need_plan"])
    write_case(place.area, 1, refused, today=TODAY)
    issued, begun = (measured(place, code) for code in (ISSUED, STARTED))
    compute(place)
    assert [told(f)[:2] for f in standing(issued)] == [(1, 1)]
    assert [told(f)[:2] for f in standing(begun)] == [(1, 2)]


@pytest.mark.scenario(2)
def test_day_140_is_in_time_and_day_141_is_not(place: Place) -> None:
    for number, day in enumerate((140, 141)):
        course = assessed(*WITH_PLAN, (day, "final_plan_sent"))
        write_case(place.area, number, course, today=TODAY)
    issued = measured(place, ISSUED)
    compute(place)
    assert [told(f)[:2] for f in standing(issued)] == [(1, 2)]


@pytest.mark.scenario(3)
def test_timeliness_is_told_with_and_without_exceptions(place: Place) -> None:
    late = assessed(*WITH_PLAN, (150, "final_plan_sent"))
    late.add(
        date(2020, 4, 1),
        "exception_relied_on",
        ground="EXC-C",
        because="A bereavement.",
        evidence="A letter.",
        authorised_by="The head of SEND",
    )
    write_case(place.area, 0, late, today=TODAY)
    write_case(place.area, 1, assessed(*WITH_PLAN, (130, "final_plan_sent")), today=TODAY)
    all_of_them, without = (measured(place, code) for code in (ISSUED, ISSUED_PLAIN))
    compute(place)
    assert [told(f)[:3] for f in standing(all_of_them)] == [(1, 2, 0)]
    assert [told(f)[:3] for f in standing(without)] == [(1, 1, 1)]


@pytest.mark.scenario(9)
def test_advice_that_never_came_counts_as_late(place: Place) -> None:
    for number, back in enumerate((42, 43, None)):
        course = assessed((30, "decided_to_assess"))
        course.add(date(2020, 4, 1), "advice_request_sent", body="health")
        received = course.add(date(2020, 4, 2), "advice_request_received", body="health")
        if back:
            course.add(received + timedelta(days=back), "advice_returned", body="health")
        write_case(place.area, number, course, today=TODAY)
    measure = measured(place, BODIES[AdviceBody.HEALTH][0])
    compute(place)
    assert [told(f)[:2] for f in standing(measure)] == [(1, 3)]


def reviewed(*steps: tuple[int, str]) -> Course:
    made = assessed(*WITH_PLAN, (130, "final_plan_sent"), start=date(2019, 3, 4))
    for day, kind in steps:
        made.add(date(2020, 5, 1) + timedelta(days=day), kind)
    return made


def test_a_review_that_changes_nothing_is_not_counted_among_the_changed_plans(
    place: Place,
) -> None:
    write_case(
        place.area, 0, reviewed((0, "review_held"), (20, "review_decided_maintain")), today=TODAY
    )
    changes = (0, "review_held"), (20, "review_decided_amend"), (21, "amendment_notice_sent")
    write_case(place.area, 1, reviewed(*changes, (84, "amended_plan_sent")), today=TODAY)
    write_case(place.area, 2, reviewed(*changes), today=TODAY)
    measure = measured(place, AMENDED)
    compute(place)
    assert [told(f)[:2] for f in standing(measure)] == [(1, 2)]


def opened(place: Place, part: FigurePartName, measure: Measure) -> tuple[str, ...]:
    (figure,) = standing(measure)
    officer, _ = make_officer(place.area, "Hetty Head", HEAD)
    return keys_of(officer, figure, part)


@pytest.mark.scenario(28)
def test_a_figure_opens_to_cases_with_the_event_of_each_day_and_who_recorded_it(
    place: Place,
) -> None:
    write_case(place.area, 7, assessed(*WITH_PLAN, (140, "final_plan_sent")), today=TODAY)
    write_case(place.area, 8, assessed(*WITH_PLAN, (141, "final_plan_sent")), today=TODAY)
    measure = measured(place, ISSUED)
    compute(place)
    head, _ = make_officer(place.area, "Nell Reader", HEAD)
    (row,) = rows_behind(head, ISSUED, opened(place, FigurePartName.NUMERATOR, measure)) or ()
    assert row.title == "Case 2020-00007: Final EHC plan"
    assert row.notes == (
        "Begun on 2 March 2020, when the authority received the request for an assessment; "
        "recorded on 2 March 2020",
        "Due by 20 July 2020 (FINAL-20W)",
        "Done on 20 July 2020, when the final EHC plan was sent; recorded on 20 July 2020",
    )
    both = rows_behind(head, ISSUED, opened(place, FigurePartName.DENOMINATOR, measure)) or ()
    assert len(both) == 2


def test_a_move_of_which_nothing_was_recorded_counts_as_late_and_opens(place: Place) -> None:
    start = date(2020, 3, 2)
    for number, last in ((1, "note_made"), (2, "plan_ceased")):
        steps = (*WITH_PLAN, (130, "final_plan_sent"), (200, last))
        write_case(place.area, number, assessed(*steps, start=start), today=TODAY)
    measure = measured(place, SCHOOLS)
    compute(place)
    assert [told(f) for f in standing(measure)] == [(0, 1, 0, 0)]
    head, _ = make_officer(place.area, "Nell Reader", HEAD)
    (row,) = rows_behind(head, SCHOOLS, opened(place, FigurePartName.DENOMINATOR, measure)) or ()
    assert row.title == "Case 2020-00001: a move of which nothing is recorded"
    assert "Due by 14 February 2021 (REV-PT-S)" in row.notes


@pytest.mark.scenario(28)
def test_somebody_who_does_not_read_cases_stops_at_the_counts(place: Place) -> None:
    for number in range(12):
        steps = (*WITH_PLAN, (140 if number < 6 else 141, "final_plan_sent"))
        write_case(place.area, number, assessed(*steps), today=TODAY)
    measure = measured(place, ISSUED, release=Release.UNDER_FIVE)
    compute(place)
    (figure,) = standing(measure)
    client = client_of(place, "scrutiny_member")
    shown = words(client.get(to("figure", figure.ref)))
    assert "Counted 6" in shown
    assert "Out of 12" in shown
    assert "as far as this page goes for you" in shown
    assert client.get(to("figure_rows", figure.ref, "numerator")).status_code == 404


def test_a_small_number_is_hidden_from_whoever_does_not_enter_figures(place: Place) -> None:
    for number in range(12):
        steps = (*WITH_PLAN, (140 if number < 2 else 141, "final_plan_sent"))
        write_case(place.area, number, assessed(*steps), today=TODAY)
    measure = measured(place, ISSUED, release=Release.UNDER_FIVE)
    compute(place)
    (figure,) = standing(measure)
    shown = words(client_of(place, "scrutiny_member").get(to("figure", figure.ref)))
    assert "Counted 2" not in shown
    assert "Hidden" in shown


def test_an_officer_of_some_cases_stops_at_the_counts_too(place: Place) -> None:
    officer, _ = make_officer(place.area)
    assert rows_behind(officer, ISSUED, ()) is None
    head, _ = make_officer(place.area, "Hetty Head", HEAD)
    assert rows_behind(head, ISSUED, ()) == ()
    assert rows_behind(head, "plan.nonsense", ()) is None


def test_what_is_worked_out_anew_keeps_its_key(place: Place) -> None:
    case = write_case(place.area, 0, assessed(*WITH_PLAN, (130, "final_plan_sent")), today=TODAY)
    measure = measured(place, ISSUED)
    compute(place)
    before = opened(place, FigurePartName.NUMERATOR, measure)
    old = set(CaseDuty.objects.in_area(place.area.pk).values_list("pk", flat=True))
    case.refresh_from_db()
    case.duties.all().delete()
    keep_what_follows(case, facts_of(case), clock_of_the_law())
    assert old.isdisjoint(CaseDuty.objects.in_area(place.area.pk).values_list("pk", flat=True))
    compute(place)
    (figure,) = standing(measure)
    assert keys_of(make_officer(place.area, "Nell", HEAD)[0], figure, FigurePartName.NUMERATOR) == before  # fmt: skip


def test_messages_and_meetings_open_to_their_records_without_their_words(place: Place) -> None:
    dice = random.Random(1)
    write_case(place.area, 0, assessed(), today=TODAY)
    grow_messages(place.area, dice, count=20, today=TODAY)
    grow_panels(place.area, place.post("Chair of the panel"), dice, today=TODAY)
    head, _ = make_officer(place.area, "Hetty Head", HEAD)
    for code, title in ((QUESTIONS, "Case 2020-00000: a question"), (PANELS_HEALTH, "Panel, ")):
        measure = measured(place, code)
        compute(place)
        figure = standing(measure)[-1]
        rows = rows_behind(head, code, keys_of(head, figure, FigurePartName.DENOMINATOR)) or ()
        assert len(rows) == figure.denominator
        assert all(row.title.startswith(title) for row in rows)
        assert not any("Words." in note for row in rows for note in row.notes)
