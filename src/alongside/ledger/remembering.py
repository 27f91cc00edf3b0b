"""Remembering what was read until anything changes.

Every change is recorded in the ledger in its own transaction. So while the last change in the ledger stands,
what was read under it stands too; when another follows, everything is read again. A look changes nothing: who
looked is read from the ledger itself and never remembered. A value may be newer than the head it is
kept under, never older, and an old head never comes back. Inside a transaction nothing is remembered, since
what is read there may yet be undone; but for ``while_nothing_changes``.

Whoever asks checks the reader's permission first, and remembers only what is the same for every such reader.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from time import monotonic
from typing import Any, TypeVar, cast

from django.db import connection

from alongside.ledger.models import HEAD_ID, LedgerHead

MOST = 64
PATIENCE = 30.0
"""Seconds for which a reader waits for another's reading of the same."""
SLOW, USED_FOR, AT_MOST = 0.25, 20, 60.0
"""A reading that takes longer than ``SLOW`` seconds may be used for ``USED_FOR`` times as long, ``AT_MOST`` a minute."""
Value = TypeVar("Value")

_kept: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
_kept_a_while: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()
_readings: dict[Hashable, Future[Any]] = {}
_lock = Lock()
_head_of_reading: ContextVar[str] = ContextVar("head_of_reading", default="")
_read_meanwhile: ContextVar[dict[Hashable, Any] | None] = ContextVar("read_meanwhile", default=None)


def remembered(key: Hashable, read: Callable[[], Value]) -> Value:
    """The value kept under the present head, or a new reading. The value must be frozen: it is shared.

    What is read inside another reading is kept under the head that the outer one found. Of several who
    ask at once, one reads and the others wait for it.
    """
    if connection.in_atomic_block:
        return _read_in_transaction(key, read)
    head = _head_of_reading.get() or _present_head()
    own: Future[Value] = Future()
    with _lock:
        kept = _kept.get(key)
        if kept is not None and kept[0] == head:
            return kept[1]  # type: ignore[no-any-return]
        begun: Future[Value] = _readings.setdefault((key, head), own)
    if begun is not own:
        return _waited_for(begun, read)
    return _read_for_all(own, key, head, read)


def remembered_a_while(key: Hashable, read: Callable[[], Value]) -> Value:
    """As ``remembered``, for what says as at when it was read: a slow reading is used a while longer, though
    something changed. So a large area's counts take a small part of the processor, and a small area's are exact.
    """
    if connection.in_atomic_block:
        return _read_in_transaction(key, read)
    with _lock:
        until, value = _kept_a_while.get(key, (0.0, None))
    began = monotonic()
    if began < until:
        return cast(Value, value)
    value = remembered(key, read)
    took = monotonic() - began
    if took > SLOW:
        _put(_kept_a_while, key, (monotonic() + min(took * USED_FOR, AT_MOST), value))
    return value


def _waited_for(begun: "Future[Value]", read: Callable[[], Value]) -> Value:
    """Somebody reads it now: reading it beside them would make both slower."""
    try:
        return begun.result(timeout=PATIENCE)
    except (CancelledError, TimeoutError):
        return read()


def _read_for_all(
    own: "Future[Value]", key: Hashable, head: str, read: Callable[[], Value]
) -> Value:
    outer = _head_of_reading.set(head)
    try:
        value = read()
        _put(_kept, key, (head, value))
        own.set_result(value)
    finally:
        own.cancel()  # so that nobody waits for what failed; does nothing to a result
        _head_of_reading.reset(outer)
        with _lock:
            _readings.pop((key, head), None)
    return value


@contextmanager
def under_one_head() -> Iterator[None]:
    """Inside, several readings are kept under the head as it stands now, which is asked for once."""
    if connection.in_atomic_block:
        yield
        return
    outer = _head_of_reading.set(_head_of_reading.get() or _present_head())
    try:
        yield
    finally:
        _head_of_reading.reset(outer)


@contextmanager
def while_nothing_changes() -> Iterator[None]:
    """Inside a transaction: for whoever does several things that leave what they read as it is. What is
    read is kept until the end of the block, for this block alone.
    """
    outer = _read_meanwhile.set({})
    try:
        yield
    finally:
        _read_meanwhile.reset(outer)


def _read_in_transaction(key: Hashable, read: Callable[[], Value]) -> Value:
    meanwhile = _read_meanwhile.get()
    if meanwhile is None:
        return read()
    if key not in meanwhile:
        meanwhile[key] = read()
    return meanwhile[key]  # type: ignore[no-any-return]


def _present_head() -> str:
    return str(LedgerHead.objects.values_list("changed", flat=True).get(pk=HEAD_ID))


def _put(kept: OrderedDict[Hashable, Any], key: Hashable, value: object) -> None:
    with _lock:
        kept[key] = value
        kept.move_to_end(key)
        while len(kept) > MOST:
            kept.popitem(last=False)


def forget_everything() -> None:
    """For tests that change records past the operations."""
    with _lock:
        _kept.clear()
        _kept_a_while.clear()
