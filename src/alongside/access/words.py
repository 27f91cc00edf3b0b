"""Labels of what this room stores as codes."""

from datetime import datetime

from alongside.access.models import Grant
from alongside.access.models.grants import JUSTIFIED, NOT_JUSTIFIED
from alongside.web.writing import instant

OUTCOME_LABELS = {JUSTIFIED: "It was justified", NOT_JUSTIFIED: "It was not justified"}
NO_END = "Until it is ended"


def scope_words(grant: Grant) -> str:
    """How far a grant reaches. Needs its organisation loaded."""
    if grant.organisation is not None:
        return grant.organisation.name
    return f"Case {grant.case_ref}" if grant.case_ref else "The whole area"


def until_words(grant: Grant) -> str:
    return instant(grant.granted_until) or NO_END


def state_of(grant: Grant, at: datetime) -> tuple[str, str]:
    """(words, colour) of whether it holds now."""
    if grant.ended_at is not None:
        return "Ended", "grey"
    if grant.granted_from > at:
        return "Not yet", "blue"
    if grant.is_in_force(at):
        return "In force", "green"
    return "Run out", "grey"
