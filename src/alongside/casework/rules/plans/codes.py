"""The stable codes of EHC plans. Labels stand in ``casework.plan_words``."""

from enum import StrEnum


class Section(StrEnum):
    """As regulation 12 has them. Each is identified separately in every EHC plan. Section I is called
    ``PLACE`` here: its letter alone is read as a number.
    """

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"
    H1 = "H1"
    H2 = "H2"
    PLACE = "I"
    J = "J"
    K = "K"


class VersionKind(StrEnum):
    """``AMENDED_DRAFT``: the EHC plan as it is proposed after a review, or without one."""

    DRAFT = "draft"
    FINAL = "final"
    AMENDED_DRAFT = "amended_draft"
    AMENDED_FINAL = "amended_final"


class VersionState(StrEnum):
    WRITING = "writing"
    ISSUED = "issued"
    DISCARDED = "discarded"


class PartKind(StrEnum):
    """What a part of a section is: decides which boxes it has."""

    WORDS = "words"
    NEED = "need"
    OUTCOME = "outcome"
    PROVISION = "provision"
    NONE_FOUND = "none_found"
    AGREEMENT = "agreement"
    PLACEMENT = "placement"
    BUDGET = "budget"
    ADVICE = "advice"


class AskedBy(StrEnum):
    """Who asked for a change."""

    FAMILY = "family"
    YOUNG_PERSON = "young_person"
    SCHOOL = "school"
    PANEL = "panel"
    ADVISER = "adviser"
    OFFICER = "officer"


class Act(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Whose(StrEnum):
    """Whose own words stand in section A. They are kept apart."""

    CHILD = "child"
    PARENTS = "parents"


class Topic(StrEnum):
    """What somebody's words are about."""

    WHO_I_AM = "who_i_am"
    HOPES = "hopes"
    STORY = "story"
    COMMUNICATION = "communication"


class NeedArea(StrEnum):
    """The four broad areas of the code of practice."""

    COMMUNICATION = "communication"
    LEARNING = "learning"
    EMOTIONAL = "emotional"
    PHYSICAL = "physical"


class Adulthood(StrEnum):
    """What an outcome prepares for, from year 9 on."""

    EMPLOYMENT = "employment"
    INDEPENDENCE = "independence"
    COMMUNITY = "community"
    HEALTH = "health"


class Named(StrEnum):
    """What section I says: the law allows a type alone, and education that is arranged elsewhere."""

    INSTITUTION = "institution"
    TYPE_ONLY = "type_only"
    ELSEWHERE = "elsewhere"


class Payment(StrEnum):
    """How a personal budget is managed."""

    ORGANISED = "organised"
    DIRECT = "direct"


DRAFTS = frozenset({VersionKind.DRAFT, VersionKind.AMENDED_DRAFT})
FINALS = frozenset({VersionKind.FINAL, VersionKind.AMENDED_FINAL})
NEEDS = (Section.B, Section.C, Section.D)
PROVISIONS = (Section.F, Section.G, Section.H1, Section.H2)
MAY_BE_NONE = (Section.C, Section.D, Section.G, Section.H1, Section.H2)
"""Where nothing may have been found, and the plan then says so."""
HOLDS: dict[Section, tuple[PartKind, ...]] = {
    Section.A: (PartKind.WORDS,),
    Section.B: (PartKind.NEED,),
    Section.C: (PartKind.NEED, PartKind.NONE_FOUND),
    Section.D: (PartKind.NEED, PartKind.NONE_FOUND),
    Section.E: (PartKind.OUTCOME,),
    Section.F: (PartKind.PROVISION,),
    Section.G: (PartKind.PROVISION, PartKind.NONE_FOUND, PartKind.AGREEMENT),
    Section.H1: (PartKind.PROVISION, PartKind.NONE_FOUND),
    Section.H2: (PartKind.PROVISION, PartKind.NONE_FOUND),
    Section.PLACE: (PartKind.PLACEMENT,),
    Section.J: (PartKind.BUDGET,),
    Section.K: (PartKind.ADVICE,),
}
"""Which parts each section may hold."""
ONE_ONLY = frozenset({PartKind.NONE_FOUND, PartKind.AGREEMENT, PartKind.PLACEMENT})
"""What a section holds once."""
