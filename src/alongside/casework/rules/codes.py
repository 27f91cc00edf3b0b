"""The stable codes that this room's records keep. Labels stand in ``casework.words``."""

from enum import StrEnum


class Sex(StrEnum):
    """As the statutory return has it."""

    FEMALE = "F"
    MALE = "M"


class NhsStatus(StrEnum):
    """How far an NHS number was checked: codes of UK Core, and our own for none."""

    VERIFIED = "01"
    NOT_TRACED = "02"
    NONE = ""


class Source(StrEnum):
    """How something reached the authority."""

    ONLINE = "online"
    EMAIL = "email"
    POST = "post"
    PHONE = "phone"
    IN_PERSON = "in_person"
    MEETING = "meeting"
    OWN_WORK = "own_work"


class Asker(StrEnum):
    """Who asked for an assessment, or told the authority. The numbers are those of the return."""

    FAMILY = "1"
    SCHOOL = "2"
    HEALTH = "3"
    SOCIAL_CARE = "4"
    OTHER = "5"


class Relation(StrEnum):
    MOTHER = "mother"
    FATHER = "father"
    CARER = "carer"
    FOSTER_CARER = "foster_carer"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    SOCIAL_WORKER = "social_worker"
    ADVOCATE = "advocate"
    OTHER = "other"


class AdviceBody(StrEnum):
    """Whom regulation 6 says must be asked."""

    FAMILY = "family"
    EDUCATION = "education"
    HEALTH = "health"
    PSYCHOLOGY = "educational psychology"
    SOCIAL_CARE = "social care"
    ADULTHOOD = "preparing for adulthood"
    OTHER = "another person"


class Limb(StrEnum):
    """The two limbs of the test of section 36(8)."""

    MAY_HAVE_NEEDS = "may_have_needs"
    MAY_NEED_PLAN = "may_need_plan"


class Stage(StrEnum):
    """Where a case stands, for a queue and for the family. Worked out, never stored as the truth."""

    NOTHING = "nothing"
    CONSIDERING = "considering"
    ASSESSING = "assessing"
    DRAFTING = "drafting"
    DRAFT_OUT = "draft_out"
    REFUSED = "refused"
    NO_PLAN = "no_plan"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    IN_FORCE = "in_force"
    REVIEWING = "reviewing"
    REASSESSING = "reassessing"
    CEASING = "ceasing"
    CEASED = "ceased"
    DISPUTED = "disputed"


WITH_A_PLAN = frozenset(
    {Stage.IN_FORCE, Stage.REVIEWING, Stage.REASSESSING, Stage.CEASING, Stage.DISPUTED}
)
"""Stages of a case whose EHC plan is, or may be, in force."""
OURS = frozenset({"authority", "old authority", "new authority", "authority or commissioner"})
"""Parties whose duty is the authority's own, as the law's files name them."""
