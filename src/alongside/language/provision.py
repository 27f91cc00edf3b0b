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
from alongside.language.parts import EQUIPMENT, Part, listed, parts_missing, parts_said
from alongside.language.sentences import Sentence, sentences_in
from alongside.language.vague import vague_in

NEEDED = (Part.WHO, Part.HOW_MUCH, Part.HOW_OFTEN)
NEEDED_OF_THINGS = (Part.WHO,)
_ANYTHING = re.compile(
    r"\b(?:support|help|assistance|input|provision|interventions?|care)\b", re.IGNORECASE
)
"""Words that stand for any kind of help: with none but these, a row does not say what is given."""
_THING = re.compile(rf"\b(?:{EQUIPMENT})s?\b", re.IGNORECASE)
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
    text: str, sentences: Sequence[Sentence], *, stated: Collection[Part] = ()
) -> Provision:
    """The same, of some sentences of ``text`` that were found already and make one row."""
    start, end = (sentences[0].start, sentences[-1].end) if sentences else (0, 0)
    row = text[start:end]
    said, needed = parts_said(row) | set(stated), _needed(row)
    unsaid = tuple(part for part in needed if part not in said)
    incomplete = (_incomplete(start, row, unsaid),) if unsaid and row else ()
    return Provision(
        start=start,
        end=end,
        said=said,
        missing=parts_missing(said),
        is_quantified=not {Part.HOW_MUCH, Part.HOW_OFTEN}.intersection(unsaid),
        findings=vague_in(sentences, stated=stated) or incomplete,
    )


def _needed(text: str) -> tuple[Part, ...]:
    """What help is cannot be told from a list of words, so "what" is asked of empty words alone."""
    is_thing = _THING.search(text) and not _TIME.search(text)
    needed = NEEDED_OF_THINGS if is_thing else NEEDED
    return (Part.WHAT, *needed) if _ANYTHING.search(text) else needed


def _incomplete(start: int, row: str, unsaid: tuple[Part, ...]) -> Finding:
    return Finding(
        start,
        start + len(row),
        row,
        f"This help does not say {listed(unsaid)}.",
        "Say what is given, which role gives it, how much and how often.",
        Check.UNSAID,
    )
