"""How work passes from waiting to running to its end, each step one short transaction.

Only the worker that holds the lease may end the work. A lease that ran out is taken back by
``reap``.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from alongside.jobs import registry, rules
from alongside.jobs.models import DONE, FAILED, RUNNING, WAITING, Job

KILLED = "The worker stopped in the middle"
KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Lease:
    """Work in a worker's hands."""

    job_id: int
    worker: str


def claim(*, worker: str, at: datetime, lease: timedelta) -> Job | None:
    """Take the work that is longest due. None when nothing is due."""
    due = Job.objects.filter(state=WAITING, due_at__lte=at).order_by("due_at", "id")
    if not due.exists():  # asked without a lock, since an idle worker asks every second
        return None
    with transaction.atomic():
        job = due.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.state, job.worker, job.leased_until = RUNNING, worker, at + lease
        job.attempt_count += 1
        job.started_at, job.done_count, job.total_count, job.sentence = at, 0, 0, ""
        job.save()
    return job


def renew(held: Lease, *, until: datetime) -> bool:
    """False when the lease was lost: somebody else has the work now."""
    return bool(_held(held).update(leased_until=until))


def tell(held: Lease, *, done_count: int, total_count: int, sentence: str) -> None:
    _held(held).update(done_count=done_count, total_count=total_count, sentence=sentence)


def finish(held: Lease, *, at: datetime) -> bool:
    """Mark as done; False when the lease was lost meanwhile."""
    with transaction.atomic():
        job = _held(held).select_for_update().first()
        if job is None:
            return False
        _end(job, DONE, at=at, sentence=job.sentence)
    return True


def fail(held: Lease, *, at: datetime, what: str) -> bool:
    """Try again later, or give up; False when the lease was lost meanwhile."""
    with transaction.atomic():
        job = _held(held).select_for_update().first()
        if job is None:
            return False
        _fail(job, at=at, what=what, delay=rules.delay_after(job.attempt_count))
    return True


def refuse(held: Lease, *, at: datetime, sentence: str) -> bool:
    """Give up at once: the work itself said that it may not be done."""
    with transaction.atomic():
        job = _held(held).select_for_update().first()
        if job is None:
            return False
        _end(job, FAILED, at=at, sentence=sentence)
    return True


def reap(*, at: datetime) -> int:
    """Take back work whose worker stopped renewing its lease. Returns how many."""
    lost = Job.objects.filter(state=RUNNING, leased_until__lt=at)
    if not lost.exists():
        return 0
    with transaction.atomic():
        jobs = list(lost.select_for_update(skip_locked=True))
        for job in jobs:
            _fail(job, at=at, what=KILLED, delay=timedelta(0))
    return len(jobs)


def forget(*, at: datetime) -> int:
    """Remove work that was done long ago; what failed stays until it is tried again."""
    old = Job.objects.filter(state=DONE, finished_at__lt=at - KEPT)
    return old.delete()[0] if old.exists() else 0


def _held(held: Lease) -> QuerySet[Job]:
    return Job.objects.filter(pk=held.job_id, state=RUNNING, worker=held.worker)


def _fail(job: Job, *, at: datetime, what: str, delay: timedelta) -> None:
    attempts = _attempts(job.name)
    sentence = rules.failed_sentence(what=what, attempt_count=job.attempt_count, attempts=attempts)
    if rules.may_try_again(attempt_count=job.attempt_count, attempts=attempts):
        _wait(job, due_at=at + delay, sentence=sentence)
    else:
        _end(job, FAILED, at=at, sentence=sentence)


def _attempts(name: str) -> int:
    """Work that a newer version no longer knows is given up."""
    try:
        return registry.registered(name).attempts
    except registry.UnknownJobError:
        return 0


def _end(job: Job, state: str, *, at: datetime, sentence: str) -> None:
    if job.wanted_again:
        job.attempt_count = 0
        _wait(job, due_at=job.due_at, sentence=sentence)
        return
    job.state, job.finished_at, job.sentence = state, at, sentence
    job.worker, job.leased_until = "", None
    job.save()


def _wait(job: Job, *, due_at: datetime, sentence: str) -> None:
    job.state, job.due_at, job.sentence = WAITING, due_at, sentence
    job.worker, job.leased_until, job.wanted_again = "", None, False
    job.save()
