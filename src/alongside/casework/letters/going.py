"""Whether a letter is the first to take a draft, or proposed changes, that were recorded as sent on the day of
their issue, as was done once: issuing them sent nothing, so their day and what runs from it are those of this letter.
"""

from alongside.casework.models import Case
from alongside.casework.rules.bodies import DRAFTS_SENT
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import Audience, LetterDue


def takes_plan_first(case: Case, due: LetterDue) -> bool:
    """Of an EHC plan that is kept here, before any letter of this event was sent to the family."""
    is_to_family = due.recipient.audience is Audience.FAMILY and not due.template.is_optional
    if due.event.kind not in DRAFTS_SENT or due.event.is_untold or not is_to_family:
        return False
    sent = case.letters.filter(
        event__ref=due.root, template=due.template.code, state=LetterState.SENT.value
    )
    return bool(case.plan_versions.filter(event__ref=due.root).exists() and not sent.exists())
