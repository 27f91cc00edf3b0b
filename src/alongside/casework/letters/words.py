"""The words that people read for the codes of letters."""

from collections.abc import Sequence

from alongside.casework.queries.letter_values import Waiting
from alongside.casework.rules.enclosing import EnclosureKind
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
ENCLOSURES = {
    EnclosureKind.PLAN: "The EHC plan, or its draft",
    EnclosureKind.FORM: "A form for the answer",
    EnclosureKind.ADVICE: "Advice that we received",
    EnclosureKind.SCHOOLS: "The list of schools and colleges",
    EnclosureKind.OTHER: "Something else",
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
    words = f"Letters: {', '.join(told)}." if told else "No letter waits."
    return f"{words} {_owed_words(found.owed)}" if found.owed else words


def _owed_words(names: Sequence[str]) -> str:
    are = "is" if len(names) == 1 else "are"
    return f"{' and '.join(names)} {are} still owed a letter of their own about what was decided."


def left_out_words(codes: str) -> str:
    """ "This letter leaves out the school or setting." or empty."""
    names = [REVEALED[code] for code in codes.split() if code in REVEALED]
    return f"This letter leaves out {' and '.join(names)}." if names else ""
