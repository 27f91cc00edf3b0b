"""The worker counts each area by itself, after a change, all of it or nothing, and keeps what it counted from."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings

from alongside.config.commands.jobs import command as jobs_command
from alongside.jobs.models import DONE, FAILED, WAITING, Job
from alongside.jobs.worker import Worker
from alongside.measures import computing, work
from alongside.measures.finding import current_series
from alongside.measures.keeping import case_of
from alongside.measures.models import Figure, Measure, Reading
from alongside.measures.readings import from_json
from alongside.measures.refreshing import COMPUTE_AREA, REFRESH
from alongside.web import clock
from tests.measures.counting import NOW, compute, counted, line_of, standing, two_actions
from tests.plan.factories import Place, complete, make_place

pytestmark = pytest.mark.usefixtures("may_2021")


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def test_a_change_is_counted_by_the_next_run_and_the_measures_are_judged_again(
    place: Place,
) -> None:
    two_actions(place)
    run = {"area_id": place.area.pk, "progress": lambda done, total: None}
    assert work.compute_area(at=NOW, **run) == 1
    assert Job.objects.filter(name=REFRESH).exists()
    assert work.compute_area(at=NOW + timedelta(minutes=1), **run) == 0
    complete(place, line_of(place, "2.1-B"), date(2021, 3, 25))
    assert work.compute_area(at=NOW + timedelta(minutes=2), **run) == 1


def test_without_a_change_nothing_is_loaded_until_the_next_day(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_actions(place)
    run = {"area_id": place.area.pk, "progress": lambda done, total: None}
    work.compute_area(at=NOW, **run)
    asked = []
    monkeypatch.setattr(
        computing, "compute_area", lambda **told: asked.append(told["at"]) or (0, "")
    )
    for at in (NOW + timedelta(hours=2), NOW + timedelta(days=1)):
        work.compute_area(at=at, **run)
    assert asked == [NOW + timedelta(days=1)]


def test_a_count_of_what_is_still_overdue_carries_over_and_a_share_of_a_month_does_not(
    place: Place,
) -> None:
    stock, share = counted(place, "plan.actions_overdue"), two_actions(place)
    assert [case_of(each, current_series(each)).carries_over for each in (stock, share)] == [
        True,
        False,
    ]


def test_a_failure_half_way_writes_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    first = two_actions(place)
    second = counted(place, "plan.actions_overdue")
    real = computing.keep_computed
    seen = []

    def fails_later(**told: object) -> object:
        seen.append(told)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return real(**told)

    monkeypatch.setattr(computing, "keep_computed", fails_later)
    with pytest.raises(KeyboardInterrupt):
        compute(place)
    assert (standing(first), standing(second)) == ([], [])
    monkeypatch.setattr(computing, "keep_computed", real)
    assert compute(place) > 1


def test_a_snapshot_is_kept_while_a_figure_was_made_from_it(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a home of its own: other tests leave snapshots of other days."""
    monkeypatch.setattr(settings, "HOME", tmp_path)
    measure = two_actions(place)
    compute(place)
    compute(place, NOW + timedelta(hours=1))
    folder = settings.HOME / "snapshots" / "manifests"
    (figure,) = standing(measure)
    assert len(list(folder.glob("*.json"))) >= 2
    computing.remove_old_snapshots(at=NOW + timedelta(days=8))
    assert [path.stem for path in folder.glob("*.json")] == [figure.made_from[-64:]]


@pytest.fixture
def two_areas(place: Place) -> tuple[Place, Place]:
    """Both with a share to count; the first comes first."""
    two_actions(place)
    leeds = make_place("zeeland", "Zeeland")
    two_actions(leeds)
    return place, leeds


def run_waiting_work() -> None:
    """The counting that is due now, by a real worker; what would be drawn afterwards is left out."""
    due = Job.objects.filter(name=COMPUTE_AREA, state=WAITING)
    while due.filter(due_at__lte=clock.now()).exists():
        Job.objects.filter(name=REFRESH).delete()
        Worker().run_one()


def ask(at: datetime = NOW) -> int:
    return work.ask_where_something_changed(at=at)


def computations() -> dict[str, str]:
    rows = Job.objects.filter(name=COMPUTE_AREA).order_by("id")
    return dict(rows.values_list("key", "state"))


def fails_in(monkeypatch: pytest.MonkeyPatch, slug: str) -> Callable[[], None]:
    """Counting that area raises an error whose words name a child; the answer mends it."""
    real = computing.compute_area

    def compute_area(**told: Any) -> object:
        if told["area"].slug == slug:
            raise ValueError("Daisy Example, born 3 May 2012")
        return real(**told)

    monkeypatch.setattr(computing, "compute_area", compute_area)
    return lambda: monkeypatch.setattr(computing, "compute_area", real)


def test_a_fault_in_one_area_stops_no_other(
    two_areas: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    york, zeeland = two_areas
    fails_in(monkeypatch, york.area.slug)
    assert ask() == 2
    run_waiting_work()
    assert computations() == {"york": WAITING, "zeeland": DONE}
    figures = Figure.objects.across_areas(reason="test")
    assert set(figures.values_list("area_id", flat=True)) == {zeeland.area.pk}


def test_what_failed_is_tried_again_and_then_stands(
    two_areas: tuple[Place, Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    mend = fails_in(monkeypatch, "york")
    ask()
    run_waiting_work()
    mend()
    later = NOW + timedelta(minutes=1)
    assert ask(later) == 0, "it waits to be tried again already"
    monkeypatch.setattr(clock, "now", lambda: later)
    run_waiting_work()
    assert computations() == {"york": DONE, "zeeland": DONE}
    figures = Figure.objects.across_areas(reason="test")
    assert len(set(figures.values_list("area_id", flat=True))) == 2


def test_operators_see_the_fault_and_the_log_names_nobody(
    two_areas: tuple[Place, Place],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    fails_in(monkeypatch, "york")
    ask()
    run_waiting_work()
    assert "ValueError" in caplog.text
    assert "Daisy" not in caplog.text
    shown = CliRunner().invoke(jobs_command, ["list", "--state", "waiting"]).output
    (line,) = [each for each in shown.splitlines() if COMPUTE_AREA in each]
    assert line.split("\t")[1:] == [
        COMPUTE_AREA, "york", "Waiting", "It failed at attempt 1 of 8 and will be tried again.",
    ]  # fmt: skip


def test_what_was_given_up_is_asked_for_again_when_something_changed(place: Place) -> None:
    two_actions(place)
    ask()
    Job.objects.filter(name=COMPUTE_AREA).update(state=FAILED, finished_at=NOW)
    assert ask(NOW + timedelta(minutes=1)) == 0
    complete(place, line_of(place, "2.1-B"), date(2021, 3, 25))
    assert ask(NOW + timedelta(minutes=2)) == 1
    Job.objects.filter(name=COMPUTE_AREA).update(state=FAILED, finished_at=NOW)
    assert ask(NOW + timedelta(days=1)) == 1


def test_every_area_is_counted_judged_and_drawn_at_once_before_anybody_looks(
    two_areas: tuple[Place, Place],
) -> None:
    assert work.work_out_all(at=NOW) == 2
    for each in two_areas:
        measure = Measure.objects.in_area(each.area.pk).get()
        assert [row.denominator for row in standing(measure)] == [2]
        reading = Reading.objects.in_area(measure.area_id).get(measure=measure)
        assert len(from_json(reading.content).points) == 1
