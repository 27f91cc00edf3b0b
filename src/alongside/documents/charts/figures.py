"""How numbers are written in charts, in their summaries and in their tables."""

from collections.abc import Sequence
from math import isfinite

from alongside.kernel.proportion import half_up
from alongside.kernel.refusals import Refusal

LARGEST = 1e12
NO_FIGURE = "No figure"


def figure(value: float, places: int) -> str:
    """Rounded half up, with commas; a minus sign is the typographic one.

    >>> figure(1234.25, 1)
    '1,234.3'
    """
    return f"{half_up(value, places) + 0:,f}".replace("-", "−")


def short_figure(value: float, places: int) -> str:
    """The same without noughts at the end, for labels that stand close."""
    written = figure(value, places)
    return written.rstrip("0").rstrip(".") if "." in written else written


def with_unit(value: float, unit: str, places: int) -> str:
    """ "64.8%" or "12 days"; a unit such as "% of plans" gives its sign only."""
    return _signed(figure(value, places), unit)


def target_words(value: float, unit: str, places: int) -> str:
    """The same for a target, which is written as short as people say it: "95%"."""
    return _signed(short_figure(value, places), unit)


def _signed(written: str, unit: str) -> str:
    if unit.startswith("%"):
        return f"{written}%"
    return f"{written} {_of_one(unit) if written == '1' else unit}".rstrip()


def _of_one(unit: str) -> str:
    """ "action" for "actions"; what is more than a plain word with an s stays as it is.

    >>> _of_one("actions"), _of_one("children"), _of_one("days from the request")
    ('action', 'children', 'days from the request')
    """
    is_plain = unit.isalpha() and unit.endswith("s") and not unit.endswith(("ss", "us", "ies"))
    return unit[:-1] if is_plain else unit


def cell_figure(value: float | None, unit: str, places: int) -> str:
    """For a table: always as many places; the sign of a percentage, no other unit."""
    if value is None:
        return NO_FIGURE
    return f"{figure(value, places)}{'%' if unit.startswith('%') else ''}"


def optional_figure(value: float | None, unit: str, places: int) -> str:
    """For a table, where nothing at all is expected of some rows."""
    return "–" if value is None else cell_figure(value, unit, places)


def counted(count: int, one: str, several: str = "") -> str:
    """ "1 point" or "3 points".

    >>> counted(3, "point")
    '3 points'
    """
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """ "a, b and c"."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def check_numbers(values: Sequence[float | None], *, field: str) -> None:
    """Refuses what has no place on a scale."""
    for value in values:
        if value is not None and not (isfinite(value) and abs(value) <= LARGEST):
            raise Refusal(
                "A chart can only show plain numbers up to a million million.", field=field
            )


def as_heading(words: str) -> str:
    """ "Plausible range"."""
    return f"{words[:1].upper()}{words[1:]}"
