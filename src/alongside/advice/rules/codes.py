"""The stable codes that this room's records keep. Labels stand in ``advice.words``."""

from collections.abc import Mapping
from enum import StrEnum

from alongside.casework.rules.codes import AdviceBody


class Adviser(StrEnum):
    """Kinds of adviser, as the framework lists them."""

    FAMILY = "family"
    SCHOOL = "school"
    PSYCHOLOGY = "educational_psychology"
    HEALTH = "health"
    PAEDIATRICS = "paediatrics"
    SPEECH = "speech_and_language"
    OCCUPATIONAL = "occupational_therapy"
    PHYSIOTHERAPY = "physiotherapy"
    CAMHS = "camhs"
    AUDIOLOGY = "audiology"
    VISION = "vision"
    HEARING = "hearing"
    SOCIAL_CARE = "social_care"
    ADULTHOOD = "adulthood"
    OTHER = "other"


class Side(StrEnum):
    """On whose board a request stands."""

    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    EDUCATION = "education"
    OTHER = "other"


BODY_OF: Mapping[Adviser, AdviceBody] = {
    Adviser.FAMILY: AdviceBody.FAMILY,
    Adviser.SCHOOL: AdviceBody.EDUCATION,
    Adviser.PSYCHOLOGY: AdviceBody.PSYCHOLOGY,
    Adviser.HEALTH: AdviceBody.HEALTH,
    Adviser.SOCIAL_CARE: AdviceBody.SOCIAL_CARE,
    Adviser.ADULTHOOD: AdviceBody.ADULTHOOD,
}
"""Who is asked by the authority itself, and what the law's events call them. Every other adviser is a
service that the single point shares the request with, or another person, who is called by name.
"""
SERVICES = (
    Adviser.PAEDIATRICS,
    Adviser.SPEECH,
    Adviser.OCCUPATIONAL,
    Adviser.PHYSIOTHERAPY,
    Adviser.CAMHS,
    Adviser.AUDIOLOGY,
)
"""With whom the single point of access shares a request."""


class RowKind(StrEnum):
    STRENGTH = "strength"
    VIEW = "view"
    NEED = "need"
    OUTCOME = "outcome"
    PROVISION = "provision"
    ADULTHOOD = "adulthood"


class Purpose(StrEnum):
    """What the advice is for. Of the first three the law sets the day; of the others we ask for one."""

    ASSESSMENT = "assessment"
    REASSESSMENT = "reassessment"
    ORDER = "order"
    REVIEW = "review"
    MEDIATION = "mediation"
    TRIBUNAL = "tribunal"


WITH_LAW_DAY = frozenset({Purpose.ASSESSMENT, Purpose.REASSESSMENT, Purpose.ORDER})


class State(StrEnum):
    """How a request stands. As a task of health systems: requested, received, accepted, in progress
    (shared, not known, given, sent back), rejected, completed, cancelled.
    """

    ASKED = "asked"
    RECEIVED = "received"
    TAKEN_ON = "taken_on"
    SHARED = "shared"
    NOT_KNOWN = "not_known"
    DECLINED = "declined"
    GIVEN = "given"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


CLOSED = frozenset({State.DECLINED, State.ACCEPTED, State.WITHDRAWN})
OWED = frozenset({State.ASKED, State.RECEIVED, State.TAKEN_ON, State.SHARED, State.NOT_KNOWN})
"""No advice has come yet. A child who is "not known" is still owed advice."""


class Act(StrEnum):
    """What can be done with a request, and what its history says was done."""

    ASK = "ask"
    RECEIVE = "receive"
    TAKE_ON = "take_on"
    SHARE = "share"
    NOT_KNOWN = "not_known"
    DECLINE = "decline"
    NOT_BROUGHT = "not_brought"
    RELY = "rely"
    HAND_OVER = "hand_over"
    COVER = "cover"
    CHASE = "chase"
    ESCALATE = "escalate"
    WITHDRAW = "withdraw"
    GIVE = "give"
    ENTER = "enter"
    CHECK = "check"
    REUSE = "reuse"
    NEWS = "news"
    OPEN_AGAIN = "open_again"
    TAKE_BACK = "take_back"


class DeclineGround(StrEnum):
    """The two grounds of section 31 of the Children and Families Act 2014. There is no third."""

    DUTIES = "incompatible_with_duties"
    FUNCTIONS = "adverse_to_functions"


class NoGround(StrEnum):
    """What is given as a reason and is none. Whoever chooses it is told why."""

    WAITING_LIST = "waiting_list"
    CAPACITY = "capacity"
    NOT_COMMISSIONED = "not_commissioned"
    NOT_KNOWN = "not_known"


class SubmissionState(StrEnum):
    WRITING = "writing"
    GIVEN = "given"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"


class Outcome(StrEnum):
    """Of a quality check."""

    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


class Consent(StrEnum):
    """Whose agreement regulation 6(4) needs before earlier advice is used again: all three."""

    PROVIDER = "provider"
    AUTHORITY = "authority"
    FAMILY = "family"


class Direction(StrEnum):
    """Of a message with another system."""

    IN = "in"
    OUT = "out"


class Stand(StrEnum):
    """How somebody stands to a request: it is with their post, they look after its side, they may ask in
    the case that it is about; it is a system of the organisation that was asked, which sends messages; or they
    came by a link to it.
    """

    HOLDER = "holder"
    OVERSEER = "overseer"
    ASKER = "asker"
    SYSTEM = "system"
    VISITOR = "visitor"
