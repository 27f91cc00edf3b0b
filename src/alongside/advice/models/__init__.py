"""The records of advice. Their rules are constraints with a sentence."""

from alongside.advice.models.family_reports import FamilyReport, ReportConsidered
from alongside.advice.models.exchange import (
    AdviceAnswer,
    AdviceClient,
    AdviceMessage,
    AdviceToken,
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
    "AdviceMessage",
    "AdviceRequest",
    "AdviceRow",
    "AdviceStep",
    "AdviceSubmission",
    "AdviceToken",
    "EarlierAdvice",
    "FamilyReport",
    "ReportConsidered",
    "RowUse",
    "UseAnswer",
    "UseDecision",
]
