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
    """Which way is good. ``NEITHER`` is for counts that only describe, such as how many plans."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Kind(StrEnum):
    """The three questions of outcomes-based accountability (Friedman 2005)."""

    HOW_MUCH = "how_much"
    HOW_WELL = "how_well"
    BETTER_OFF = "better_off"


class Accountability(StrEnum):
    """Whether a measure is of everybody who lives in the area, or of those whom a service meets."""

    POPULATION = "population"
    PERFORMANCE = "performance"


class Origin(StrEnum):
    """Where the figures of a series come from."""

    ENTERED = "entered"
    COMPUTED = "computed"
    IMPORTED = "imported"


class FigurePartName(StrEnum):
    """What a computed figure opens into."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    LEFT_OUT = "left-out"
    MISSING = "missing"


class MeasureState(StrEnum):
    IN_USE = "in_use"
    RETIRED = "retired"


class Release(StrEnum):
    """What may be shown of small numbers (``alongside.disclosure``)."""

    AS_PUBLISHED = "as_published"
    UNDER_FIVE = "under_5"
    NOUGHT_TO_FOUR = "nought_to_4"
    UNDER_TEN = "under_10"
    HEALTH = "health"


class Level(StrEnum):
    """The target that was promised, and the one beyond it."""

    CORE = "core"
    STRETCHED = "stretched"


class TargetState(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ENDED = "ended"


class Change(StrEnum):
    """What a target's number says: the figure to reach, or by how much the baseline is to improve."""

    REACH = "reach"
    RELATIVE = "relative"
    POINTS = "points"


class ImpactOf(StrEnum):
    """What a page of evidence of impact is about."""

    RESOURCE = "resource"
    STRATEGY = "strategy"
    PROCEDURE = "procedure"
    SERVICE = "service"
    TRAINING = "training"
    OTHER = "other"


class FrameworkState(StrEnum):
    DRAFT = "draft"
    IN_USE = "in_use"
    REPLACED = "replaced"


class Direction(StrEnum):
    """Where a statement goes among its neighbours."""

    UP = "up"
    DOWN = "down"


class Certainty(StrEnum):
    """Whether the records behind a figure are enough to say that it meets its target, or misses it.

    UNPROVED is the figure alone: of "all of them" no number of records is proof, and a figure that was just
    entered has not been judged yet.
    """

    SHOWN = "shown"
    TOO_FEW = "too_few"
    UNPROVED = "unproved"


PERCENT = "percent"
