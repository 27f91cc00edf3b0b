"""The reference page of plain English: what is looked for, and with which words it is told.

Printed from the lists that the checks themselves go by, so that page and checks cannot differ.
"""

from collections.abc import Iterable, Iterator

from alongside.language.checking import Kind
from alongside.language.cues import cue_list
from alongside.language.easy_read import MOST_SENTENCES
from alongside.language.glossary import Term, glossary
from alongside.language.parts import Part, listed
from alongside.language.provision import NEEDED, NEEDED_OF_THINGS
from alongside.language.reading import (
    EASY_LENGTH,
    FEWEST_WORDS,
    PLAIN_LENGTH,
    WORDS_A_MINUTE_SOURCE,
)

PRINTED = "*This page is printed from the definitions by `make docs`. Change the definitions, not the page.*"
_LOOKED_FOR = {
    Kind.OWN_WORDS: "nothing: it is not read, counted or repeated",
    Kind.WRITING: "long sentences, terms and abbreviations that are not explained",
    Kind.OUTCOME: "the same, and sentences that say what will be given",
    Kind.PROVISION: "the same as writing, vague wording, missing parts, and limits of a service",
    Kind.ADVICE: "the same as writing, vague wording, and limits of a service",
}


def plain_english_page() -> str:
    """Every list of the language room, with its numbers and their sources."""
    lines = [
        "# Plain English",
        "",
        PRINTED,
        "",
        "What is looked for in a text, by patterns and lists that anybody can read. A finding has its place, "
        "why it matters, and what to write instead. It is advice: a person decides, and no single number is "
        "made. [How to check a document](../how-to/check-plain-english.md).",
        "",
        *_kinds(),
        *_numbers(),
        *_parts(),
        *_cues("Vague wording", "vague_cues"),
        *_cues("Limits of a service", "service_limits"),
        *_terms(),
    ]
    return "\n".join(lines) + "\n"


def _kinds() -> Iterator[str]:
    yield from (
        "## What is looked for where",
        "",
        "| kind of passage | looked for |",
        "| --- | --- |",
    )
    yield from (f"| {kind.value.replace('_', ' ')} | {_LOOKED_FOR[kind]} |" for kind in Kind)
    yield ""


def _numbers() -> Iterator[str]:
    yield from (
        "## Numbers",
        "",
        f"- {WORDS_A_MINUTE_SOURCE} Another rate may be given.",
        f"- A text of fewer than {FEWEST_WORDS} words has findings and no score.",
        f"- A sentence of more than {PLAIN_LENGTH} words is long; for easy read, one of more than "
        f"{EASY_LENGTH}.",
        f"- A paragraph for easy read has {MOST_SENTENCES} sentences at most, and a sentence one idea.",
        "- Lengths are told as the median and the nearest-rank 90th percentile, with the sentences behind "
        "them. Grade formulas and the share of passive sentences are left out: they cannot be had honestly "
        "from patterns.",
        "",
    )


def _parts() -> Iterator[str]:
    yield from (
        "## What help has to say",
        "",
        f"The parts are {listed(tuple(Part)).replace(' or ', ' and ')}. A row of help that leaves out "
        f"{listed(NEEDED)} is flagged, and one that says no more than “support” for what is given. A thing "
        f"that stays, such as a chair, only has to say {listed(NEEDED_OF_THINGS)} gives it. The other parts are named as missing and not "
        "flagged, because some flexibility is lawful.",
        "",
    )


def _cues(title: str, name: str) -> Iterator[str]:
    yield from (f"## {title}", "", "| wording | why | what to write |", "| --- | --- | --- |")
    for cue in cue_list(name).cues:
        yield f"| {', '.join(cue.words)} | {cue.why} | {cue.suggest} |"
    yield ""


def _terms() -> Iterator[str]:
    held = glossary()
    yield from (
        "## Terms and abbreviations",
        "",
        f"Version {held.version}. Owner: {held.owner}. Families’ votes are put over this list: their wording "
        "stands first, and a term may be kept only with a reason. An abbreviation in no list is flagged too, "
        f"except everyday ones: {', '.join(sorted(held.everyday))}.",
        "",
        "| term | stands for | plain words |",
        "| --- | --- | --- |",
        *_rows(held.terms),
    )


def _rows(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        yield f"| {', '.join(term.spellings)} | {'; '.join(term.full)} | {term.plain} |"
