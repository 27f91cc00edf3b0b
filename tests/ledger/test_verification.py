"""Verification names the first broken entry and what is wrong with it."""

import gc
import tracemalloc
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.kernel.actor import Actor
from alongside.ledger import rules, verification
from alongside.ledger.chain import BEGINNING, Link, detail_digest, entry_hash
from alongside.ledger.models import LedgerDetail, LedgerEntry, LedgerHead
from alongside.ledger.operations import erase_detail, record
from alongside.ledger.rules import Broken, Detail, Fault, Stored, Witness
from alongside.ledger.verification import current_head, verdict, verify
from tests.ledger.million import append_in_bulk

AT = datetime(2020, 6, 5, 9, 30, tzinfo=UTC)
Tampering = Callable[[], AbstractContextManager[None]]
both = pytest.mark.both_engines


@pytest.fixture
def five(chair: Actor, db: None) -> None:
    for number in range(5):
        record(
            actor=chair,
            at=AT,
            verb="plan.edit",
            subject="plan.line",
            subject_ref="r",
            detail={"n": number},
        )


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _found(tampering: Tampering, *statements: str) -> tuple[int, Fault]:
    with tampering():
        _run(*statements)
    broken = verdict()
    assert broken is not None
    if broken.seq:
        assert str(broken.seq) in broken.sentence
    return broken.seq, broken.fault


@both
@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    ("statements", "seq", "fault"),
    [
        (["UPDATE ledger_entry SET verb = 'x' WHERE seq = 3"], 3, Fault.ALTERED),
        (["UPDATE ledger_entry SET person_id = 9 WHERE seq = 3"], 3, Fault.ALTERED),
        (["UPDATE ledger_entry SET person_id = NULL WHERE seq = 3"], 3, Fault.ALTERED),
        (["UPDATE ledger_entry SET at = '2020-06-05 09:30:00.000001+00:00' WHERE seq = 2"], 2, Fault.ALTERED),
        (["UPDATE ledger_entry SET area_id = 2 WHERE seq = 5"], 5, Fault.ALTERED),
        (["DELETE FROM ledger_detail WHERE entry_id = 1", "DELETE FROM ledger_entry WHERE seq = 1"], 1, Fault.MISSING),
        (["DELETE FROM ledger_detail WHERE entry_id = 4", "DELETE FROM ledger_entry WHERE seq = 4"], 4, Fault.MISSING),
        (["DELETE FROM ledger_detail WHERE entry_id = 5", "DELETE FROM ledger_entry WHERE seq = 5"], 5, Fault.MISSING),
        (["DELETE FROM ledger_detail WHERE entry_id = 2"], 2, Fault.DETAIL_MISSING),
        (["UPDATE ledger_detail SET content = '{}' WHERE entry_id = 2"], 2, Fault.DETAIL_ALTERED),
        (["UPDATE ledger_detail SET salt = 'x' WHERE entry_id = 2"], 2, Fault.DETAIL_ALTERED),
        (["UPDATE ledger_detail SET salt = '', content = '', erased_seq = 4 WHERE entry_id = 2"], 2, Fault.ERASED_UNRECORDED),
        (["DELETE FROM ledger_head"], 0, Fault.NO_HEAD),
        (["UPDATE ledger_head SET hash = 'x'"], 5, Fault.HEAD_MISMATCH),
        (["UPDATE ledger_head SET seq = 4, hash = (SELECT hash FROM ledger_entry WHERE seq = 4)"], 5, Fault.EXTRA_TAIL),
        (["UPDATE ledger_head SET seq = 6"], 6, Fault.MISSING),
    ],
)  # fmt: skip
def test_each_kind_of_damage_is_named(
    tampering: Tampering, statements: list[str], seq: int, fault: Fault
) -> None:
    assert _found(tampering, *statements) == (seq, fault)


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    "change",
    ["at = 'yesterday'", "at = '2020-13-45 10:00:00'", "at = 7", "area_id = 1.5", "area_id = 'york'",
     "role = 7", "verb = x'ff'"],
)  # fmt: skip
def test_a_value_of_another_kind_is_an_alteration(tampering: Tampering, change: str) -> None:
    with tampering():
        _run(f"UPDATE ledger_entry SET {change} WHERE seq = 3")
    broken = verdict()
    assert broken is not None
    assert (broken.seq, broken.fault) == (3, Fault.ALTERED)


@both
@pytest.mark.usefixtures("five")
def test_two_entries_that_changed_places_are_found(tampering: Tampering) -> None:
    columns = "at, area_id, person_id, role, verb, subject, subject_ref, digest, previous, hash"
    swap = [
        f"INSERT INTO ledger_entry (seq, {columns}) SELECT 100, {columns} FROM ledger_entry WHERE seq = 2",
        "UPDATE ledger_detail SET entry_id = 100 WHERE entry_id = 2",
        "DELETE FROM ledger_entry WHERE seq = 2",
        f"INSERT INTO ledger_entry (seq, {columns}) SELECT 2, {columns} FROM ledger_entry WHERE seq = 3",
        "UPDATE ledger_detail SET entry_id = 2 WHERE entry_id = 3",
        "DELETE FROM ledger_entry WHERE seq = 3",
        f"INSERT INTO ledger_entry (seq, {columns}) SELECT 3, {columns} FROM ledger_entry WHERE seq = 100",
        "UPDATE ledger_detail SET entry_id = 3 WHERE entry_id = 100",
        "DELETE FROM ledger_entry WHERE seq = 100",
    ]
    assert _found(tampering, *swap) == (2, Fault.ALTERED)


@pytest.mark.usefixtures("five")
def test_an_entry_rewritten_with_its_own_hash_is_given_away_by_the_next(
    tampering: Tampering,
) -> None:
    entry = LedgerEntry.objects.get(seq=3)
    link = Link(**{name: getattr(entry, name) for name in Link.__slots__} | {"verb": "plan.other"})
    with tampering():
        LedgerEntry.objects.filter(seq=3).update(verb="plan.other", hash=entry_hash(link))
    broken = verdict()
    assert broken is not None
    assert (broken.seq, broken.fault) == (4, Fault.REORDERED)


@pytest.mark.usefixtures("five")
def test_a_tail_cut_off_cleanly_is_found_by_a_head_noted_elsewhere(tampering: Tampering) -> None:
    noted = current_head()
    assert noted is not None
    with tampering():
        _run(
            "UPDATE ledger_head SET seq = 3, hash = (SELECT hash FROM ledger_entry WHERE seq = 3)",
            "DELETE FROM ledger_detail WHERE entry_id > 3",
            "DELETE FROM ledger_entry WHERE seq > 3",
        )
    assert verdict() is None
    broken = verdict(witness=noted)
    assert broken is not None
    assert (broken.seq, broken.fault) == (5, Fault.NOT_AS_WITNESSED)


@pytest.mark.usefixtures("five")
def test_a_chain_made_anew_is_found_by_a_head_noted_elsewhere() -> None:
    broken = verdict(witness=Witness(2, "f" * 64))
    assert broken is not None
    assert (broken.seq, broken.fault) == (2, Fault.NOT_AS_WITNESSED)


@pytest.mark.usefixtures("five")
def test_a_head_noted_earlier_still_holds_after_more_entries(chair: Actor) -> None:
    noted = current_head()
    record(actor=chair, at=AT, verb="plan.edit", subject="plan.line", subject_ref="r", detail={})
    assert verdict(witness=noted) is None


@pytest.mark.django_db
def test_an_empty_ledger_is_whole() -> None:
    assert [(p.checked, p.total, p.broken) for p in verify()] == [(0, 0, None)]


@pytest.mark.usefixtures("five")
def test_an_erasure_of_another_entry_does_not_excuse_this_one(
    chair: Actor, governor: Actor, tampering: Tampering
) -> None:
    erasure = erase_detail(actor=governor, at=AT, seq=1, reason="Law")
    change = f"UPDATE ledger_detail SET salt = '', content = '', erased_seq = {erasure.seq} WHERE entry_id = 2"
    assert _found(tampering, change) == (2, Fault.ERASED_UNRECORDED)


@pytest.mark.django_db
def test_memory_does_not_grow_with_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "PAGE", 200)
    append_in_bulk(600)
    short = _peak()
    append_in_bulk(5_400)
    assert _peak() < short * 2, "ten times the entries"


def _peak() -> int:
    assert verdict() is None  # what is loaded only once is loaded now
    gc.collect()
    tracemalloc.start()
    last = list(verify())[-1]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert last.broken is None
    return peak


@pytest.mark.django_db
def test_progress_counts_up_to_the_whole() -> None:
    append_in_bulk(4_500)
    assert [(p.checked, p.total) for p in verify()] == [
        (2_000, 4_500), (4_000, 4_500), (4_500, 4_500), (4_500, 4_500),
    ]  # fmt: skip


@pytest.mark.django_db
def test_bulk_entries_are_what_record_would_have_written(chair: Actor) -> None:
    append_in_bulk(10)
    record(actor=chair, at=AT, verb="plan.edit", subject="plan.line", subject_ref="r", detail={})
    assert (LedgerHead.objects.get().seq, LedgerDetail.objects.count()) == (11, 11)
    assert verdict() is None


def _chain(words: list[str]) -> list[Stored]:
    stored, previous = [], BEGINNING
    for seq, word in enumerate(words, start=1):
        detail = Detail(salt="s" * 32, content=word, erased_seq=None)
        digest = detail_digest(salt=detail.salt, content=detail.content)
        link = Link(
            seq=seq, at=AT, area_id=1, person_id=seq, role="chair", verb=word, subject="s",
            subject_ref=word, digest=digest, previous=previous,
        )  # fmt: skip
        previous = entry_hash(link)
        stored.append(Stored(link, previous, detail))
    return stored


def _walk(chain: list[Stored]) -> Broken | None:
    previous = BEGINNING
    for number, stored in enumerate(chain, start=1):
        if broken := rules.broken_entry(stored, expected_seq=number, previous=previous):
            return broken
        previous = stored.hash
    return None


words = st.lists(
    st.text(min_size=1, max_size=5, alphabet="abcé🙂 \n"), min_size=2, max_size=12, unique=True
)


@given(words)
def test_an_untouched_chain_is_whole(values: list[str]) -> None:
    assert _walk(_chain(values)) is None


@given(words, st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_other_order_is_found(values: list[str], data: st.DataObject) -> None:
    chain = _chain(values)
    shuffled = data.draw(st.permutations(chain).filter(lambda p: list(p) != chain))
    assert _walk(list(shuffled)) is not None


@given(words, st.data())
def test_any_altered_field_is_found(values: list[str], data: st.DataObject) -> None:
    chain = _chain(values)
    index = data.draw(st.integers(0, len(chain) - 1))
    name = data.draw(st.sampled_from(Link.__slots__))
    old = chain[index]
    fields = {n: getattr(old.link, n) for n in Link.__slots__}
    value = fields[name]
    fields[name] = (
        f"{value}x"
        if isinstance(value, str)
        else value.replace(year=2019)
        if name == "at"
        else value + 1
    )
    chain[index] = Stored(Link(**fields), old.hash, old.detail)
    broken = _walk(chain)
    assert broken is not None
    assert broken.seq == index + 1


@given(words, st.data())
def test_any_removed_entry_but_the_last_is_found(values: list[str], data: st.DataObject) -> None:
    chain = _chain(values)
    index = data.draw(st.integers(0, len(chain) - 2))
    del chain[index]
    broken = _walk(chain)
    assert broken is not None
    assert (broken.seq, broken.fault) == (index + 1, Fault.MISSING)


@given(words, st.data())
def test_any_altered_word_is_found(values: list[str], data: st.DataObject) -> None:
    chain = _chain(values)
    index = data.draw(st.integers(0, len(chain) - 1))
    old = chain[index]
    chain[index] = Stored(old.link, old.hash, Detail("s" * 32, f"{values[index]}!", None))
    broken = _walk(chain)
    assert broken is not None
    assert (broken.seq, broken.fault) == (index + 1, Fault.DETAIL_ALTERED)
