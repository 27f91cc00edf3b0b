"""The records of audits and of learning."""

from alongside.quality.models.audits import Audit, AuditAnswer, AuditEvidence, AuthorComment
from alongside.quality.models.drawn import MonthsDrawn
from alongside.quality.models.families import AuditConsent, RedactedCopy
from alongside.quality.models.lessons import (
    Finding,
    Lesson,
    LessonChange,
    LessonDecision,
    LessonReading,
    Theme,
)
from alongside.quality.models.moderation import AgreedGrade, MeetingPresence, ModerationMeeting
from alongside.quality.models.put_right import PutRight
from alongside.quality.models.rounds import AuditRound, Draw, DrawnItem
from alongside.quality.models.sweeps import Sweep, SweepCandidate

__all__ = [
    "AgreedGrade",
    "Audit",
    "AuditAnswer",
    "AuditConsent",
    "AuditEvidence",
    "AuditRound",
    "AuthorComment",
    "Draw",
    "DrawnItem",
    "Finding",
    "Lesson",
    "LessonChange",
    "LessonDecision",
    "LessonReading",
    "MeetingPresence",
    "ModerationMeeting",
    "MonthsDrawn",
    "PutRight",
    "RedactedCopy",
    "Sweep",
    "SweepCandidate",
    "Theme",
]
