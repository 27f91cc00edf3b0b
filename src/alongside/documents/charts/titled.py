"""A chart with its title drawn above it, for a file that stands alone. On a page a heading says it."""

from dataclasses import replace

from alongside.documents.charts.chart import Spec, Specification
from alongside.documents.charts.plot import Words, words
from alongside.documents.drawing import LETTER, LINE, wrapped

GAP = 8
"""Between the title and the chart."""
MOST_LINES = 3


def titled(specification: Specification) -> Specification:
    """The same drawing further down, below its title in as many lines as it needs, at most 3."""
    specs = {shape: _titled(spec) for shape, spec in specification.specs.items()}
    return replace(specification, specs=specs)


def _titled(spec: Spec) -> Spec:
    told, padding = spec["usermeta"], spec["padding"]
    lines = wrapped(told["title"], told["width"], most=MOST_LINES)
    taken = round(len(lines) * LINE + GAP)
    top = padding["top"] + taken
    written = [
        Words(line, -padding["left"], LETTER + number * LINE - top, is_strong=True)
        for number, line in enumerate(lines)
    ]
    return spec | {
        "usermeta": told | {"height": told["height"] + taken} | _lower(told, taken),
        "padding": padding | {"top": top},
        "layer": [*spec["layer"], *words(written)],
    }


def _lower(told: Spec, by: int) -> Spec:
    """The marks that answer to the pointer, where they stand now."""
    if "marks" not in told:
        return {}
    each = [[x, round(y + by, 1), *rest] for x, y, *rest in told["marks"]["each"]]
    return {"marks": told["marks"] | {"each": each}}
