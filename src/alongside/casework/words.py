"""The words that people read for each stored code of this room. Codes stay; words may change."""

from alongside.casework.rules.codes import (
    AdviceBody,
    Asker,
    Limb,
    NhsStatus,
    Relation,
    Sex,
    Source,
    Stage,
)

SEXES = {Sex.FEMALE: "Female", Sex.MALE: "Male"}
NHS_STATUSES = {
    NhsStatus.VERIFIED: "Checked with the NHS and right",
    NhsStatus.NOT_TRACED: "Given by somebody, not checked yet",
}
SOURCES = {
    Source.ONLINE: "Online",
    Source.EMAIL: "E-mail",
    Source.POST: "Post",
    Source.PHONE: "Phone",
    Source.IN_PERSON: "In person",
    Source.MEETING: "At a meeting",
    Source.OWN_WORK: "Our own work",
}
ASKERS = {
    Asker.FAMILY: "The family or the young person",
    Asker.SCHOOL: "A school, college or early years setting",
    Asker.HEALTH: "A health professional",
    Asker.SOCIAL_CARE: "A social care professional",
    Asker.OTHER: "Somebody else",
}
RELATIONS = {
    Relation.MOTHER: "Mother",
    Relation.FATHER: "Father",
    Relation.CARER: "Carer",
    Relation.FOSTER_CARER: "Foster carer",
    Relation.GRANDPARENT: "Grandparent",
    Relation.SIBLING: "Brother or sister",
    Relation.SOCIAL_WORKER: "Social worker",
    Relation.ADVOCATE: "Advocate or representative",
    Relation.OTHER: "Somebody else",
}
ADVICE_BODIES = {
    AdviceBody.FAMILY: "The family or the young person",
    AdviceBody.EDUCATION: "Education: the school, setting or a teacher",
    AdviceBody.HEALTH: "Health, through the single point of access",
    AdviceBody.PSYCHOLOGY: "The educational psychologist",
    AdviceBody.SOCIAL_CARE: "Social care",
    AdviceBody.ADULTHOOD: "Preparing for adulthood, from year 9",
    AdviceBody.OTHER: "Somebody else whom the family or the authority named",
}
LIMBS = {
    Limb.MAY_HAVE_NEEDS: "They have, or may have, special educational needs",
    Limb.MAY_NEED_PLAN: "Provision under an EHC plan may be necessary",
}
STAGES = {
    Stage.NOTHING: "Nothing begun",
    Stage.CONSIDERING: "Deciding whether to assess",
    Stage.ASSESSING: "Assessment: advice is being gathered",
    Stage.DRAFTING: "Draft being written",
    Stage.DRAFT_OUT: "Draft with the family",
    Stage.REFUSED: "No assessment",
    Stage.NO_PLAN: "Assessed, no EHC plan",
    Stage.WITHDRAWN: "Request withdrawn",
    Stage.MOVED: "Moved to another authority",
    Stage.IN_FORCE: "EHC plan in force",
    Stage.REVIEWING: "EHC plan being reviewed",
    Stage.REASSESSING: "Being assessed again",
    Stage.CEASING: "Ceasing the EHC plan",
    Stage.CEASED: "EHC plan ended",
    Stage.DISPUTED: "After a tribunal",
}
STAGE_COLOURS = {
    Stage.IN_FORCE: "green",
    Stage.CONSIDERING: "blue",
    Stage.ASSESSING: "blue",
    Stage.DRAFTING: "blue",
    Stage.DRAFT_OUT: "blue",
    Stage.REVIEWING: "blue",
    Stage.REASSESSING: "blue",
    Stage.DISPUTED: "amber",
    Stage.CEASING: "amber",
}
OURS = frozenset({"authority", "old authority", "new authority", "authority or commissioner"})
"""Parties whose duty is the authority's own."""


def year_group_words(group: int) -> str:
    """
    >>> year_group_words(0), year_group_words(9), year_group_words(14)
    ('Reception', 'Year 9', 'After year 13')
    """
    if group < 0:
        return "Before school age"
    if group == 0:
        return "Reception"
    return f"Year {group}" if group <= 13 else "After year 13"
