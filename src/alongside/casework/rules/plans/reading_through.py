"""An EHC plan read through for plain English, row by row and section by section: pure.

It says where something could be plainer, and how long the whole takes to read aloud. It grades nothing and
stops nothing; section A is never in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from alongside.casework.rules.plans.codes import Section
from alongside.casework.rules.plans.parts import Part, numbers
from alongside.casework.rules.plans.passages import Placed, passages_of
from alongside.kernel.proportion import Proportion
from alongside.language import (
    Check,
    Finding,
    Glossary,
    Provision,
    Readability,
    Reader,
    Report,
    Term,
    TooShort,
    check,
    longest_sentences,
)
from alongside.language.sentences import words_in
from alongside.language.terms import term_uses

TERMS = frozenset({Check.TERM, Check.ABBREVIATION})
MOST_LONG = 5
MOST_KEPT = 16
Reasons = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something in one box of one row that could be plainer."""

    key: str
    section: Section
    box: str
    finding: Finding

    @property
    def same(self) -> tuple[str, str, str]:
        """By which the same words in one box are one thing, however often they stand there."""
        return self.finding.check.value, " ".join(self.finding.text.casefold().split()), self.box


@dataclass(frozen=True, slots=True)
class LongSentence:
    number: str
    section: Section
    text: str
    words: int


@dataclass(frozen=True, slots=True)
class SectionRead:
    """``terms`` are unexplained uses; ``quantified`` is rows of help that say how much and how often."""

    section: Section
    words: int
    score: Readability | TooShort
    terms: int
    quantified: Proportion

    @property
    def terms_in_thousand(self) -> Fraction | None:
        """None for a text that is too short to score."""
        if isinstance(self.score, TooShort):
            return None
        return Fraction(1000 * self.terms, self.words)


@dataclass(frozen=True, slots=True)
class Confusing:
    """A term that families did not understand, and the rows where it stands. ``reason`` is why the officer
    keeps it; empty while nobody has said.
    """

    term: Term
    spellings: tuple[str, ...]
    rows: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ReadThrough:
    """``noticed`` and ``rows``, the rows of help, go by the key of the part. ``longest`` are the sentences that
    drive the lengths.
    """

    report: Report
    noticed: Mapping[str, tuple[Noticed, ...]]
    rows: Mapping[str, tuple[Provision, ...]]
    sections: tuple[SectionRead, ...]
    longest: tuple[LongSentence, ...]
    confusing: tuple[Confusing, ...]

    def of(self, key: str) -> tuple[Noticed, ...]:
        return self.noticed.get(key, ())

    @property
    def noticed_count(self) -> int:
        """Things, the same words in one box once."""
        return sum(len({each.same for each in found}) for found in self.noticed.values())


@lru_cache(maxsize=MOST_KEPT)
def read_through(parts: tuple[Part, ...], held: Glossary, kept: Reasons = ()) -> ReadThrough:
    """The whole version with the area's glossary, and with the terms that are kept for a reason. The last
    few readings are kept, since a page is opened more often than a row is changed.
    """
    placed, called = passages_of(parts), numbers(parts)
    report = check([each.passage for each in placed], reader=Reader(held=held, kept=dict(kept)))
    noticed: dict[str, list[Noticed]] = {}
    for where, read in zip(placed, report.reads, strict=True):
        for finding in read.findings:
            found = Noticed(where.key, where.section, where.box, finding)
            noticed.setdefault(where.key, []).append(found)
    return ReadThrough(
        report=report,
        noticed={key: tuple(found) for key, found in noticed.items()},
        rows={
            where.key: read.provisions
            for where, read in zip(placed, report.reads, strict=True)
            if read.provisions
        },
        sections=_sections(placed, report),
        longest=_longest(placed, called),
        confusing=_confusing(placed, called, held, dict(kept)),
    )


def _sections(placed: Sequence[Placed], report: Report) -> tuple[SectionRead, ...]:
    pairs = list(zip(placed, report.reads, strict=True))
    found = []
    for section in Section:
        reads = [read for where, read in pairs if where.section is section]
        if not reads:
            continue
        rows = [row for read in reads for row in read.provisions]
        terms = sum(each.check in TERMS for read in reads for each in read.findings)
        found.append(
            SectionRead(
                section=section,
                words=sum(len(words_in(read.passage.text)) for read in reads),
                score=report.scores[section.value],
                terms=terms,
                quantified=Proportion(sum(row.is_quantified for row in rows), len(rows)),
            )
        )
    return tuple(found)


def _longest(placed: Sequence[Placed], called: Mapping[str, str]) -> tuple[LongSentence, ...]:
    found = [
        LongSentence(called.get(each.key, ""), each.section, sentence.text, len(sentence.words))
        for each in placed
        if not each.passage.is_fact
        for sentence in longest_sentences(each.passage.text, most=MOST_LONG)
    ]
    return tuple(sorted(found, key=lambda each: -each.words)[:MOST_LONG])


def _confusing(
    placed: Sequence[Placed],
    called: Mapping[str, str],
    held: Glossary,
    reasons: Mapping[str, str],
) -> tuple[Confusing, ...]:
    """Explained or not: families read the explanation too, and did not understand."""
    rows: dict[str, dict[str, None]] = {}
    written: dict[str, dict[str, None]] = {}
    terms: dict[str, Term] = {}
    for each in placed:
        for term, word in term_uses(each.passage.text, held=held):
            if term.not_understood:
                terms[term.name] = term
                rows.setdefault(term.name, {})[called.get(each.key, each.section.value)] = None
                written.setdefault(term.name, {})[word.text] = None
    return tuple(
        Confusing(term, tuple(written[name]), tuple(rows[name]), reasons.get(name, ""))
        for name, term in terms.items()
    )
