"""The stable codes that the board's records keep. Labels stand in ``board.words``."""

from enum import StrEnum


class BoardKind(StrEnum):
    IMPROVEMENT = "improvement_board"
    HEALTH_AND_WELLBEING = "health_and_wellbeing_board"
    SCRUTINY = "scrutiny_committee"
    COUNCIL_EXECUTIVE = "council_executive"
    HEALTH_EXECUTIVE = "health_executive"
    OTHER = "other"


class LineKind(StrEnum):
    """What one board owes another."""

    REPORTS = "reports"
    SCRUTINISED = "scrutinised"


class SeatKind(StrEnum):
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SCRUTINEER = "independent_scrutineer"
    MEMBER = "member"
    ATTENDS = "attends"


class Side(StrEnum):
    """Whom a seat, a report or an answer speaks for."""

    EDUCATION = "education"
    HEALTH = "health"
    SOCIAL_CARE = "social_care"
    FAMILIES = "families"
    OTHER = "other"


class Voice(StrEnum):
    """Those whom an improvement board is expected to hear, whichever seat brings them."""

    FORUM = "parent_carer_forum"
    SENDIASS = "sendiass"
    ENGAGEMENT = "engagement_officer"


PARTNER_SIDES = (Side.EDUCATION, Side.HEALTH, Side.SOCIAL_CARE, Side.FAMILIES)


class ItemKind(StrEnum):
    STANDING = "standing"
    REPORT = "report"
    DECISION = "decision"
    DISCUSSION = "discussion"


class Presence(StrEnum):
    ATTENDED = "attended"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"


class BasisKind(StrEnum):
    """What a decision or an assurance rests on."""

    FIGURE = "figure"
    EVIDENCE = "evidence"
    DOCUMENT = "document"


class LookBackVerdict(StrEnum):
    CHANGED = "changed"
    PARTLY = "partly"
    NOT_CHANGED = "not_changed"


class ChallengeKind(StrEnum):
    CHALLENGE = "challenge"
    RECOMMENDATION = "recommendation"


class AnswerVerdict(StrEnum):
    """The response to a recommendation; a challenge is simply answered."""

    ANSWERED = "answered"
    ACCEPTED = "accepted"
    PARTLY = "partly"
    NOT_ACCEPTED = "not_accepted"


class Assured(StrEnum):
    """How sure an officer or the board is."""

    ASSURED = "assured"
    PARTLY = "partly"
    NOT_ASSURED = "not_assured"


class Weighs(StrEnum):
    FOR = "for"
    AGAINST = "against"


class PointKind(StrEnum):
    """What an inspection letter says under a weakness."""

    STRENGTH = "strength"
    REMAINING = "remaining"
    CAVEAT = "caveat"


class ProgressCode(StrEnum):
    """What an inspection letter judges of a weakness, besides its own sentence."""

    SUFFICIENT = "sufficient_progress"
    INSUFFICIENT = "insufficient_progress"


class LetterRole(StrEnum):
    """In which list of the letter somebody stands."""

    ADDRESSED_TO = "addressed_to"
    SIGNED_BY = "signed_by"
    OFFICIAL = "named_official"


class PackKind(StrEnum):
    BOARD = "board_pack"
    UPWARD = "upward_report"
    VISIT = "visit_evidence"
