"""What might be audited of health advice: each submission that was accepted in a period. No name is read."""

from dataclasses import dataclass
from datetime import date

from alongside.advice import perms
from alongside.advice.models import AdviceCheck
from alongside.advice.rules.codes import Outcome, Side
from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceToAudit:
    """``team`` is that of the post that was asked, or its organisation."""

    submission_id: int
    case_id: int
    ref: str
    happened_on: date
    author_id: int | None
    worked_on_it: frozenset[int]
    team: str


def advice_to_audit(actor: Actor, *, from_on: date, until_on: date) -> tuple[AdviceToAudit, ...]:
    """Raises Hidden for whoever does not look after health advice."""
    actor.check_may(perms.OVERSEE_HEALTH)
    rows = (
        AdviceCheck.objects.in_area(actor.area_id)
        .filter(outcome=Outcome.ACCEPTED.value, submission__request__side=Side.HEALTH.value)
        .filter(checked_on__gte=from_on, checked_on__lt=until_on)
        .order_by("id")
        .values_list(
            "submission_id",
            "submission__request__case_id",
            "submission__ref",
            "checked_on",
            "submission__entered_by_id",
            "recorded_by_id",
            "submission__request__post__team",
            "submission__request__post__organisation__name",
        )
    )
    return tuple(
        AdviceToAudit(
            submission_id=submission,
            case_id=case,
            ref=ref,
            happened_on=day,
            author_id=author,
            worked_on_it=frozenset({author, checker} - {None}),
            team=team or organisation,
        )
        for submission, case, ref, day, author, checker, team, organisation in rows
    )
