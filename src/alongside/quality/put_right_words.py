"""What the codes of putting right and of sweeps are called on pages."""

from collections.abc import Mapping

from alongside.quality.rules.codes import (
    Because,
    Judged,
    Judges,
    PutRightState,
    SweepRule,
    SweepState,
    Way,
)

BECAUSE: Mapping[str, str] = {
    Because.GRADE.value: "The grade of an audit",
    Because.URGENT.value: "An urgent concern of an auditor",
    Because.SWEEP.value: "A sweep over EHC plans",
}
STATES: Mapping[str, str] = {
    PutRightState.OPEN.value: "To put right",
    PutRightState.CLOSED.value: "Closed",
}
STATE_COLOURS: Mapping[str, str] = {
    PutRightState.OPEN.value: "blue",
    PutRightState.CLOSED.value: "green",
}
WAYS: Mapping[str, str] = {
    Way.REVIEW.value: "A review was held",
    Way.AMENDMENT.value: "A final version of the EHC plan was issued",
    Way.HELP.value: "Help was arranged at once, and it is decided what becomes of the EHC plan",
    Way.NO_NEED.value: "Nothing needs to be put right, and I say why",
}
WAYS_DONE: Mapping[str, str] = {
    Way.REVIEW.value: "By a review",
    Way.AMENDMENT.value: "By a new version of the EHC plan",
    Way.HELP.value: "Help was arranged at once",
    Way.NO_NEED.value: "Nothing needed to be put right",
}
FAMILY_BECAUSE: Mapping[str, str] = {
    Because.GRADE.value: "We looked at how good our work is. We found something to put right.",
    Because.URGENT.value: "Somebody who looked at our work found something that could not wait.",
    Because.SWEEP.value: "We looked through every EHC plan. We found something to put right.",
}
FAMILY_ONE: Mapping[str, str] = {
    Because.GRADE.value: "Found when we checked our work",
    Because.URGENT.value: "Found by somebody who checked our work",
    Because.SWEEP.value: "Found when we looked through every EHC plan",
}
FAMILY_WAYS: Mapping[str, str] = {
    Way.REVIEW.value: "A review meeting was held about it",
    Way.AMENDMENT.value: "The EHC plan was changed, and a new version was issued",
    Way.HELP.value: "We arranged help at once",
    Way.NO_NEED.value: "We looked again, and decided that nothing needs to change",
}
SWEEP_RULES: Mapping[str, str] = {
    SweepRule.NO_HEALTH_ADVICE.value: "The EHC plan rests on no health advice",
    SweepRule.OLD_HEALTH_ADVICE.value: "Its newest health advice is older than the chosen day",
    SweepRule.NO_SECTION_D.value: "Section D says nothing, not even that no need was found",
    SweepRule.REVIEW_OVERDUE.value: "Its review is overdue",
}
SWEEP_STATES: Mapping[str, str] = {
    SweepState.WAITING.value: "Waits to begin",
    SweepState.RUNNING.value: "Looking through",
    SweepState.DONE.value: "Looked through",
    SweepState.FAILED.value: "Stopped",
}
SWEEP_COLOURS: Mapping[str, str] = {
    SweepState.WAITING.value: "grey",
    SweepState.RUNNING.value: "blue",
    SweepState.DONE.value: "green",
    SweepState.FAILED.value: "red",
}
JUDGED: Mapping[str, Mapping[str, str]] = {
    Judges.HEALTH.value: {
        Judged.APPROPRIATE.value: "It is appropriate",
        Judged.NOT_APPROPRIATE.value: "It is not appropriate, and has to be put right",
        Judged.NONE_NEEDED.value: "No health advice is needed for this child or young person",
    },
    Judges.SOCIAL_CARE.value: {
        Judged.APPROPRIATE.value: "It is appropriate",
        Judged.NOT_APPROPRIATE.value: "It is not appropriate, and has to be put right",
        Judged.NONE_NEEDED.value: "Section D is right as it is: nothing has to be said there",
    },
}
"""By whose it is to say."""
WHO_JUDGES: Mapping[str, str] = {
    Judges.HEALTH.value: "The clinician",
    Judges.SOCIAL_CARE.value: "The officer for social care",
}
JUDGED_OF: Mapping[str, str] = {
    Judges.HEALTH.value: "health advice",
    Judges.SOCIAL_CARE.value: "social care",
}
JUDGED_SIDE: Mapping[str, str] = {
    Judges.HEALTH.value: "health",
    Judges.SOCIAL_CARE.value: "social care",
}
JUDGED_ADVICE: Mapping[str, str] = {
    Judges.HEALTH.value: "Health advice",
    Judges.SOCIAL_CARE.value: "Social care advice",
}
QUESTION: Mapping[str, str] = {
    Judges.HEALTH.value: "Is the health advice in this EHC plan appropriate?",
    Judges.SOCIAL_CARE.value: "Is what this EHC plan says of social care appropriate?",
}
JUDGE: Mapping[str, str] = {
    Judges.HEALTH.value: "Judge the health advice",
    Judges.SOCIAL_CARE.value: "Judge what it says of social care",
}
JUDGED_SHORT: Mapping[str, str] = {
    "": "Waits to be judged",
    Judged.APPROPRIATE.value: "Appropriate",
    Judged.NOT_APPROPRIATE.value: "Not appropriate",
    Judged.NONE_NEEDED.value: "None needed",
}
JUDGED_COLOURS: Mapping[str, str] = {
    "": "amber",
    Judged.APPROPRIATE.value: "green",
    Judged.NOT_APPROPRIATE.value: "red",
    Judged.NONE_NEEDED.value: "green",
}
