"""Steps on the way with their own dates, and the measures that an outcome promised."""

from datetime import date, datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate, day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.measures.codes import Comparator
from alongside.measures.queries import series_for
from alongside.measures.rules.figures import fits_unit
from alongside.people.finding import find, next_order
from alongside.people.partial_dates import closing, opening
from alongside.people.versions import apply, check_version
from alongside.plan import perms
from alongside.plan.commands import NewMeasure
from alongside.plan.finding import check_may_on_line, find_line
from alongside.plan.models import Line, MeasureOfSuccess, Milestone
from alongside.plan.rules.codes import TOP_KINDS, DateRole, MeasureKind
from alongside.web.clock import london_day

LABELS = {"done_on": "Done", "series": "Figures"}


@transaction.atomic
def add_milestone(
    *, actor: Actor, at: datetime, line_ref: str, text: str, due: PartialDate | None = None
) -> Milestone:
    line = find_line(actor, line_ref, permission=perms.EDIT)
    if not text.strip():
        raise Refusal("Say what is done at this milestone.", field="text")
    due_on, due_precision = closing(due)
    milestone = Milestone.objects.create(
        area_id=line.area_id,
        line=line,
        order=next_order(line.milestones.all()),
        text=text.strip(),
        due_on=due_on,
        due_precision=due_precision,
    )
    record(
        actor=actor,
        at=at,
        verb="plan.add_milestone",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"milestone": milestone.ref, "due": due.iso if due else None},
    )
    return milestone


@transaction.atomic
def complete_milestone(
    *, actor: Actor, at: datetime, milestone_ref: str, expected_version: int, done_on: date
) -> Milestone:
    milestone = find(Milestone, actor, milestone_ref)
    line = Line.objects.visible_to(actor).get(pk=milestone.line_id)
    check_may_on_line(actor, perms.RECORD_STATUS, line)
    check_version(milestone, expected_version, wanted={"done_on": done_on}, labels=LABELS)
    if milestone.done_on is not None:
        raise Refusal("This milestone is recorded as done already.")
    if done_on > london_day(at):
        raise Refusal(
            f"{day_in_words(done_on)} has not come yet. Give the day it was done.", field="done_on"
        )
    apply(milestone, {"done_on": done_on, "completed_at": at, "completed_by_id": actor.person_id})
    record(
        actor=actor,
        at=at,
        verb="plan.complete_milestone",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"milestone": milestone.ref, "on": done_on.isoformat()},
    )
    return milestone


@transaction.atomic
def add_measure(*, actor: Actor, at: datetime, line_ref: str, new: NewMeasure) -> MeasureOfSuccess:
    """A measure of success of an outcome, beside one of its actions if it names one."""
    line = find_line(actor, line_ref, permission=perms.EDIT)
    action = find(Line, actor, new.action_ref) if new.action_ref else None
    _check_measure(line, action, new)
    date_on, date_precision = (opening if new.date_role == DateRole.FROM else closing)(new.by)
    measure = MeasureOfSuccess.objects.create(
        area_id=line.area_id,
        line=line,
        action=action,
        reference=new.reference.strip(),
        order=next_order(line.measures.all()),
        text=new.text.strip(),
        kind=new.kind.value,
        target_value=new.target_value,
        unit=new.unit,
        comparator=_comparator(new),
        quantifier=new.quantifier,
        date_on=date_on,
        date_precision=date_precision,
        date_role=new.date_role if new.by else "",
        counted_by=new.counted_by,
    )
    record(
        actor=actor,
        at=at,
        verb="plan.add_measure",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"measure": measure.ref, "reference": measure.reference},
    )
    return measure


@transaction.atomic
def link_measure(
    *, actor: Actor, at: datetime, measure_ref: str, expected_version: int, series_ref: str
) -> MeasureOfSuccess:
    """Say which series of figures counts a measure; an empty ``series_ref`` takes the link away."""
    measure = find(MeasureOfSuccess, actor, measure_ref)
    line = Line.objects.visible_to(actor).get(pk=measure.line_id)
    check_may_on_line(actor, perms.EDIT, line)
    series = series_for(actor, series_ref) if series_ref else None
    if series is not None and not fits_unit(measure.unit, series.unit):
        raise Refusal(
            f"These figures count {series.unit}, and the measure counts {measure.unit}. Choose "
            "figures in the same unit.",
            field="series",
        )
    check_version(measure, expected_version, wanted={"series": series}, labels=LABELS)
    apply(measure, {"series": series})
    record(
        actor=actor,
        at=at,
        verb="plan.link_measure",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"measure": measure.ref, "series": series_ref or None},
    )
    return measure


def _comparator(new: NewMeasure) -> str:
    """A plain number means at least."""
    if new.target_value is None:
        return ""
    return new.comparator or Comparator.AT_LEAST.value


def _check_measure(line: Line, action: Line | None, new: NewMeasure) -> None:
    if line.kind not in TOP_KINDS:
        raise Refusal("A measure of success belongs to an outcome or a priority.")
    if action is not None and action.parent_id != line.pk:
        raise Refusal("Choose an action of this outcome.", field="action")
    if not new.reference.strip() or not new.text.strip():
        raise Refusal("Give the measure a reference and say what it measures.", field="text")
    if line.measures.filter(reference=new.reference.strip()).exists():
        raise Refusal("There is already a measure with this reference.", field="reference")
    counted = new.target_value is not None or new.quantifier == "all"
    if new.kind is MeasureKind.QUANTIFIED and not counted:
        raise Refusal("Give the target as a number, or as all.", field="target_value")
    if new.target_value is not None and not new.unit.strip():
        raise Refusal("Say what the target counts, such as percent.", field="unit")
