"""Defining a measure, changing its definition, and beginning a new series when its basis changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.measures import perms
from alongside.measures.codes import MeasureState, Origin, TargetState
from alongside.measures.finding import current_series, locked_measure, measure_in_use
from alongside.measures.models import Measure, Series
from alongside.measures.operations.published_series import fill_from_releases
from alongside.measures.published_choices import check_follows_a_release, publisher_of
from alongside.measures.refreshing import ask_for_refresh
from alongside.measures.rules.computed import fits
from alongside.measures.rules.definitions import Definition, check_definition
from alongside.measures.rules.figures import tidy_unit
from alongside.people.models import Organisation
from alongside.people.queries import all_partners_of
from alongside.people.queries import post as post_named
from alongside.people.versions import apply, check_version
from alongside.web.offers import indicators

SUBJECT = "measures.measure"
_TITLE_WITHOUT_NUMBER = 290
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
    "looks_back_months": "Months that a figure looks back over",
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
    """Its figures come with its first series (``start_series``). Raises Refusals."""
    actor.check_may(perms.DEFINE)
    check_definition(new)
    _check_code_is_free(actor, new.code, but=None)
    partners = _partners(actor, new, held=())
    measure = Measure.objects.create(
        area_id=actor.area_id,
        created_at=at,
        created_by_id=actor.person_id,
        **_columns(actor, new),
    )
    measure.partners.set(partners)
    record(
        actor=actor,
        at=at,
        verb="measures.define_measure",
        subject=SUBJECT,
        subject_ref=measure.ref,
        detail={"code": measure.code, "title": measure.title},
    )
    ask_for_refresh(area_id=actor.area_id, at=at)
    return measure


@transaction.atomic
def change_measure(
    *, actor: Actor, at: datetime, measure_ref: str, expected_version: int, new: Definition
) -> Measure:
    """A measure that has figures keeps its unit, or they would mean something else; one that has an
    active target keeps its unit and which way is good. Its current series changes with it.
    """
    actor.check_may(perms.DEFINE)
    check_definition(new)
    measure = locked_measure(actor, measure_ref)
    _check_code_is_free(actor, new.code, but=measure)
    wanted, held = _columns(actor, new), tuple(measure.partners.all())
    partners = _partners(actor, new, held=held)
    both = (_names(held), _names(partners))
    beside = [("Partners", *both)]
    check_version(measure, expected_version, wanted=wanted, labels=LABELS, beside=beside)
    _check_keeps_its_meaning(measure, wanted)
    changed: dict[str, JSON] = {name: list(words) for name, words in apply(measure, wanted).items()}
    if both[0] != both[1]:
        measure.partners.set(partners)
        changed["partners"] = list(both)
    series = current_series(measure)
    if series is not None:
        apply(series, _shared(measure))
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
    measure = measure_in_use(actor, measure_ref)
    before = current_series(measure)
    _check_basis(new, before, is_taken_over=bool(existing))
    if new.origin is Origin.COMPUTED:
        _check_is_worked_out(measure, new, is_taken_over=bool(existing))
    if new.origin is Origin.IMPORTED:
        check_follows_a_release(is_taken_over=bool(existing))
    series = _taken_over(actor, measure, existing) if existing else _new(measure, new, before)
    if not existing:
        series.created_at, series.created_by_id = at, actor.person_id
    series.basis, series.why_anew = new.basis.strip(), new.why.strip()
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
    if new.origin is Origin.IMPORTED:
        fill_from_releases(actor=actor, at=at, series=series)
    ask_for_refresh(area_id=actor.area_id, at=at)
    return series


def _check_keeps_its_meaning(measure: Measure, wanted: dict[str, object]) -> None:
    has_target = measure.targets.filter(state=TargetState.ACTIVE.value).exists()
    if wanted["unit"] != measure.unit:
        if measure.series.filter(figures__isnull=False).exists():
            raise Refusal(
                "The measure has figures in its old unit. Define another measure instead.",
                field="unit",
            )
        if has_target:
            raise Refusal(
                "The measure has an active target in its old unit. End the target first.",
                field="unit",
            )
    series = current_series(measure)
    is_worked_out = series is not None and series.origin == Origin.COMPUTED.value
    if is_worked_out and wanted["every_months"] != measure.every_months:
        raise Refusal(
            "Its figures are worked out from the records in this rhythm. Define another measure "
            "for another one.",
            field="every_months",
        )
    if wanted["better"] != measure.better and has_target:
        raise Refusal(
            "The measure has an active target that holds the other way to be good. End the target "
            "first.",
            field="better",
        )


def _shared(measure: Measure) -> dict[str, object]:
    """What a series says after its measure."""
    return {
        "unit": measure.unit,
        "better": measure.better,
        "every_months": measure.every_months,
    }


def _check_code_is_free(actor: Actor, code: str, *, but: Measure | None) -> None:
    same = Measure.objects.visible_to(actor).filter(code__iexact=code.strip())
    if (same.exclude(pk=but.pk) if but else same).exists():
        raise Refusal("Another measure already has this code.", field="code")


def _partners(
    actor: Actor, new: Definition, *, held: Sequence[Organisation]
) -> tuple[Organisation, ...]:
    """Organisations that answer in the area or once did, and those that the measure names already."""
    known = {each.organisation.ref: each.organisation for each in all_partners_of(actor.area_id)}
    known |= {each.ref: each for each in held}
    if not set(new.partners) <= known.keys():
        raise Refusal("Choose partners from the list.", field="partners")
    return tuple(known[ref] for ref in dict.fromkeys(new.partners))


def _names(organisations: Iterable[Organisation]) -> str:
    return ", ".join(sorted(each.name for each in organisations))


def _check_basis(new: NewBasis, before: Series | None, *, is_taken_over: bool) -> None:
    if not new.source.strip() and not is_taken_over:
        raise Refusal("Say where the figures come from.", field="source")
    if new.origin is not Origin.ENTERED and not new.counted_as.strip():
        raise Refusal("Say which figures are computed or imported.", field="counted_as")
    if before is not None and not new.why.strip():
        raise Refusal(
            "Say why it is counted in another way from now on. The figures before stay a series of "
            "their own.",
            field="why",
        )
    if before is not None and not new.basis.strip():
        raise Refusal("Say how this series counts, so that it can be told apart.", field="basis")


def _check_is_worked_out(measure: Measure, new: NewBasis, *, is_taken_over: bool) -> None:
    if is_taken_over:
        raise Refusal(
            "A series of figures that were entered cannot be worked out from the records. Choose "
            "one or the other.",
            field="existing",
        )
    offered = {each.code: each for each in indicators()}.get(new.counted_as)
    if offered is None:
        raise Refusal("Choose what can be worked out from the records.", field="counted_as")
    if not fits(offered, unit=measure.unit, every_months=measure.every_months):
        raise Refusal(
            f"“{offered.title}” is counted in {offered.unit} every "
            f"{' or '.join(map(str, offered.every_months))} months, and the measure is not.",
            field="counted_as",
        )


def _new(measure: Measure, new: NewBasis, before: Series | None) -> Series:
    return Series(
        area_id=measure.area_id,
        measure=measure,
        title=_free_title(measure, new.basis if before is not None else ""),
        source=new.source.strip(),
        counts_what=measure.numerator_words,
        counted_by=new.counted_by.strip(),
        origin=new.origin.value,
        publisher=publisher_of(new.counted_as) if new.origin is Origin.IMPORTED else "",
        counted_as=new.counted_as.strip(),
        **_shared(measure),
    )


def _free_title(measure: Measure, basis: str) -> str:
    """Titles are told apart in lists of all series of the area."""
    plain = f"{measure.title} ({basis.strip()})" if basis else measure.title
    plain = plain[:_TITLE_WITHOUT_NUMBER]
    taken = set(
        Series.objects.in_area(measure.area_id)
        .filter(title__startswith=plain)
        .values_list("title", flat=True)
    )
    tries = (plain, *(f"{plain}, {number}" for number in range(2, len(taken) + 3)))
    return next(title for title in tries if title not in taken)


def _taken_over(actor: Actor, measure: Measure, ref: str) -> Series:
    """With its own source and origin: only what belongs to the measure changes."""
    series: Series | None = (
        Series.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .filter(ref=ref, measure=None)
        .first()
    )
    if series is None:
        raise Refusal("Choose a series that belongs to no measure yet.", field="existing")
    if series.unit != measure.unit:
        raise Refusal(
            f"The series counts {series.unit} and the measure {measure.unit}.", field="existing"
        )
    series.measure = measure
    apply(series, _shared(measure))
    return series


def _columns(actor: Actor, new: Definition) -> dict[str, object]:
    return {
        "code": new.code.strip(),
        "title": new.title.strip(),
        "question": new.question.strip(),
        "kind": new.kind.value,
        "accountability": new.accountability.value,
        "unit": tidy_unit(new.unit),
        "numerator_words": new.numerator_words.strip(),
        "denominator_words": new.denominator_words.strip(),
        "left_out_words": new.left_out_words.strip(),
        "better": new.better.value,
        "source": new.source.strip(),
        "every_months": new.every_months,
        "looks_back_months": new.looks_back_months,
        "owner_id": post_named(actor, new.owner).pk,
        "plausible_from": new.plausible_from,
        "plausible_until": new.plausible_until,
        "release": new.release.value,
        "review_on": new.review_on,
        "published_code": new.published_code.strip(),
    }


def record_about(
    *, actor: Actor, at: datetime, verb: str, measure: Measure, facts: dict[str, JSON]
) -> None:
    """One event about one measure, for every verb of this room that changes one."""
    record(
        actor=actor,
        at=at,
        verb=f"measures.{verb}",
        subject=SUBJECT,
        subject_ref=measure.ref,
        detail=facts,
    )
