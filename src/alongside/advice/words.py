"""The words that people read for each stored code of this room. Codes stay; words may change."""

from collections.abc import Mapping

from alongside.advice.rules.codes import (
    Act,
    Adviser,
    Consent,
    DeclineGround,
    NoGround,
    Outcome,
    Purpose,
    RowKind,
    Side,
    State,
    SubmissionState,
)
from alongside.advice.rules.early import EarlyStep, Says
from alongside.advice.rules.links import LinkState
from alongside.advice.rules.reconciling import Unmatchable
from alongside.casework.rules.codes import Source

ADVISERS: Mapping[Adviser, str] = {
    Adviser.FAMILY: "The parent or the young person",
    Adviser.SCHOOL: "School, college or early years setting",
    Adviser.PSYCHOLOGY: "Educational psychology",
    Adviser.HEALTH: "Health, through the single point of access",
    Adviser.PAEDIATRICS: "Paediatrics",
    Adviser.SPEECH: "Speech and language therapy",
    Adviser.OCCUPATIONAL: "Occupational therapy",
    Adviser.PHYSIOTHERAPY: "Physiotherapy",
    Adviser.CAMHS: "Child and adolescent mental health",
    Adviser.AUDIOLOGY: "Audiology",
    Adviser.VISION: "Teacher for visual impairment",
    Adviser.HEARING: "Teacher for hearing impairment",
    Adviser.SOCIAL_CARE: "Social care",
    Adviser.ADULTHOOD: "Preparing for adulthood",
    Adviser.OTHER: "Another person",
}
SIDES = {
    Side.HEALTH: "Health",
    Side.SOCIAL_CARE: "Social care",
    Side.EDUCATION: "Education",
    Side.OTHER: "Families and others",
}
PURPOSES = {
    Purpose.ASSESSMENT: "An assessment",
    Purpose.REASSESSMENT: "A re-assessment",
    Purpose.ORDER: "An order of the tribunal",
    Purpose.REVIEW: "A review",
    Purpose.MEDIATION: "Mediation",
    Purpose.TRIBUNAL: "An appeal",
}
STATES = {
    State.ASKED: "Asked",
    State.RECEIVED: "Request received",
    State.TAKEN_ON: "Taken on",
    State.SHARED: "Shared with services",
    State.NOT_KNOWN: "Answered: not known",
    State.DECLINED: "Declined under section 31",
    State.GIVEN: "Received, waits for its check",
    State.SENT_BACK: "Sent back for amendment",
    State.ACCEPTED: "Accepted",
    State.WITHDRAWN: "Withdrawn",
}
STATE_COLOURS = {
    State.ASKED: "grey",
    State.RECEIVED: "blue",
    State.TAKEN_ON: "blue",
    State.SHARED: "blue",
    State.NOT_KNOWN: "amber",
    State.DECLINED: "grey",
    State.GIVEN: "dark-blue",
    State.SENT_BACK: "amber",
    State.ACCEPTED: "green",
    State.WITHDRAWN: "grey",
}
ACTS = {
    Act.ASK: "Asked for advice",
    Act.RECEIVE: "The request was received",
    Act.TAKE_ON: "Taken on",
    Act.SHARE: "Shared with a service",
    Act.NOT_KNOWN: "Answered: the child is not known to the service",
    Act.DECLINE: "Declined under section 31",
    Act.NOT_BROUGHT: "The child was not brought to an appointment",
    Act.RELY: "Exceptional circumstances were recorded",
    Act.HAND_OVER: "Handed over",
    Act.COVER: "Covered by another post",
    Act.CHASE: "Reminded",
    Act.ESCALATE: "Taken to somebody senior",
    Act.WITHDRAW: "The request was withdrawn",
    Act.GIVE: "Advice was received",
    Act.ENTER: "Advice that came in another way was entered",
    Act.CHECK: "The quality was checked",
    Act.REUSE: "Earlier advice is used again",
    Act.NEWS: "News came from the body’s own system",
    Act.OPEN_AGAIN: "Opened again: it had ended by mistake",
    Act.TAKE_BACK: "Taken back: it was recorded by mistake",
}
DOORS = {
    Act.RECEIVE: "Record that it was received",
    Act.TAKE_ON: "Take it on",
    Act.SHARE: "Share it with services",
    Act.NOT_KNOWN: "Answer: not known to us",
    Act.DECLINE: "Decline under section 31",
    Act.NOT_BROUGHT: "Record: was not brought",
    Act.RELY: "Record exceptional circumstances",
    Act.HAND_OVER: "Hand over to another post",
    Act.COVER: "Have another post cover",
    Act.CHASE: "Remind",
    Act.ESCALATE: "Take it to somebody senior",
    Act.WITHDRAW: "Withdraw the request",
    Act.OPEN_AGAIN: "Open it again",
}
GROUNDS = {
    DeclineGround.DUTIES: "It would be incompatible with our own duties",
    DeclineGround.FUNCTIONS: "It would harm how we carry out our own functions",
    NoGround.WAITING_LIST: "There is a waiting list",
    NoGround.CAPACITY: "We have too little capacity",
    NoGround.NOT_COMMISSIONED: "The service is not commissioned",
    NoGround.NOT_KNOWN: "The child is not known to us",
}
EXCEPTIONS = {
    "EXC-8A": "Exceptional circumstances of the child or family in the six weeks (8A)",
    "EXC-8B": "Away from the area for at least four weeks (8B)",
    "EXC-8C": "Was not brought to an examination or test (8C)",
}
SUBMISSION_STATES = {
    SubmissionState.WRITING: "Being written",
    SubmissionState.GIVEN: "Received, waits for its check",
    SubmissionState.SENT_BACK: "Sent back for amendment",
    SubmissionState.ACCEPTED: "Accepted",
}
SUBMISSION_COLOURS = {
    SubmissionState.WRITING: "grey",
    SubmissionState.GIVEN: "dark-blue",
    SubmissionState.SENT_BACK: "amber",
    SubmissionState.ACCEPTED: "green",
}
OUTCOMES = {
    Outcome.ACCEPTED: "Accept it",
    Outcome.SENT_BACK: "Send it back for amendment",
}
ROW_KINDS = {
    RowKind.STRENGTH: "Strength",
    RowKind.VIEW: "What the child says",
    RowKind.NEED: "Need",
    RowKind.OUTCOME: "Outcome",
    RowKind.PROVISION: "Provision",
    RowKind.ADULTHOOD: "Preparing for adulthood",
}
AGREED = {
    Consent.PROVIDER: "its author",
    Consent.AUTHORITY: "the authority",
    Consent.FAMILY: "the parent or the young person",
}
LINK_STATES = {
    LinkState.OPEN: "Open",
    LinkState.RUN_OUT: "Ran out",
    LinkState.ENDED: "Ended",
}
LINK_COLOURS = {LinkState.OPEN: "green", LinkState.RUN_OUT: "grey", LinkState.ENDED: "grey"}
EARLY_STEPS = {
    EarlyStep.OPINION: "The opinion was formed",
    EarlyStep.INFORMED: "The parent was told of the opinion and of the duty to notify",
    EarlyStep.OFFERED: "The parent was given an opportunity to discuss it with an officer",
    EarlyStep.DISCUSSED: "The parent discussed it",
    EarlyStep.SENT: "It was brought to the attention of the authority",
    EarlyStep.TOLD: "The parent was told of voluntary organisations that may help",
    EarlyStep.RECEIVED: "The authority received it",
}
EARLY_DOORS = {
    EarlyStep.INFORMED: "Record: the parent was told",
    EarlyStep.OFFERED: "Record: an opportunity to discuss",
    EarlyStep.DISCUSSED: "Record: it was discussed",
    EarlyStep.SENT: "Bring it to the authority",
    EarlyStep.TOLD: "Record: voluntary organisations named",
    EarlyStep.RECEIVED: "Record its receipt",
}
SAYS = {
    Says.NEEDS: "The child has or may have special educational needs",
    Says.NO_NEEDS: "It does not say so",
}
CAME = {
    Source.ONLINE: "online",
    Source.EMAIL: "by e-mail",
    Source.POST: "by post",
    Source.PHONE: "by phone",
    Source.IN_PERSON: "in person",
    Source.MEETING: "at a meeting",
    Source.OWN_WORK: "through our own work",
}
UNMATCHABLE = {
    Unmatchable.NO_NUMBER: "No NHS number on the list",
    Unmatchable.WRONG_NUMBER: "The check digit of the NHS number is wrong",
}
