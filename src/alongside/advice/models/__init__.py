"""The records of advice. Their rules are constraints with a sentence."""

from alongside.advice.models.requests import AdviceCover, AdviceRequest, AdviceStep
from alongside.advice.models.writing import (
    AdviceCheck,
    AdviceRow,
    AdviceSubmission,
    EarlierAdvice,
)

__all__ = [
    "AdviceCheck",
    "AdviceCover",
    "AdviceRequest",
    "AdviceRow",
    "AdviceStep",
    "AdviceSubmission",
    "EarlierAdvice",
]
