"""Each slot of a schedule is enqueued exactly once."""

from datetime import timedelta
from pathlib import Path

import pytest

from alongside.jobs import schedule
from alongside.jobs.models import Job
from alongside.jobs.registry import JobRun, every, job
from tests import processes
from tests.jobs.conftest import AT

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def work(own_registry: None) -> None:
    @job("plan.remind")
    @every(minutes=5)
    def remind(run: JobRun) -> None:
        """Nothing to do."""

    @job("plan.by_hand")
    def by_hand(run: JobRun) -> None:
        """Has no schedule."""


@pytest.mark.both_engines
@pytest.mark.django_db
def test_each_slot_is_enqueued_once() -> None:
    begun = [schedule.tick(at=AT + MINUTE * minutes) for minutes in range(12)]
    assert begun == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]


@pytest.mark.django_db
def test_only_the_latest_slot_runs_after_a_standstill() -> None:
    schedule.tick(at=AT)
    assert schedule.tick(at=AT + timedelta(days=9)) == 1
    assert Job.objects.get().key == (AT + timedelta(days=9)).isoformat()


@pytest.mark.django_db
def test_a_clock_that_went_back_enqueues_nothing() -> None:
    schedule.tick(at=AT)
    assert schedule.tick(at=AT - timedelta(days=1)) == 0
    assert schedule.tick(at=AT) == 0


def _tick_many() -> None:
    for minutes in range(0, 100, 5):
        schedule.tick(at=AT + MINUTE * minutes)


def _expect_each_slot_once() -> None:
    keys = list(Job.objects.values_list("key", flat=True))
    assert len(keys) == len(set(keys)) == 19


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_workers_that_look_at_once_enqueue_each_slot_once(tmp_path: Path) -> None:
    schedule.tick(at=AT)
    database = processes.database_for_children(tmp_path)
    tickers = [processes.start(database, _tick_many) for _ in range(4)]
    for ticker in tickers:
        ticker.join(60)
    assert [ticker.exitcode for ticker in tickers] == [0] * 4
    processes.run(database, _expect_each_slot_once)
