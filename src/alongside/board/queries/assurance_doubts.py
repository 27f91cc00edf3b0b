"""What stands beside the evidence for an assurance and does not fit it: actions of the same outcome that
are late, and of which nobody has said how they stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from alongside.board.queries.assurances import AssuranceView
from alongside.kernel.actor import Actor
from alongside.plan.queries.loading import load_lines
from alongside.plan.queries.values import LineView
from alongside.plan.rules.codes import LineKind

BELOW = frozenset({LineKind.ACTION, LineKind.TASK})


@dataclass(frozen=True, slots=True)
class SilentAndLate:
    """An action without a status whose end date has passed. ``beside`` is the outcome's reference."""

    line_ref: str
    reference: str
    text: str
    since: date
    beside: str


def silent_and_late(actor: Actor, one: AssuranceView, *, today: date) -> tuple[SilentAndLate, ...]:
    """The longest late first; nothing where no line of the action plan speaks for the assurance."""
    sources = (source for each in one.speaks_for for source in each.sources)
    cited = {source.ref for source in sources if source.kind in ("line", "evidence")}
    if not cited:
        return ()
    lines = load_lines(actor, today=today, within=Q(), with_measures=False)
    known = {line.id: line for line in lines}
    outcomes = {_outcome_of(line, known).id for line in lines if line.ref in cited}
    found = [
        SilentAndLate(line.ref, line.reference, line.text, since, outcome.reference)
        for line in lines
        if (since := line.status.overdue_since) and not line.status.code
        if (outcome := _outcome_of(line, known)).id in outcomes and outcome.id != line.id
    ]
    return tuple(sorted(found, key=lambda each: each.since))


def _outcome_of(line: LineView, known: Mapping[int, LineView]) -> LineView:
    """The outcome or objective that an action or a step of one belongs to; any other line itself."""
    parent = known.get(line.parent_id or 0)
    if line.kind in BELOW and parent is not None:
        return _outcome_of(parent, known)
    return line
