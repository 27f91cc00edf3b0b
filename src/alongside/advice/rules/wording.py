"""Which sentences of a text seem to say that somebody gives help."""

import re

from alongside.language.parts import Part, parts_said
from alongside.language.sentences import Sentence

_GIVES = re.compile(
    r"\b(?:will|shall|should|must|needs?\s+to|requires?|needs?|recommend(?:s|ed|ations?)?|"
    r"(?:is|are)\s+to|would\s+benefit|provides?|delivers?|gives?|trains?|works?\s+with|teaches)\b",
    re.IGNORECASE,
)


def said_of_help(sentence: Sentence) -> frozenset[Part]:
    """Which parts a sentence says that seems to say that somebody gives help; empty for any other, such as
    "She has therapy", which tells how a child is now.
    """
    if not _GIVES.search(sentence.text):
        return frozenset()
    said = parts_said(sentence.text)
    return said if Part.WHAT in said else frozenset()
