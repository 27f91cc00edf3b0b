"""What was read is remembered exactly until anything is recorded."""

import time
from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
from django.db import connections, transaction
from pytest_django import DjangoAssertNumQueries

from alongside.kernel.actor import system_actor
from alongside.ledger import remembering
from alongside.ledger.operations import record, record_look
from alongside.ledger.remembering import (
    forget_everything,
    remembered,
    remembered_a_while,
    under_one_head,
    while_nothing_changes,
)
from alongside.web import clock

ACTOR = system_actor(name="test", area_id=1, area_slug="york", permissions=())


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    forget_everything()
    yield
    forget_everything()


class Reading:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> int:
        self.count += 1
        return self.count


def _record() -> None:
    with transaction.atomic():
        record(
            actor=ACTOR,
            at=clock.now(),
            verb="test.change",
            subject="test",
            subject_ref="a",
            detail={},
        )


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed_ledger")
def test_a_reading_is_kept_until_the_ledger_moves() -> None:
    _record()
    reading = Reading()
    assert [remembered("key", reading), remembered("key", reading)] == [1, 1]
    _record()
    assert remembered("key", reading) == 2


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed_ledger")
def test_a_look_leaves_what_is_remembered() -> None:
    _record()
    reading = Reading()
    remembered("key", reading)
    record_look(actor=ACTOR, at=clock.now(), subject="test", subject_ref="a", reason="Review")
    assert remembered("key", reading) == 1
    _record()
    assert remembered("key", reading) == 2


@pytest.mark.usefixtures("committed_ledger")
def test_a_slow_reading_is_used_a_while_and_a_quick_one_until_something_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = 100.0
    monkeypatch.setattr(remembering, "monotonic", lambda: now)
    reading = Reading()

    def slow() -> int:
        nonlocal now
        now += 0.5
        return reading()

    _record()
    assert remembered_a_while("quick", reading) == 1
    _record()
    assert [remembered_a_while("quick", reading), remembered_a_while("slow", slow)] == [2, 3]
    _record()
    now += 9.9
    assert remembered_a_while("slow", slow) == 3
    now += 0.2
    assert remembered_a_while("slow", slow) == 4


@pytest.mark.usefixtures("committed_ledger")
def test_keys_are_kept_apart() -> None:
    _record()
    assert remembered(("lines", 1), lambda: "one") == "one"
    assert remembered(("lines", 2), lambda: "two") == "two"


@pytest.mark.django_db
def test_nothing_is_remembered_inside_a_transaction() -> None:
    reading = Reading()
    assert [remembered("key", reading), remembered("key", reading)] == [1, 2]


@pytest.mark.django_db
def test_while_nothing_changes_a_transaction_reads_once_and_forgets_afterwards() -> None:
    reading = Reading()
    with while_nothing_changes():
        assert [remembered("key", reading), remembered("key", reading)] == [1, 1]
        assert remembered("other", reading) == 2
    assert remembered("key", reading) == 3
    with while_nothing_changes():
        assert remembered("key", reading) == 4


@pytest.mark.usefixtures("committed_ledger")
def test_a_change_that_is_undone_leaves_nothing_behind() -> None:
    _record()
    with transaction.atomic():
        remembered("key", lambda: "never committed")
        transaction.set_rollback(True)
    assert remembered("key", lambda: "committed") == "committed"


@pytest.mark.usefixtures("committed_ledger")
def test_only_so_much_is_kept_and_the_oldest_goes_first() -> None:
    _record()
    for number in range(remembering.MOST + 1):
        remembered(number, lambda number=number: number)
    assert remembered(1, lambda: "read again") == 1
    assert remembered(0, lambda: "read again") == "read again"


def _asked_twice_at_once(read: Callable[[], int]) -> list[int | str]:
    """What two who ask in the same moment get; the first begins to read before the second asks."""
    begun, found = Event(), []

    def slow() -> int:
        begun.set()
        time.sleep(0.2)
        return read()

    def ask(reading: Callable[[], int]) -> None:
        try:
            found.append(remembered("key", reading))
        except ZeroDivisionError:
            found.append("failed")
        finally:
            connections.close_all()

    first = Thread(target=ask, args=[slow])
    first.start()
    assert begun.wait(5)
    second = Thread(target=ask, args=[read])
    second.start()
    first.join(5)
    second.join(5)
    return sorted(found, key=str)


@pytest.mark.usefixtures("committed_ledger")
def test_of_two_who_ask_at_once_one_reads() -> None:
    _record()
    reading = Reading()
    assert _asked_twice_at_once(reading) == [1, 1]
    assert reading.count == 1


@pytest.mark.usefixtures("committed_ledger")
def test_whoever_waited_for_a_reading_that_failed_reads_for_themselves() -> None:
    _record()
    answers = iter([0, 1])
    assert _asked_twice_at_once(lambda: 7 // next(answers)) == [7, "failed"]


@pytest.mark.usefixtures("committed_ledger")
def test_several_readings_ask_for_the_head_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    _record()
    with django_assert_num_queries(1), under_one_head():
        assert remembered("one", lambda: 1) + remembered("two", lambda: 2) == 3


@pytest.mark.usefixtures("committed_ledger")
def test_a_reading_under_an_older_head_is_read_again_afterwards() -> None:
    _record()
    reading = Reading()
    with under_one_head():
        _record()
        assert remembered("key", reading) == 1
    assert remembered("key", reading) == 2
