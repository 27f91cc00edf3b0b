"""The records of casework."""

from alongside.casework.models.asked import ReceivedRequest
from alongside.casework.models.cases import (
    OWES_SOMETHING,
    Case,
    CaseAssignment,
    CaseDuty,
    CaseEvent,
    CaseWord,
    standing_on,
)
from alongside.casework.models.children import Child, Contact
from alongside.casework.models.closures import SchoolClosures
from alongside.casework.models.enclosures import LetterEnclosure
from alongside.casework.models.exports import CaseExport
from alongside.casework.models.families import (
    FamilyAccess,
    FamilyCode,
    FamilySettings,
    FamilyVisit,
    YoungPersonsChoice,
)
from alongside.casework.models.family_news import FamilyNews
from alongside.casework.models.family_words import (
    FamilyAnswer,
    FamilyMessage,
    FamilyRelease,
    ProtectedLook,
    SafetyAlert,
)
from alongside.casework.models.glossary import (
    ConfusingTerm,
    GlossarySettings,
    KeptTerm,
    TermDecision,
    TermVote,
)
from alongside.casework.models.letters import Letter, LetterDetails, LetterSending
from alongside.casework.models.merging import CaseMerge, CaseParting, DifferentChildren
from alongside.casework.models.panels import (
    Panel,
    PanelItem,
    PanelMeeting,
    PanelPresence,
    PanelSeat,
)
from alongside.casework.models.people import (
    ChildAddress,
    ChildName,
    ChildPeriod,
    ChildSetting,
    SiblingLink,
)
from alongside.casework.models.plans import PlanChange, PlanPart, PlanVersion
from alongside.casework.models.settings import SchoolSending
from alongside.casework.models.simple_text import SimpleText, SimpleTextReading
from alongside.casework.models.terms import TermDates
from alongside.casework.models.waiting import WaitingCurves

__all__ = [
    "OWES_SOMETHING",
    "Case",
    "CaseAssignment",
    "CaseDuty",
    "CaseEvent",
    "CaseExport",
    "CaseMerge",
    "CaseParting",
    "CaseWord",
    "Child",
    "ChildAddress",
    "ChildName",
    "ChildPeriod",
    "ChildSetting",
    "ConfusingTerm",
    "Contact",
    "DifferentChildren",
    "FamilyAccess",
    "FamilyAnswer",
    "FamilyCode",
    "FamilyMessage",
    "FamilyNews",
    "FamilyRelease",
    "FamilySettings",
    "FamilyVisit",
    "GlossarySettings",
    "KeptTerm",
    "Letter",
    "LetterDetails",
    "LetterEnclosure",
    "LetterSending",
    "Panel",
    "PanelItem",
    "PanelMeeting",
    "PanelPresence",
    "PanelSeat",
    "PlanChange",
    "PlanPart",
    "PlanVersion",
    "ProtectedLook",
    "ReceivedRequest",
    "SafetyAlert",
    "SchoolClosures",
    "SchoolSending",
    "SiblingLink",
    "SimpleText",
    "SimpleTextReading",
    "TermDates",
    "TermDecision",
    "TermVote",
    "WaitingCurves",
    "YoungPersonsChoice",
    "standing_on",
]
