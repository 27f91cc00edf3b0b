"""The records of the plan room, one module a noun; nothing outside this room reaches their
managers.
"""

from alongside.plan.models.evidence import Evidence, EvidenceWithdrawal
from alongside.plan.models.judgements import (
    BoardJudgement,
    ForumView,
    ImpactAnswer,
    JudgementEvidence,
)
from alongside.plan.models.lines import (
    DateChange,
    Lead,
    Line,
    OutcomeLink,
    PublishedRow,
    Rewording,
)
from alongside.plan.models.progress import (
    Milestone,
    ProgressColumn,
    StatusEntry,
    StatusEvidence,
)
from alongside.plan.models.promises import ImpactStatement, MeasureOfSuccess, MeasurePlacement
from alongside.plan.models.questions import ImportQuestion, QuestionCandidate
from alongside.plan.models.review_points import ReviewPointChange
from alongside.plan.models.risks import Risk, RiskAssessment, RiskLine
from alongside.plan.models.statements import (
    AccountablePartner,
    Activity,
    Passage,
    PrintedLeader,
    SourceDocument,
    Statement,
    Weakness,
    Workstream,
    WorkstreamMember,
)

__all__ = [
    "AccountablePartner",
    "Activity",
    "BoardJudgement",
    "DateChange",
    "Evidence",
    "EvidenceWithdrawal",
    "ForumView",
    "ImpactAnswer",
    "ImpactStatement",
    "ImportQuestion",
    "JudgementEvidence",
    "Lead",
    "Line",
    "MeasureOfSuccess",
    "MeasurePlacement",
    "Milestone",
    "OutcomeLink",
    "Passage",
    "PrintedLeader",
    "ProgressColumn",
    "PublishedRow",
    "QuestionCandidate",
    "ReviewPointChange",
    "Rewording",
    "Risk",
    "RiskAssessment",
    "RiskLine",
    "SourceDocument",
    "Statement",
    "StatusEntry",
    "StatusEvidence",
    "Weakness",
    "Workstream",
    "WorkstreamMember",
]
