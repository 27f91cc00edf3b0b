"""A chart for paper: the same drawing with the colours of paper as they are, and nothing to point at."""

import re

_MARKS = re.compile(r'<g class="chart-marks".*?</g>', re.DOTALL)
_PROPERTY = re.compile(r'="var\(--chart-[a-z-]+, (#[0-9a-f]{6})\)"')


def on_paper(svg: str) -> str:
    """The SVG without properties; paper knows no sheet of styles.

    >>> on_paper('<path fill="var(--chart-own, #17506f)"/>')
    '<path fill="#17506f"/>'
    """
    return _PROPERTY.sub(r'="\1"', _MARKS.sub("", svg))
