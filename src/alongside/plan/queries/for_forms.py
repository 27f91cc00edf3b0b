"""What the pages of change need before a form is shown: the record, if this person may change it,
and the choices.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures.queries.spoken import warning_for
from alongside.measures.rules.spoken import WARNING, WARNING_TO_EVERYBODY
from alongside.people.scoping import NamedAreaRecord
from alongside.plan.finding import check_may_on_line
from alongside.plan.models import (
    AccountablePartner,
    Evidence,
    ImpactStatement,
    Line,
    MeasureOfSuccess,
    StatusEvidence,
    Weakness,
)
from alongside.plan.models.statements import Workstream
from alongside.plan.queries.lists import DateChangeView
from alongside.plan.queries.loading import lines_for, load_lines
from alongside.plan.queries.measure_values import measures_by_outcome
from alongside.plan.queries.story_rows import date_changes_of
from alongside.plan.queries.values import LineView
from alongside.plan.rules.codes import EvidenceKind, LineKind
from alongside.plan.words import EVIDENCE_KINDS
from alongside.web.writing import day, shortened

Record = TypeVar("Record", bound=NamedAreaRecord)
Choices = list[tuple[str, str]]
SHORT = 100
TOUCHED_BY_RISKS = (LineKind.OUTCOME, LineKind.PRIORITY, LineKind.OBJECTIVE, LineKind.ACTION)


@dataclass(frozen=True, slots=True)
class LineInPlan:
    """A line as it stands today, and the action plan that it belongs to."""

    line: LineView
    statement_ref: str
    statement_title: str


@dataclass(frozen=True, slots=True)
class EvidenceChoice:
    """Evidence that may be named. ``hint`` says what kind it is and from when, ``of_line`` is the
    reference of the line that it is for.
    """

    ref: str
    title: str
    hint: str
    of_line: str = ""


def line_for_change(actor: Actor, ref: str, *, needs: str, today: date) -> LineInPlan:
    """The line, if the actor may change it in this way. Raises Hidden."""
    row = lines_for(actor).select_related("statement").filter(ref=ref).first()
    if row is None:
        raise Hidden("line")
    check_may_on_line(actor, needs, row)
    (view,) = load_lines(actor, today=today, within=Q(pk=row.pk), with_measures=False)
    return LineInPlan(view, row.statement.ref, row.statement.title)


def evidence_of_line(actor: Actor, line_id: int) -> tuple[EvidenceChoice, ...]:
    """What a status or a judgement of the line may name: nothing that was withdrawn."""
    return _evidence(actor, Q(line_id=line_id))


def evidence_of_impact(actor: Actor, impact: ImpactStatement) -> tuple[EvidenceChoice, ...]:
    """What an answer to the impact may name: its own evidence and that of its outcome."""
    return _evidence(actor, Q(impact_id=impact.pk) | Q(line_id=impact.line_id))


def warning_of_impact(actor: Actor, impact: ImpactStatement) -> str:
    """What whoever writes about the impact is to know of the figures that count its outcome."""
    return _warning(actor, Q(line_id=impact.line_id), said=WARNING)


def warning_of_line(actor: Actor, line_id: int) -> str:
    """What whoever writes about the line is to know of the figures that it, or what it belongs to, is
    measured by. Nothing hides these words.
    """
    above = Q(line__children=line_id) | Q(line__children__children=line_id)
    counted = Q(line_id=line_id) | Q(action_id=line_id) | above
    return _warning(actor, counted, said=WARNING_TO_EVERYBODY)


def warning_of_statement(actor: Actor, statement_id: int) -> str:
    """The same for words about an action plan as a whole, such as those of a risk."""
    return _warning(actor, Q(line__statement_id=statement_id), said=WARNING_TO_EVERYBODY)


def evidence_named_by(actor: Actor, status_id: int) -> list[str]:
    rows = StatusEvidence.objects.visible_to(actor).filter(
        status_id=status_id, evidence__withdrawal=None
    )
    return list(rows.values_list("evidence__ref", flat=True))


def statuses_naming(actor: Actor, evidence: Evidence) -> int:
    """How many statuses rest on the evidence."""
    return StatusEvidence.objects.visible_to(actor).filter(evidence=evidence).count()


def slips_of(actor: Actor, line_id: int) -> tuple[DateChangeView, ...]:
    """The changes that moved a date of the line later, the latest first."""
    changes = date_changes_of(actor, line_id)
    return tuple(each for each in changes if each.slip_days and each.answer == "Consented")


def weakness_choices(actor: Actor, statement_id: int) -> Choices:
    """By number, because a line names its weakness so."""
    rows = Weakness.objects.visible_to(actor).filter(statement_id=statement_id).order_by("number")
    return [
        (str(number), f"{number}. {title}") for number, title in rows.values_list("number", "title")
    ]


def workstream_choices(actor: Actor, statement_id: int) -> Choices:
    rows = Workstream.objects.visible_to(actor).filter(statement_id=statement_id)
    return list(rows.order_by("order", "id").values_list("ref", "title"))


def touched_line_choices(actor: Actor, statement_id: int, linked: Iterable[str] = ()) -> Choices:
    """Lines that a risk may touch: all but the tasks, and whatever it is linked to already."""
    wanted = Q(kind__in=TOUCHED_BY_RISKS) | Q(ref__in=list(linked))
    return _lines(actor, wanted, statement_id=statement_id)


def action_choices(actor: Actor, outcome_id: int) -> Choices:
    """The actions below one outcome."""
    return _lines(actor, Q(parent_id=outcome_id, kind=LineKind.ACTION))


def outcome_choices(actor: Actor, *, beside: int) -> Choices:
    """The outcomes of every other action plan than the one with this id."""
    outcomes = Line.objects.visible_to(actor).filter(kind=LineKind.OUTCOME)
    rows = outcomes.exclude(statement_id=beside).order_by("statement_id", "order")
    return [
        (ref, f"{title}: {_short(reference, text)}")
        for ref, reference, text, title in rows.values_list(
            "ref", "reference", "text", "statement__title"
        )
    ]


def accountable_partners(actor: Actor, statement_id: int) -> list[str]:
    rows = AccountablePartner.objects.visible_to(actor).filter(statement_id=statement_id)
    return list(rows.values_list("partner", flat=True))


def target_of_measure(actor: Actor, measure: MeasureOfSuccess) -> str:
    """The target in words; empty when the measure has none."""
    views = measures_by_outcome(actor, Q(pk=measure.pk))[measure.line_id]
    return views[0].target


def _warning(actor: Actor, counted: Q, *, said: str) -> str:
    rows = MeasureOfSuccess.objects.visible_to(actor).filter(counted).exclude(series=None)
    return warning_for(actor, list(rows.values_list("series__ref", flat=True)), said=said)


def _evidence(actor: Actor, of: Q) -> tuple[EvidenceChoice, ...]:
    rows = Evidence.objects.visible_to(actor).filter(of, withdrawal=None)
    return tuple(
        EvidenceChoice(ref, title, _hint(kind, dated_on))
        for ref, title, kind, dated_on in rows.order_by("-attached_at", "-id").values_list(
            "ref", "title", "kind", "dated_on"
        )
    )


def _hint(kind: str, dated_on: date | None) -> str:
    label = EVIDENCE_KINDS[EvidenceKind(kind)]
    return f"{label}, {day(dated_on)}" if dated_on else label


def _lines(actor: Actor, wanted: Q, *, statement_id: int | None = None) -> Choices:
    rows = Line.objects.visible_to(actor).filter(wanted)
    if statement_id is not None:
        rows = rows.filter(statement_id=statement_id)
    return [
        (ref, _short(reference, text))
        for ref, reference, text in rows.order_by("order", "id").values_list(
            "ref", "reference", "text"
        )
    ]


def _short(reference: str, text: str) -> str:
    return f"{reference} {shortened(text, SHORT)}"
