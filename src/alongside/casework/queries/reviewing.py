"""What an officer writes down of a review: the case, and the rows of its EHC plan."""

from datetime import date

from alongside.casework.models import Case
from alongside.casework.plans.reviewed import looked_at
from alongside.casework.queries.one_case import head_of
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.reviewing import Looked
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden


def review_to_write_down(actor: Actor, *, case_ref: str, today: date) -> tuple[CaseHead, Looked]:
    """Raises Hidden."""
    case: Case | None = (
        Case.objects.open_to(actor, today=today)
        .select_related("child__school")
        .filter(ref=case_ref)
        .first()
    )
    if case is None:
        raise Hidden("case")
    return head_of(case), looked_at(case, today=today)
