"""A process killed while it records statuses leaves each status whole, or not there at all."""

import os
import random
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from alongside.ledger import triggers
from alongside.ledger.models import LedgerEntry
from alongside.plan import operations
from alongside.plan.commands import NewStatus
from alongside.plan.models import Evidence, Line, StatusEvidence
from tests import processes
from tests.plan.factories import LETTER, make_line, make_place

KILLS = 25
SEED = 35


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """The ledger's guards would refuse the emptying of tables that follows a test that commits."""
    yield
    triggers.remove(connection)


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_a_kill_at_any_moment_of_a_status_change_leaves_all_or_nothing(tmp_path: Path) -> None:
    place = make_place()
    line = make_line(place)
    actor = place.officer
    database = processes.database_for_children(tmp_path)
    moments = random.Random(SEED)
    for number in range(KILLS):
        begun = tmp_path / f"begun-{number}"
        child = processes.start(database, _record_for_ever, actor, line.ref, begun)
        _wait_for(begun)
        time.sleep(moments.uniform(0, 0.1))
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join(10)
    processes.run(database, _expect_whole, line.pk)


def _record_for_ever(actor: object, line_ref: str, begun: Path) -> None:
    while True:
        line = Line.objects.across_areas(reason="test").get(ref=line_ref)
        at = datetime(2020, 6, 15, tzinfo=UTC) + timedelta(minutes=line.version)
        operations.record_status(
            actor=actor,
            at=at,
            line_ref=line_ref,
            expected_version=line.version,
            new=NewStatus("on_track", at.date(), new_evidence=(LETTER,)),
        )
        begun.touch()


def _expect_whole(line_id: int) -> None:
    """What a kill left half done would still stand: nobody mends it."""
    line = Line.objects.across_areas(reason="test").get(pk=line_id)
    statuses = set(line.statuses.values_list("ref", flat=True))
    events = LedgerEntry.objects.filter(verb="plan.record_status").select_related("detail")
    assert {event.detail.words["facts"]["status"] for event in events} == statuses
    assert line.version == 1 + len(statuses)
    assert len(statuses) >= KILLS
    attached = LedgerEntry.objects.filter(verb="plan.attach_evidence").count()
    for rows in (Evidence, StatusEvidence):
        assert rows.objects.across_areas(reason="test").count() == attached == len(statuses)


def _wait_for(path: Path) -> None:
    for _ in range(1000):
        if path.exists():
            return
        time.sleep(0.01)
    raise AssertionError("the child did not begin")
