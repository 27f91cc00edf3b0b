"""A measure as plain lines for a terminal: a table of its periods, then what they say."""

from collections.abc import Iterator, Sequence

from alongside.kernel.proportion import half_up
from alongside.measures.cases import Other
from alongside.measures.codes import PERCENT, Better
from alongside.measures.published import Theirs
from alongside.measures.readings import Icon, JudgedPoint
from alongside.measures.showing import Shown, ShownPeriod
from alongside.measures.words import BETTER, met_words, period_words, with_unit

NONE = "–"
HEADINGS = (
    "Period",
    "Figure",
    "Counted",
    "Plausible range",
    "England",
    "Region",
    "Neighbours",
    "Notes",
)


def text_lines(shown: Shown) -> Iterator[str]:
    about = shown.about
    yield f"{about.code}  {about.title}"
    yield f"{shown.area_name}{f' ({shown.area_code})' if shown.area_code else ''}. {about.question}"
    if about.numerator_words:
        yield f"Counted: {about.numerator_words.rstrip('.')}. Out of: {about.denominator_words}"
    yield f"{BETTER[Better(about.better)]}. {about.origin}: {about.source}"
    yield ""
    notes: list[str] = []
    yield from _table([HEADINGS, *(_row(each, about.unit, notes) for each in shown.periods)])
    yield ""
    for number, note in enumerate(notes, start=1):
        yield f"({number}) {note}"
    yield from (f"{on.year}: {sentence}" for on, sentence in about.counted_anew)
    yield from _editions(shown)
    yield from _judgement(shown)


def _editions(shown: Shown) -> Iterator[str]:
    """By which list the neighbours of each period are that."""
    by_list: dict[str, list[str]] = {}
    for each in shown.periods:
        if each.beside.together is not None:
            words = period_words(each.period_from, each.period_until)
            by_list.setdefault(each.beside.together.edition, []).append(words)
    for edition, periods in by_list.items():
        until = f" to {periods[-1]}" if len(periods) > 1 else ""
        yield f"Neighbours of {periods[0]}{until}: by the list of {edition}"


def _judgement(shown: Shown) -> Iterator[str]:
    judged = shown.judged
    if judged.trouble:
        yield f"Not judged: {judged.trouble}"
        return
    yield f"Variation: {_icon(judged.variation)}"
    yield f"Assurance: {_icon(judged.assurance)}"
    yield from judged.notes
    for name, aim in (("Target", judged.core), ("Stretched target", judged.stretched)):
        if aim is not None:
            met = met_words(aim.certainty, is_met=aim.is_met) or "no figure yet"
            yield f"{name}: {aim.words}, {met}. {aim.sentence}".rstrip()
    for each in judged.comparisons:
        if each.verdict and each.value is not None:
            value = with_unit(f"{half_up(each.value, 1):f}", shown.about.unit)
            yield f"Beside {each.name} ({value}): {each.verdict}"


def _icon(icon: Icon) -> str:
    return f"{icon.short}. {icon.sentence}" if icon.short else icon.sentence or NONE


def _row(period: ShownPeriod, unit: str, notes: list[str]) -> tuple[str, ...]:
    point, beside = period.point, period.beside
    base = f"{point.numerator:,} of {point.denominator:,}" if point and point.denominator else NONE
    return (
        period.words,
        _value(point.value, unit) if point else period.missing,
        base,
        _interval(point, unit),
        _other(beside.england, unit),
        _other(beside.region, unit),
        _other(beside.together, unit),
        _marks(point, period, notes),
    )


def _interval(point: JudgedPoint | None, unit: str) -> str:
    if point is None or point.lower is None or point.upper is None:
        return NONE
    return f"{_value(point.lower, unit)} to {_value(point.upper, unit)}"


def _other(other: Theirs | Other | None, unit: str) -> str:
    return NONE if other is None or other.value is None else _value(other.value, unit)


def _marks(point: JudgedPoint | None, period: ShownPeriod, notes: list[str]) -> str:
    """The numbers of the notes below: doubts, what is left out, and why a point is special."""
    said = [period.doubt, point.why if point and point.kind not in ("none", "common_cause") else ""]
    if point and (point.left_out or point.missing):
        said.append(f"Left out: {point.left_out:,}. Missing: {point.missing:,}.")
    numbers = []
    for words in filter(None, said):
        if words not in notes:
            notes.append(words)
        numbers.append(f"({notes.index(words) + 1})")
    return " ".join(numbers)


def _value(value: float, unit: str) -> str:
    shown = half_up(value, 1)
    return f"{shown:f}%" if unit == PERCENT else f"{float(shown):,g}"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
