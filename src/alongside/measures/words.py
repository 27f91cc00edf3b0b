"""The words that people read for each stored code, figure and period of this room."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from alongside.kernel.dates import MONTHS, add_months, day_in_words, month_in_words
from alongside.kernel.proportion import half_up
from alongside.measures.codes import (
    PERCENT,
    Accountability,
    Better,
    Certainty,
    Change,
    Comparator,
    FigurePartName,
    FrameworkState,
    ImpactOf,
    Kind,
    Level,
    Origin,
    Release,
    TargetState,
)
from alongside.measures.readings import Attention
from alongside.measures.rules.figures import Point, Target
from alongside.measures.rules.targets import Promise

COMPARATORS = {
    Comparator.AT_LEAST: "at least",
    Comparator.MORE_THAN: "more than",
    Comparator.AT_MOST: "at most",
    Comparator.LESS_THAN: "less than",
}
SO_FAR = {
    Certainty.SHOWN: "",
    Certainty.TOO_FEW: " so far, too few to tell",
    Certainty.UNPROVED: " so far",
}
BETTER = {
    Better.HIGHER: "Higher is better",
    Better.LOWER: "Lower is better",
    Better.NEITHER: "Neither: it only describes",
}

KINDS = {
    Kind.HOW_MUCH: "How much did we do?",
    Kind.HOW_WELL: "How well did we do it?",
    Kind.BETTER_OFF: "Is anyone better off?",
}
ACCOUNTABILITIES = {
    Accountability.POPULATION: "Everybody who lives in the area",
    Accountability.PERFORMANCE: "A service and the people who use it",
}
ORIGINS = {
    Origin.ENTERED: "Entered by hand",
    Origin.COMPUTED: "Worked out from the records kept here",
    Origin.IMPORTED: "From a published release",
}


def origin_words(origin: Origin, publisher: str) -> str:
    """Who published figures says more than who wrote them down here.

    >>> origin_words(Origin.ENTERED, "the Department for Education")
    'Published by the Department for Education'
    """
    if origin is Origin.COMPUTED or not publisher:
        return ORIGINS[origin]
    return f"Published by {publisher}"


PARTS = {
    FigurePartName.NUMERATOR: "Counted",
    FigurePartName.DENOMINATOR: "Out of",
    FigurePartName.LEFT_OUT: "Left out",
    FigurePartName.MISSING: "Missing",
}
RECORDS = {
    FigurePartName.NUMERATOR: "The records that were counted",
    FigurePartName.DENOMINATOR: "All the records it is out of",
    FigurePartName.LEFT_OUT: "The records that were left out",
    FigurePartName.MISSING: "The records of which it is not known",
}
RELEASES = {
    Release.AS_PUBLISHED: "Nothing is hidden: the figures are published already",
    Release.UNDER_FIVE: "Counts of 1 to 4 are hidden",
    Release.NOUGHT_TO_FOUR: "Counts of 0 to 4 are hidden, where “nobody” tells something of everybody",
    Release.UNDER_TEN: "Counts of 1 to 9 are hidden",
    Release.HEALTH: "Counts of 1 to 7 are hidden and the rest rounded to 5",
}
ATTENTION = {
    Attention.GETTING_WORSE: "Getting worse",
    Attention.MISSES: "Misses its target",
    Attention.BELOW: "Short of its target",
    Attention.NO_FIGURE: "No figure yet",
    Attention.NOT_JUDGED: "Cannot be judged",
    Attention.CANNOT_TELL: "Too few records to tell",
    Attention.HIT_OR_MISS: "Sometimes meets its target, sometimes not",
    Attention.CHANGED: "Higher or lower than usual",
    Attention.TOO_FEW: "Too few figures to judge",
    Attention.STEADY: "Steady",
    Attention.IMPROVING: "Improving",
}
RULES = {
    "mdc 2023-12": "Judged as NHS England’s Making Data Count does, as described in December 2023",
    "nhsr 0.2.2": "Judged as the R package NHSRplotthedots 0.2.2 does",
}
LEVELS = {Level.CORE: "Target", Level.STRETCHED: "Stretched target"}
TARGET_STATES = {
    TargetState.DRAFT: "Draft: it judges nothing yet",
    TargetState.ACTIVE: "Active",
    TargetState.ENDED: "Ended",
}
CHANGES = {
    Change.REACH: "The figure to reach",
    Change.RELATIVE: "A share of the baseline: 50% better than 40% is 60%",
    Change.POINTS: "Points above the baseline: 50 points better than 40% is 90%",
}
IMPACT_OF = {
    ImpactOf.RESOURCE: "A resource",
    ImpactOf.STRATEGY: "A strategy",
    ImpactOf.PROCEDURE: "An operating procedure",
    ImpactOf.SERVICE: "A service",
    ImpactOf.TRAINING: "Training",
    ImpactOf.OTHER: "Something else",
}
IMPACT_GROUPS = {
    ImpactOf.RESOURCE: "Resources",
    ImpactOf.STRATEGY: "Strategies",
    ImpactOf.PROCEDURE: "Operating procedures",
    ImpactOf.SERVICE: "Services",
    ImpactOf.TRAINING: "Training",
    ImpactOf.OTHER: "Other work",
}
IMPACT_QUESTIONS = {
    "what_was_done": "What was done",
    "for_whom": "For whom",
    "what_changed": "What changed",
    "how_we_know": "How we know",
    "what_families_say": "What families say",
    "what_next": "What next",
}
NOT_KNOWN = "Not known yet"
HAPPENED = {
    "Enter figure": "Figure entered",
    "Correct figure": "Figure corrected",
}
"""What the ledger's verbs say of a figure to which it happened."""
IN_PLACE = "in place"
"""The unit of what is there or is not."""
DOUBT_KINDS = {
    "region_total_repeated": "An authority is given the total of its region",
    "parts_do_not_sum": "The parts do not add up to their total",
    "breakdown_does_not_sum": "A breakdown does not add up to its figure",
    "areas_do_not_sum": "The authorities do not add up to the whole",
    "percentage_does_not_recompute": "A published percentage is not what its counts give",
    "total_below_part": "A part is larger than the whole",
    "numerator_above_denominator": "More are counted than there are",
    "negative_count": "A count is below nought",
    "repeated_row": "A row stands there twice",
    "repeated_column": "A column stands there twice",
    "area_unknown": "An area is not known",
    "code_and_name_disagree": "The code and the name of an area disagree",
    "region_disagrees": "An authority is put into another region",
    "period_unknown": "A period cannot be read",
}
"""What each kind of doubt about a release says (``exchange.releases.DoubtKind``)."""
HIDDEN_COUNT = "Hidden: it is small"
FRAMEWORK_STATES = {
    FrameworkState.DRAFT: "Draft",
    FrameworkState.IN_USE: "In use",
    FrameworkState.REPLACED: "Replaced",
}


def attention_colour(attention: Attention) -> str:
    """Amber asks to be looked at, green is good news; red is kept for what is late."""
    if attention <= Attention.BELOW:
        return "amber"
    return "green" if attention is Attention.IMPROVING else "grey"


def met_words(certainty: Certainty, *, is_met: bool | None) -> str:
    """ "met", "not met", and "met so far, too few to tell"; empty without a figure or a target.

    >>> met_words(Certainty.TOO_FEW, is_met=False), met_words(Certainty.UNPROVED, is_met=True)
    ('not met so far, too few to tell', 'met so far')
    """
    said = {True: "met", False: "not met", None: ""}[is_met]
    return f"{said}{SO_FAR[certainty]}" if said else ""


def met_colour(certainty: Certainty, *, is_met: bool | None) -> str:
    """Green and red only where the records show it."""
    if is_met is None or certainty is not Certainty.SHOWN:
        return "grey"
    return "green" if is_met else "red"


def target_words(target: Target, unit: str) -> str:
    """ "at least 90%", "at most 5 days"; nothing is above "100%", and what is there is "in place"."""
    if unit == IN_PLACE and target.comparator is Comparator.AT_LEAST and target.value == 1:
        return IN_PLACE
    if target.comparator is Comparator.AT_LEAST and unit == PERCENT and target.value == 100:
        return "100%"
    return f"{COMPARATORS[target.comparator]} {with_unit(_plain(target.value), unit)}"


def promise_words(promise: Promise, unit: str) -> str:
    """ "at least 90%", "50% better than 40% (September 2020)", "50 points better"."""
    if promise.change is Change.REACH:
        return target_words(Target(promise.value, promise.comparator), unit)
    said = _improvement_words(promise, unit)
    if promise.baseline is not None:
        base = with_unit(_plain(promise.baseline.value), unit)
        said = f"{said} than {base} ({month_in_words(promise.baseline.on)})"
    return said if promise.change else f"{said}, not settled yet whether as a share or in points"


def _improvement_words(promise: Promise, unit: str) -> str:
    number = _plain(promise.value)
    if promise.change is None:
        return f"better by {number}"
    if promise.change is Change.RELATIVE:
        return f"{number}% better"
    return f"{number} points better" if unit == PERCENT else f"{with_unit(number, unit)} better"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def with_unit(value: str, unit: str) -> str:
    """ "90%", "5 projects"."""
    return f"{value}%" if unit == PERCENT else f"{value} {unit}".strip()


def value_words(value: float | Fraction, unit: str) -> str:
    """How every figure is written: a percentage to one decimal, anything else as plainly as it can be. Targets
    are written as they were set (``target_words``).

    >>> value_words(63.0, "percent"), value_words(4885.0, "children")
    ('63.0%', '4,885 children')
    """
    if unit == PERCENT:
        return with_unit(f"{half_up(value, 1):f}", unit)
    return with_unit(f"{half_up(value, 4).normalize():,f}", unit)


def figure_words(point: Point, unit: str) -> str:
    """ "64.8%", "5 projects"."""
    return value_words(point.exact, unit)


def time_words(start: date, until: date, looks_back: int | None) -> str:
    """What a figure counts: its period, or so many months up to the end of it.

    >>> time_words(date(2022, 6, 1), date(2022, 7, 1), 12)
    '12 months to June 2022'
    """
    if looks_back is None:
        return period_words(start, until)
    last = until - timedelta(days=1)
    return (
        f"{looks_back} months to {month_in_words(last) if until.day == 1 else day_in_words(last)}"
    )


def base_words(point: Point) -> str:
    """ "153 of 236"; empty when the figure has no base."""
    if point.denominator is None:
        return ""
    return f"{point.numerator:,} of {point.denominator:,}"


def full_words(point: Point, unit: str, looks_back: int | None = None) -> str:
    """ "88.7% (133 of 150), 2019": a figure with its base and its period."""
    base = base_words(point)
    value = f"{figure_words(point, unit)} ({base})" if base else figure_words(point, unit)
    return f"{value}, {time_words(point.period_from, point.period_until, looks_back)}"


def period_words(start: date, until: date) -> str:
    """ "2020" for a whole year, "June 2020" for a whole month, "June to August 2020" for whole months,
    "1 June 2020" for one day, otherwise from the first day to the last. ``until`` is exclusive.
    """
    last = until - timedelta(days=1)
    if (start.month, start.day) == (1, 1) and until == add_months(start, 12):
        return str(start.year)
    if start.day == 1 and until == add_months(start, 1):
        return month_in_words(start)
    if start == last:
        return day_in_words(start)
    if start.day == until.day == 1:
        first = MONTHS[start.month - 1] if start.year == last.year else month_in_words(start)
        return f"{first} to {month_in_words(last)}"
    return f"{day_in_words(start)} to {day_in_words(last)}"


def short_period_words(start: date, until: date) -> str:
    """For the foot of a chart: "2020", "Jun 2020", "Apr–Jun 2020", "Sep 2019–Aug 2020", "1–14 Jun
    2020". ``until`` is exclusive.
    """
    last = until - timedelta(days=1)
    if (start.month, start.day) == (1, 1) and until == add_months(start, 12):
        return str(start.year)
    is_whole = start.day == 1 and until.day == 1
    first_words, last_words = _short(start, is_whole=is_whole), _short(last, is_whole=is_whole)
    if first_words == last_words:
        return last_words
    if start.year != last.year:
        return f"{first_words}–{last_words}"
    if not is_whole and start.month == last.month:
        return f"{start.day}–{last_words}"
    return f"{first_words.removesuffix(f' {start.year}')}–{last_words}"


def _short(day: date, *, is_whole: bool) -> str:
    month = f"{MONTHS[day.month - 1][:3]} {day.year}"
    return month if is_whole else f"{day.day} {month}"
