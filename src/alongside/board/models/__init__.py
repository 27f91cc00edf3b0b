"""The board's records. Only this room reads and writes them."""

from alongside.board.models.assurances import Assurance, AssuranceEvidence, AssuranceJudgement
from alongside.board.models.challenges import Challenge, ChallengeAnswer, ChallengeMove
from alongside.board.models.decisions import Decision, DecisionBasis, LookBack
from alongside.board.models.governance import (
    Board,
    ForwardItem,
    ReportingLine,
    Seat,
    StandingItem,
    TermsOfReference,
)
from alongside.board.models.inspections import (
    Finding,
    FindingPoint,
    LetterPerson,
    PointAction,
    Revisit,
    Visit,
    VisitPaper,
)
from alongside.board.models.meetings import (
    AgendaItem,
    Attendance,
    Declaration,
    FollowUp,
    FollowUpMove,
    Meeting,
    Paper,
)
from alongside.board.models.packs import EditionReport, Pack, PackEdition
from alongside.board.models.reports import AssuranceReport

__all__ = [
    "AgendaItem", "Assurance", "AssuranceEvidence", "AssuranceJudgement", "AssuranceReport",
    "Attendance", "Board", "Challenge", "ChallengeAnswer", "ChallengeMove", "Decision", "DecisionBasis",
    "Declaration", "EditionReport", "Finding", "FindingPoint", "FollowUp", "FollowUpMove",
    "ForwardItem", "LetterPerson", "LookBack", "Meeting", "Pack", "PackEdition", "Paper",
    "PointAction", "ReportingLine", "Revisit", "Seat", "StandingItem", "TermsOfReference", "Visit",
    "VisitPaper",
]  # fmt: skip
