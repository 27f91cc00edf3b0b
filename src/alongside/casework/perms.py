"""Who may read and do casework. The role table in ``access`` names these.

``OWN`` opens only the cases of a post that the person holds, or covers for. Nobody reads a case for
having a high office: boards, councillors and administrators hold none of these.
"""

ALL = "casework.all"
OWN = "casework.own"
REGISTER = "casework.register"
RECORD = "casework.record"
DECIDE = "casework.decide"
ASSIGN = "casework.assign"
PANELS = "casework.panels"
SIT = "casework.sit"
MERGE = "casework.merge"
FAMILY = "casework.family"
OWN_RIGHTS = "casework.own_rights"
FAMILY_SETTINGS = "casework.family_settings"
ALERTS = "casework.alerts"
SCHOOL = "casework.school"
GLOSSARY = "casework.glossary"
PROTECT_LOOKS = "casework.protect_looks"
BRING_OVER = "casework.bring_over"
REBUILD = "casework.rebuild"
TERM_DATES = "casework.term_dates"

MEANINGS = {
    ALL: "Read every child’s and young person’s case in the area.",
    OWN: "Read the cases of a post one holds, or covers for.",
    REGISTER: "Register a child or young person, and begin an assessment.",
    RECORD: "Record what happened in a case that one may read, and correct it.",
    DECIDE: "Record the authority’s decisions: to assess or not, to issue an EHC plan or not, after a review.",
    ASSIGN: "Give a case to another post, and say who covers while somebody is away.",
    PANELS: "Set up panels, draw their agendas and write down what they advise.",
    SIT: "Read the papers of the cases on the agenda of a panel on which one sits, around its meeting.",
    MERGE: "Find two cases of one child or young person, and make them one.",
    FAMILY: "Follow one’s own case, or one’s child’s, as a family.",
    OWN_RIGHTS: "Choose, as the young person, who else sees the page and who acts.",
    FAMILY_SETTINGS: "Say what every page for families says, and within how many days they are answered.",
    ALERTS: "Read and answer the alerts about a child’s safety that come to a post one holds.",
    SCHOOL: "Follow the pupils of one’s own school while they are on its roll, and send what a school sends.",
    GLOSSARY: "Look after the area’s list of words: decide what is written in place of those that families do not understand.",
    PROTECT_LOOKS: "Withhold an entry from a family’s page of who looked. It is counted there.",
    BRING_OVER: "Bring cases over from earlier records. Only the operator may, by a command.",
    REBUILD: "Work out every case’s duties anew. Only the operator may, by a command.",
    TERM_DATES: "Give the days on which the area’s terms begin. Only the operator may, by a command.",
}
READS = (ALL, OWN)
"""Either opens the room; which cases it shows differs."""
SYSTEM_ONLY = frozenset({BRING_OVER, REBUILD, TERM_DATES})
"""Permissions that no role holds."""
