"""A sentence on what remains, on its way to becoming an action: what it may be made of, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from alongside.access.queries import holders_of_role
from alongside.access.roles import ROLES
from alongside.board import perms
from alongside.board.models import FindingPoint
from alongside.board.queries.revisits import weakness_words
from alongside.board.rules.codes import PointKind
from alongside.board.rules.revisits import next_reference
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.finding import found
from alongside.people.queries import names_of
from alongside.plan import perms as plan_perms
from alongside.plan.queries.for_forms import accountable_partners
from alongside.plan.queries.loading import load_lines
from alongside.plan.queries.values import LineView
from alongside.plan.rules.codes import LineKind, Partner

SHORT = 60
USUAL_PARTNERS = (Partner.COUNCIL, Partner.HEALTH, Partner.EDUCATION, Partner.SOCIAL_CARE)


@dataclass(frozen=True, slots=True)
class PointToTurn:
    """A sentence on what remains, and what an action that answers it may be made of.

    ``outcomes``: (ref, words) with those of its own weakness alone, where the letter names one.
    ``proposals``: outcome ref -> the next free reference. ``actions``: those that are there already.
    ``made``: references of those that answer the sentence already.
    """

    ref: str
    text: str
    weakness_title: str
    revisit_ref: str
    revisit_title: str
    statement_ref: str
    outcomes: tuple[tuple[str, str], ...]
    proposals: Mapping[str, str]
    actions: tuple[tuple[str, str], ...]
    made: tuple[str, ...]
    partners: tuple[Partner, ...]


def point_to_turn(actor: Actor, ref: str, *, today: date) -> PointToTurn:
    """For whoever runs the board’s business. Raises Hidden for a sentence that is not on what remains."""
    actor.check_may(perms.RUN)
    point = found(FindingPoint, actor, ref, "finding__revisit__statement", "finding__weakness")
    if point.kind != PointKind.REMAINING or point.finding.revisit.completed_at is None:
        raise Hidden("sentence")
    finding, letter = point.finding, point.finding.revisit
    lines = load_lines(
        actor, today=today, within=Q(statement_id=letter.statement_id), with_measures=False
    )
    outcomes = [
        line
        for line in lines
        if line.kind == LineKind.OUTCOME and finding.weakness_id in (None, line.weakness_id)
    ]
    taken = {line.reference for line in lines}
    return PointToTurn(
        ref=point.ref,
        text=point.text,
        weakness_title=weakness_words(finding),
        revisit_ref=letter.ref,
        revisit_title=letter.title,
        statement_ref=letter.statement.ref,
        outcomes=tuple(_choice(line) for line in outcomes),
        proposals={line.ref: next_reference(line.reference, taken) for line in outcomes},
        actions=tuple(_choice(line) for line in lines if line.kind == LineKind.ACTION),
        made=tuple(point.actions.order_by("id").values_list("line__reference", flat=True)),
        partners=_partners(actor, letter.statement_id),
    )


def who_may_turn(actor: Actor, *, at: datetime) -> tuple[str, ...]:
    """Who may add to the action plan and run the board’s business: each role with its people."""
    needed = {plan_perms.EDIT, perms.RUN}
    roles = [role for role in ROLES if needed <= role.permissions]
    holders = {
        role.label: holders_of_role(role=role.code, area_id=actor.area_id, at=at) for role in roles
    }
    names = names_of({pk for people in holders.values() for pk in people})
    return tuple(
        f"{label}: {', '.join(sorted(names[pk] for pk in people))}" if people else label
        for label, people in holders.items()
    )


def _partners(actor: Actor, statement_id: int) -> tuple[Partner, ...]:
    """Those that answer for the action plan, or the usual ones where it does not say."""
    named = tuple(Partner(code) for code in accountable_partners(actor, statement_id))
    return named or USUAL_PARTNERS


def _choice(line: LineView) -> tuple[str, str]:
    text = line.text if len(line.text) <= SHORT else f"{line.text[: SHORT - 1].rstrip()}…"
    return line.ref, f"{line.reference} {text}"
