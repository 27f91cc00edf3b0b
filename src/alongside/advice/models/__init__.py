"""The records of advice. Their rules are constraints with a sentence."""

from alongside.advice.models.agreements import AgreementRefused
from alongside.advice.models.correcting import DayCorrected
from alongside.advice.models.drawn import DaysDrawn
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
from alongside.advice.models.offering import HelpOffer, OfferAnswer
from alongside.advice.models.requests import AdviceCover, AdviceRequest, AdviceStep, PostCover
from alongside.advice.models.using import RowUse, UseAnswer, UseDecision
from alongside.advice.models.writing import (
    AdviceCheck,
    AdvicePaper,
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
    "AdvicePaper",
    "AdviceRequest",
    "AdviceRow",
    "AdviceStep",
    "AdviceSubmission",
    "AdviceToken",
    "AgreementRefused",
    "DayCorrected",
    "DaysDrawn",
    "EarlierAdvice",
    "EarlyNotice",
    "EarlyNoticeStep",
    "FamilyReport",
    "HelpOffer",
    "IdentifiedChild",
    "IdentifiedList",
    "OfferAnswer",
    "PostCover",
    "ReportConsidered",
    "RowUse",
    "UseAnswer",
    "UseDecision",
    "WorkDomain",
]
