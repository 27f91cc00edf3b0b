"""The words that people read for each stored code of an EHC plan. Codes stay; words may change."""

from alongside.casework.rules.plans.codes import (
    DRAFTS,
    Act,
    Adulthood,
    AskedBy,
    Named,
    NeedArea,
    PartKind,
    Payment,
    Section,
    Topic,
    VersionKind,
    VersionState,
    Whose,
)
from alongside.language import Check

KINDS = {
    VersionKind.DRAFT: "Draft EHC plan",
    VersionKind.FINAL: "Final EHC plan",
    VersionKind.AMENDED_DRAFT: "Proposed changes to the EHC plan",
    VersionKind.AMENDED_FINAL: "Amended final EHC plan",
}
SENDING = {
    VersionKind.DRAFT: "Issue the draft",
    VersionKind.FINAL: "Issue the final EHC plan",
    VersionKind.AMENDED_DRAFT: "Issue the proposed changes",
    VersionKind.AMENDED_FINAL: "Issue the amended EHC plan",
}
STATES = {
    VersionState.WRITING: "Being written",
    VersionState.ISSUED: "Issued",
    VersionState.DISCARDED: "Discarded",
}
STATE_COLOURS = {
    VersionState.WRITING: "blue",
    VersionState.ISSUED: "green",
    VersionState.DISCARDED: "grey",
}
SECTIONS = {
    Section.A: "Views, interests and hopes",
    Section.B: "Special educational needs",
    Section.C: "Health care needs",
    Section.D: "Social care needs",
    Section.E: "Outcomes",
    Section.F: "Special educational provision",
    Section.G: "Health care provision",
    Section.H1: "Social care provision under the Act of 1970",
    Section.H2: "Other social care provision",
    Section.PLACE: "School, college or setting",
    Section.J: "Personal budget",
    Section.K: "Advice",
}
"""What each section is called at the desk. An EHC plan has the titles of its own form."""
PARTS = {
    PartKind.WORDS: "own words",
    PartKind.NEED: "a need",
    PartKind.OUTCOME: "an outcome",
    PartKind.PROVISION: "a row of help",
    PartKind.NONE_FOUND: "that there is none",
    PartKind.AGREEMENT: "the commissioning body’s agreement",
    PartKind.PLACEMENT: "what section I names",
    PartKind.BUDGET: "what money is for",
    PartKind.ADVICE: "who gave advice",
}
"""What is added, as a sentence goes on: “Add a need”."""
ASKERS = {
    AskedBy.FAMILY: "The family",
    AskedBy.YOUNG_PERSON: "The child or young person",
    AskedBy.SCHOOL: "The school, college or setting",
    AskedBy.PANEL: "A panel",
    AskedBy.ADVISER: "Somebody who gave advice",
    AskedBy.OFFICER: "Nobody: the officer’s own work",
}
ACTS = {Act.ADDED: "Added", Act.CHANGED: "Changed", Act.REMOVED: "Removed"}
WHOSE = {
    Whose.CHILD: "The child or young person",
    Whose.PARENTS: "The parents or carers",
}
TOPICS = {
    Topic.WHO_I_AM: "Who I am, what I like and what I am good at",
    Topic.HOPES: "What we hope for",
    Topic.STORY: "The story so far",
    Topic.COMMUNICATION: "How to talk with me and listen to me",
}
NEED_AREAS = {
    NeedArea.COMMUNICATION: "Communication and interaction",
    NeedArea.LEARNING: "Cognition and learning",
    NeedArea.EMOTIONAL: "Social, emotional and mental health",
    NeedArea.PHYSICAL: "Sensory or physical",
}
ADULTHOODS = {
    Adulthood.EMPLOYMENT: "Further learning and work",
    Adulthood.INDEPENDENCE: "Living independently",
    Adulthood.COMMUNITY: "Friends and community",
    Adulthood.HEALTH: "Good health",
}
NAMED = {
    Named.INSTITUTION: "A school, college or setting, with its type",
    Named.TYPE_ONLY: "A type alone",
    Named.ELSEWHERE: "Neither: education is arranged elsewhere",
}
PAYMENTS = {
    Payment.ORGANISED: "Organised for the family",
    Payment.DIRECT: "Direct payment",
}
BOXES = {
    "whose": "Whose words",
    "topic": "About",
    "words": "In their own words",
    "how": "How they were given, and who wrote them down",
    "given_on": "Given on",
    "area": "Area of need",
    "need": "Need",
    "strengths": "Strengths",
    "now": "How it is now",
    "source": "Where this comes from",
    "outcome": "Outcome",
    "by_on": "By",
    "steps": "Steps on the way",
    "needs": "Needs",
    "adulthood": "Prepares for",
    "what": "What",
    "who": "Who gives it",
    "training": "Training they have",
    "how_much": "How much",
    "how_often": "How often",
    "how_long": "For how long",
    "where": "Where, and with how many others",
    "from_on": "From",
    "checked": "How it is checked",
    "outcomes": "Outcomes",
    "says_who": "Who found this",
    "said_on": "Said on",
    "body": "Commissioning body",
    "agreed_by": "Agreed by",
    "role": "Role",
    "agreed_on": "Agreed on",
    "named": "What is named",
    "institution": "Name",
    "type": "Type",
    "why": "Why",
    "what_for": "What the money is for",
    "amount": "Amount",
    "payment": "How it is managed",
    "author": "Who gave it",
}
"""What each box of a part is called."""
CHECKS = {
    Check.VAGUE: "Vague",
    Check.UNSAID: "Not said",
    Check.BLANK: "Blank",
    Check.SERVICE_LIMIT: "About the service",
    Check.PROVISION_IN_OUTCOME: "Help, no outcome",
    Check.TERM: "Word",
    Check.ABBREVIATION: "Letters",
    Check.LONG_SENTENCE: "Long sentence",
}
"""In a word, what each check of plain English is about."""
NONE_FOUND = {
    Section.C: "No health care needs that relate to special educational needs were identified.",
    Section.D: "No social care needs that relate to special educational needs or a disability were identified.",
    Section.G: "No health care provision was identified as reasonably required.",
    Section.H1: "No practical help at home or outside was identified that the law promises disabled children.",
    Section.H2: "No other social care provision was identified as reasonably required.",
}
NO_BUDGET = "No personal budget is part of this EHC plan."
BLANK = "This section is left blank in a draft."
EMPTY = "Nothing is written here yet."
ANSWERED = DRAFTS
"""Kinds that the family may answer before they are final."""
