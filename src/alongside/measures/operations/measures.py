"""Defining a measure, changing its definition, and beginning a new series when its basis changes."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.measures import perms
from alongside.measures.codes import MeasureState, Origin
from alongside.measures.finding import locked_measure
from alongside.measures.models import Measure, Series
from alongside.measures.refreshing import ask_for_refresh
from alongside.measures.rules.definitions import Definition, check_definition
from alongside.people.queries import post as post_named
from alongside.people.versions import apply, check_version

SUBJECT = "measures.measure"
LABELS = {
    "code": "Code",
    "title": "Title",
    "question": "Question",
    "kind": "Kind",
    "accountability": "Accountability",
    "unit": "Unit",
    "numerator_words": "What is counted",
    "denominator_words": "Out of what",
    "left_out_words": "What is left out",
    "better": "Which way is good",
    "source": "Where the figures come from",
    "every_months": "Months between figures",
    "owner_id": "Post that answers",
    "plausible_from": "Lowest plausible figure",
    "plausible_until": "Highest plausible figure",
    "release": "Small numbers",
    "review_on": "Review by",
    "published_code": "National figures",
}


@dataclass(frozen=True, slots=True)
class NewBasis:
    """How the measure is counted from now on. ``why`` is needed when a series was there before."""

    source: str
    basis: str = ""
    why: str = ""
    origin: Origin = Origin.ENTERED
    counted_as: str = ""
    counted_by: str = ""


@transaction.atomic
def define_measure(*, actor: Actor, at: datetime, new: Definition) -> Measure:
    """With its first series, which is entered by hand until a room computes it. Raises Refusals."""
    actor.check_may(perms.DEFINE)
    check_definition(new)
    _check_code_is_free(actor, new.code, but=None)
    measure = Measure.objects.create(
        area_id=actor.area_id,
        created_at=at,
        created_by_id=actor.person_id,
        **_columns(actor, new),
    )
    record(
        actor=actor,
        at=at,
        verb="measures.define_measure",
        subject=SUBJECT,
        subject_ref=measure.ref,
        detail={"code": measure.code, "title": measure.title},
    )
    return measure


@transaction.atomic
def change_measure(
    *, actor: Actor, at: datetime, measure_ref: str, expected_version: int, new: Definition
) -> Measure:
    """A measure that has figures keeps its unit, or they would mean something else."""
    actor.check_may(perms.DEFINE)
    check_definition(new)
    measure = locked_measure(actor, measure_ref)
    _check_code_is_free(actor, new.code, but=measure)
    wanted = _columns(actor, new)
    check_version(measure, expected_version, wanted=wanted, labels=LABELS)
    if new.unit.strip() != measure.unit and measure.series.filter(figures__isnull=False).exists():
        raise Refusal(
            "The measure has figures in its old unit. Define another measure instead.", field="unit"
        )
    changed = apply(measure, wanted)
    measure.series.filter(followed_by=None).update(
        better=measure.better, every_months=measure.every_months
    )
    record(
        actor=actor,
        at=at,
        verb="measures.change_measure",
        subject=SUBJECT,
        subject_ref=measure.ref,
        detail={"changed": changed},
    )
    ask_for_refresh(area_id=actor.area_id, at=at)
    return measure


@transaction.atomic
def retire_measure(*, actor: Actor, at: datetime, measure_ref: str, why: str) -> Measure:
    """It leaves the dashboard; everything that was said of it stays."""
    actor.check_may(perms.DEFINE)
    measure = locked_measure(actor, measure_ref)
    if measure.state == MeasureState.RETIRED.value:
        raise Refusal("This measure is no longer in use already.")
    if not why.strip():
        raise Refusal("Say why it is no longer used.", field="why")
    apply(measure, {"state": MeasureState.RETIRED.value})
    record(
        actor=actor,
        at=at,
        verb="measures.retire_measure",
        subject=SUBJECT,
        subject_ref=measure.ref,
        detail={"reason": why},
    )
    ask_for_refresh(area_id=actor.area_id, at=at)
    return measure


@transaction.atomic
def start_series(
    *, actor: Actor, at: datetime, measure_ref: str, new: NewBasis, existing: str = ""
) -> Series:
    """Another way of counting is another series; the one before stays as it is.

    ``existing`` is a series of figures that belongs to no measure yet and becomes its first.
    """
    actor.check_may(perms.DEFINE)
    measure = locked_measure(actor, measure_ref)
    before = measure.series.filter(followed_by=None).order_by("-id").first()
    _check_basis(new, before)
    series = _taken_over(actor, measure, existing, new) if existing else _new(measure, new, before)
    if not existing:
        series.created_at, series.created_by_id = at, actor.person_id
    series.follows = before
    series.save()
    record(
        actor=actor,
        at=at,
        verb="measures.start_series",
        subject=SUBJECT,
        subject_ref=measure.ref,
        detail={"series": series.ref, "basis": new.basis, "reason": new.why},
    )
    ask_for_refresh(area_id=actor.area_id, at=at)
    return series


def _check_code_is_free(actor: Actor, code: str, *, but: Measure | None) -> None:
    same = Measure.objects.visible_to(actor).filter(code__iexact=code.strip())
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Refusal("Another measure already has this code.", field="code")


def _check_basis(new: NewBasis, before: Series | None) -> None:
    if not new.source.strip():
        raise Refusal("Say where the figures come from.", field="source")
    if before is not None and not new.why.strip():
        raise Refusal(
            "Say why it is counted in another way from now on. The figures before stay a series of "
            "their own.",
            field="why",
        )
    if before is not None and not new.basis.strip():
        raise Refusal("Say how this series counts, so that it can be told apart.", field="basis")


def _new(measure: Measure, new: NewBasis, before: Series | None) -> Series:
    return Series(
        area_id=measure.area_id,
        measure=measure,
        title=_free_title(measure, new.basis if before is not None else ""),
        unit=measure.unit,
        source=new.source.strip(),
        counts_what=measure.numerator_words,
        counted_by=new.counted_by.strip(),
        every_months=measure.every_months,
        better=measure.better,
        origin=new.origin.value,
        counted_as=new.counted_as,
        basis=new.basis.strip(),
        why_anew=new.why.strip(),
    )


def _free_title(measure: Measure, basis: str) -> str:
    """Titles are told apart in lists of all series of the area."""
    plain = f"{measure.title} ({basis.strip()})" if basis else measure.title
    taken = set(
        Series.objects.in_area(measure.area_id)
        .filter(title__startswith=plain)
        .values_list("title", flat=True)
    )
    tries = (plain, *(f"{plain}, {number}" for number in range(2, len(taken) + 3)))
    return next(title[:300] for title in tries if title not in taken)


def _taken_over(actor: Actor, measure: Measure, ref: str, new: NewBasis) -> Series:
    series: Series | None = Series.objects.visible_to(actor).filter(ref=ref, measure=None).first()
    if series is None:
        raise Refusal("Choose a series that belongs to no measure yet.", field="existing")
    if series.unit != measure.unit:
        raise Refusal(
            f"The series counts {series.unit} and the measure {measure.unit}.", field="existing"
        )
    series.measure = measure
    series.basis, series.why_anew = new.basis.strip(), new.why.strip()
    series.better, series.every_months = measure.better, measure.every_months
    return series


def _columns(actor: Actor, new: Definition) -> dict[str, object]:
    return {
        "code": new.code.strip(),
        "title": new.title.strip(),
        "question": new.question.strip(),
        "kind": new.kind.value,
        "accountability": new.accountability.value,
        "unit": new.unit.strip(),
        "numerator_words": new.numerator_words.strip(),
        "denominator_words": new.denominator_words.strip(),
        "left_out_words": new.left_out_words.strip(),
        "better": new.better.value,
        "source": new.source.strip(),
        "every_months": new.every_months,
        "owner_id": post_named(actor, new.owner).pk,
        "plausible_from": new.plausible_from,
        "plausible_until": new.plausible_until,
        "release": new.release.value,
        "review_on": new.review_on,
        "published_code": new.published_code.strip(),
    }
