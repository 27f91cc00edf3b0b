"""The parts that help has to say, and which of them a text seems to say.

Found by word patterns: they inform a person and decide nothing.
"""

import re
from collections.abc import Collection, Sequence
from enum import StrEnum

from alongside.language.letters import small_letters

_NUMBER = (
    r"(?:\d+(?:\.\d+)?|an?|half\s+an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|fifteen|twenty|thirty|forty|forty-five|fifty|sixty|ninety)"
)
_SPAN = r"(?:minute|min|hour|hr|day|week|fortnight|month|term|half[\s-]term|year)s?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)


EQUIPMENT = (
    r"laptop|tablet|chair|desk|hoist|frame|wheelchair|writing\s+slope|ramp|hearing\s+aid|"
    r"radio\s+aid|splint|cushion|ear\s+defender|communication\s+book|equipment|device|software"
)
_UNHELPFUL = (
    r"behaviours?|living|life|lives|routines?|tasks?|incidents?|outbursts?|meltdowns?|tantrums?|"
    r"difficult(?:y|ies)|struggles?|challenges?|distress|anxiety|pain|seizures?|needs|dysregulation"
)
_OFTEN = (
    r"\b(?:daily|weekly|fortnightly|monthly|half-termly|termly|yearly|annually)\b"
    rf"(?!\s+(?:\w+\s+){{0,2}}(?:{_UNHELPFUL})\b)"
)
"""What happens daily to somebody, such as daily distress, is no rhythm of help."""
_ALWAYS = (
    r"\bfull[\s-]time\b|\bat\s+all\s+times\b|\b24[\s-]hours?\b|\b(?:full|all|whole)[\s-]day\b|"
    r"\bthroughout\s+(?:the|each|every)\s+(?:school\s+)?day\b|"
    r"\b(?:in|for)\s+(?:all|every)\s+(?:of\s+)?(?:his\s+|her\s+|their\s+|the\s+)?lessons?\b"
)


class Part(StrEnum):
    """What provision has to say; the value is how a sentence names it.

    WHERE is a place, or how many share the help: one to one, a group of four, one adult to three.
    """

    WHAT = "what"
    WHO = "who"
    HOW_MUCH = "how much"
    HOW_OFTEN = "how often"
    HOW_LONG = "for how long"
    WHERE = "where"
    FROM_WHEN = "from when"
    HOW_CHECKED = "how it is checked"


_IN_SMALL_LETTERS = {
    Part.WHAT: (
        r"\b(?:session|lesson|programme|therapy|training|teaching(?!\s+assistant)|tuition|mentoring|counselling|"
        r"exercise|assessment|visit|appointment|equipment|device|software|call|meeting|place|"
        r"supervision|transport|massage|room|space|activit(?:y|ies)|mediation|hydrotherapy|signing|treatment|taught|club|timetable|movement\s+break|makaton|"
        rf"braille|{EQUIPMENT})s?\b|"
        r"\bwill\s+(?:each\s+\w+\s+)?(?:meet|teach|train|read|practise|write|assess|check|record|"
        r"explain|sign|scribe|prompt|show|lead|visit|call|sit)\b"
    ),
    Part.WHO: (
        r"\b(?:therapist|teacher|assistant|psychologist|senco|nurse|doctor|paediatrician|tutor|"
        r"physiotherapist|audiologist|dietitian|counsellor|mentor|key\s?worker|social\s+worker|"
        r"coach|interpreter|instructor|intervenor|head\s?teacher|parent|carer|officer|"
        r"practitioner|specialist|sendco|lunchtime\s+supervisor|technician|worker|trainer|clinician|adviser|escort)s?\b|"
        r"\b(?:adult|member\s+of\s+staff)s?\s+(?:who\s+\w+\s+(?:been\s+)?)?trained\b|"
        r"\btrained\s+(?:adult|member\s+of\s+staff)\b"
    ),
    Part.HOW_MUCH: (
        rf"\b{_NUMBER}[\s-]+(?:second|minute|min|hour|hr|day|night|journey)s?\b|"
        rf"\b\d+(?:\.\d+)?(?:minute|min|hour|hr)s?\b|{_ALWAYS}"
    ),
    Part.HOW_OFTEN: (
        rf"\b(?:a|an|per|each|every)\s+(?:other\s+|school\s+)?(?:{_SPAN}|morning|afternoon|lesson|"
        r"session|monday|tuesday|wednesday|thursday|friday)\b|"
        rf"\b(?:each|every)\s+{_NUMBER}\s+{_SPAN}\b|\b(?:each|every)\s+time\b|"
        rf"{_OFTEN}|\b(?:once|twice)\b|"
        rf"\b{_NUMBER}\s+(?:[\w-]+\s+){{0,2}}(?:session|lesson|visit|appointment|time)s?\s+(?:\w+\s+){{0,3}}?"
        rf"(?:over|in|within|across|during)\s+(?:the\s+next\s+)?{_NUMBER}\s+(?:school\s+)?{_SPAN}\b|"
        rf"{_ALWAYS}"
    ),
    Part.HOW_LONG: (
        rf"\b(?:for|over)\s+(?:at\s+least\s+|the\s+next\s+)?{_NUMBER}\s+(?:school\s+)?{_SPAN}\b|"
        rf"\b(?:until|throughout|during|all\s+year|in\s+term\s+time)\b"
    ),
    Part.WHERE: (
        r"\b(?:in|at|outside)\s+(?:the\s+|a\s+|an\s+|his\s+|her\s+|their\s+)?(?:quiet\s+|own\s+)?"
        r"(?:class|classroom|room|home|school|college|nursery|clinic|hall|library|playground|pool|"
        r"group|unit|community)\b|\bonline\b|\bone[\s-]to[\s-]one\b|\b1:1\b|"
        r"\bgroup\s+of\b|\bclass\s+of\b|\bwhole[\s-]class\b|\b1:\d{1,2}\b|"
        r"\bone[\s-](?:adult[\s-]|teacher[\s-])?to[\s-](?:two|three|four|five|six|\d)\b"
    ),
    Part.HOW_CHECKED: (
        r"\b(?:review|check|measur|monitor|record|observ|assess)e?(?:ed|ing)\s+(?:by|with|against|"
        r"at|every|each|once|twice|weekly|fortnightly|monthly|half-termly|termly|yearly|on)\b|"
        r"\b(?:reviews?|checks?|measures?|records?)\s+(?:\w+\s+){0,4}"
        r"(?:every|each|once|twice|weekly|fortnightly|monthly|half-termly|termly|yearly|progress)\b"
    ),
}
_AS_WRITTEN = {
    Part.WHO: r"\b(?:TA|HLTA|LSA|SALT|SaLT|SLT|OT|EP|ELSA)s?\b",
    Part.FROM_WHEN: (
        r"\b(?i:from|starting|beginning)\s+(?:in\s+|on\s+|the\s+)?"
        rf"(?:\d|{_MONTH}|start|date|first)|\b(?i:within)\s+{_NUMBER}\s+{_SPAN}\b"
    ),
}
_PATTERNS = {part: re.compile(pattern) for part, pattern in _IN_SMALL_LETTERS.items()}
_EMPTY = re.compile(
    r"\w|a|an|the|of|in|on|at|to|by|with|from|and|or|for|as|his|her|their|its|he|she|they|it|is|are|be|"
    r"will|have|has|get|gets|receive|receives|give|gives|given|provide|provides|provided|there|that|this|"
    r"support|supports|help|helps|assistance|input|provision|interventions?|care|staff|adults?|people|"
    r"school|setting|all|any|each|every|regular|regularly|access|required|needed|needs?|hours?|minutes?|"
    r"times?|days?|weeks?|terms?|years?|per|least|more|up|about|around|approximately|who|also|extra|"
    r"additional|level|high|full|qualified|trained|experienced|one|two|three|half"
)
"""Words that say nothing of what is given."""
_NOBODY = re.compile(
    r"\w|a|an|the|of|in|on|at|to|by|with|from|and|or|for|his|her|their|all|any|some|other|"
    r"staff|adults?|people|persons?|somebody|someone|anyone|everyone|professionals?|members?|team|"
    r"school|college|setting|nursery|provider|support|supporting|appropriate|suitable|available|relevant|"
    r"trained|qualified|experienced|familiar|key|known|trusted|tbc|unknown"
)
"""Words that name no role."""
_COUNTED = (
    r"\d|\b(?:half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|sixty|"
    rf"all|every|each|whole)\b|{_ALWAYS}"
)
_RHYTHM = re.compile(
    rf"\b(?:each|every|per|always|all|times?|\d+x|x\d+)\b|\b\w+(?:days|times|breaks|mornings|afternoons)\b|{_ALWAYS}"
)
_PATTERNS_AS_WRITTEN = {part: re.compile(pattern) for part, pattern in _AS_WRITTEN.items()}


def parts_said(text: str) -> frozenset[Part]:
    """The parts that the words of ``text`` seem to say.

    >>> sorted(parts_said("One 45-minute session a week"))
    [<Part.HOW_MUCH: 'how much'>, <Part.HOW_OFTEN: 'how often'>, <Part.WHAT: 'what'>]
    """
    small = small_letters(text)
    said = {part for part, pattern in _PATTERNS.items() if pattern.search(small)}
    written = {part for part, pattern in _PATTERNS_AS_WRITTEN.items() if pattern.search(text)}
    return frozenset(said | written)


def says_what(text: str) -> bool:
    """Whether any word is left that could be help, beside amounts, roles, small words and "support".

    What help is cannot be told from a list of words, so whatever is left counts.

    >>> says_what("A check twice a week by the nurse"), says_what("One hour a day of support from staff")
    (True, False)
    """
    small = small_letters(_PATTERNS_AS_WRITTEN[Part.WHO].sub(" ", text))
    for part in (Part.WHO, Part.HOW_MUCH, Part.HOW_OFTEN, Part.HOW_LONG):
        small = _PATTERNS[part].sub(" ", small)
    return any(not _EMPTY.fullmatch(word) for word in re.findall(r"[^\W\d_]+", small))


def box_says(part: Part, text: str, *, has_cue: bool) -> bool:
    """Whether a box that asks for one part alone says it. ``has_cue``: vague wording stands in it.

    >>> box_says(Part.WHO, "School staff", has_cue=False), box_says(Part.WHO, "Ms Lee", has_cue=False)
    (False, True)
    """
    if part in parts_said(text):
        return True
    if has_cue or not text.strip():
        return False
    small = small_letters(text)
    match part:
        case Part.WHO:
            return any(not _NOBODY.fullmatch(word) for word in re.findall(r"[^\W\d_]+", small))
        case Part.HOW_MUCH:
            return bool(re.search(_COUNTED, small))
        case Part.HOW_OFTEN:
            return bool(_RHYTHM.search(small))
        case _:
            return True


def parts_missing(said: Collection[Part]) -> tuple[Part, ...]:
    """The parts that are not ``said``, in the order in which they are asked for."""
    return tuple(part for part in Part if part not in said)


def listed(parts: Sequence[Part]) -> str:
    """ "what, who or how often", for a sentence that says what is not said."""
    values = [part.value for part in parts]
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"
