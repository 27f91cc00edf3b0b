"""The stable codes of letters. Labels stand in ``casework.letter_words``."""

from enum import StrEnum


class LetterState(StrEnum):
    """Where a letter stands. NOT_MADE: it could not be written, and says why; it can be tried again.
    NOT_NEEDED: somebody said why no letter goes out.
    """

    NOT_MADE = "not_made"
    DRAFTED = "drafted"
    CHECKED = "checked"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not_needed"


class SentBy(StrEnum):
    """How a letter was sent. E-mails are written outside; here stands that one was."""

    POST = "post"
    RECORDED = "recorded"
    EMAIL = "email"
    BY_HAND = "by_hand"
    PORTAL = "portal"


ENDED = frozenset({LetterState.WITHDRAWN, LetterState.NOT_NEEDED})
