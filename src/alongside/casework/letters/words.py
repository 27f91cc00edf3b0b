"""The words that people read for the codes of letters."""

from alongside.casework.queries.letter_values import Waiting
from alongside.casework.rules.letter_codes import LetterState, SentBy
from alongside.casework.rules.letters import Audience
from alongside.casework.rules.letters_writing import REVEALED

STATES = {
    LetterState.NOT_MADE: "Could not be made",
    LetterState.DRAFTED: "Written, to be checked",
    LetterState.CHECKED: "Checked, to be sent",
    LetterState.SENT: "Sent",
    LetterState.WITHDRAWN: "Withdrawn",
    LetterState.NOT_NEEDED: "Not needed",
}
STATE_COLOURS = {
    LetterState.NOT_MADE: "red",
    LetterState.DRAFTED: "blue",
    LetterState.CHECKED: "amber",
    LetterState.SENT: "green",
}
WAYS = {
    SentBy.POST: "By post",
    SentBy.RECORDED: "By post, signed for",
    SentBy.EMAIL: "By e-mail, from our own mail",
    SentBy.BY_HAND: "By hand",
    SentBy.PORTAL: "On the family’s page",
}
AUDIENCES = {
    Audience.FAMILY: "The family",
    Audience.SETTING: "The school or setting",
    Audience.COMMISSIONER: "The health commissioner",
    Audience.SOCIAL_CARE: "Social care",
    Audience.ADVISERS: "Asked for advice",
    Audience.ASKED: "Asked or answered",
    Audience.NEW_AUTHORITY: "The new council",
    Audience.GOVERNMENT: "The Secretary of State",
}


def waiting_words(found: Waiting) -> str:
    """ "3 letters are still to be written, 1 is to be checked." for the page of the case."""
    counts = (
        (found.to_write, "to be written"),
        (found.not_made, "could not be made"),
        (found.to_check, "to be checked"),
        (found.to_send, "to be sent"),
    )
    told = [f"{count} {words}" for count, words in counts if count]
    return f"Letters: {', '.join(told)}." if told else "No letter waits."


def left_out_words(codes: str) -> str:
    """ "This letter leaves out the school or setting." or empty."""
    names = [REVEALED[code] for code in codes.split() if code in REVEALED]
    return f"This letter leaves out {' and '.join(names)}." if names else ""
