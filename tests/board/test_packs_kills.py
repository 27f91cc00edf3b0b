"""A process killed while it freezes and issues packs leaves every edition whole."""

import os
import random
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from alongside.board.models import PackEdition
from alongside.board.operations.packs import freeze_board_pack
from alongside.files import store
from alongside.ledger import triggers
from alongside.ledger.models import LedgerEntry
from tests import processes
from tests.board.factories import make_board, make_meeting
from tests.board.packing import issued
from tests.plan.factories import make_line, make_place

KILLS = 12
SEED = 40
AT = datetime(2020, 7, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """The ledger's guards would refuse the emptying of tables that follows a test that commits."""
    yield
    triggers.remove(connection)


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_a_kill_at_any_moment_of_issuing_leaves_nothing_half_issued(tmp_path: Path) -> None:
    place = make_place()
    make_line(place)
    meeting = make_meeting(place, make_board(place))
    database = processes.database_for_children(tmp_path)
    moments = random.Random(SEED)
    for number in range(KILLS):
        begun = tmp_path / f"begun-{number}"
        child = processes.start(database, _issue_for_ever, place.officer, meeting.ref, begun)
        _wait_for(begun)
        time.sleep(moments.uniform(0, 0.5))
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join(10)
        processes.run(database, _expect_whole)
    processes.run(database, _finish_the_last, place.officer, meeting.ref)


def _issue_for_ever(actor: object, meeting_ref: str, begun: Path) -> None:
    while True:
        waiting = _editions().filter(issued_at=None).first()
        if waiting is None:
            waiting = _freeze(actor, meeting_ref)
        issued(waiting)
        begun.touch()


def _expect_whole() -> None:
    editions = list(_editions().order_by("number"))
    assert [edition.number for edition in editions] == list(range(1, len(editions) + 1))
    assert _refs("board.freeze_edition") == {edition.ref for edition in editions}
    issued = [edition for edition in editions if edition.issued_at]
    assert _refs("board.issue_edition") == {edition.ref for edition in issued}
    assert len(editions) - len(issued) <= 1
    for edition in issued:
        store.open_checked(edition.file_sha256).close()


def _finish_the_last(actor: object, meeting_ref: str) -> None:
    """What a kill left frozen is issued by the next worker, from the same content.

    With a small paper: the typesetter's threads, once at work in the parent, are missing in a fork.
    """
    if not _editions().filter(issued_at=None).exists():
        _freeze(actor, meeting_ref)
    for edition in _editions().filter(issued_at=None):
        assert issued(edition).content_sha256 == edition.content_sha256
    assert _editions().filter(issued_at__isnull=False).count() >= KILLS
    _expect_whole()


def _freeze(actor: object, meeting_ref: str) -> PackEdition:
    return freeze_board_pack(
        actor=actor,
        at=AT,
        meeting_ref=meeting_ref,
        seen_number=_editions().count(),
        why="Again.",
    )


def _refs(verb: str) -> set[str]:
    events = LedgerEntry.objects.filter(verb=verb).select_related("detail")
    return {event.detail.words["facts"]["edition"] for event in events}


def _editions():  # type: ignore[no-untyped-def]
    return PackEdition.objects.across_areas(reason="test")


def _wait_for(path: Path) -> None:
    for _ in range(1000):
        if path.exists():
            return
        time.sleep(0.01)
    raise AssertionError("the child did not begin")
