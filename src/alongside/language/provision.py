"""One row of help: which parts of it are said, which are not, and whether that needs mending.

Some flexibility can be lawful, so this flags and never fails. Help has to say what is given ("support"
alone does not), by whom, how much and how often; a thing that stays, such as a chair, has no "how
much". The other parts are told as missing and not flagged: a text may rightly say them once for several rows. Source: the
SEND Code of practice (2015), 9.69: provision "must be detailed and specific and should normally be
quantified, for example, in terms of the type, hours and frequency of support and level of expertise".
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from alongside.language.finding import Check, Finding
from alongside.language.parts import EQUIPMENT, Part, listed, parts_missing, parts_said, says_what
from alongside.language.sentences import Sentence, sentences_in
from alongside.language.vague import vague_in

NEEDED = (Part.WHO, Part.HOW_MUCH, Part.HOW_OFTEN)
NEEDED_OF_THINGS = (Part.WHO,)
_ANYTHING = re.compile(
    r"\b(?:support|help|assistance|input|provision|interventions?|care)\b", re.IGNORECASE
)
"""Words that stand for any kind of help: with none but these, a row does not say what is given."""
_THING = re.compile(rf"\b(?:{EQUIPMENT})s?\b", re.IGNORECASE)
_UNPROMISED = re.compile(
    r"\b(?:recommend(?:s|ed|ation|ations)?|consider(?:s|ed|ation)?|suggest(?:s|ed)?|advis(?:ed|able)|"
    r"would\s+benefit|may\s+benefit|would\s+help)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"(?:none|nil|n/?a|not\s+applicable|nothing)"
    r"(?:\s+(?:is|are|was|were|has\s+been|have\s+been))?"
    r"(?:\s+(?:currently|reasonably|identified|needed|required|known|applicable|found|specified|necessary|"
    r"at\s+present|at\s+this\s+time|at\s+the\s+moment))*\s*[.!]?|"
    r"(?:there\s+(?:is|are)\s+)?no\s+(?:\w+\s+){0,4}(?:provision|needs?|help|support|care)"
    r"(?:\s+(?:is|are|was|were|has\s+been|have\s+been))?"
    r"(?:\s+(?:currently|reasonably|identified|needed|required|known|found|specified|necessary|"
    r"at\s+present|at\s+this\s+time|at\s+the\s+moment))+\s*[.!]?",
    re.IGNORECASE,
)
_TIME = re.compile(r"\b(?:session|lesson|therapy|teaching|visit|hour|minute)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Provision:
    """One row, from ``start`` up to ``end``; ``missing`` is in the order of ``Part``.

    Without ``findings`` there is nothing to mend. ``is_quantified``: it says how much and how often,
    or is a thing that stays.
    """

    start: int
    end: int
    said: frozenset[Part]
    missing: tuple[Part, ...]
    is_quantified: bool
    findings: tuple[Finding, ...]


def check_provision(text: str, *, stated: Collection[Part] = ()) -> Provision:
    """What ``text``, one row or bullet of help, says and leaves out. A blank text has no findings.

    ``stated`` are parts known to be said, such as those with a filled box of their own in a form.

    >>> check_provision("One 45-minute session a week by a speech therapist.").findings
    ()
    >>> check_provision("Sam will have a weekly session.").findings[0].why
    'This help does not say who or how much.'
    """
    return provision_of(text, sentences_in(text), stated=stated)


def provision_of(
    text: str,
    sentences: Sequence[Sentence],
    *,
    stated: Collection[Part] = (),
    told: Collection[Part] = (),
) -> Provision:
    """The same, of some sentences of ``text`` that were found already and make one row. ``told``: what is
    not said of these parts is told in a place of its own, such as their box.
    """
    start, end = (sentences[0].start, sentences[-1].end) if sentences else (0, 0)
    row = text[start:end]
    said, needed = _said(row, stated), _needed(row)
    unsaid = tuple(part for part in needed if part not in said)
    to_tell = tuple(part for part in unsaid if part not in told)
    incomplete = (_incomplete(start, row, to_tell),) if to_tell and row else ()
    return Provision(
        start=start,
        end=end,
        said=said,
        missing=parts_missing(said),
        is_quantified=is_promised(row) and not {Part.HOW_MUCH, Part.HOW_OFTEN}.intersection(unsaid),
        findings=vague_in(sentences, stated=said) or incomplete,
    )


def is_promised(row: str) -> bool:
    """Whether it says that help will be given, and not only that somebody thinks it would be good.

    >>> is_promised("Consider using a laptop."), is_promised("A laptop.")
    (False, True)
    """
    return not _UNPROMISED.search(row)


def says_none(text: str) -> bool:
    """Whether a section says that nothing is needed: an answer, and no row of help.

    >>> says_none("None needed."), says_none("None of the staff will help.")
    (True, False)
    """
    return bool(_NONE.fullmatch(" ".join(text.split())))


def _said(row: str, stated: Collection[Part]) -> frozenset[Part]:
    """By words, by boxes, and for "what" by whatever is left beside them, unless "support" stands for it."""
    said = parts_said(row) | frozenset(stated)
    is_named = not _ANYTHING.search(row) and says_what(row)
    return said | {Part.WHAT} if is_named else said


def _needed(text: str) -> tuple[Part, ...]:
    """What help is cannot be told from a list of words, so "what" is asked of empty words alone."""
    is_thing = _THING.search(text) and not _TIME.search(text)
    needed = NEEDED_OF_THINGS if is_thing else NEEDED
    is_unnamed = bool(_ANYTHING.search(text)) or not says_what(text)
    return (Part.WHAT, *needed) if is_unnamed else needed


def _incomplete(start: int, row: str, unsaid: tuple[Part, ...]) -> Finding:
    return Finding(
        start,
        start + len(row),
        row,
        f"This help does not say {listed(unsaid)}.",
        "Say what is given, which role gives it, how much and how often.",
        Check.UNSAID,
    )
