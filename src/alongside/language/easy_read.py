"""What stands in the way of easy read: long sentences, several ideas in one, long paragraphs.

It never says that a text is easy read: only people who read it can. Pictures, size of letters and
white space are for whoever sets the page.
"""

import re
from collections.abc import Sequence

from alongside.language.finding import Check, Finding
from alongside.language.reading import EASY_LENGTH
from alongside.language.sentences import Sentence, by_block, sentences_in

MOST_SENTENCES = 5
_PERSON = r"(?:I|you|he|she|it|we|they|there|this|these|that)"
_VERB = r"(?:is|are|was|were|will|has|have|had|can|could|should|must|does|do|did|may|might)"
_SECOND_IDEA = re.compile(
    r";|\s[–—]\s|"
    r"\b(?:although|whereas|however|therefore|whilst|unless|despite|furthermore|moreover|"
    r"in\s+order\s+to|so\s+that|as\s+well\s+as)\b|"
    r",\s+(?:which|who|whose|where|when|while)\b|"
    rf"\b(?:and|but|so|or)\s+(?:then\s+|also\s+)?{_PERSON}\b|"
    rf",\s+(?:and|but|so|or)\s+(?:\w+\s+){{1,3}}{_VERB}\b",
    re.IGNORECASE,
)


def easy_read(text: str) -> tuple[Finding, ...]:
    """What to mend on the way to easy read, in the order of the text.

    At most EASY_LENGTH words and one idea a sentence, at most MOST_SENTENCES sentences a paragraph.
    Whether a sentence has a second idea is guessed from its joining words.
    """
    return easy_read_of(text, sentences_in(text))


def easy_read_of(text: str, sentences: Sequence[Sentence]) -> tuple[Finding, ...]:
    """The same, with the sentences of ``text`` that were found already."""
    return tuple(
        sorted(
            [
                *(_too_long(each) for each in sentences if len(each.words) > EASY_LENGTH),
                *(_two_ideas(each) for each in sentences if _SECOND_IDEA.search(each.text)),
                *_long_paragraphs(text, sentences),
            ]
        )
    )


def _too_long(sentence: Sentence) -> Finding:
    return Finding(
        sentence.start,
        sentence.end,
        sentence.text,
        f"This sentence has {len(sentence.words)} words. Easy read has {EASY_LENGTH} at most.",
        "Split it into short sentences.",
        Check.EASY_READ,
    )


def _two_ideas(sentence: Sentence) -> Finding:
    return Finding(
        sentence.start,
        sentence.end,
        sentence.text,
        "This sentence seems to hold more than one idea.",
        "Write one sentence for each idea.",
        Check.EASY_READ,
    )


def _long_paragraphs(text: str, sentences: Sequence[Sentence]) -> list[Finding]:
    long = [block for block in by_block(text, sentences) if len(block) > MOST_SENTENCES]
    return [_long_paragraph(text, block) for block in long]


def _long_paragraph(text: str, block: Sequence[Sentence]) -> Finding:
    start, end = block[0].start, block[-1].end
    return Finding(
        start,
        end,
        text[start:end],
        f"This paragraph has {len(block)} sentences. Easy read has {MOST_SENTENCES} at most.",
        "Begin a new paragraph, with a heading or a picture of its own.",
        Check.EASY_READ,
    )
