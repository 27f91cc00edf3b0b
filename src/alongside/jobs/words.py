"""Words for background work."""

from alongside.jobs.models import DONE, FAILED, RUNNING, WAITING

STATE_WORDS = {WAITING: "Waiting", RUNNING: "Running", DONE: "Done", FAILED: "Failed"}
STATE_COLOURS = {WAITING: "grey", RUNNING: "blue", DONE: "green", FAILED: "red"}


def work_words(name: str) -> str:
    """
    >>> work_words("plan.remind_leads")
    'Plan: remind leads'
    """
    room, _, rest = name.partition(".")
    return f"{room.capitalize()}: {rest.replace('_', ' ')}"
