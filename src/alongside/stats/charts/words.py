"""What every code of a chart says in plain English: one table for pages, drawings and exports."""

from dataclasses import dataclass
from enum import StrEnum


class Variation(StrEnum):
    """The variation icon, and the type of each point."""

    NONE = "none"
    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """The assurance icon: what the process will do about its target if nothing changes."""

    NONE = "none"
    INCONSISTENT = "inconsistent"
    PASS = "pass"  # noqa: S105 - an icon, not a password
    FAIL = "fail"


class Label(StrEnum):
    """Why a point is special: the first rule that applies to it."""

    COMMON_CAUSE = "common_cause"
    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class Words:
    """``short`` stands beside an icon; ``sentence`` explains it."""

    short: str
    sentence: str


VARIATION_WORDS = {
    Variation.NONE: Words("No icon", "There are too few figures to judge change."),
    Variation.COMMON_CAUSE: Words(
        "No significant change", "The figures go up and down as they usually do."
    ),
    Variation.IMPROVEMENT_HIGH: Words(
        "Improving", "The latest figures are high or rising, and higher is better."
    ),
    Variation.IMPROVEMENT_LOW: Words(
        "Improving", "The latest figures are low or falling, and lower is better."
    ),
    Variation.CONCERN_HIGH: Words(
        "Getting worse", "The latest figures are high or rising, and lower is better."
    ),
    Variation.CONCERN_LOW: Words(
        "Getting worse", "The latest figures are low or falling, and higher is better."
    ),
    Variation.NEUTRAL_HIGH: Words(
        "Higher than usual", "The latest figures are high or rising. Neither way is better."
    ),
    Variation.NEUTRAL_LOW: Words(
        "Lower than usual", "The latest figures are low or falling. Neither way is better."
    ),
}
ASSURANCE_WORDS = {
    Assurance.NONE: Words("No icon", "There is no target to compare with, or no limits yet."),
    Assurance.INCONSISTENT: Words(
        "Sometimes meets the target, sometimes not",
        "The target lies within the limits, so it will be met at some times and missed at others.",
    ),
    Assurance.PASS: Words(
        "Consistently meets the target", "The target will be met unless something changes."
    ),
    Assurance.FAIL: Words(
        "Consistently misses the target", "The target will be missed unless something changes."
    ),
}
LABEL_WORDS = {
    Label.COMMON_CAUSE: Words("Usual variation", "No rule picks this figure out."),
    Label.OUTSIDE: Words(
        "Outside the limits", "The figure lies above the upper limit or below the lower one."
    ),
    Label.TREND: Words("Trend", "The figure is one of a run that keeps rising or keeps falling."),
    Label.TWO_OF_THREE: Words(
        "Two of three near a limit", "Two of three figures in a row are close to the same limit."
    ),
    Label.SHIFT: Words("Shift", "The figure is one of a run on the same side of the average."),
}
