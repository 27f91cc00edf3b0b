"""Reads a whole document, passage by passage, with every check that fits each.

The child's, the young person's and the parents' own words are not looked at at all. Nothing here
says that a document is good or bad, and no single number is made: people decide.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from typing import assert_never

from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Refusal
from alongside.language.abbreviations import unlisted_abbreviations
from alongside.language.easy_read import easy_read_of
from alongside.language.finding import Check, Finding
from alongside.language.glossary import Glossary, glossary
from alongside.language.outcomes import outcomes_among
from alongside.language.parts import Part
from alongside.language.provision import Provision
from alongside.language.reading import (
    WORDS_A_MINUTE,
    Readability,
    TooShort,
    long_among,
    readability_of,
)
from alongside.language.rows import Known, Rows, rows_in
from alongside.language.sentences import Sentence, sentences_in
from alongside.language.service_limits import service_limits
from alongside.language.terms import term_uses, unexplained_terms
from alongside.language.vague import vague_in

_GAP = "\n\n"
BLANK = Finding(
    0,
    0,
    "",
    "Nothing is written in this section.",
    "Write what belongs here, or say that nothing was identified or is needed.",
    Check.BLANK,
)


class Kind(StrEnum):
    """What a passage is, which decides how it is read."""

    OWN_WORDS = "own_words"
    WRITING = "writing"
    OUTCOME = "outcome"
    PROVISION = "provision"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document; several may have one ``name``, such as the rows of a section.

    ``is_row``: the whole text is one row of help, and not one row in each paragraph, unless it is a list;
    ``stated`` are the parts of that row which are known to be said, such as those with a box of their own.
    ``told`` are parts whose own box is told that it does not say them. ``must_say``: when it is blank, that
    is told.
    ``is_fact``: what a box of a form says, such as "Twice a week". It is read like everything else, and
    it takes time to read aloud, but it is no sentence whose length says anything.
    """

    name: str
    text: str
    kind: Kind = Kind.WRITING
    is_row: bool = False
    stated: Collection[Part] = ()
    told: Collection[Part] = ()
    is_fact: bool = False
    must_say: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """How to read. ``explained`` and the keys of ``kept`` are terms; ``leave_out`` names passages.

    ``kept`` gives for each term that families find hard the reason for keeping it. Raises Refusal
    when a reason is blank, ValueError when ``words_a_minute`` is not above nought.
    """

    held: Glossary | None = None
    explained: Collection[str] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    leave_out: Collection[str] = ()
    words_a_minute: int = WORDS_A_MINUTE
    wants_easy_read: bool = False

    def __post_init__(self) -> None:
        if self.words_a_minute < 1:
            raise ValueError("nobody reads fewer than one word a minute")
        for term, reason in self.kept.items():
            if not reason.strip():
                raise Refusal(f"Say why “{term}” is kept. Families find it hard.", field="kept")


@dataclass(frozen=True, slots=True)
class Read:
    """One passage: places are counted in its own text. ``provisions`` are its rows of help."""

    passage: Passage
    findings: tuple[Finding, ...]
    provisions: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A hard term that stands in the document on purpose."""

    term: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """``scores`` go by the names of passages, in order; ``left_out`` are names nobody scored.

    ``quantified`` is rows of help that say how much and how often, of all rows. ``unexplained`` is
    how many uses of terms and abbreviations are not explained. ``words`` are all that were read, those
    of facts as well.
    """

    reads: tuple[Read, ...]
    scores: Mapping[str, Readability | TooShort]
    whole: Readability | TooShort
    minutes_aloud: Fraction
    unexplained: int
    quantified: Proportion
    left_out: tuple[str, ...]
    kept: tuple[Kept, ...]
    words: int

    @property
    def findings(self) -> Iterator[tuple[str, Finding]]:
        """(name of the passage, finding), in the order of the document."""
        return ((read.passage.name, found) for read in self.reads for found in read.findings)

    @property
    def unexplained_in_thousand(self) -> Fraction | None:
        """Unexplained terms for each thousand words; None for a text too short to score."""
        if isinstance(self.whole, TooShort):
            return None
        return Fraction(1000 * self.unexplained, self.words)


def check(passages: Iterable[Passage], *, reader: Reader | None = None) -> Report:
    """Read the passages in their order; a term explained in one stands explained in those after it.

    >>> [f.text for _, f in check([Passage("F", "SALT as required.", Kind.PROVISION)]).findings]
    ['SALT', 'as required']
    """
    used = reader or Reader()
    given = list(passages)
    scored = [each for each in given if not _is_left_out(each, used)]
    sentences = [sentences_in(each.text) for each in scored]
    everything = [
        each
        for passage, inside in zip(scored, sentences, strict=True)
        if not passage.is_fact
        for each in inside
    ]
    terms = _terms(scored, used)
    reads = tuple(map(_read, scored, sentences, terms, [used] * len(scored)))
    rows = [row for read in reads for row in read.provisions]
    words = sum(len(each.words) for inside in sentences for each in inside)
    return Report(
        reads=reads,
        scores=_scores(scored, sentences, used),
        whole=readability_of(everything, words_a_minute=used.words_a_minute),
        minutes_aloud=Fraction(words, used.words_a_minute),
        unexplained=sum(map(len, terms)),
        quantified=Proportion(sum(row.is_quantified for row in rows), len(rows)),
        left_out=tuple(dict.fromkeys(each.name for each in given if _is_left_out(each, used))),
        kept=_kept(scored, used),
        words=words,
    )


def unexplained(
    text: str, *, explained: Collection[str] = (), held: Glossary | None = None
) -> tuple[Finding, ...]:
    """Terms of the glossary and unlisted abbreviations that the text does not explain, in order."""
    used = held or glossary()
    return tuple(
        sorted(
            (
                *unexplained_terms(text, explained=explained, held=used),
                *unlisted_abbreviations(text, explained=explained, held=used),
            )
        )
    )


def _is_left_out(passage: Passage, reader: Reader) -> bool:
    return passage.kind is Kind.OWN_WORDS or passage.name in reader.leave_out


def _read(
    passage: Passage, sentences: Sequence[Sentence], terms: Sequence[Finding], reader: Reader
) -> Read:
    rows = _rows(passage, sentences) if passage.kind is Kind.PROVISION else Rows(())
    found = [*terms, *long_among(sentences), *_of_kind(passage, sentences, rows)]
    if passage.must_say and not sentences:
        found.append(BLANK)
    if reader.wants_easy_read:
        found += easy_read_of(passage.text, sentences)
    return Read(passage, tuple(sorted(found)), rows.rows)


def rows_of(passage: Passage) -> tuple[Provision, ...]:
    """The rows of help of one passage, as the whole document is read."""
    return _rows(passage, sentences_in(passage.text)).rows


def _rows(passage: Passage, sentences: Sequence[Sentence]) -> Rows:
    known = Known(frozenset(passage.stated), frozenset(passage.told))
    return rows_in(passage.text, sentences, is_one=passage.is_row, known=known)


def _of_kind(passage: Passage, sentences: Sequence[Sentence], rows: Rows) -> tuple[Finding, ...]:
    match passage.kind:
        case Kind.OWN_WORDS | Kind.WRITING:
            return ()
        case Kind.OUTCOME:
            return outcomes_among(sentences)
        case Kind.PROVISION:
            beside = vague_in(rows.beside, stated=frozenset(Part))
            vague = (*beside, *(found for row in rows.rows for found in row.findings))
            return _joined(service_limits(passage.text), vague)
        case Kind.ADVICE:
            return _joined(service_limits(passage.text), vague_in(sentences, stated=passage.stated))
        case _:
            assert_never(passage.kind)


def _joined(limits: tuple[Finding, ...], vague: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Both, without vague wording that stands inside wording about limits and would be told twice."""
    covered = [(each.start, each.end) for each in limits]
    return (
        *limits,
        *(
            each
            for each in vague
            if each.check is Check.UNSAID
            or not any(start < each.end and each.start < end for start, end in covered)
        ),
    )


def _terms(scored: Sequence[Passage], reader: Reader) -> list[list[Finding]]:
    """What is not explained, passage by passage; the document is read as one text for it."""
    used = reader.held or glossary()
    explained = {_name(used, words) for words in (*reader.explained, *reader.kept)}
    starts = list(accumulate((len(each.text) + len(_GAP) for each in scored), initial=0))
    found: list[list[Finding]] = [[] for _ in scored]
    whole = _GAP.join(each.text for each in scored)
    for each in unexplained(whole, explained=explained, held=used):
        at = bisect_right(starts, each.start) - 1
        moved = replace(each, start=each.start - starts[at], end=each.end - starts[at])
        found[at].append(moved)
    return found


def _kept(scored: Sequence[Passage], reader: Reader) -> tuple[Kept, ...]:
    """The terms kept with a reason that do stand in what was read."""
    used = reader.held or glossary()
    whole = _GAP.join(each.text for each in scored) if reader.kept else ""
    standing = {term.name for term, _ in term_uses(whole, held=used)}
    return tuple(
        Kept(words, reason)
        for words, reason in reader.kept.items()
        if _name(used, words) in standing or re.search(rf"\b{re.escape(words)}\b", whole)
    )


def _name(held: Glossary, words: str) -> str:
    term = held.find(words)
    return term.name if term else words


def _scores(
    scored: Sequence[Passage], sentences: Sequence[Sequence[Sentence]], reader: Reader
) -> dict[str, Readability | TooShort]:
    by_name: dict[str, list[Sentence]] = {}
    for passage, inside in zip(scored, sentences, strict=True):
        by_name.setdefault(passage.name, []).extend(() if passage.is_fact else inside)
    return {
        name: readability_of(inside, words_a_minute=reader.words_a_minute)
        for name, inside in by_name.items()
    }
