"""A process killed while it takes a message leaves the message whole, or nothing of it."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from alongside.advice.models import (
    AdviceMessage,
    AdviceRequest,
    AdviceRow,
    AdviceStep,
    AdviceSubmission,
)
from alongside.casework.models import CaseEvent
from alongside.exchange import fhir
from alongside.ledger import triggers
from alongside.ledger.models import LedgerEntry
from tests import processes
from tests.advice.exchanging import make_exchange, make_system, taken
from tests.advice.factories import Place, after, ask, receive

LATER = after(20)
KILLS = 12
SEED = 6


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """The ledger's guards would refuse the emptying of tables that follows a test that commits."""
    yield
    triggers.remove(connection)


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_a_kill_at_any_statement_leaves_the_message_whole_or_not_there(tmp_path: Path) -> None:
    place = make_exchange()
    trust = make_system(place, "RCB", "The Trust")
    request = receive(place, ask(place, post=trust.post))
    message = trust.reply(request, LATER, needs=(fhir.Need("N1", "Speech is hard to follow."),))
    before = _counts(place, request)
    counted = processes.database_for_children(tmp_path)
    if connection.vendor == "sqlite":
        (tmp_path / "count").mkdir()
        counting = processes.database_for_children(tmp_path / "count")
        statements = processes.statements_of(
            counting, tmp_path / "noted", taken, place, message, LATER
        )
    else:
        statements = 60
    for at in sorted(random.Random(SEED).sample(range(1, statements - 2), KILLS)):
        child = processes.start_killed_at(counted, at, _take, place, message)
        child.join(60)
        if child.exitcode == 0:
            break  # it was taken in fewer statements, which are not counted on every engine
        processes.run(counted, _expect, place, request, before)
    else:
        processes.run(counted, _take, place, message)
    processes.run(counted, _expect_whole, place, request, before)


def _take(place: Place, message: fhir.Message) -> None:
    assert taken(place, message, LATER).is_taken


def _counts(place: Place, request: AdviceRequest) -> tuple[object, ...]:
    kept = (AdviceStep, AdviceSubmission, AdviceRow, AdviceMessage, CaseEvent)
    state = AdviceRequest.objects.in_area(place.area.pk).get(pk=request.pk).state
    rows = (each.objects.in_area(place.area.pk).count() for each in kept)
    return (state, *rows, LedgerEntry.objects.count())


def _expect(place: Place, request: AdviceRequest, before: tuple[object, ...]) -> None:
    assert _counts(place, request) == before


def _expect_whole(place: Place, request: AdviceRequest, before: tuple[object, ...]) -> None:
    found = _counts(place, request)
    assert found[0] == "given"
    assert [after - now for after, now in zip(found[1:6], before[1:6], strict=True)] == [
        1,
        1,
        1,
        1,
        1,
    ]  # type: ignore[operator]
