"""An outcome that is really provision: what will be given, where what will be different should be.

An outcome is "the benefit or difference made to an individual as a result of an intervention" and
no description of a service (SEND Code of practice, 2015, 9.66). Found by word patterns: it informs a
person and decides nothing.
"""

import re
from collections.abc import Iterable

from alongside.language.finding import Check, Finding
from alongside.language.parts import EQUIPMENT, Part, parts_said
from alongside.language.sentences import Sentence, sentences_in

_HELP = (
    r"support|help|therapy|input|intervention|provision|programme|session|tuition|counselling|"
    r"mentoring|training|equipment|assessment|timetable|assistant|teaching|supervision|visit|advice|"
    r"strateg(?:y|ies)|one[\s-]to[\s-]one|1:1"
)
_THING = (
    rf"{_HELP}|{EQUIPMENT}|(?:quiet|calm|safe|sensory)\s+(?:room|space|area|place)|nurture\s+group|"
    r"sensory\s+diet|OT|SALT|SLT|physio(?:therapist)?|therapist"
)
_CHANGE = r"with|without|through|by|when|after|so|fewer|less|better|more|no"
"""After these words help is how something changes, and no longer what is given."""
_GIVEN = re.compile(
    r"\b(?:to|will|should|must|shall|can)\s+(?:continue\s+to\s+)?(?:have|receive|get|access|attend|"
    r"benefit\s+from|take\s+part\s+in|be\s+(?:given|offered|provided\s+with|supported|helped|seen))"
    rf"\b(?:\s+(?!(?:{_CHANGE})\b)\S+){{0,8}}?\s+(?:{_THING})s?\b",
    re.IGNORECASE,
)
_TO_GIVE = re.compile(
    r"\s*(?:for\s+\w+\s+)?to\s+(?:provide|deliver|offer|arrange|supply|fund|make\s+available|"
    r"put\s+in\s+place)\b",
    re.IGNORECASE,
)
_NAMED_HELP = re.compile(
    r"\s*(?:(?:access|to|an?|one|two|three|four|five|six|\d\S*|weekly|daily|regular|ongoing|speech|language|and|"
    r"occupational|physio\w*|music|play|art|drama|adult|teaching|teacher|learning|assistant|therapist|"
    r"staff|small|group|individual|specialist|emotional|literacy|reading|maths|extra|additional|high|"
    r"levels?|full[\s-]time|social|skills|sensory|travel|minutes?|hours?|of)\s+){0,7}"
    rf"(?:{_HELP})s?\b",
    re.IGNORECASE,
)
"""A sentence that begins with help and has no verb that says what somebody does."""
_DOES = re.compile(
    r"\b(?:is|are|was|will|can|has|have|had|does|do|makes?|feels?|asks?|goes)\b", re.IGNORECASE
)
_WORKS_WITH = re.compile(
    r"\bwill\s+(?:work|meet|sit|spend\s+time)\s+with\b|\bwill\s+(?:see|meet|visit)\b", re.IGNORECASE
)
_SUPPORTED = re.compile(
    r"\b(?:have|gain|get|be\s+given)\s+access\s+to\b|"
    r"\bwill\s+be\s+(?:supported|helped|seen|assessed|monitored|taught)\s+(?:by|in|with|to)\b",
    re.I,
)
_GIVER = re.compile(
    r"\b(?:(?:the|a|an)\s+)?(?:\w+\s+){0,3}(?:staff|school|setting|college|adults?|teachers?|"
    r"therapists?|assistants?|SENCO|psychologists?|services?|nurses?|team|authority|council)\s+"
    r"(?:will|to|should|must|shall)\s+(?:provide|deliver|give|offer|support|help|use|run|arrange|"
    r"make|ensure|ask|teach|train|work|continue|implement|monitor|put)\b",
    re.IGNORECASE,
)
_ABLE = re.compile(
    r"\b(?:be\s+able\s+to|able\s+to|can\s+(?!access|have|get|receive)|knows?|learns?\s+to|"
    r"understands?|manages?\s+to)",
    re.IGNORECASE,
)


def provision_in_outcome(text: str) -> tuple[Finding, ...]:
    """The sentences of an outcome that say what will be given.

    >>> [f.text for f in provision_in_outcome("Sam will have weekly therapy. Sam asks for help.")]
    ['Sam will have weekly therapy.']
    """
    return outcomes_among(sentences_in(text))


def outcomes_among(sentences: Iterable[Sentence]) -> tuple[Finding, ...]:
    """The same, of sentences that were found already."""
    return tuple(_finding(sentence) for sentence in sentences if _gives(sentence.text))


def _gives(text: str) -> bool:
    given = _GIVEN.search(text) or _SUPPORTED.search(text)
    able = _ABLE.search(text)
    if _GIVER.search(text) or (given and not (able and able.start() < given.start())):
        return True
    if _TO_GIVE.match(text):
        return True
    said = parts_said(text)
    counted = said & {Part.HOW_MUCH, Part.HOW_OFTEN}
    if counted and _NAMED_HELP.match(text) and not _DOES.search(text):
        return True
    if counted and Part.WHO in said and _WORKS_WITH.search(text) and not able:
        return True
    quantified = {Part.WHAT, Part.WHO, Part.HOW_MUCH, Part.HOW_OFTEN}
    return not able and quantified <= said


def _finding(sentence: Sentence) -> Finding:
    return Finding(
        sentence.start,
        sentence.end,
        sentence.text,
        "This says what will be given, not what will be different for the child or young person.",
        "Say what they will do, know or feel, and by when. Move the help to section F, G or H.",
        Check.PROVISION_IN_OUTCOME,
    )
