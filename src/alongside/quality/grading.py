"""What follows when an audit is submitted or a meeting has agreed: the grade that counts, the author who is told,
and what has to be put right for that child.
"""

from datetime import datetime

from alongside.kernel.actor import Actor
from alongside.quality.models import Audit, DrawnItem
from alongside.quality.operations.putting_right import open_from_grade
from alongside.quality.rules.codes import WORSE_THAN_GOOD, AuditState, Grade, Seat
from alongside.quality.rules.marking import grade_that_counts
from alongside.quality.telling import tell_author
from alongside.web.clock import london_day


def counts_now(actor: Actor, at: datetime, item: DrawnItem) -> None:
    """Nothing while a second audit is missing, or while the two differ and no meeting has agreed."""
    audits = list(item.audits.filter(state=AuditState.SUBMITTED.value))
    grades = {Seat(each.seat): Grade(each.grade) for each in audits}
    grade = grade_that_counts(grades, is_double=item.is_double)
    if grade is not None and not item.agreed_grade:
        settle(actor, at, item, grade, was_superseded=_superseded(audits))


def settle(
    actor: Actor, at: datetime, item: DrawnItem, grade: Grade, *, was_superseded: bool
) -> None:
    """The grade that counts, from today. A version that was superseded is put right all the same if the
    child’s own EHC plan still has the fault: whoever owns it looks.
    """
    item.agreed_grade, item.agreed_on = grade.value, london_day(at)
    item.was_superseded = was_superseded
    item.save(update_fields=["agreed_grade", "agreed_on", "was_superseded"])
    tell_author(actor, at, item)
    if grade in WORSE_THAN_GOOD:
        open_from_grade(actor=actor, at=at, item=item, grade=grade)


def _superseded(audits: list[Audit]) -> bool:
    return any(each.was_superseded for each in audits if each.seat != Seat.FAMILY)
