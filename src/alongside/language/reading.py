"""How long sentences are, and how long a text takes to read aloud.

It measures; it judges nobody, and a child's own words are never to be scored. Grade formulas and
the share of passive sentences are left out: neither is reliable for these readers.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from alongside.kernel.proportion import Proportion
from alongside.language.finding import Finding
from alongside.language.sentences import sentences_in, words_in

PLAIN_LENGTH = 20
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
    """Lengths are words a sentence; ``ninetieth_length`` is the nearest-rank 90th percentile."""

    words: int
    sentences: int
    median_length: Decimal
    ninetieth_length: int
    over_plain_length: Proportion
    minutes_aloud: Fraction


def minutes_aloud(text: str) -> Fraction:
    """Minutes to read the text aloud at WORDS_A_MINUTE; children and many adults need longer."""
    return Fraction(len(words_in(text)), WORDS_A_MINUTE)


def readability(text: str) -> Readability | TooShort:
    """Scores for a text of at least FEWEST_WORDS words."""
    sentences = sentences_in(text)
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
        over_plain_length=Proportion(sum(n > PLAIN_LENGTH for n in lengths), count),
        minutes_aloud=minutes_aloud(text),
    )


def long_sentences(text: str, *, limit: int = PLAIN_LENGTH) -> tuple[Finding, ...]:
    """The sentences of more than ``limit`` words, for showing what drives a score."""
    return tuple(
        Finding(
            start=sentence.start,
            end=sentence.end,
            text=sentence.text,
            why=f"This sentence has {len(sentence.words)} words. "
            f"Sentences of up to {limit} words are easier to follow.",
            suggestion="Split it, with one idea in each sentence.",
        )
        for sentence in sentences_in(text)
        if len(sentence.words) > limit
    )
