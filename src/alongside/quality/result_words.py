"""What the results of audits are called on pages."""

from collections.abc import Mapping
from enum import StrEnum

from alongside.quality.rules.tools import Measure


class Part(StrEnum):
    """What is shown of the results, the most important first."""

    PROMISED = "promised"
    SECTION = "section"
    QUESTION = "question"
    TEAM = "team"
    AGENCY = "agency"
    TIME = "time"


PROMISES: Mapping[Measure, str] = {
    Measure.HIGH_STANDARD: "Keeps to the law and is of a high standard",
    Measure.CHILD_VOICE: "The child’s voice is evident throughout",
    Measure.COPRODUCTION: "Made together with family and partners",
    Measure.MODEL_EDUCATION: "Education uses the co-production model",
    Measure.MODEL_HEALTH: "Health uses the co-production model",
    Measure.MODEL_CARE: "Social care uses the co-production model",
}
MONTHS: Mapping[str, str] = {
    "12": "The last 12 months",
    "24": "The last 24 months",
    "36": "The last 36 months",
}
INTRO = (
    "Each item counts once, by the grade that was agreed. What had been superseded when it was audited is left out. "
    "Nobody who wrote or marked is named, and teams stand by name, not by rate."
)
NEW_MIX = (
    "{new} of {all} audits were marked by people who marked none in the period before. A change may be theirs, and "
    "not that of the work."
)
RANGE = "The range is where the true share plausibly lies (Wilson, 95%)."
SMALL = "Small numbers are hidden, because a child could be recognised from them."
SPREAD = "Spread is how far grades lie apart: 0 where all are the same, 1 where most differ by one grade."
FEW_HIDDEN = "{hidden} of {all} are hidden, because a child could be recognised from so few."
ALL_HIDDEN = "None of them is shown, because a child could be recognised from so few."
PARTS: Mapping[Part, str] = {
    Part.PROMISED: "What was promised",
    Part.SECTION: "By section",
    Part.QUESTION: "By question",
    Part.TEAM: "By team",
    Part.AGENCY: "By agency",
    Part.TIME: "Over time",
}
RHYTHMS: Mapping[int, str] = {
    1: "Each point is a month, by {day}.",
    3: "Each point is a quarter, by {day}: a month has too few audits to tell a change from chance.",
    12: "Each point is a year, by {day}.",
}
HELD_BACK = (
    "The page of a measure hides figures that rest on few cases, from everybody who does not enter figures. Who leads "
    "or marks audits reads their counts here."
)
