"""The words that families read on their page, and the labels of what they do there.

Plain sentences for somebody who reads them on a phone, perhaps upset. What the law asks is said in the
law's own words for families; here stands where a case is, and what can be done.
"""

from alongside.casework.rules.asking import OTHER, PARENT, SCHOOL, YOUNG_PERSON, OnBehalf
from alongside.casework.rules.codes import AdviceBody, Stage
from alongside.casework.rules.family_codes import Checked, News, Outcome, Reach, Said, Section

SAID = {
    Said.QUESTION: "A question",
    Said.NOT_HAPPENING: "Help that is not happening",
    Said.VIEWS: "Our views",
    Said.DRAFT: "What we think of the draft",
    Said.SCHOOL: "A school or college that we ask for",
    Said.ASSESSMENT: "A request for an assessment",
    Said.EVERYTHING: "A request for everything that is held",
}
CHECKED = {
    Checked.DOCUMENTS: "Saw documents in person",
    Checked.VIDEO: "Saw documents on a video call",
    Checked.KNOWN: "An officer knows them, and met them",
    Checked.SCHOOL: "The school or college confirmed who they are",
}
NEWS = {
    News.EMAIL: "By e-mail. It says only that something changed",
    News.NONE: "Not by e-mail. I look at the page myself",
}
REACHES = {
    Reach.SEES: "They may see the page",
    Reach.ACTS: "They may see the page and act for the young person",
    Reach.REPRESENTS: "They represent the young person in what the young person cannot decide",
}
SECTIONS = {
    Section.F: "Education (section F)",
    Section.G: "Health (section G)",
    Section.H1: "Practical help at home and outside that the law promises disabled children (section H1)",
    Section.H2: "Other social care (section H2)",
}
OUTCOMES = {
    Outcome.RIGHTED: "It did not happen, and now it does",
    Outcome.BEING_RIGHTED: "It does not happen, and this is what we do about it",
    Outcome.HAPPENING: "We found that it happens",
}
STAGES = {
    Stage.NOTHING: "Nothing has been asked for yet.",
    Stage.CONSIDERING: "The council is deciding whether to assess.",
    Stage.ASSESSING: "The council is assessing. It asks school, health, social care and you.",
    Stage.DRAFTING: "The council decided to make an EHC plan. It is writing a draft.",
    Stage.DRAFT_OUT: "The draft of the EHC plan is with you. The council waits for what you think.",
    Stage.REFUSED: "The council decided not to assess.",
    Stage.NO_PLAN: "The council assessed, and decided not to make an EHC plan.",
    Stage.WITHDRAWN: "The request was taken back.",
    Stage.MOVED: "Another council is now responsible.",
    Stage.IN_FORCE: "There is an EHC plan. The help in it has to be given.",
    Stage.REVIEWING: "The EHC plan is being reviewed. The help in it has to be given all the while.",
    Stage.REASSESSING: "The council is assessing again. The EHC plan goes on meanwhile.",
    Stage.CEASING: "The council may end the EHC plan, or has decided to. It goes on until that is settled.",
    Stage.CEASED: "The EHC plan has ended.",
    Stage.DISPUTED: "A tribunal, or an agreement, said what has to be done.",
}
NEXT = {
    Stage.NOTHING: "You can ask for an assessment on this page.",
    Stage.CONSIDERING: "Next: the council tells you in writing whether it will assess, and why.",
    Stage.ASSESSING: "Next: the advice comes in. Then the council decides whether to make an EHC plan.",
    Stage.DRAFTING: "Next: you get the draft, and at least 15 days to say what you think.",
    Stage.DRAFT_OUT: "Next: the council asks schools, names one, and sends you the final EHC plan.",
    Stage.REFUSED: "Next: you can ask for mediation or appeal. The letter of the decision says by when.",
    Stage.NO_PLAN: "Next: you can ask for mediation or appeal. The letter of the decision says by when.",
    Stage.WITHDRAWN: "You can ask again.",
    Stage.MOVED: "Ask the new council what happens next.",
    Stage.IN_FORCE: "Next: the EHC plan is reviewed, at least once a year.",
    Stage.REVIEWING: "Next: after the meeting the council tells you whether the EHC plan changes.",
    Stage.REASSESSING: "Next: the council sends you a new EHC plan.",
    Stage.CEASING: "Next: the council tells you its decision. You can appeal against it.",
    Stage.CEASED: "You can ask for a new assessment.",
    Stage.DISPUTED: "Next: the council does what was ordered or agreed.",
}
CAN_DO = (
    "Get free, impartial advice from the SEND information, advice and support service (SENDIASS).",
    "Complain to the council. Being late is a fault that you can complain about.",
    "If the council’s answer does not settle it, go to the Local Government and Social Care Ombudsman. "
    "That is free.",
)
APPEALS = (
    "You cannot appeal to the SEND tribunal because something is late.",
    "You can appeal when the council decides not to assess, not to make an EHC plan, not to change it, or "
    "to end it.",
    "You can appeal about what the EHC plan says of needs (B), of education (F) and of the school (I).",
    "The letter of each decision says by when. Ask the free advice service in good time.",
)
WHO_ASKS = {
    "mother": "I am the mother",
    "father": "I am the father",
    "carer": "I am a carer",
    "foster_carer": "I am a foster carer",
    "grandparent": "I am a grandparent",
    "young_person": "I am the young person, and ask for myself",
    "school": "I work at the school, college or early years setting",
    "other": "I am somebody else",
}
WHO = {
    PARENT: "I am a parent or carer",
    **{who: WHO_ASKS[who] for who in (YOUNG_PERSON, SCHOOL, OTHER)},
}
"""What the first step asks."""
ON_BEHALF = {
    OnBehalf.ASKED: "They want this, and asked me to ask for them",
    OnBehalf.REPRESENTS: "They cannot decide this, and I speak for them",
}
WHY_ON_BEHALF = "Why they ask for the young person: “{answer}.”"
CHECK_LAW = "This summary is to be checked by the authority’s lawyer."
NOT_READ_AT_ONCE = (
    "Messages here are not read day and night. If a child is in danger now, ring 999."
)
"""Said on every page where something can be written, whatever an area has set."""
ADVISERS = {
    AdviceBody.FAMILY.value: "the family",
    AdviceBody.EDUCATION.value: "the school or setting",
    AdviceBody.HEALTH.value: "health services",
    AdviceBody.PSYCHOLOGY.value: "the educational psychologist",
    AdviceBody.SOCIAL_CARE.value: "social care",
    AdviceBody.ADULTHOOD.value: "the service that prepares for adulthood",
}
SOMEBODY = "somebody else who was asked"


def with_adviser(kind: str, means: str, body: str) -> str:
    """What happened with advice, and whose it is. Somebody whom the regulation does not name is asked by role and
    place, and not every reader may know that: they are not named.

    >>> with_adviser("advice_returned", "The authority received the advice", "health")
    'The authority received the advice: health services'
    """
    if not (kind.startswith("advice_") and body):
        return means
    return f"{means}: {ADVISERS.get(body, SOMEBODY)}"
