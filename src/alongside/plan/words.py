"""The words that people read for each stored code of this room. Codes stay; words may change."""

from alongside.plan.rules.codes import (
    AnswerKind,
    EvidenceKind,
    LineKind,
    MeasureKind,
    MemberSide,
    Partner,
    QuestionKind,
    RiskKind,
    StatementKind,
    Step,
    Verdict,
)

STATEMENT_KINDS = {
    StatementKind.WRITTEN_STATEMENT: "Written statement of action",
    StatementKind.ACCELERATED_PROGRESS: "Accelerated progress plan",
    StatementKind.PRIORITY_ACTION: "Priority action plan",
    StatementKind.STRATEGY: "Strategy with operational plan",
}
LINE_KINDS = {
    LineKind.OUTCOME: "Outcome",
    LineKind.PRIORITY: "Priority",
    LineKind.OBJECTIVE: "Objective",
    LineKind.ACTION: "Action",
    LineKind.TASK: "Task",
}
STEPS = {
    Step.NOT_STARTED: "Not yet started",
    Step.STARTED_DELAYED: "Started but delayed",
    Step.PROGRESSING_DELAYED: "Progressing but delayed",
    Step.ON_TRACK: "Progressing and on track",
    Step.COMPLETED: "Completed",
    Step.EMBEDDED: "Embedded",
}
STEP_HINTS = {
    Step.NOT_STARTED: "No work on it has begun.",
    Step.STARTED_DELAYED: "Work has begun, there is little to show yet, and it will be late.",
    Step.PROGRESSING_DELAYED: "Part of it is done, and it will be late.",
    Step.ON_TRACK: "Part of it is done, and it will be done by its end date.",
    Step.COMPLETED: "Everything that was promised has been done. Name the evidence.",
    Step.EMBEDDED: (
        "It was completed before, and it has lasted: its measure kept meeting its target, or the "
        "board judged so on named evidence."
    ),
}
STEP_COLOURS = {
    Step.NOT_STARTED: "grey",
    Step.STARTED_DELAYED: "red",
    Step.PROGRESSING_DELAYED: "amber",
    Step.ON_TRACK: "green",
    Step.COMPLETED: "blue",
    Step.EMBEDDED: "dark-blue",
}
NO_STATUS = "No status recorded"
NOT_PUBLISHED = "Not published"
AS_PUBLISHED = "As published; evidence not held here"
EVIDENCE_LOST = "Its evidence was withdrawn"
JUDGEMENT_LOST = "The evidence of the board’s judgement was withdrawn"
PARTNERS = {
    Partner.COUNCIL: "Council",
    Partner.HEALTH: "Health",
    Partner.EDUCATION: "Education",
    Partner.SOCIAL_CARE: "Social care",
    Partner.FAMILIES: "Families",
    Partner.OTHER: "Other partner",
}
MEMBER_SIDES = {
    MemberSide.EDUCATION: "Education",
    MemberSide.HEALTH: "Health",
    MemberSide.CARE: "Care",
    MemberSide.FAMILIES: "Families",
}
MEASURE_KINDS = {
    MeasureKind.QUANTIFIED: "Counted",
    MeasureKind.MILESTONE: "A thing done",
    MeasureKind.QUALITATIVE: "Described",
}
VERDICTS = {
    Verdict.YES: "Yes, it is making a difference",
    Verdict.PARTLY: "Partly",
    Verdict.NOT_YET: "Not yet",
}
EVIDENCE_KINDS = {
    EvidenceKind.FILE: "File",
    EvidenceKind.ADDRESS: "Web address",
    EvidenceKind.DOCUMENT: "Document held elsewhere",
}
ANSWER_KINDS = {
    AnswerKind.EVIDENCE: "Evidence",
    AnswerKind.BOARD: "The board’s judgement",
    AnswerKind.FORUM: "The forum’s view",
}
RISK_KINDS = {RiskKind.RISK: "Risk", RiskKind.ISSUE: "Issue"}
LIKELIHOODS = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
SEVERITIES = {1: "Very small", 2: "Small", 3: "Moderate", 4: "Large", 5: "Very large"}
QUESTION_KINDS = {
    QuestionKind.AMBIGUOUS_INITIALS: "More than one person has these initials",
    QuestionKind.OTHER_ORGANISATION: "The initials are not printed with this person’s organisation",
    QuestionKind.UNKNOWN_INITIALS: "Nobody has these initials",
    QuestionKind.UNCLEAR_DATE: "The date cannot be read",
}
