"""A process killed while it counts an area, or while it brings a release in, leaves all of it or nothing;
the same once more gives the whole.
"""

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection

from alongside.config.commands.data import command as data_command
from alongside.config.operator import operator_anywhere
from alongside.jobs.models import Job
from alongside.ledger import triggers
from alongside.ledger.models import LedgerEntry
from alongside.ledger.verification import verdict
from alongside.measures import work
from alongside.measures.models import Computation, Figure, FigurePart, PublishedRelease
from alongside.measures.operations.published import import_release
from alongside.measures.published_store import KeptTables, root
from alongside.measures.refreshing import REFRESH
from tests import processes
from tests.exchange.releases.making import folder, requested, requests
from tests.measures.counting import NOW, two_actions
from tests.plan.factories import make_place

pytestmark = [pytest.mark.both_engines, pytest.mark.usefixtures("may_2021", "committed")]
SEED = 28
BY_STATEMENT, BY_CLOCK = 6, 4
YORK = "E06000014"


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """The ledger's guards would refuse the emptying of tables that follows a test that commits."""
    yield
    triggers.remove(connection)


def test_a_kill_at_any_moment_of_counting_leaves_all_or_nothing(tmp_path: Path) -> None:
    """Each attempt counts an area of its own."""
    areas = [_area(number) for number in range(1 + BY_STATEMENT + BY_CLOCK)]
    database = processes.database_for_children(tmp_path)
    began = time.monotonic()
    count = processes.statements_of(database, tmp_path / "count", _compute, areas[0])
    seconds, moments = time.monotonic() - began, random.Random(SEED)
    for area in areas[1 : 1 + BY_STATEMENT]:
        killed = processes.start_killed_at(database, moments.randrange(count), _compute, area)
        killed.join(60)
        assert killed.exitcode == -signal.SIGKILL
    for area in areas[1 + BY_STATEMENT :]:
        _kill_after(processes.start(database, _compute, area), moments.uniform(0, seconds))
    processes.run(database, _expect_all_or_nothing, areas, seconds=120)
    processes.run(database, _expect_all_after_another_run, areas, seconds=120)


def _area(number: int) -> int:
    place = make_place(f"area-{number}", f"Area {number}")
    two_actions(place)
    return int(place.area.pk)


def _compute(area_id: int) -> None:
    work.compute_area(area_id=area_id, at=NOW, progress=lambda done, total: None)


def _expect_all_or_nothing(areas: list[int]) -> None:
    outcomes = [_is_whole(area) for area in areas]
    assert outcomes[0], "the first was left to finish"
    assert False in outcomes, "no kill came early enough to show anything"
    assert verdict() is None


def _expect_all_after_another_run(areas: list[int]) -> None:
    for area in areas:
        _compute(area)
    assert all(_is_whole(area) for area in areas)
    assert verdict() is None


def _is_whole(area_id: int) -> bool:
    """One figure of four parts with its event, its snapshot and the call to judge it; or none of them."""
    figures = list(Figure.objects.in_area(area_id))
    parts = FigurePart.objects.in_area(area_id).count()
    events = LedgerEntry.objects.filter(area_id=area_id, verb="measures.compute_figures").count()
    if not figures:
        is_counted = Computation.objects.in_area(area_id).exists()
        assert (parts, events, is_counted) == (0, 0, False)
        return False
    (figure,) = figures
    assert (figure.numerator, figure.denominator, parts, events) == (1, 2, 4, 1)
    assert Job.objects.filter(name=REFRESH, arguments={"area": area_id}).exists()
    return (settings.HOME / "snapshots" / "manifests" / f"{figure.made_from[-64:]}.json").exists()


def test_a_kill_at_any_step_of_a_release_leaves_all_or_nothing(tmp_path: Path) -> None:
    """At each step that is told, at any statement, by the clock, and after the tables are in place."""
    database = processes.database_for_children(tmp_path)
    steps = _steps(database, tmp_path)
    count = processes.statements_of(database, tmp_path / "count", _bring, _release(tmp_path, 1))
    held, number = 2, 2
    moments = random.Random(SEED)
    ways = [
        *((_bring_until_step, step) for step in range(steps)),
        *((_bring_until_statement, moments.randrange(count)) for _ in range(BY_STATEMENT // 2)),
        (_bring_until_in_place, 0),
    ]
    for way, moment in ways:
        path = _release(tmp_path, number)
        killed = processes.start(database, way, path, moment)
        killed.join(60)
        assert killed.exitcode == -signal.SIGKILL, (way, moment)
        processes.run(database, _expect_whole_again, path, held)
        held, number = held + 1, number + 1
    processes.run(database, _expect_whole_ledger)


def test_a_kill_of_the_command_leaves_all_or_nothing(tmp_path: Path) -> None:
    database = processes.database_for_children(tmp_path)
    began = time.monotonic()
    processes.run(database, _command, _release(tmp_path, 0))
    seconds, moments = time.monotonic() - began, random.Random(SEED)
    for number in range(1, 1 + BY_CLOCK):
        path = _release(tmp_path, number)
        _kill_after(processes.start(database, _command, path), moments.uniform(0, seconds))
        processes.run(database, _expect_whole_again, path, number)


def _release(path: Path, number: int) -> Path:
    """Each says something else of York, so that each is a release of its own."""
    counts = {"request_outcome_six_weeks": str(60 + number)}
    rows = [requested(YORK, **counts), requested("England"), requested(YORK, "2023")]
    return folder(path / f"release-{number}", {"requests.csv": requests(rows)})


def _bring(path: Path) -> None:
    _bring_and_tell(path, lambda: None)


def _bring_and_tell(path: Path, told: object) -> None:
    import_release(
        actor=operator_anywhere(), at=NOW, path=path, progress=lambda words, done, of: told()
    )


def _steps(database: str, path: Path) -> int:
    """How often a whole import says how far it has come."""
    noted = path / "steps"
    processes.run(database, _count_steps, _release(path, 0), noted)
    return int(noted.read_text())


def _count_steps(path: Path, noted: Path) -> None:
    told: list[None] = []
    _bring_and_tell(path, lambda: told.append(None))
    noted.write_text(str(len(told) - 1))  # the last is told when everything stands


def _bring_until_step(path: Path, step: int) -> None:
    left = iter(range(step, -1, -1))
    _bring_and_tell(path, lambda: next(left) or _die())


def _bring_until_statement(path: Path, statement: int) -> None:
    processes.kill_at(statement, lambda: _bring(path))


def _bring_until_in_place(path: Path, _: int) -> None:
    """The tables have their name already, and the rows are not yet there for others."""
    real = KeptTables.put_in_place

    def put_in_place(kept: KeptTables) -> None:
        real(kept)
        _die()

    KeptTables.put_in_place = put_in_place  # type: ignore[method-assign]
    _bring(path)


def _command(path: Path) -> None:
    CliRunner().invoke(data_command, ["import", str(path)], catch_exceptions=False)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _kill_after(child: object, seconds: float) -> None:
    time.sleep(seconds)
    os.kill(child.pid, signal.SIGKILL)
    child.join(60)


def _expect_whole_again(path: Path, held: int) -> None:
    """What was there before stands, the new one is there whole or not at all, and then whole."""
    assert PublishedRelease.objects.count() in (held, held + 1)
    _expect_whole_releases()
    _bring(path)
    assert PublishedRelease.objects.count() == held + 1
    _expect_whole_releases()


def _expect_whole_releases() -> None:
    """Each release has all its figures, its event, and every table under its own name."""
    releases = list(PublishedRelease.objects.all())
    events = LedgerEntry.objects.filter(verb="measures.import_release")
    assert set(events.values_list("subject_ref", flat=True)) == {str(r.pk) for r in releases}
    assert len({release.figures.count() for release in releases}) <= 1
    for release in releases:
        names = {path.name.partition("-")[0] for path in (root() / release.digest).iterdir()}
        assert names == {"requests", "figures", "doubts"}


def _expect_whole_ledger() -> None:
    assert verdict() is None
