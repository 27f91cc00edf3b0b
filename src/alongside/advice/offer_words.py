"""Labels of what social care offers, for staff and for families."""

from alongside.advice.rules.offering import FamilySays, Help

HELPS = {
    Help.SECTION_17: "An assessment under section 17 of the Children Act 1989",
    Help.DISABLED_PERSONS: "An assessment under the Chronically Sick and Disabled Persons Act 1970",
    Help.EARLY_HELP: "Early help",
}
FAMILY_HELPS = {
    Help.SECTION_17: "A look at what help you and your family need. The law calls it an assessment under "
    "section 17 of the Children Act 1989.",
    Help.DISABLED_PERSONS: "A look at what help a disabled child needs at home and outside. The law calls it an "
    "assessment under the Chronically Sick and Disabled Persons Act 1970.",
    Help.EARLY_HELP: "Early help for your family. It is given only if you agree.",
}
FAMILY_SAYS = {
    FamilySays.WAITING: "Not answered yet",
    FamilySays.AGREED: "The family agreed",
    FamilySays.DECLINED: "The family declined",
}
SAYS_COLOURS = {
    FamilySays.WAITING: "amber",
    FamilySays.AGREED: "green",
    FamilySays.DECLINED: "grey",
}
OWN_SAYS = {
    FamilySays.WAITING: "Not answered yet",
    FamilySays.AGREED: "Answered: yes",
    FamilySays.DECLINED: "Answered: no",
}
