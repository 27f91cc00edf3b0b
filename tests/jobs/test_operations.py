"""Asking for work, and trying failed work again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction

from alongside.jobs import lifecycle, queries
from alongside.jobs.lifecycle import Lease
from alongside.jobs.models import DONE, FAILED, RUNNING, WAITING, Job
from alongside.jobs.operations import try_again
from alongside.jobs.queue import OutsideTransactionError, enqueue, is_in_hand
from alongside.jobs.registry import JobRun, UnknownJobError, job
from alongside.kernel.actor import Actor, Holding
from alongside.kernel.canonical import NotCanonicalError
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from tests.jobs.conftest import AT

LEASE = timedelta(seconds=60)
Ask = Callable[..., Job]
administrator = Actor(
    person_id=1, name="", area_id=1, area_slug="york",
    holdings=(Holding("administrator", frozenset({"access.administer"})),),
)  # fmt: skip
stranger = Actor(person_id=2, name="", area_id=1, area_slug="york")


@pytest.fixture(autouse=True)
def work(own_registry: None) -> None:
    @job("plan.count", attempts=2)
    def count(run: JobRun) -> None:
        """Nothing to do."""


def _claimed(worker: str = "one") -> Job:
    found = lifecycle.claim(worker=worker, at=AT, lease=LEASE)
    assert found is not None
    return found


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_an_undone_change_leaves_no_work() -> None:
    with transaction.atomic():
        enqueue(name="plan.count", key="k", arguments={"line": 7}, at=AT)
        transaction.set_rollback(True)
    assert not Job.objects.exists()


@pytest.mark.both_engines
@pytest.mark.usefixtures("committed")
def test_asking_outside_a_transaction_raises() -> None:
    with pytest.raises(OutsideTransactionError):
        enqueue(name="plan.count", key="k", arguments={}, at=AT)


def test_a_name_that_nobody_registered_is_refused(ask: Ask) -> None:
    with pytest.raises(UnknownJobError):
        ask("plan.cuont")


def test_arguments_are_plain_values(ask: Ask) -> None:
    with pytest.raises(NotCanonicalError):
        ask("plan.count", arguments={"when": AT})


@pytest.mark.both_engines
def test_waiting_work_asked_for_again_stays_one_with_the_newer_arguments(ask: Ask) -> None:
    ask("plan.count", arguments={"line": 1}, run_after=AT + LEASE)
    ask("plan.count", arguments={"line": 2})
    found = Job.objects.get()
    assert (found.arguments, found.due_at) == ({"line": 2}, AT)


@pytest.mark.both_engines
def test_running_work_asked_for_again_runs_once_more(ask: Ask) -> None:
    ask("plan.count", arguments={"line": 1})
    running = _claimed()
    ask("plan.count", arguments={"line": 2})
    ask("plan.count", arguments={"line": 3})
    assert lifecycle.claim(worker="two", at=AT, lease=LEASE) is None
    lifecycle.finish(Lease(running.pk, "one"), at=AT)
    found = Job.objects.get()
    assert (found.state, found.arguments, found.attempt_count) == (WAITING, {"line": 3}, 0)


def test_finished_work_does_not_keep_the_same_key_from_being_asked_for(ask: Ask) -> None:
    ask("plan.count")
    lifecycle.finish(Lease(_claimed().pk, "one"), at=AT)
    ask("plan.count")
    assert list(Job.objects.order_by("id").values_list("state", flat=True)) == [DONE, WAITING]


@pytest.mark.parametrize(
    ("state", "line", "expected"),
    [
        (WAITING, 4, True),
        (RUNNING, 4, True),
        (DONE, 3, False),
        (FAILED, 3, True),
        (FAILED, 4, False),
    ],
)
def test_work_in_hand_or_given_up_unchanged_need_not_be_asked_for_again(
    ask: Ask, state: str, line: int, expected: bool
) -> None:
    ask("plan.count", arguments={"line": 3})
    is_over, is_running = state in (DONE, FAILED), state == RUNNING
    Job.objects.update(
        state=state,
        finished_at=AT if is_over else None,
        worker="one" if is_running else "",
        leased_until=AT if is_running else None,
    )
    assert is_in_hand(name="plan.count", key="k", arguments={"line": line}) is expected
    assert not is_in_hand(name="plan.count", key="other", arguments={"line": line})


def test_work_waits_until_it_is_due_and_the_longest_due_comes_first(ask: Ask) -> None:
    ask("plan.count", "later", run_after=AT + LEASE)
    ask("plan.count", "now")
    assert _claimed().key == "now"
    assert lifecycle.claim(worker="one", at=AT, lease=LEASE) is None


@pytest.mark.both_engines
def test_a_lease_that_ran_out_is_taken_back_and_the_first_worker_may_no_longer_end_it(
    ask: Ask,
) -> None:
    ask("plan.count")
    first = Lease(_claimed("one").pk, "one")
    assert lifecycle.reap(at=AT + LEASE) == 0
    assert lifecycle.reap(at=AT + LEASE * 2) == 1
    again = lifecycle.claim(worker="two", at=AT + LEASE * 2, lease=LEASE)
    assert again is not None
    assert again.attempt_count == 2
    assert not lifecycle.finish(first, at=AT)
    assert not lifecycle.fail(first, at=AT, what="It failed")
    assert not lifecycle.renew(first, until=AT + LEASE * 9)
    assert Job.objects.get().state == RUNNING


def test_a_renewed_lease_is_not_taken_back(ask: Ask) -> None:
    ask("plan.count")
    held = Lease(_claimed().pk, "one")
    assert lifecycle.renew(held, until=AT + LEASE * 3)
    assert lifecycle.reap(at=AT + LEASE * 2) == 0


def test_work_whose_workers_keep_dying_is_given_up_with_a_sentence(ask: Ask) -> None:
    ask("plan.count")
    for attempt in (1, 2):
        lifecycle.claim(worker="one", at=AT + LEASE * attempt * 3, lease=LEASE)
        lifecycle.reap(at=AT + LEASE * attempt * 5)
    found = Job.objects.get()
    assert found.state == FAILED
    assert found.sentence == "The worker stopped in the middle at attempt 2 of 2 and was given up."


def test_work_done_long_ago_is_forgotten_and_what_failed_is_not(ask: Ask) -> None:
    for key in ("old", "older", "failed"):
        ask("plan.count", key)
    for _ in range(2):
        lifecycle.finish(Lease(_claimed().pk, "one"), at=AT)
    lifecycle.refuse(Lease(_claimed().pk, "one"), at=AT, sentence="No.")
    ask("plan.count", "waiting")
    assert lifecycle.forget(at=AT + lifecycle.KEPT) == 0
    assert lifecycle.forget(at=AT + lifecycle.KEPT + LEASE) == 2
    assert list(Job.objects.order_by("id").values_list("state", flat=True)) == [FAILED, WAITING]


def test_failed_work_is_tried_again_by_an_administrator_and_the_ledger_says_so(ask: Ask) -> None:
    failed = ask("plan.count")
    lifecycle.refuse(Lease(_claimed().pk, "one"), at=AT, sentence="There is no such line.")
    try_again(actor=administrator, at=AT, job_id=failed.pk)
    found = Job.objects.get()
    assert (found.state, found.attempt_count, found.finished_at) == (WAITING, 0, None)
    assert LedgerEntry.objects.get().verb == "jobs.try_again"


def test_only_failed_work_is_tried_again(ask: Ask) -> None:
    waiting = ask("plan.count")
    with pytest.raises(Refusal, match="Only work that failed"):
        try_again(actor=administrator, at=AT, job_id=waiting.pk)


def test_failed_work_whose_successor_waits_is_not_tried_again(ask: Ask) -> None:
    failed = ask("plan.count")
    lifecycle.refuse(Lease(_claimed().pk, "one"), at=AT, sentence="No.")
    ask("plan.count")
    with pytest.raises(Refusal, match="already waiting"):
        try_again(actor=administrator, at=AT, job_id=failed.pk)


@pytest.mark.parametrize(
    ("actor", "job_id"), [(stranger, 0), (administrator, 99), (administrator, 10**30)]
)
def test_no_permission_and_no_such_work_look_the_same(ask: Ask, actor: Actor, job_id: int) -> None:
    known = ask("plan.count").pk
    with pytest.raises(Hidden):
        try_again(actor=actor, at=AT, job_id=job_id or known)


def test_only_an_administrator_sees_the_list(ask: Ask) -> None:
    ask("plan.count")
    assert queries.state_counts(administrator) == {WAITING: 1, RUNNING: 0, DONE: 0, FAILED: 0}
    with pytest.raises(Hidden):
        queries.jobs(stranger)


def test_the_standing_of_work_is_that_of_the_latest(ask: Ask) -> None:
    assert queries.standing(name="plan.count", key="k") is None
    ask("plan.count")
    held = Lease(_claimed().pk, "one")
    lifecycle.tell(held, done_count=3, total_count=9, sentence="Reading rows.")
    standing = queries.standing(name="plan.count", key="k")
    assert standing is not None
    assert (standing.words, standing.done_count, standing.total_count) == ("Running", 3, 9)
    assert standing.is_running
    assert not standing.is_over
