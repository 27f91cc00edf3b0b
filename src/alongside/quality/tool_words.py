"""Labels of what stands in audit tools: scales, marks, agencies and measures."""

from collections.abc import Mapping

from alongside.quality.rules.codes import Agency, Grade, Scale
from alongside.quality.rules.grading import NOT_APPLICABLE
from alongside.quality.rules.tools import Grading, Measure

GRADE: Mapping[str, str] = {
    Grade.OUTSTANDING.value: "Outstanding",
    Grade.GOOD.value: "Good",
    Grade.REQUIRES_IMPROVEMENT.value: "Requires improvement",
    Grade.INADEQUATE.value: "Inadequate",
}
MARK: Mapping[str, str] = {
    **GRADE,
    "3": "3: exceeds",
    "2": "2: meets",
    "1": "1: weak",
    "0": "0: absent",
    "yes": "Yes",
    "partly": "Partly",
    "no": "No",
    NOT_APPLICABLE: "Does not apply",
}
SCALE: Mapping[str, str] = {
    Scale.GRADES.value: "Outstanding, Good, Requires improvement or Inadequate",
    Scale.POINTS.value: "0 absent, 1 weak, 2 meets, 3 exceeds",
    Scale.PLAIN.value: "yes, partly or no",
}
AGENCY: Mapping[str, str] = {
    Agency.EDUCATION.value: "Education",
    Agency.HEALTH.value: "Health",
    Agency.CARE.value: "Social care",
    Agency.ALL.value: "All together",
}
MEASURE: Mapping[str, str] = {
    Measure.HIGH_STANDARD.value: "compliant and of high standard",
    Measure.CHILD_VOICE.value: "the child’s voice evident throughout",
    Measure.COPRODUCTION.value: "effective co-production",
    Measure.MODEL_EDUCATION.value: "education worked in the agreed way",
    Measure.MODEL_HEALTH.value: "health worked in the agreed way",
    Measure.MODEL_CARE.value: "social care worked in the agreed way",
}


def grading_in_words(grading: Grading) -> tuple[str, ...]:
    """How marks propose a grade, one sentence for each grade. Shares are of the questions that apply."""
    return (
        f"Inadequate: fewer than {grading.inadequate_below}% are met, or a blocker has the lowest mark.",
        f"Outstanding: all are met, and {grading.outstanding_from}% or more have the best mark.",
        f"Good: {grading.good_from}% or more are met, and none has the lowest mark.",
        "Requires improvement: everything between.",
        "This is proposed. The auditor decides the grade, and says why where it differs.",
    )
