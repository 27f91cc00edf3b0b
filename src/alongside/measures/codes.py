"""The stable codes that measures keep. Labels stand in ``measures.words``."""

from enum import StrEnum


class Comparator(StrEnum):
    """How a figure is held against its target. A plain number means at least; "over" or "above"
    more than.
    """

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"


class Better(StrEnum):
    """Which way is good."""

    HIGHER = "higher"
    LOWER = "lower"


PERCENT = "percent"
