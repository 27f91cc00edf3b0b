"""Which rooms' work runs by itself, and when. Rooms keep plain functions; here they join the worker."""

from alongside.jobs.registry import JobRun, daily, every, job
from alongside.notices.work import send_waiting
from alongside.plan.reminders import remind
from alongside.web import clock


@job("notices.send_waiting", attempts=1, minutes=10)
@every(minutes=1)
def send_notices(run: JobRun) -> None:
    """Send what waits in the outbox."""
    run.say(send_waiting(at=clock.now()).sentence)


@job("plan.remind")
@daily(hour=7)
def remind_of_dates(run: JobRun) -> None:
    """Remind those who lead a line or look after a risk of what is due or late."""
    run.say(f"Reminders: {remind(at=clock.now(), today=clock.today())}.")
