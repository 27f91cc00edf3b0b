"""The stable codes of what families do here, and of how they come in. Labels stand in
``casework.family_words``.
"""

from enum import StrEnum


class Way(StrEnum):
    """How somebody of a family comes in. What they see is the same."""

    ACCOUNT = "account"
    LINK = "link"


class Checked(StrEnum):
    """How an officer made sure who somebody is."""

    DOCUMENTS = "documents"
    VIDEO = "video"
    KNOWN = "known"
    SCHOOL = "school"


class Told(StrEnum):
    """How a one-time code reached the person."""

    EMAIL = "email"
    PHONE = "phone"


class Reach(StrEnum):
    """What a young person chose for somebody, once the rights are theirs."""

    SEES = "sees"
    ACTS = "acts"
    REPRESENTS = "represents"


class Said(StrEnum):
    """What somebody of a family told the council."""

    QUESTION = "question"
    NOT_HAPPENING = "not_happening"
    VIEWS = "views"
    DRAFT = "draft"
    SCHOOL = "school"
    ASSESSMENT = "assessment"
    EVERYTHING = "everything"


class Section(StrEnum):
    """The section of an EHC plan in which help is written."""

    F = "F"
    G = "G"
    H1 = "H1"
    H2 = "H2"


class Outcome(StrEnum):
    """What the council found when help was said not to happen."""

    RIGHTED = "righted"
    BEING_RIGHTED = "being_righted"
    HAPPENING = "happening"


class News(StrEnum):
    """How somebody who comes in by link wants to hear that something changed."""

    EMAIL = "email"
    NONE = "none"
