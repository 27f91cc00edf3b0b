"""The parts of a measure's page, made from what was read."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.codes import Better, Origin
from alongside.measures.pages import marks
from alongside.measures.queries.baselines import Frozen
from alongside.measures.queries.beginnings import Beginning
from alongside.measures.queries.listed import Listed
from alongside.measures.queries.one_measure import OneMeasure, SeriesView
from alongside.measures.readings import SMALL, Aim, JudgedPoint, period_of
from alongside.measures.restating import restatements
from alongside.measures.words import (
    BETTER,
    HIDDEN_COUNT,
    RELEASES,
    origin_words,
    time_words,
    value_words,
)
from alongside.web.components import Cell, Column, Door, RecordedItem, Row, Table
from alongside.web.markup import tag
from alongside.web.writing import counted, day, instant

ANY_REF = "any-ref"
"""Stands for a public name in an address that is made once for many."""
NOT_TOLD = "Every figure; – stands where nobody has told how many were left out or are missing"


def doors(actor: Actor, found: OneMeasure) -> tuple[Door, ...]:
    """What this person may do; the one that most people come for is first."""
    if not found.definition.is_in_use:
        return ()
    return tuple(_doors(actor, found))


def _doors(actor: Actor, found: OneMeasure) -> Iterator[Door]:
    current, here = found.current, [actor.area_slug, found.ref]
    if actor.may(perms.ENTER) and current and current.origin is Origin.ENTERED:
        yield Door(
            "Enter a figure",
            reverse("measures:enter_figure", args=[actor.area_slug, current.ref]),
            is_main=True,
        )
    if actor.may(perms.ENTER):
        yield Door("Tell the story", reverse("measures:tell_story", args=here))
        yield Door("Add a note to the chart", reverse("measures:annotate", args=here))
    if actor.may(perms.DEFINE):
        yield Door("Set a target", reverse("measures:set_target", args=here))
        if found.judged.points:
            yield Door("Work the limits out anew", reverse("measures:recalculate", args=here))
            yield Door("Freeze the baseline", reverse("measures:freeze", args=here))
        words = "Count in another way" if current else "Say where its figures come from"
        yield Door(words, reverse("measures:start_series", args=here))
        yield Door("Change the definition", reverse("measures:change", args=here))
        yield Door("Take out of use", reverse("measures:retire", args=here))


def cautions(found: OneMeasure) -> tuple[str, ...]:
    told = found.definition
    latest = found.judged.latest
    said = (
        "" if told.is_in_use else "This measure is no longer used.",
        told.review,
        f"{found.judged.stale} {found.judged.stale_why}".strip(),
        latest.doubt if latest else "",
        "" if found.current else "Nobody has said yet where its figures come from.",
    )
    return tuple(each for each in said if each)


def sentences(found: OneMeasure) -> tuple[str, ...]:
    """What the figures show and do not show, in words."""
    judged = found.judged
    latest = judged.latest
    within = marks.range_words(latest, judged.unit) if latest else ""
    said = [
        f"With {_records(latest)}, chance alone could make it anything {within}."
        if latest and within
        else "",
        _held_against(judged.core) if judged.core else "",
        judged.variation.sentence if judged.is_judged else "",
        judged.assurance.sentence if judged.is_judged and judged.core else "",
        *judged.notes,
        f"The figures are not judged. {judged.trouble}" if judged.trouble else "",
        f"{marks.WITHOUT_TREND}." if found.is_trendless else "",
    ]
    return tuple(each for each in said if each)


def _records(point: JudgedPoint) -> str:
    return counted(point.denominator or 0, "record,records")


def _held_against(aim: Aim) -> str:
    """What the sample shows of the target; the figure and its range were said before."""
    *before, verdict = aim.sentence.split("; ", 2)
    return f"This {verdict}" if len(before) == 2 else aim.sentence


def figure_addresses(actor: Actor, found: OneMeasure) -> dict[str, str]:
    """By the first day of its period, where a figure opens."""
    pattern = reverse("measures:figure", args=[actor.area_slug, ANY_REF])
    return {start.isoformat(): pattern.replace(ANY_REF, ref) for start, ref in found.figures}


def points(found: OneMeasure, addresses: Mapping[str, str]) -> Table | None:
    """The newest first, with everything that the chart shows; each figure opens. None for one that stands
    alone above.
    """
    if not found.listed or (found.is_trendless and len(found.listed) == 1):
        return None
    return Table(
        caption="Every figure" if _is_counted(found) else NOT_TOLD,
        columns=(
            Column("Period"),
            Column("Figure", is_number=True),
            Column("Counted"),
            Column("Left out", is_number=True),
            Column("Missing", is_number=True),
            Column("Plausible range"),
            Column("What stands out", is_wide=True),
        ),
        rows=list(_rows(found, addresses)),
        stack=True,
    )


def _rows(found: OneMeasure, addresses: Mapping[str, str]) -> Iterator[tuple[Cell | str, ...]]:
    """Figures that follow each other and are hidden for the same reason are one row."""
    for hidden, together in groupby(reversed(found.listed), key=attrgetter("hidden")):
        if hidden:
            yield _hidden(found, tuple(together))
            continue
        for each in together:
            yield _point(found, each.point, addresses.get(each.point.period_from, ""))


def _point(found: OneMeasure, each: JudgedPoint, address: str) -> tuple[Cell | str, ...]:
    unit, is_counted = found.judged.unit, _is_counted(found)
    period = time_words(*period_of(each), found.definition.looks_back_months)
    return (
        Cell(period, is_header=True, note=each.doubt),
        Cell(value_words(each.value, unit), address=address),
        marks.base_of(each) or "Not a share",
        _beside(each.left_out, is_counted=is_counted),
        _beside(each.missing, is_counted=is_counted),
        marks.range_words(each, unit) or "–",
        each.why or "–",
    )


def _hidden(found: OneMeasure, together: Sequence[Listed]) -> tuple[Cell | str, ...]:
    (_, until), (start, _) = period_of(together[0].point), period_of(together[-1].point)
    is_one = len(together) == 1
    looks_back = found.definition.looks_back_months if is_one else None
    many = "" if is_one else f" So it is with all {len(together)} figures of this time."
    note = f"{together[0].hidden}{many}"
    period = time_words(start, until, looks_back)
    return (Cell(period, is_header=True), Cell("–", note=note), *("–",) * 5)


def _is_counted(found: OneMeasure) -> bool:
    return found.current is not None and found.current.origin is Origin.COMPUTED


def _beside(count: int, *, is_counted: bool) -> Cell | str:
    """Nought is only known where the records themselves were counted. The dash says what the caption
    says of it, so a card keeps it.
    """
    if count == SMALL:
        return HIDDEN_COUNT
    return f"{count:,}" if count or is_counted else Cell("–")


def story(found: OneMeasure) -> tuple[RecordedItem, ...]:
    return tuple(
        RecordedItem(
            title=f"As told on {day(each.at)}{f' by {each.by}' if each.by else ''}",
            body=each.text,
            notes=(f"Who has a part: {each.partners}",) if each.partners else (),
            is_struck=False,
        )
        for each in found.stories
    )


def remarks(actor: Actor, found: OneMeasure) -> tuple[RecordedItem, ...]:
    notes = [
        RecordedItem(f"{day(each.on)}: {each.text}", notes=(f"Noted by {each.by}",) if each.by else ())
        for each in found.annotations
    ]  # fmt: skip
    new = [
        RecordedItem(
            f"From {day(each.on)} the limits are worked out anew: {each.text}",
            notes=tuple(_beginning_notes(each)),
            doors=_beginning_doors(actor, found, each),
            is_struck=each.withdrawn is not None,
        )
        for each in found.beginnings
    ]
    return (*map(_baseline, found.baselines), *new, *notes)


def _baseline(each: Frozen) -> RecordedItem:
    """The latest stands; the ones before it are struck out."""
    title = (
        f"The limits rest on the figures up to and including {each.period}, and later ones do not move them"
        if each.until_on
        else "Every figure counts for the limits again"
    )
    return RecordedItem(
        f"{title}: {each.why}",
        notes=tuple(_baseline_notes(each)),
        is_struck=not each.is_standing,
    )


def _baseline_notes(each: Frozen) -> Iterator[str]:
    yield f"Recorded{_by(each.by)} on {day(each.at)}"
    if each.is_standing and each.until_on and not each.is_holding:
        yield "It no longer holds, because the limits were worked out anew within it."


def _beginning_notes(each: Beginning) -> Iterator[str]:
    yield f"Recorded{_by(each.by)} on {day(each.at)}, said to be approved by {each.approved_by}"
    if each.withdrawn:
        told = each.withdrawn
        yield (
            f"Withdrawn on {day(told.at)}{_by(told.by)}, approved by {told.approved_by}: {told.why} "
            "The limits before stand again."
        )


def _by(name: str) -> str:
    return f" by {name}" if name else ""


def _beginning_doors(actor: Actor, found: OneMeasure, each: Beginning) -> tuple[Door, ...]:
    if each.withdrawn or not found.definition.is_in_use or not each.may_withdraw(actor):
        return ()
    here = [actor.area_slug, each.ref]
    return (Door("Withdraw", reverse("measures:withdraw_recalculation", args=here)),)


def restated(actor: Actor, found: OneMeasure) -> Table | None:
    rows = restatements(actor, measure_ref=found.ref) if found.has_corrections else ()
    if not rows:
        return None
    return Table(
        caption="Figures that were corrected",
        caption_hidden=True,
        columns=(
            Column("Period"),
            Column("Was"),
            Column("Is now"),
            Column("Why", is_wide=True),
            Column("Corrected"),
        ),
        rows=[
            (
                Cell(each.period, is_header=True),
                each.was,
                each.now,
                each.why,
                Cell(instant(each.at), note=each.by),
            )
            for each in rows
        ],
        stack=True,
    )


def facts(found: OneMeasure) -> tuple[Row, ...]:
    told = found.definition
    every = f"Every {told.every_months} months" if told.every_months else "No fixed rhythm"
    low, high = told.plausible
    plausible = " to ".join(filter(None, (low, high))) or "Any figure: no bounds are set"
    rows = (
        Row("Unit", told.unit),
        Row("What is counted", told.numerator_words),
        Row("Out of what", told.denominator_words),
        Row("What is left out", told.left_out_words),
        Row("Which way is good", BETTER[Better(told.better)]),
        Row("How often", "Every month" if told.every_months == 1 else every),
        Row("What each figure counts", _looking_back(told.looks_back_months)),
        Row("Source", told.source),
        Row("Who answers for it", (told.owner, told.holders)),
        Row("Partners who have a part in it", told.partners),
        Row("What may be entered", plausible),
        Row("Small numbers", RELEASES[told.release]),
        Row("To be reviewed by", day(told.review_on) if told.review_on else ""),
    )
    return tuple(row for row in rows if row.value)


def _looking_back(months: int | None) -> str:
    return f"The {months} months up to the end of its period" if months else ""


def series(actor: Actor, found: OneMeasure) -> tuple[RecordedItem, ...]:
    return tuple(_series(actor, each) for each in found.series)


def _series(actor: Actor, each: SeriesView) -> RecordedItem:
    notes = (
        f"{origin_words(each.origin, each.publisher)}. {each.source}",
        f"How it counts: {each.basis}" if each.basis else "",
        f"Counted by {each.counted_by}" if each.counted_by else "",
        f"Why it is counted in another way since: {each.why_anew}" if each.why_anew else "",
        counted(each.figure_count, "figure") if each.figure_count else "No figure yet",
    )
    return RecordedItem(
        title=each.title,
        address=reverse("measures:series", args=[actor.area_slug, each.ref]),
        tag=tag("Counts now", "blue") if each.is_current else tag("Earlier", "grey"),
        notes=tuple(note for note in notes if note),
    )
