"""Vague provision: words that leave a family not knowing what will happen, and what is not said.

Some flexibility can be lawful, so this flags and never fails. The cues are in
``data/vague_cues.toml``; which parts a sentence says is for ``parts``.
"""

from collections.abc import Collection, Iterable

from alongside.language.cues import Cue, cue_list, cues_in
from alongside.language.finding import Check, Finding
from alongside.language.parts import Part, listed, parts_missing, parts_said
from alongside.language.sentences import Sentence, sentences_in

__all__ = ["Cue", "Part", "all_cues", "parts_said", "vague_in", "vague_wording"]


def all_cues() -> tuple[Cue, ...]:
    """The cues of the house, in the order of their file."""
    return cue_list("vague_cues").cues


def vague_wording(text: str) -> tuple[Finding, ...]:
    """Each vague cue with why, in the order of the text.

    The first in a sentence also says which parts the sentence leaves out.
    """
    return vague_in(sentences_in(text))


def vague_in(
    sentences: Iterable[Sentence], *, stated: Collection[Part] = ()
) -> tuple[Finding, ...]:
    """The same, of sentences that were found already. ``stated`` are parts that are said elsewhere."""
    return tuple(found for sentence in sentences for found in _vague_in(sentence, stated))


def _vague_in(sentence: Sentence, stated: Collection[Part]) -> list[Finding]:
    findings: list[Finding] = []
    for start, end, cue in cues_in(sentence.text, cue_list("vague_cues")):
        findings.append(
            Finding(
                start=sentence.start + start,
                end=sentence.start + end,
                text=sentence.text[start:end],
                why=cue.why if findings else cue.why + _unsaid(sentence.text, stated),
                suggestion=cue.suggest,
                check=Check.VAGUE,
            )
        )
    return findings


def _unsaid(text: str, stated: Collection[Part]) -> str:
    missing = parts_missing(parts_said(text) | set(stated))
    return f" The sentence does not say {listed(missing)}." if missing else ""
