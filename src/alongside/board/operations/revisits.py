"""What comes of a revisit: a sentence on what remains becomes an action of the action plan.

Whoever does it needs the right to change the action plan as well. To say which action answers it
already, running the board's business is enough: the action plan does not change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from alongside.board import perms
from alongside.board.models import FindingPoint, PointAction, Revisit
from alongside.board.rules.codes import PointKind
from alongside.board.rules.revisits import check_counts, check_reference, next_reference
from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people.finding import find
from alongside.plan import perms as plan_perms
from alongside.plan.commands import NewLine
from alongside.plan.models import Line
from alongside.plan.operations import add_line, assign_lead
from alongside.plan.rules.codes import LineKind, Partner
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class NewAction:
    """``reference`` is empty for the next free one below the outcome. ``leads``: partner -> post.
    ``seen_count``: of how many actions the person knew that answer the sentence.
    """

    outcome_ref: str
    text: str
    end: PartialDate
    reference: str = ""
    leads: Mapping[Partner, str] = field(default_factory=dict)
    seen_count: int = 0


@transaction.atomic
def turn_into_action(*, actor: Actor, at: datetime, point_ref: str, new: NewAction) -> Line:
    """The action, its leads and the link to the sentence, or nothing."""
    actor.check_may(perms.RUN)
    actor.check_may(plan_perms.EDIT)
    point = _remaining(actor, point_ref)
    _check_seen(point, new.seen_count)
    outcome = find(Line, actor, new.outcome_ref)
    _check_outcome(point, outcome)
    if new.end.has_passed(london_day(at)):
        raise Refusal(f"{new.end} has passed. Give a day that is still to come.", field="end")
    reference = new.reference.strip() or _reference(outcome)
    check_reference(reference)
    line = add_line(
        actor=actor,
        at=at,
        statement_ref=outcome.statement.ref,
        new=NewLine(
            kind=LineKind.ACTION,
            reference=reference,
            text=new.text,
            parent_ref=outcome.ref,
            end=new.end,
        ),
    )
    for partner, post_ref in new.leads.items():
        assign_lead(actor=actor, at=at, line_ref=line.ref, partner=partner, post_ref=post_ref)
    _link(actor, at, point, line, "turn_into_action")
    return line


def _check_seen(point: FindingPoint, seen_count: int) -> None:
    """Nobody makes a second action of a sentence without knowing of the first. Raises Refusal."""
    made = list(point.actions.order_by("id").values_list("line__reference", flat=True))
    if len(made) > seen_count:
        raise Refusal(
            f"An action was made from this sentence since you opened the page: {', '.join(made)}. "
            "Open the page again before you make another."
        )


@transaction.atomic
def link_action(*, actor: Actor, at: datetime, point_ref: str, line_ref: str) -> PointAction:
    """An action that is there already answers the sentence."""
    actor.check_may(perms.RUN)
    point = _remaining(actor, point_ref)
    line = find(Line, actor, line_ref)
    if line.kind != LineKind.ACTION or line.statement_id != point.finding.revisit.statement_id:
        raise Refusal("Choose an action of the action plan that the letter is about.", field="line")
    if point.actions.filter(line=line).exists():
        raise Refusal("This action answers it already.", field="line")
    return _link(actor, at, point, line, "link_action")


def _remaining(actor: Actor, ref: str) -> FindingPoint:
    """A sentence on what remains, in a letter that is complete and stands; the letter is locked."""
    point = find(FindingPoint, actor, ref)
    if point.kind != PointKind.REMAINING:
        raise Hidden("sentence")
    letter = find(Revisit, actor, point.finding.revisit.ref)
    check_counts(
        is_complete=letter.completed_at is not None, is_withdrawn=letter.withdrawn_at is not None
    )
    return point


def _check_outcome(point: FindingPoint, outcome: Line) -> None:
    finding = point.finding
    is_of_plan = outcome.statement_id == finding.revisit.statement_id
    is_of_weakness = finding.weakness_id in (None, outcome.weakness_id)
    if outcome.kind != LineKind.OUTCOME or not is_of_plan or not is_of_weakness:
        raise Refusal("Choose an outcome of the weakness that the letter names.", field="outcome")


def _reference(outcome: Line) -> str:
    taken = set(outcome.statement.lines.values_list("reference", flat=True))
    return next_reference(outcome.reference, taken)


def _link(actor: Actor, at: datetime, point: FindingPoint, line: Line, verb: str) -> PointAction:
    link = PointAction.objects.create(
        area_id=point.area_id, point=point, line=line, made_at=at, made_by_id=actor.person_id
    )
    record(
        actor=actor,
        at=at,
        verb=f"board.{verb}",
        subject="board.revisit",
        subject_ref=point.finding.revisit.ref,
        detail={"sentence": point.ref, "line": line.ref, "reference": line.reference},
    )
    return link
