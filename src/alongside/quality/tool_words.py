"""Labels of what stands in audit tools besides grades, marks and agencies: scales, measures, and how a grade is
proposed.
"""

from collections.abc import Mapping

from alongside.quality.rules.codes import Scale
from alongside.quality.rules.tools import Grading, Measure

SCALE: Mapping[str, str] = {
    Scale.GRADES.value: "Outstanding, Good, Requires improvement or Inadequate",
    Scale.POINTS.value: "0 absent, 1 weak, 2 meets, 3 exceeds",
    Scale.PLAIN.value: "yes, partly or no",
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
