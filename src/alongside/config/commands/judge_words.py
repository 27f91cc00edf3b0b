"""What ``alongside judge`` says of a judgement, to people and to programs."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from alongside.config.commands.judge_drawing import base_of, label_of, number, unit_of
from alongside.config.commands.judge_reading import Figures
from alongside.kernel.proportion import half_up
from alongside.stats.charts.results import ChartJudgement
from alongside.stats.charts.words import LABEL_WORDS, Label, Words
from alongside.web.writing import counted


def text_lines(title: str, figures: Figures, judged: ChartJudgement) -> Iterator[str]:
    unit = unit_of(figures, judged)
    held = [place for place, is_judged in enumerate(judged.is_judged) if is_judged]
    profile = f"{judged.profile.code} {judged.profile.version}"
    yield f"{title}: {counted(len(held), 'figure,figures')}, {judged.chart} chart, profile {profile}"
    yield from figures.notes
    if held:
        last = held[-1]
        yield f"Latest: {_value(judged.values[last], unit)}, {label_of(judged.dates[last], figures)}"
        yield from _limits(figures, judged, last, unit)
    yield f"Variation: {_icon(judged.variation_words)}"
    yield f"Assurance: {_icon(judged.assurance_words)}"
    yield from judged.notes
    yield from _special(figures, judged, held)


def json_of(
    figures: Figures, judged: ChartJudgement, *, summary: str, svg: Path | None
) -> dict[str, Any]:
    return {
        "chart": judged.chart,
        "profile": f"{judged.profile.code} {judged.profile.version}",
        "unit": unit_of(figures, judged) or None,
        "every": figures.period,
        "target": judged.current_target,
        "variation": _as_json(judged.variation.value, judged.variation_words),
        "assurance": _as_json(judged.assurance.value, judged.assurance_words),
        "icons_on": judged.icons_on.isoformat() if judged.icons_on else None,
        "notes": [*figures.notes, *judged.notes],
        "summary": summary,
        "points": [_point(place, figures, judged) for place in range(len(judged.dates))],
        "svg": str(svg) if svg else None,
    }


def _point(place: int, figures: Figures, judged: ChartJudgement) -> dict[str, Any]:
    counts = base_of(place, figures, judged)
    return {
        "date": judged.dates[place].isoformat(),
        "value": _short(judged.values[place]),
        "numerator": _whole(counts[0]) if counts else None,
        "denominator": _whole(counts[1]) if counts else None,
        "centre": _short(judged.drawn.centre[place]),
        "lower": _short(judged.drawn.lower[place]),
        "upper": _short(judged.drawn.upper[place]),
        "is_provisional": bool(judged.is_provisional[place]),
        "variation": judged.point_types[place].value,
        "rule": judged.labels[place].value,
    }


def _special(figures: Figures, judged: ChartJudgement, held: list[int]) -> Iterator[str]:
    """Points that a rule picks out; neighbours that the same rule picks out are told together."""
    for (label, _), group in groupby(
        held, key=lambda place: (judged.labels[place], int(judged.sides[place]))
    ):
        places = [place for place in group if not judged.is_provisional[place]]
        if label is Label.COMMON_CAUSE or not places:
            continue
        first, last = (label_of(judged.dates[place], figures) for place in (places[0], places[-1]))
        when = first if len(places) == 1 else f"{first} to {last}"
        yield f"{when}: {LABEL_WORDS[label].short}. {LABEL_WORDS[label].sentence}"


def _limits(figures: Figures, judged: ChartJudgement, place: int, unit: str) -> Iterator[str]:
    lines = (judged.drawn.centre[place], judged.drawn.lower[place], judged.drawn.upper[place])
    centre, lower, upper = (number(line) for line in lines)
    group = judged.groups[int(judged.group_numbers[place])]
    if centre is None or group.size == 1:
        return
    within = ""
    if lower is not None and upper is not None:
        within = f", limits {_value(lower, unit)} to {_value(upper, unit)}"
    provisional = " (provisional)" if judged.is_provisional[place] else ""
    yield f"Average since {label_of(group.starts_on, figures)}: {_value(centre, unit)}{within}{provisional}"


def _icon(words: Words) -> str:
    return f"{words.short}. {words.sentence}"


def _as_json(code: str, words: Words) -> dict[str, str]:
    return {"icon": code, "words": words.short, "sentence": words.sentence}


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value


def _short(value: Any) -> float | None:
    plain = number(value)
    return None if plain is None else round(plain, 4)


def _value(value: float, unit: str) -> str:
    return f"{half_up(value, 1):f}%" if unit == "%" else f"{round(float(value), 2):,g}"
