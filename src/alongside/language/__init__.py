"""Plain English, as pure Python: what a family may stumble over in a text, where, and what to write.

This is the room's front: few functions, each of which gives places in the text with a sentence and a
suggestion. They inform people and decide nothing. No clock, no network, no settings; the lists they
go by are files in ``data/``, printed as docs/reference/plain-english.
"""

from alongside.language.boxes import boxes_said
from alongside.language.checking import (
    Kept,
    Kind,
    Passage,
    Read,
    Reader,
    Report,
    check,
    rows_of,
    unexplained,
)
from alongside.language.easy_read import easy_read
from alongside.language.finding import Check, Finding
from alongside.language.glossary import Glossary, Term, Votes, glossary
from alongside.language.outcomes import provision_in_outcome
from alongside.language.parts import Part
from alongside.language.provision import Provision, check_provision
from alongside.language.reading import (
    Readability,
    TooShort,
    long_sentences,
    longest_sentences,
    minutes_aloud,
    readability,
)
from alongside.language.service_limits import service_limits
from alongside.language.vague import vague_wording

__all__ = [
    "Check",
    "Finding",
    "Glossary",
    "Kept",
    "Kind",
    "Part",
    "Passage",
    "Provision",
    "Read",
    "Readability",
    "Reader",
    "Report",
    "Term",
    "TooShort",
    "Votes",
    "boxes_said",
    "check",
    "check_provision",
    "easy_read",
    "glossary",
    "long_sentences",
    "longest_sentences",
    "minutes_aloud",
    "provision_in_outcome",
    "readability",
    "rows_of",
    "service_limits",
    "unexplained",
    "vague_wording",
]
