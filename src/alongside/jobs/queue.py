"""Asking for background work, inside the transaction of the change that needs it.

When the change is undone, so is the work. Arguments are ids. What is asked for is not an event of its
own: the change that asks for it records one.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from alongside.jobs import registry
from alongside.jobs.models import FAILED, PENDING, RUNNING, WAITING, Job
from alongside.kernel.canonical import JSON, canonical_bytes


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


def is_in_hand(*, name: str, key: str, arguments: Mapping[str, JSON]) -> bool:
    """Whether asking would change nothing: the latest work of this name and key waits or runs, or it
    was given up with just these arguments. For whoever asks every minute.
    """
    latest = Job.objects.filter(name=name, key=key).order_by("-id").first()
    if latest is None:
        return False
    return latest.state in PENDING or (
        latest.state == FAILED and latest.arguments == dict(arguments)
    )


def _ask_again(job: Job, arguments: Mapping[str, JSON], due_at: datetime) -> None:
    job.arguments = dict(arguments)
    if job.state == RUNNING:
        job.wanted_again = True
    job.due_at = due_at if job.state == RUNNING else min(job.due_at, due_at)
    job.save(update_fields=["arguments", "wanted_again", "due_at"])
