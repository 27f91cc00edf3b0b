"""The words that people read for each stored code of this room. Codes stay; words may change."""

from alongside.casework.rules.bulk import Action
from alongside.casework.rules.child_record import Ethnicity, PeriodKind, SettingKind
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
from alongside.casework.rules.exporting import Part, Purpose
from alongside.casework.rules.managing import Use
from alongside.casework.rules.merging import Came
from alongside.casework.rules.panels import Advice, PanelKind, Question, Side
from alongside.casework.rules.reviewing import Given, Progress
from alongside.casework.rules.settings import Sent
from alongside.casework.rules.terms import OwnTerms
from alongside.casework.rules.worklists import Risk, Season, Term
from alongside.kernel.dates import day_in_words

UNCONFIRMED = "To be checked by the authority’s lawyer."
"""Beside each rule of law that is not confirmed, on every page of an officer."""
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
PROGRESS = {
    Progress.REACHED: "Reached",
    Progress.ON_THE_WAY: "On the way",
    Progress.NO_CHANGE: "No change",
    Progress.FURTHER_AWAY: "Further away than before",
}
GIVEN = {
    Given.GIVEN: "Given as the EHC plan says",
    Given.IN_PART: "Given in part",
    Given.NOT_GIVEN: "Not given",
}
CAME = {
    Came.EVENTS: "event",
    Came.LETTERS: "letter",
    Came.CONTACTS: "contact",
    Came.MESSAGES: "message of the family,messages of the family",
    Came.PLANS: "version of the EHC plan,versions of the EHC plan",
    Came.OTHER: "other entry,other entries",
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
SEASONS = {Season.AUTUMN: "Autumn", Season.SPRING: "Spring", Season.SUMMER: "Summer"}
RISKS = {
    Risk.LATE: "Late",
    Risk.BEYOND: "Cannot be in time any more",
    Risk.AT_RISK: "At risk",
    Risk.ON_COURSE: "On course",
}
RISK_COLOURS = {
    Risk.LATE: "red",
    Risk.BEYOND: "red",
    Risk.AT_RISK: "amber",
    Risk.ON_COURSE: "green",
}
USES = {
    Use.MORE: "Used more than before",
    Use.AS_BEFORE: "No more than before",
    Use.TOO_FEW: "Too few to tell",
}


ACTIONS = {
    Action.GIVE: "Give them to another post",
    Action.COVER: "Have another post cover, from a day to a day",
    Action.REMIND: "Remind whoever works on them of what is due",
    Action.NOTE: "Write one note or chaser into each",
}
PURPOSES = {
    Purpose.TRIBUNAL: "The tribunal",
    Purpose.OMBUDSMAN: "The Local Government and Social Care Ombudsman",
    Purpose.FAMILY: "The family or the young person",
    Purpose.OTHER: "Somebody else who may have it",
}
PARTS = {
    Part.HAPPENED: "What happened",
    Part.NOTES: "Notes and phone calls, among what happened",
    Part.DUTIES: "What the law asked, and when it was done",
    Part.DECISIONS: "Who decided what, and why",
    Part.LETTERS: "Letters that were sent",
}
SIDES = {
    Side.EDUCATION: "Education",
    Side.HEALTH: "Health",
    Side.SOCIAL_CARE: "Social care",
    Side.FAMILIES: "Families",
    Side.OTHER: "Somebody else",
}
PANEL_KINDS = {
    PanelKind.ASSESSMENTS: "Whether to assess, and whether to issue an EHC plan",
    PanelKind.REVIEWS: "After a review",
    PanelKind.EVERYTHING: "All of these",
}
QUESTIONS = {
    Question.ASSESS: "Whether to assess",
    Question.PLAN: "Whether to issue an EHC plan",
    Question.REVIEW: "What follows from the review",
}
ADVICE = {
    Question.ASSESS: {Advice.IN_FAVOUR: "To assess", Advice.AGAINST: "Not to assess"},
    Question.PLAN: {
        Advice.IN_FAVOUR: "To issue an EHC plan",
        Advice.AGAINST: "To issue no EHC plan",
    },
    Question.REVIEW: {
        Advice.IN_FAVOUR: "To change the EHC plan",
        Advice.AGAINST: "To leave the EHC plan as it is",
    },
}
MORE_FIRST = "To find out more first"
ETHNICITIES = {
    Ethnicity.WBRI: "White British",
    Ethnicity.WIRI: "White Irish",
    Ethnicity.WIRT: "Traveller of Irish heritage",
    Ethnicity.WROM: "Gypsy or Roma",
    Ethnicity.WOTH: "Any other White background",
    Ethnicity.MWBC: "White and Black Caribbean",
    Ethnicity.MWBA: "White and Black African",
    Ethnicity.MWAS: "White and Asian",
    Ethnicity.MOTH: "Any other mixed background",
    Ethnicity.AIND: "Indian",
    Ethnicity.APKN: "Pakistani",
    Ethnicity.ABAN: "Bangladeshi",
    Ethnicity.AOTH: "Any other Asian background",
    Ethnicity.BCRB: "Black Caribbean",
    Ethnicity.BAFR: "Black African",
    Ethnicity.BOTH: "Any other Black background",
    Ethnicity.CHNE: "Chinese",
    Ethnicity.OOTH: "Any other ethnic group",
    Ethnicity.REFU: "The family would rather not say",
    Ethnicity.NOBT: "Not asked yet",
}
SETTING_KINDS = {
    SettingKind.EARLY_YEARS: "Nursery or other early years setting",
    SettingKind.MAINSTREAM: "Mainstream school",
    SettingKind.UNIT: "Unit or resourced provision of a mainstream school",
    SettingKind.SPECIAL: "Special school",
    SettingKind.ALTERNATIVE: "Alternative provision or pupil referral unit",
    SettingKind.COLLEGE: "College or training provider",
    SettingKind.OTHER: "Another place",
}
SENT = {
    Sent.MEETING: "The day of a review meeting",
    Sent.INVITED: "Invitations to the review meeting",
    Sent.PAPERS: "Papers for the review meeting",
    Sent.HELD: "A review meeting that was held",
    Sent.REPORT: "The report of the review meeting",
    Sent.REQUEST: "A request for an assessment",
}
PERIOD_KINDS = {
    PeriodKind.LOOKED_AFTER: "Looked after by a local authority",
    PeriodKind.CHILD_IN_NEED: "Child in need",
    PeriodKind.CHILD_PROTECTION: "Child protection plan",
    PeriodKind.EARLY_HELP: "Early help",
    PeriodKind.CARE_LEAVER: "Leaving care",
    PeriodKind.HOME_EDUCATED: "Educated at home by the parents’ choice",
}


def advice_words(question: Question, advice: Advice) -> str:
    """
    >>> advice_words(Question.ASSESS, Advice.AGAINST)
    'Not to assess'
    """
    return ADVICE[question].get(advice, MORE_FIRST)


def term_words(term: Term) -> str:
    """ "Autumn term 2022"."""
    return f"{SEASONS[term.season]} term {term.begins.year}"


def how_counted(term: Term, own: OwnTerms | None) -> str:
    """Where the days of a term come from."""
    counted = "Terms are counted from 1 September, 1 January and 1 April."
    if own is None:
        return f"{counted} The area has not given its own days."
    if own.holds(term.begins):
        return "These are the area’s own days."
    first, last = day_in_words(own.known_from), day_in_words(own.terms[-1].begins)
    return (
        f"This term is counted: the area’s own days are known from the term of {first} "
        f"to the term of {last}."
    )


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
