"""Short explanations of the hard words of a summary. Printed titles keep their words, so those that
are really used are explained once.
"""

import re
from collections.abc import Iterable

MEANINGS = (
    ("Lead", r"\bleads?\b", "the post that answers for a promise"),
    ("Embedded", r"\bembedded\b", "done, and it has lasted"),
    (
        "As published",
        r"\bas published\b",
        "copied from a printed document; we do not hold the proof",
    ),
    ("SEND", r"\bSEND\b", "special educational needs and disabilities"),
    (
        "EHC plan",
        r"\bEHC\b",
        "education, health and care plan: the legal paper that says what help a child gets",
    ),
    (
        "Joint strategic needs assessment",
        r"\bjoint strategic needs assessments?\b",
        "a study of what people in an area need",
    ),
    (
        "Section 75 agreement",
        r"\bsection 75 agreements?\b",
        "a legal way for the council and the NHS to share money",
    ),
    ("Co-production", r"\bco-produc\w+", "planning together with families, as equals"),
    ("Commissioning", r"\bcommission\w+", "deciding which services to pay for"),
    ("Workstream", r"\bworkstreams?\b", "a group of people who work on one part of a plan"),
)


def explained(texts: Iterable[str]) -> tuple[str, ...]:
    """ "Embedded: done, and it has lasted." for each hard word that stands in the texts."""
    whole = "\n".join(texts)
    return tuple(
        f"{word}: {meaning}."
        for word, pattern, meaning in MEANINGS
        if re.search(pattern, whole, re.IGNORECASE)
    )
