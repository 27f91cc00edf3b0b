"""Real workers, killed in earnest."""

import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from alongside.jobs.models import DONE, FAILED, WAITING, Job
from alongside.jobs.queue import enqueue
from alongside.jobs.registry import JobRun, job
from alongside.jobs.worker import Worker
from alongside.kernel.refusals import Refusal
from alongside.web import clock
from tests import processes

Ask = Callable[..., Job]
SHORT_LEASE = timedelta(seconds=1)


def _now_due(ask: Ask, name: str, **values: object) -> Job:
    return ask(name, at=clock.now(), **values)


def test_work_gets_its_arguments_and_is_done_once(ask: Ask) -> None:
    got = []

    @job("plan.count")
    def count(run: JobRun) -> None:
        got.append((run.arguments["line"], run.attempt))

    _now_due(ask, "plan.count", arguments={"line": 7})
    worker = Worker()
    assert worker.run_one()
    assert not worker.run_one()
    assert got == [(7, 1)]
    assert Job.objects.get().state == DONE


def test_progress_is_kept_with_the_work(ask: Ask) -> None:
    seen = []

    @job("plan.count")
    def count(run: JobRun) -> None:
        run.say("Counting lines.")
        for number in range(100):
            run.progress(number, 100)
        seen.append(Job.objects.get().done_count)
        run.progress(100, 100)

    _now_due(ask, "plan.count")
    Worker().run_one()
    found = Job.objects.get()
    assert seen[0] < 99, "progress is written at most once a second"
    assert (found.done_count, found.total_count, found.sentence) == (100, 100, "Counting lines.")


def test_failed_work_is_tried_again_later_then_given_up_with_a_sentence(ask: Ask) -> None:
    @job("plan.count", attempts=2)
    def count(run: JobRun) -> None:
        raise ValueError("Invented Person, born 1 May 2012")

    _now_due(ask, "plan.count")
    worker = Worker()
    worker.run_one()
    found = Job.objects.get()
    assert (found.state, found.attempt_count) == (WAITING, 1)
    assert timedelta(seconds=50) < found.due_at - clock.now() <= timedelta(seconds=60)
    assert not worker.run_one()
    Job.objects.update(due_at=clock.now())
    worker.run_one()
    found = Job.objects.get()
    assert (found.state, found.worker, found.leased_until) == (FAILED, "", None)
    assert found.sentence == "It failed at attempt 2 of 2 and was given up."


def test_an_error_is_logged_by_kind_and_place_never_with_its_words(
    ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    @job("plan.count")
    def count(run: JobRun) -> None:
        raise ValueError("Invented Person, born 1 May 2012")

    _now_due(ask, "plan.count")
    Worker().run_one()
    assert "ValueError" in caplog.text
    assert "test_worker.py" in caplog.text
    assert "Invented Person" not in caplog.text + Job.objects.get().sentence


def test_work_that_refuses_is_not_tried_again(ask: Ask) -> None:
    @job("plan.count", attempts=5)
    def count(run: JobRun) -> None:
        raise Refusal("This line was withdrawn.")

    _now_due(ask, "plan.count")
    Worker().run_one()
    found = Job.objects.get()
    assert (found.state, found.sentence) == (FAILED, "This line was withdrawn.")


def test_work_that_no_version_knows_is_given_up(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    @job("plan.count")
    def count(run: JobRun) -> None:
        """Nothing to do."""

    _now_due(ask, "plan.count")
    monkeypatch.setattr("alongside.jobs.registry._registered", {})
    Worker().run_one()
    assert Job.objects.get().state == FAILED


@pytest.mark.usefixtures("committed")
def test_changes_of_failed_work_are_undone() -> None:
    @job("plan.count")
    def count(run: JobRun) -> None:
        with transaction.atomic():
            Job.objects.filter(name="plan.other").update(sentence="changed")
            raise ValueError

    @job("plan.other")
    def other(run: JobRun) -> None:
        """Nothing to do."""

    with transaction.atomic():
        enqueue(
            name="plan.other",
            key="k",
            arguments={},
            at=clock.now(),
            run_after=clock.now() + timedelta(1),
        )
        enqueue(name="plan.count", key="k", arguments={}, at=clock.now())
    Worker().run_one()
    assert Job.objects.get(name="plan.other").sentence == ""


def _slow(folder: Path) -> Callable[[JobRun], None]:
    """Writes a line when it begins and another when it ends; the first attempt hangs in between."""

    def slow(run: JobRun) -> None:
        with open(folder / "began", "a") as file:
            file.write(f"{run.attempt}\n")
        if run.attempt == 1:
            time.sleep(300)
        with open(folder / "ended", "a") as file:
            file.write(f"{run.attempt}\n")

    return slow


def _be_a_worker() -> None:
    Worker(lease=SHORT_LEASE, pause_seconds=0.05).run()


def _stop_politely() -> None:
    worker = Worker(lease=SHORT_LEASE, pause_seconds=0.05)
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    worker.run()


def _expect_done_at_attempt(attempt_count: int) -> None:
    found = Job.objects.get()
    assert (found.state, found.attempt_count) == (DONE, attempt_count)


def _wait_for(path: Path, lines: int = 1, seconds: float = 30) -> None:
    ends = time.monotonic() + seconds
    while not path.exists() or len(path.read_text().splitlines()) < lines:
        assert time.monotonic() < ends, f"{path.name} was not written in time"
        time.sleep(0.02)


def _ask_now() -> None:
    with transaction.atomic():
        enqueue(name="plan.slow", key="k", arguments={}, at=clock.now())


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_work_of_a_worker_killed_in_the_middle_is_taken_up_and_done_once(tmp_path: Path) -> None:
    job("plan.slow", attempts=3)(_slow(tmp_path))
    _ask_now()
    database = processes.database_for_children(tmp_path)
    killed = processes.start(database, _be_a_worker)
    _wait_for(tmp_path / "began")
    os.kill(killed.pid or 0, signal.SIGKILL)
    killed.join(10)
    second = processes.start(database, _be_a_worker)
    third = processes.start(database, _be_a_worker)
    _wait_for(tmp_path / "ended")
    time.sleep(0.5)
    for worker in (second, third):
        os.kill(worker.pid or 0, signal.SIGKILL)
        worker.join(10)
    assert (tmp_path / "began").read_text() == "1\n2\n"
    assert (tmp_path / "ended").read_text() == "2\n"
    processes.run(database, _expect_done_at_attempt, 2)


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_a_long_work_keeps_its_lease(tmp_path: Path) -> None:
    """Three times as long as the lease, with another worker waiting to take it up."""

    def long(run: JobRun) -> None:
        (tmp_path / "began").write_text("1\n")
        time.sleep(3)
        (tmp_path / "ended").write_text("1\n")

    job("plan.slow", attempts=3)(long)
    _ask_now()
    database = processes.database_for_children(tmp_path)
    workers = [processes.start(database, _be_a_worker) for _ in range(2)]
    _wait_for(tmp_path / "ended")
    time.sleep(0.5)
    for worker in workers:
        os.kill(worker.pid or 0, signal.SIGKILL)
        worker.join(10)
    processes.run(database, _expect_done_at_attempt, 1)


@pytest.mark.usefixtures("committed")
def test_a_worker_asked_to_stop_finishes_what_it_has_in_hand(tmp_path: Path) -> None:
    def long(run: JobRun) -> None:
        (tmp_path / "began").write_text("1\n")
        time.sleep(1)

    job("plan.slow")(long)
    _ask_now()
    database = processes.database_for_children(tmp_path)
    worker = processes.start(database, _stop_politely)
    _wait_for(tmp_path / "began")
    os.kill(worker.pid or 0, signal.SIGTERM)
    worker.join(10)
    assert worker.exitcode == 0
    processes.run(database, _expect_done_at_attempt, 1)


@pytest.mark.usefixtures("committed")
def test_work_that_hangs_ends_its_worker(tmp_path: Path) -> None:
    job("plan.slow", attempts=3, minutes=0)(_slow(tmp_path))
    _ask_now()
    database = processes.database_for_children(tmp_path)
    worker = processes.start(database, _be_a_worker)
    worker.join(20)
    assert worker.exitcode == 70
