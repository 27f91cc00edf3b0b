"""The dashboard as rows to take away: everything that it says, one measure a row."""

from collections.abc import Iterable, Iterator, Sequence

from alongside.exchange.csv_out import Value
from alongside.measures.pages import marks
from alongside.measures.queries.dashboard import Line
from alongside.measures.readings import SMALL, Aim, Comparison, period_of
from alongside.measures.words import (
    ACCOUNTABILITIES,
    ATTENTION,
    HIDDEN_COUNT,
    KINDS,
    time_words,
)
from alongside.people.words import PARTNER_LABELS
from alongside.web.clock import LONDON

HEADINGS = (
    "Code", "Measure", "Question", "Kind", "Whom it is about", "Post that answers", "Partners", "Period", "Figure", "Unit",
    "Numerator", "Denominator", "Left out", "Missing", "Lower (95%)", "Upper (95%)", "Variation",
    "Assurance", "Target", "Target met", "Can the sample show it?", "Target by", "Stretched target",
    "Stretched target met", "Stretched target by",
    "Beside others",
    "England", "England lower (95%)", "England upper (95%)", "Region", "Region lower (95%)", "Region upper (95%)",
    "Neighbours", "Neighbours lower (95%)", "Neighbours upper (95%)", "Neighbours by the list of",
    "State", "Statements", "Action plan", "As at",
)  # fmt: skip
LEVELS = ("england", "region", "Neighbours")
"""Of those beside us, in the order of their columns."""
WIDTHS = (
    8, 50, 50, 22, 30, 30, 24, 16, 10, 10, 10, 12, 9, 9, 12, 12,
    24, 28, 18, 10, 40, 14, 18, 12, 14, 50, *(12,) * 9, 16, 24, 30, 50, 18,
)  # fmt: skip


def rows_of(lines: Iterable[Line]) -> list[Sequence[Value]]:
    return [_row(line) for line in lines]


def _row(line: Line) -> Sequence[Value]:
    judged = line.judged
    return (
        line.code,
        line.title,
        line.question,
        KINDS[line.kind],
        ACCOUNTABILITIES[line.accountability],
        line.owner,
        "; ".join(PARTNER_LABELS.get(code, code) for code in line.partners),
        *_figures(line),
        _variation(line),
        judged.assurance.short,
        *_aim(judged.core),
        *_stretched(judged.stretched),
        "; ".join(marks.comparison(each, judged.unit) for each in judged.comparisons),
        *_beside_us(judged.comparisons),
        line.hidden or ATTENTION[line.attention],
        "; ".join(line.statements),
        "; ".join(tie.whole or tie.title for tie in line.ties),
        f"{line.as_at.astimezone(LONDON):%Y-%m-%d %H:%M}" if line.as_at else "",
    )


def _variation(line: Line) -> str:
    """What it shows, or why figures that count the same again are not judged."""
    judged = line.judged
    if judged.trouble:
        return f"Not judged. {judged.trouble}"
    if line.looks_back_months is None or judged.is_judged or not judged.notes:
        return judged.variation.short
    return f"Not judged. {judged.notes[0]}"


def _figures(line: Line) -> Sequence[Value]:
    latest, unit = line.latest, line.judged.unit
    if latest is None:
        return ("", "", unit, "", "", "", "", "", "")
    return (
        time_words(*period_of(latest), line.looks_back_months),
        round(latest.value, 4),
        unit,
        latest.numerator,
        latest.denominator,
        _beside(latest.left_out, is_counted=line.is_counted),
        _beside(latest.missing, is_counted=line.is_counted),
        _rounded(latest.lower),
        _rounded(latest.upper),
    )


def _beside(count: int, *, is_counted: bool) -> Value:
    """Nought is only known where the records themselves were counted."""
    if count == SMALL:
        return HIDDEN_COUNT
    return count if count or is_counted else ""


def _beside_us(comparisons: Sequence[Comparison]) -> Iterator[Value]:
    """Each with its interval; the cells of whoever has no figure stay empty."""
    by_level = {each.level: each for each in comparisons}
    for level in LEVELS:
        each = by_level.get(level)
        numbers = (each.value, each.lower, each.upper) if each else (None, None, None)
        yield from (_rounded(number) for number in numbers)
    yield next((each.edition for each in comparisons if each.edition), "")


def _aim(aim: Aim | None) -> Sequence[Value]:
    if aim is None:
        return ("", "", "", "")
    shown = " ".join(filter(None, (aim.sentence, aim.warning)))
    return (aim.words, _met(aim), shown, aim.by_on)


def _stretched(aim: Aim | None) -> Sequence[Value]:
    return (aim.words, _met(aim), aim.by_on) if aim else ("", "", "")


def _met(aim: Aim) -> str:
    if aim.is_met is not None and aim.cannot_tell:
        return "cannot tell yet"
    return {True: "yes", False: "no", None: ""}[aim.is_met]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
