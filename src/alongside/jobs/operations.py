"""What an administrator may do about background work: try it again."""

from datetime import datetime

from django.db import transaction

from alongside.access import perms
from alongside.jobs.models import FAILED, PENDING, WAITING, Job
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record


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
