"""How background work stands: the list for administrators, one piece for whoever asked for it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.access import perms
from alongside.jobs.models import DONE, FAILED, RUNNING, STATES, Job
from alongside.jobs.words import STATE_WORDS
from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Standing:
    """For "jobs/progress.html". ``total_count`` 0: how much there is to do is not known yet."""

    state: str
    words: str
    done_count: int
    total_count: int
    sentence: str

    @property
    def is_over(self) -> bool:
        return self.state in (DONE, FAILED)

    @property
    def is_running(self) -> bool:
        return self.state == RUNNING


def jobs(actor: Actor, *, state: str = "") -> QuerySet[Job]:
    """Newest first, of the whole installation: work belongs to no area."""
    actor.check_may(perms.ADMINISTER)
    chosen = Job.objects.filter(state=state) if state else Job.objects.all()
    return chosen.order_by("-id")


def state_counts(actor: Actor) -> dict[str, int]:
    return {state: jobs(actor, state=state).count() for state in STATES}


def standing(*, name: str, key: str) -> Standing | None:
    """The latest work of this name and key. The caller has checked that the actor may know."""
    job = Job.objects.filter(name=name, key=key).order_by("-id").first()
    if job is None:
        return None
    return Standing(
        state=job.state,
        words=STATE_WORDS[job.state],
        done_count=job.done_count,
        total_count=job.total_count,
        sentence=job.sentence,
    )
