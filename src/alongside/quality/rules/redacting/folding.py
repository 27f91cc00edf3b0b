"""Text as it is looked through: without case, accents and letters that nobody sees, each with its place."""

import unicodedata
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´ʹ′", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "Ø": "o", "Ł": "l", "Đ": "d", "Ð": "d", "Æ": "ae", "Œ": "oe", "Þ": "th",
    }
)  # fmt: skip
_UNSEEN = frozenset({"Mn", "Me", "Cf"})


@dataclass(frozen=True, slots=True)
class Folded:
    """``words`` is what is searched; ``places`` holds for each of its letters where it stood in ``text``."""

    text: str
    words: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Of the text itself, with the accents that belong to the last letter."""
        last = self.places[end - 1] + 1
        while last < len(self.text) and unicodedata.category(self.text[last]) in _UNSEEN:
            last += 1
        return self.places[start], last

    def is_capital(self, start: int) -> bool:
        return self.text[self.places[start]].isupper()

    def written(self, start: int, end: int) -> str:
        first, last = self.span(start, end)
        return self.text[first:last]


def fold(text: str) -> Folded:
    words: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for each in _folded(letter):
            words.append(each)
            places.append(place)
    return Folded(text, "".join(words), tuple(places))


def _folded(letter: str) -> str:
    """Of one letter; it may become several, as ß does, or none."""
    if letter.isascii():
        return letter.lower()
    parts = unicodedata.normalize("NFKD", letter.translate(_SAME))
    return "".join(each for each in parts if unicodedata.category(each) not in _UNSEEN).casefold()


def folded_words(text: str) -> str:
    return fold(text).words
