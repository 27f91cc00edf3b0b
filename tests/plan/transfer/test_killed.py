"""A process killed in the middle of an import leaves all of it or nothing, and a ledger that is whole."""

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from alongside.config.operator import operator_anywhere, operator_in
from alongside.ledger import triggers
from alongside.ledger.models import LedgerEntry
from alongside.ledger.verification import verdict
from alongside.people.models import AreaPartner, LocalArea, Post, PostHolding
from alongside.plan.models import Line, Passage, Statement
from alongside.plan.transfer import Operator, export_document, import_for_operator
from alongside.plan.transfer.formats import STATEMENT
from tests import processes
from tests.plan.transfer.edits import cut

AT = datetime(2022, 9, 12, 9, tzinfo=UTC)
SEED = 37
KILLS_BY_STATEMENT = 15
KILLS_BY_CLOCK = 12
OPERATOR = Operator(operator_anywhere(), operator_in)


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """The ledger's guards would refuse the emptying of tables that follows a test that commits."""
    yield
    triggers.remove(connection)


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_a_kill_at_any_moment_of_an_import_leaves_all_or_nothing(
    tmp_path: Path, york: dict[str, Any], progress: dict[str, Any]
) -> None:
    """Each attempt is a plan of its own council, so that making the area is killed too."""
    york = cut(STATEMENT, york) | {"published_progress": progress}
    files = [
        _file_of(york, tmp_path, number)
        for number in range(1 + KILLS_BY_STATEMENT + KILLS_BY_CLOCK)
    ]
    database = processes.database_for_children(tmp_path)
    statements, seconds = _measured(database, files[0], tmp_path)
    moments = random.Random(SEED)
    for path in files[1 : 1 + KILLS_BY_STATEMENT]:
        child = processes.start_killed_at(database, moments.randrange(statements), _import, path)
        child.join(120)
        assert child.exitcode == -signal.SIGKILL
    for path in files[1 + KILLS_BY_STATEMENT :]:
        _kill_by_clock(database, path, tmp_path, moments.uniform(0, seconds))
    processes.run(database, _expect_all_or_nothing, files, seconds=120)


def _file_of(york: dict[str, Any], folder: Path, number: int) -> Path:
    council = f"Council of {'abcdefghijklmnopqrstuvwxyz'[number % 26]}{number}"
    path = folder / f"plan-{number}.json"
    document = york | {"local_area": york["local_area"] | {"local_authority": council}}
    path.write_text(json.dumps(document))
    return path


def _measured(database: str, path: Path, folder: Path) -> tuple[int, float]:
    """How many statements one whole import sends to the database, and how long it takes."""
    began = time.monotonic()
    count = processes.statements_of(database, folder / "measured", _import, path)
    return count, time.monotonic() - began


def _import(path: Path) -> None:
    import_for_operator(operator=OPERATOR, at=AT, path=path)


def _import_after_mark(path: Path, mark: Path) -> None:
    mark.touch()
    _import(path)


def _kill_by_clock(database: str, path: Path, folder: Path, seconds: float) -> None:
    mark = folder / f"{path.stem}-began"
    child = processes.start(database, _import_after_mark, path, mark)
    until = time.monotonic() + 60
    while not mark.exists():
        assert time.monotonic() < until, "the child did not begin"
        time.sleep(0.002)
    time.sleep(seconds)
    os.kill(child.pid or 0, signal.SIGKILL)
    child.join(60)


def _expect_all_or_nothing(files: list[Path]) -> None:
    """Each attempt has its own rows, so what a kill left half done would still stand."""
    outcomes = [_is_whole(path) for path in files]
    assert outcomes[: 1 + KILLS_BY_STATEMENT] == [True] + [False] * KILLS_BY_STATEMENT
    _expect_whole_ledger(sum(outcomes))


def _is_whole(path: Path) -> bool:
    """True when everything is there, False when nothing is. Anything between fails."""
    document = json.loads(path.read_text())
    council = document["local_area"]["local_authority"]
    area = LocalArea.objects.filter(name=council).first()
    if area is None:
        known = set(LocalArea.objects.values_list("pk", flat=True))
        for model in (AreaPartner, Post, PostHolding, Statement, Line, Passage):
            rows = model.objects.across_areas(reason="test")
            assert set(rows.values_list("area_id", flat=True)) <= known
        return False
    statement = Statement.objects.in_area(area.pk).get()
    assert export_document(actor=operator_in(area), ref=statement.ref) == document
    leaders = [*document["strategic_leaders"], *document["operational_leaders"]]
    named = sum(1 for leader in leaders if leader["name"])
    assert PostHolding.objects.in_area(area.pk).count() == named > 0
    assert LedgerEntry.objects.filter(area_id=area.pk, verb="plan.import").count() == 1
    return True


def _expect_whole_ledger(imports: int) -> None:
    assert verdict() is None
    assert LedgerEntry.objects.filter(verb="plan.import").count() == imports
    assert LedgerEntry.objects.filter(verb="people.create_area").count() == imports
