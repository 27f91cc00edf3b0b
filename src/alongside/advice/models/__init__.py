"""The records of advice. Their rules are constraints with a sentence."""

from alongside.advice.models.early import (
    EarlyNotice,
    EarlyNoticeStep,
    IdentifiedChild,
    IdentifiedList,
)
from alongside.advice.models.exchange import (
    AdviceAnswer,
    AdviceClient,
    AdviceMessage,
    AdviceToken,
)
from alongside.advice.models.family_reports import FamilyReport, ReportConsidered
from alongside.advice.models.links import (
    AdviceLink,
    AdviceLinkCode,
    AdviceLinkShown,
    AdviceLinkVisit,
    WorkDomain,
)
from alongside.advice.models.requests import AdviceCover, AdviceRequest, AdviceStep
from alongside.advice.models.using import RowUse, UseAnswer, UseDecision
from alongside.advice.models.writing import (
    AdviceCheck,
    AdviceRow,
    AdviceSubmission,
    EarlierAdvice,
)

__all__ = [
    "AdviceAnswer",
    "AdviceCheck",
    "AdviceClient",
    "AdviceCover",
    "AdviceLink",
    "AdviceLinkCode",
    "AdviceLinkShown",
    "AdviceLinkVisit",
    "AdviceMessage",
    "AdviceRequest",
    "AdviceRow",
    "AdviceStep",
    "AdviceSubmission",
    "AdviceToken",
    "EarlierAdvice",
    "EarlyNotice",
    "EarlyNoticeStep",
    "FamilyReport",
    "IdentifiedChild",
    "IdentifiedList",
    "ReportConsidered",
    "RowUse",
    "UseAnswer",
    "UseDecision",
    "WorkDomain",
]
