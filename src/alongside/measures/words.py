"""The words that people read for each stored code of this room."""

from alongside.measures.codes import Better, Comparator

COMPARATORS = {
    Comparator.AT_LEAST: "at least",
    Comparator.MORE_THAN: "more than",
    Comparator.AT_MOST: "at most",
    Comparator.LESS_THAN: "less than",
}
BETTER = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better"}


def with_unit(value: str, unit: str) -> str:
    """ "90%", "5 projects"."""
    return f"{value}%" if unit == "percent" else f"{value} {unit}".strip()
