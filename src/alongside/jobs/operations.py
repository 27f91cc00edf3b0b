"""Asking for background work, and trying failed work again.

Work is asked for inside the transaction of the change that needs it: when the change is undone, so
is the work. Arguments are ids.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from alongside.access import perms
from alongside.jobs import registry
from alongside.jobs.models import FAILED, PENDING, RUNNING, WAITING, Job
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON, canonical_bytes
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record


class OutsideTransactionError(RuntimeError):
    """Work was about to be asked for apart from the change that needs it."""


def enqueue(
    *,
    name: str,
    key: str,
    arguments: Mapping[str, JSON],
    at: datetime,
    run_after: datetime | None = None,
) -> Job:
    """Ask for work. While work of this name and key is pending, it is that work that is asked for.

    Waiting work takes the newer arguments and the earlier time. Running work runs once more
    afterwards, since it may already have read what has now changed. Raises UnknownJobError,
    OutsideTransactionError.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransactionError(f"{name} must be enqueued inside transaction.atomic().")
    registry.registered(name)
    canonical_bytes(dict(arguments))
    job, is_new = Job.objects.select_for_update().get_or_create(
        name=name,
        key=key,
        state__in=PENDING,
        defaults={
            "state": WAITING,
            "arguments": dict(arguments),
            "enqueued_at": at,
            "due_at": run_after or at,
        },
    )
    if not is_new:
        _ask_again(job, arguments, run_after or at)
    return job


@transaction.atomic
def try_again(*, actor: Actor, at: datetime, job_id: int) -> Job:
    """Put failed work back among the waiting, with all its attempts before it."""
    actor.check_may(perms.ADMINISTER)
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None:
        raise Hidden("job")
    if job.state != FAILED:
        raise Refusal("Only work that failed can be tried again.")
    if Job.objects.filter(name=job.name, key=job.key, state__in=PENDING).exists():
        raise Refusal("The same work is already waiting to be done.")
    job.state, job.attempt_count, job.due_at, job.finished_at = WAITING, 0, at, None
    job.save(update_fields=["state", "attempt_count", "due_at", "finished_at"])
    record(
        actor=actor,
        at=at,
        verb="jobs.try_again",
        subject="jobs.job",
        subject_ref=str(job.pk),
        detail={"name": job.name},
    )
    return job


def _ask_again(job: Job, arguments: Mapping[str, JSON], due_at: datetime) -> None:
    job.arguments = dict(arguments)
    if job.state == RUNNING:
        job.wanted_again = True
    job.due_at = due_at if job.state == RUNNING else min(job.due_at, due_at)
    job.save(update_fields=["arguments", "wanted_again", "due_at"])
