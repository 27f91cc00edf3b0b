"""The words that people read for how advice was used, and for the family’s own evidence."""

from alongside.advice.rules.family_evidence import Bought, Considered
from alongside.advice.rules.using import Answer, Settled, UseState

ANSWERS = {
    Answer.YES: "Yes, this is right",
    Answer.OBJECTS: "No, something is not right",
}
USE_STATES = {
    UseState.WAITS: "Its author is asked",
    UseState.UNANSWERED: "Not answered",
    UseState.YES: "Its author says yes",
    UseState.OBJECTED: "Its author objects",
    UseState.KEPT: "Kept, with the reason",
    UseState.MENDED: "The draft was mended",
    UseState.GONE: "Not in the EHC plan any more",
}
AUTHOR_STATES = {
    UseState.WAITS: "You are asked",
    UseState.UNANSWERED: "Not answered yet",
    UseState.YES: "You said yes",
    UseState.OBJECTED: "You object",
    UseState.KEPT: "Kept, with the reason",
    UseState.MENDED: "The draft was mended",
    UseState.GONE: "Not in the EHC plan any more",
}
USE_COLOURS = {
    UseState.WAITS: "blue",
    UseState.UNANSWERED: "amber",
    UseState.YES: "green",
    UseState.OBJECTED: "red",
    UseState.KEPT: "dark-blue",
    UseState.MENDED: "green",
    UseState.GONE: "grey",
}
SETTLED = {
    Settled.KEPT: "The row stays as it is",
    Settled.MENDED: "The draft was mended",
}
CONSIDERED = {
    Considered.USED: "Used",
    Considered.IN_PART: "Used in part",
    Considered.NOT_USED: "Not used",
}
BOUGHT = {
    Bought.NO: "No, or we do not know",
    Bought.LATE: "Yes: ours was late",
    Bought.MISSING: "Yes: ours was missing",
}
FAMILY_PAID = {
    Bought.NO: "",
    Bought.LATE: "You paid for it, as the council’s advice was late",
    Bought.MISSING: "You paid for it, as the council’s advice was missing",
}
BOUGHT_BY_US = {
    Bought.NO: "No",
    Bought.LATE: "Yes: the advice was late",
    Bought.MISSING: "Yes: the advice was missing",
}
PAID = {
    Bought.NO: "",
    Bought.LATE: "The family paid for it, as ours was late",
    Bought.MISSING: "The family paid for it, as ours was missing",
}
