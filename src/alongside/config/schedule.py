"""Which rooms' work runs by itself, and when. Rooms keep plain functions; here they join the worker."""

from alongside.jobs.registry import JobRun, every, job
from alongside.notices.work import send_waiting
from alongside.web import clock


@job("notices.send_waiting", attempts=1, minutes=10)
@every(minutes=1)
def send_notices(run: JobRun) -> None:
    """Send what waits in the outbox."""
    run.say(send_waiting(at=clock.now()).sentence)
