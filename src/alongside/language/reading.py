"""How long sentences are, and how long a text takes to read aloud.

It measures; it judges nobody, and a child's own words are never to be scored. Grade formulas are
left out: they were not made for these readers. So is the share of passive sentences, because
telling "was tired" from "was seen" takes grammar, and word patterns get it wrong too often.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from alongside.kernel.proportion import Proportion
from alongside.language.finding import Check, Finding
from alongside.language.sentences import Sentence, sentences_in, words_in

PLAIN_LENGTH = 20
EASY_LENGTH = 15
FEWEST_WORDS = 100
WORDS_A_MINUTE = 183
WORDS_A_MINUTE_SOURCE = (
    "Adults read English aloud at 183 words a minute on average. Source: M. Brysbaert, “How many "
    "words do we read per minute?”, Journal of Memory and Language 109 (2019), "
    "doi 10.1016/j.jml.2019.104047."
)


@dataclass(frozen=True, slots=True)
class TooShort:
    """The text has fewer words than a fair score needs."""

    words: int

    @property
    def sentence(self) -> str:
        return (
            f"This text is too short to score: it has {self.words} words, "
            f"and a score needs at least {FEWEST_WORDS}."
        )


@dataclass(frozen=True, slots=True)
class Readability:
    """Lengths are words a sentence; ``ninetieth_length`` is the nearest-rank 90th percentile.

    The two proportions are of sentences: more than PLAIN_LENGTH words, more than EASY_LENGTH.
    """

    words: int
    sentences: int
    median_length: Decimal
    ninetieth_length: int
    over_plain_length: Proportion
    over_easy_length: Proportion
    minutes_aloud: Fraction


def minutes_aloud(text: str, *, words_a_minute: int = WORDS_A_MINUTE) -> Fraction:
    """Minutes to read the text aloud; children and many adults need longer."""
    return Fraction(len(words_in(text)), words_a_minute)


def readability(text: str, *, words_a_minute: int = WORDS_A_MINUTE) -> Readability | TooShort:
    """Scores for a text of at least FEWEST_WORDS words."""
    return readability_of(sentences_in(text), words_a_minute=words_a_minute)


def readability_of(
    sentences: Iterable[Sentence], *, words_a_minute: int = WORDS_A_MINUTE
) -> Readability | TooShort:
    """The same, of sentences that were found already, of one text or of several."""
    lengths = sorted(len(sentence.words) for sentence in sentences)
    total = sum(lengths)
    if total < FEWEST_WORDS:
        return TooShort(total)
    count = len(lengths)
    return Readability(
        words=total,
        sentences=count,
        median_length=Decimal(lengths[(count - 1) // 2] + lengths[count // 2]) / 2,
        ninetieth_length=lengths[-(-9 * count // 10) - 1],
        over_plain_length=_share_over(PLAIN_LENGTH, lengths),
        over_easy_length=_share_over(EASY_LENGTH, lengths),
        minutes_aloud=Fraction(total, words_a_minute),
    )


def long_sentences(text: str, *, limit: int = PLAIN_LENGTH) -> tuple[Finding, ...]:
    """The sentences of more than ``limit`` words, in the order of the text."""
    return long_among(sentences_in(text), limit=limit)


def long_among(sentences: Iterable[Sentence], *, limit: int = PLAIN_LENGTH) -> tuple[Finding, ...]:
    """The same, of sentences that were found already."""
    return tuple(
        Finding(
            start=sentence.start,
            end=sentence.end,
            text=sentence.text,
            why=f"This sentence has {len(sentence.words)} words. "
            f"Sentences of up to {limit} words are easier to follow.",
            suggestion="Split it, with one idea in each sentence.",
            check=Check.LONG_SENTENCE,
        )
        for sentence in sentences
        if len(sentence.words) > limit
    )


def longest_sentences(text: str, *, most: int = 5) -> tuple[Sentence, ...]:
    """The ``most`` longest sentences over PLAIN_LENGTH, longest first: what drives the scores."""
    over = [each for each in sentences_in(text) if len(each.words) > PLAIN_LENGTH]
    return tuple(sorted(over, key=lambda each: (-len(each.words), each.start))[:most])


def _share_over(limit: int, lengths: Sequence[int]) -> Proportion:
    return Proportion(sum(length > limit for length in lengths), len(lengths))
