"""What the results of audits are called on pages."""

from collections.abc import Mapping
from enum import StrEnum

from alongside.quality.rules.codes import About
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
    "Each EHC plan or review counts once, by the grade that was agreed first. What had been superseded when it was "
    "audited is left out. "
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
    1: "Each figure is of a month, by {day}.",
    3: "Each figure is of a quarter, by {day}: a month has too few audits to tell a change from chance.",
    12: "Each figure is of a year, by {day}.",
}
MONTH_TITLES: Mapping[About, str] = {
    About.PLAN: "EHC plans that keep to the law and are of a high standard, by the month they were issued",
    About.REVIEW: "Annual reviews graded Good or better, by the month they were held",
    About.ADVICE: "Health advice graded Good or better, by the month it was accepted",
    About.COPRODUCTION: "Co-production in the case file graded Good or better, by month",
    About.CASE: "How cases are managed, graded Good or better, by month",
    About.FAMILY: "EHC plans that families graded Good or better, by the month they were issued",
}
BY_MONTH = (
    "Each figure is of a month, of up to three years, and says how many were audited. One month has few audits, so that it "
    "is held against no target. With fewer than 13 months the limits are provisional."
)
NO_MONTHS = "There is no chart by month yet. It is drawn within minutes once audits of two whole months are graded."
MONTHS_HIDDEN = "The chart by month is not shown, because a child could be recognised from months with so few audits."
HELD_BACK = (
    "The page of a measure hides figures that rest on few cases, from everybody who does not enter figures. Who leads "
    "or marks audits reads their counts here."
)
