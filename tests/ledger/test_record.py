"""Writing the ledger: with the change or not at all."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from django.db import transaction

from alongside.kernel.actor import Actor, Holding, system_actor
from alongside.kernel.canonical import NotCanonicalError
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger import queries
from alongside.ledger.chain import BEGINNING
from alongside.ledger.models import LedgerDetail, LedgerEntry, LedgerHead
from alongside.ledger.operations import (
    NoHeadError,
    OutsideTransactionError,
    erase_detail,
    record,
    record_look,
)
from alongside.ledger.verification import verdict
from tests import processes

AT = datetime(2020, 6, 5, 9, 30, tzinfo=UTC)


def _record(actor: Actor, **changes: object) -> LedgerEntry:
    values = {
        "actor": actor,
        "at": AT,
        "verb": "plan.record_status",
        "subject": "plan.line",
        "subject_ref": "0123456789abcdef",
        "detail": {"status": "completed"},
    }
    return record(**{**values, **changes})  # type: ignore[arg-type]


@pytest.mark.django_db
def test_the_first_entry_follows_the_beginning(chair: Actor) -> None:
    entry = _record(chair)
    assert (entry.seq, entry.previous) == (1, BEGINNING)


@pytest.mark.django_db
def test_each_entry_holds_the_hash_of_the_one_before_and_the_head_follows(chair: Actor) -> None:
    first, second = _record(chair), _record(chair)
    head = LedgerHead.objects.get()
    assert second.previous == first.hash
    assert (head.seq, head.hash) == (2, second.hash)


@pytest.mark.django_db
def test_an_entry_keeps_number_and_roles_but_never_the_name(chair: Actor) -> None:
    _record(chair)
    everything = [*LedgerEntry.objects.values_list(), *LedgerDetail.objects.values_list()]
    assert "Invented Person" not in str(everything)
    entry = LedgerEntry.objects.get()
    assert (entry.person_id, entry.role, entry.area_id) == (7, "chair", 1)


@pytest.mark.django_db
def test_system_work_says_which_work_it_is() -> None:
    actor = system_actor(name="reminders", area_id=1, area_slug="york", permissions=())
    assert _record(actor).role == "system: reminders"


@pytest.mark.django_db
def test_an_actor_of_many_roles_fits(chair: Actor) -> None:
    many = tuple(
        Holding(role=f"role_with_a_long_code_{n}", permissions=frozenset()) for n in range(40)
    )
    actor = Actor(person_id=7, name="", area_id=1, area_slug="york", holdings=many)
    assert _record(actor).role.count(",") == 39


@pytest.mark.django_db
def test_the_words_of_an_entry_stand_in_a_table_of_their_own(chair: Actor) -> None:
    entry = _record(chair)
    assert entry.detail.words == {"purpose": "Chair of the board", "facts": {"status": "completed"}}


@pytest.mark.django_db
def test_equal_words_have_different_digests(chair: Actor) -> None:
    assert _record(chair).digest != _record(chair).digest


@pytest.mark.django_db
def test_a_float_is_refused_and_nothing_is_written(chair: Actor) -> None:
    with pytest.raises(NotCanonicalError):
        _record(chair, detail={"rate": 0.5})
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db
def test_a_time_without_a_zone_is_refused(chair: Actor) -> None:
    with pytest.raises(ValueError, match="time zone"):
        _record(chair, at=datetime(2020, 6, 5))


@pytest.mark.both_engines
@pytest.mark.django_db
def test_an_instant_from_another_zone_with_odd_microseconds_still_verifies(chair: Actor) -> None:
    summer = timezone(timedelta(hours=1))
    _record(
        chair, at=datetime(2020, 6, 5, 10, 30, 0, 7, tzinfo=summer), detail={"name": "Zoë 🙂\u2028"}
    )
    assert verdict() is None


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed_ledger")
def test_recording_outside_a_transaction_raises(chair: Actor) -> None:
    with pytest.raises(OutsideTransactionError):
        _record(chair)
    assert not LedgerEntry.objects.exists()


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed_ledger")
def test_a_rolled_back_change_leaves_no_entry_and_no_gap(chair: Actor) -> None:
    with transaction.atomic():
        _record(chair)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert _record(chair).seq == 1
    assert verdict() is None


@pytest.mark.django_db
def test_a_missing_head_stops_the_work(chair: Actor, tampering) -> None:
    with tampering():
        LedgerHead.objects.all().delete()
    with pytest.raises(NoHeadError):
        _record(chair)


@pytest.mark.django_db
def test_a_look_at_a_record_says_who_and_why(chair: Actor) -> None:
    record_look(
        actor=chair, at=AT, subject="casework.case", subject_ref="c" * 16, reason="Complaint"
    )
    (happened,) = queries.happenings(chair, "casework.case", "c" * 16)
    assert (happened.who, happened.what, happened.why) == (
        "Chair of the board",
        "Looked at the record",
        "Complaint",
    )
    assert happened.is_look


@pytest.mark.both_engines
@pytest.mark.django_db
def test_erasing_leaves_the_chain_provable_and_says_who_and_why(
    chair: Actor, governor: Actor
) -> None:
    entry = _record(chair, detail={"note": "A name that should not be here"})
    erasure = erase_detail(actor=governor, at=AT, seq=entry.seq, reason="Erasure under Article 17")
    detail = LedgerDetail.objects.get(pk=entry.seq)
    assert (detail.salt, detail.content, detail.erased_seq) == ("", "", erasure.seq)
    assert erasure.detail.words["facts"] == {"reason": "Erasure under Article 17"}
    assert verdict() is None


@pytest.mark.django_db
def test_erasing_twice_is_refused(chair: Actor, governor: Actor) -> None:
    entry = _record(chair)
    erase_detail(actor=governor, at=AT, seq=entry.seq, reason="Law")
    with pytest.raises(Refusal, match="already been erased"):
        erase_detail(actor=governor, at=AT, seq=entry.seq, reason="Law")


@pytest.mark.django_db
def test_the_reason_for_an_erasure_cannot_itself_be_erased(chair: Actor, governor: Actor) -> None:
    erasure = erase_detail(actor=governor, at=AT, seq=_record(chair).seq, reason="Law")
    with pytest.raises(Refusal, match="cannot itself be erased"):
        erase_detail(actor=governor, at=AT, seq=erasure.seq, reason="Law")


@pytest.mark.django_db
def test_erasing_needs_a_reason(chair: Actor, governor: Actor) -> None:
    entry = _record(chair)
    with pytest.raises(Refusal, match="Say why"):
        erase_detail(actor=governor, at=AT, seq=entry.seq, reason="  ")


@pytest.mark.django_db
def test_erasing_without_the_permission_looks_like_not_found(chair: Actor) -> None:
    entry = _record(chair)
    with pytest.raises(Hidden):
        erase_detail(actor=chair, at=AT, seq=entry.seq, reason="Law")


@pytest.mark.django_db
@pytest.mark.parametrize("seq", [1, 99, 10**30])
def test_an_entry_of_another_area_looks_like_nonsense(
    chair: Actor, governor: Actor, seq: int
) -> None:
    elsewhere = Actor(person_id=9, name="", area_id=2, area_slug="hull", holdings=governor.holdings)
    _record(chair)
    with pytest.raises(Hidden):
        erase_detail(actor=elsewhere, at=AT, seq=seq, reason="Law")
    with pytest.raises(Hidden):
        queries.entry(elsewhere, seq)


@pytest.mark.django_db
def test_the_list_is_of_the_own_area_only(chair: Actor) -> None:
    elsewhere = Actor(person_id=9, name="", area_id=2, area_slug="hull", holdings=chair.holdings)
    _record(elsewhere)
    mine = _record(chair)
    assert list(queries.entries(chair)) == [mine]
    assert not queries.entries_for(chair, "plan.line", "nothing").exists()


@pytest.mark.django_db
def test_the_list_is_hidden_without_the_permission() -> None:
    stranger = Actor(person_id=9, name="", area_id=1, area_slug="york")
    with pytest.raises(Hidden):
        queries.entries(stranger)


def _write_many(count: int) -> None:
    actor = Actor(person_id=1, name="", area_id=1, area_slug="york")
    for number in range(count):
        with transaction.atomic():
            _record(actor, detail={"number": number})


def _expect_whole(count: int) -> None:
    assert LedgerHead.objects.get().seq == count
    assert verdict() is None


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed_ledger")
def test_processes_writing_at_once_leave_one_unbroken_chain(tmp_path: Path) -> None:
    database = processes.database_for_children(tmp_path)
    writers = [processes.start(database, _write_many, 40) for _ in range(4)]
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0] * 4
    processes.run(database, _expect_whole, 160)
