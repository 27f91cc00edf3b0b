"""Which sentences of a text seem to say that somebody gives help."""

import re

from alongside.language import vague_wording
from alongside.language.parts import Part, parts_said
from alongside.language.sentences import Sentence

_GIVES = re.compile(
    r"\b(?:will|shall|should|must|needs?\s+to|requires?|needs?|recommend(?:s|ed|ations?)?|"
    r"(?:is|are)\s+to|would\s+benefit|provides?|delivers?|gives?|trains?|works?\s+with|teaches)\b",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"\b(?:support|help|input|assistance|interventions?|provision|opportunit(?:y|ies)|group\s+work|adults?|"
    r"\w+therapy|assistants?)\b",
    re.IGNORECASE,
)
"""Words for help that also tell how a child is: "He needs help to dress". Only vague wording shows which it is."""


def said_of_help(sentence: Sentence) -> frozenset[Part]:
    """Which parts a sentence says that seems to say that somebody gives help; empty for any other, such as
    "She has therapy", which tells how a child is now.
    """
    if not _GIVES.search(sentence.text):
        return frozenset()
    said = parts_said(sentence.text)
    if Part.WHAT not in said and _HELP.search(sentence.text) and vague_wording(sentence.text):
        said |= {Part.WHAT}
    return said if Part.WHAT in said else frozenset()
