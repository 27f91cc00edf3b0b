"""A control chart in words and as a table, from the values that are drawn."""

from collections import Counter

from alongside.documents.blocks import Table, TableCell, TableColumn
from alongside.documents.charts.control_values import ControlChart, ControlPoint
from alongside.documents.charts.figures import (
    cell_figure,
    counted,
    figure,
    listed,
    optional_figure,
    target_words,
    with_unit,
)
from alongside.documents.charts.palette import MEANING_WORDS, Meaning
from alongside.kernel.dates import day_in_words

MOST_NAMED = 3
GHOSTED = "Left out of the reckoning"


def summary_of(chart: ControlChart) -> str:
    """What the chart shows, in sentences, most important first."""
    parts = (
        _latest(chart),
        *chart.judgements,
        _lines(chart),
        _targets(chart),
        _meanings(chart),
        _missing(chart),
        _path(chart),
        *_notes(chart),
    )
    return " ".join(part for part in parts if part)


def _latest(chart: ControlChart) -> str:
    known = [point for point in chart.points if point.value is not None]
    first, last = known[0], known[-1]
    now = f"{_of(chart, last.value)}{f' ({last.base})' if last.base else ''}"
    if len(known) == 1:
        return f"One figure, for {last.label}: {now}."
    return (
        f"{len(known)} figures from {first.label} to {last.label}. The latest is {now}; "
        f"the first was {_bare(chart, first.value)}."
    )


def _of(chart: ControlChart, value: float | None) -> str:
    return "none" if value is None else with_unit(value, chart.unit, chart.places)


def _bare(chart: ControlChart, value: float | None) -> str:
    """Without the unit, once it was said; a percentage keeps its sign."""
    return "none" if value is None else with_unit(value, _sign(chart), chart.places)


def _line(chart: ControlChart, value: float | None) -> str:
    """The average or a limit."""
    return "none" if value is None else with_unit(value, _sign(chart), chart.places_of_lines)


def _aim(chart: ControlChart, value: float) -> str:
    return target_words(value, _sign(chart), chart.places)


def _sign(chart: ControlChart) -> str:
    return "%" if chart.unit.startswith("%") else ""


def _lines(chart: ControlChart) -> str:
    last = chart.last
    if last.centre is None:
        return "There are no limits."
    said = f"The average is {_line(chart, last.centre)}"
    if last.lower is not None and last.upper is not None:
        said += f" and the limits are {_line(chart, last.lower)} to {_line(chart, last.upper)}"
    ending = ", provisional because there are few figures" if last.is_provisional else ""
    return f"{said}{ending}."


def _targets(chart: ControlChart) -> str:
    last = chart.last
    found = []
    if last.target is not None:
        found.append(f"the target is {_aim(chart, last.target)}")
    if last.stretched_target is not None:
        found.append(f"the stretched target is {_aim(chart, last.stretched_target)}")
    said = listed(found)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _meanings(chart: ControlChart) -> str:
    """How many points say what; nothing without limits, or while all of them are provisional."""
    judged = [p for p in chart.points if p.value is not None and not p.is_ghosted]
    ghosts = sum(p.is_ghosted and p.value is not None for p in chart.points)
    left_out = (
        f" {counted(ghosts, 'figure is', 'figures are')} left out of the reckoning."
        if ghosts
        else ""
    )
    if all(point.centre is None or point.is_provisional for point in judged):
        return left_out.strip()
    counts = Counter(MEANING_WORDS[point.meaning] for point in judged)
    usual = counts.pop(MEANING_WORDS[Meaning.COMMON_CAUSE], 0)
    if not counts:
        return f"Every figure lies within usual variation.{left_out}"
    special = listed([f"{count} “{words.lower()}”" for words, count in sorted(counts.items())])
    return f"Marked as special: {special}; {usual} as usual variation.{left_out}"


def _missing(chart: ControlChart) -> str:
    names = [point.said for point in chart.points if point.value is None]
    if not names:
        return ""
    if len(names) > MOST_NAMED:
        return f"There is no figure for {len(names)} of {len(chart.points)} periods."
    return f"There is no figure for {listed(names)}."


def _path(chart: ControlChart) -> str:
    if not chart.milestones:
        return ""
    steps = [f"{_aim(chart, m.value)} by {day_in_words(m.on)}" for m in chart.milestones]
    return f"The planned path: {listed(steps)}."


def _notes(chart: ControlChart) -> list[str]:
    return [f"{words}." if words[-1] not in ".!?" else words for _, words, _ in notes_of(chart)]


def notes_of(chart: ControlChart) -> list[tuple[float, str, str]]:
    """Place, words and dash of each note, in order."""
    found = [
        (mark.on, f"{day_in_words(mark.on)}: the limits start again. {mark.words}", "dashed")
        for mark in chart.recalculations
    ] + [
        (mark.on, f"{day_in_words(mark.on)}: {mark.words}", "dotted") for mark in chart.annotations
    ]
    ordered = sorted(found, key=lambda note: note[0])
    return [(chart.place_within(on), words, dash) for on, words, dash in ordered]


def table_of(chart: ControlChart) -> Table:
    """The figures with their lines; columns that would be empty are left out."""
    points = chart.points
    has_bases = any(point.base for point in points)
    optional = [
        (title, name)
        for title, name in (
            ("Average", "centre"),
            ("Lower limit", "lower"),
            ("Upper limit", "upper"),
            ("Target", "target"),
            ("Stretched target", "stretched_target"),
        )
        if any(getattr(point, name) is not None for point in points)
    ]
    columns = (
        TableColumn("Period", width=4),
        TableColumn("Figure", is_number=True, width=3),
        *((TableColumn("Of", width=5),) if has_bases else ()),
        *(TableColumn(title, is_number=True, width=_share(title)) for title, _ in optional),
        TableColumn("What it shows", width=5),
    )
    names = [name for _, name in optional]
    rows = [_row(chart, point, names, has_bases=has_bases) for point in points]
    return Table(chart.title, columns, (*rows, *_milestone_rows(chart, len(columns))))


def said_of(chart: ControlChart, point: ControlPoint) -> tuple[str, str]:
    """What one figure says when a reader asks for it: itself, and what it is held against."""
    if point.value is None:
        return f"{point.said}: no figure", ""
    aims = [
        f"{words} {_aim(chart, aim)}"
        for words, aim in (("target", point.target), ("stretched target", point.stretched_target))
        if aim is not None
    ]
    parts = (point.base, _held_against(chart, point), listed(aims), _stands_out(point))
    told = [f"{part[0].upper()}{part[1:]}." for part in parts if part]
    return f"{point.said}: {_of(chart, point.value)}", " ".join(told)


def _held_against(chart: ControlChart, point: ControlPoint) -> str:
    if point.centre is None:
        return ""
    said = f"average {_line(chart, point.centre)}"
    if point.lower is None or point.upper is None:
        return said
    kind = "provisional limits" if point.is_provisional else "limits"
    return f"{said}, {kind} {_line(chart, point.lower)} to {_line(chart, point.upper)}"


def _stands_out(point: ControlPoint) -> str:
    is_judged = point.centre is not None and not point.is_provisional
    return _shows(point) if point.is_ghosted or is_judged else ""


def _share(title: str) -> int:
    return 4 if len(title) > len("Lower limit") else 3


def _row(
    chart: ControlChart, point: ControlPoint, names: list[str], *, has_bases: bool
) -> tuple[TableCell, ...]:
    texts = [
        cell_figure(point.value, chart.unit, chart.places),
        *([point.base] if has_bases else []),
        *(
            optional_figure(getattr(point, name), chart.unit, _places(chart, name))
            for name in names
        ),
        _shows(point),
    ]
    return (TableCell(point.said, is_header=True), *map(TableCell, texts))


def _places(chart: ControlChart, name: str) -> int:
    return chart.places_of_lines if name in ("centre", "lower", "upper") else chart.places


def _shows(point: ControlPoint) -> str:
    if point.value is None:
        return "–"
    if point.is_ghosted:
        return GHOSTED
    if point.centre is None:
        return "Not judged"
    provisional = ", provisional" if point.is_provisional else ""
    return f"{MEANING_WORDS[point.meaning]}{provisional}"


def _milestone_rows(chart: ControlChart, columns: int) -> list[tuple[TableCell, ...]]:
    sign = _sign(chart)
    return [
        (
            TableCell(f"Planned by {day_in_words(step.on)}", is_header=True),
            TableCell(f"{figure(step.value, chart.places)}{sign}"),
            *(TableCell("–") for _ in range(columns - 3)),
            TableCell(step.words or "Milestone"),
        )
        for step in chart.milestones
    ]
