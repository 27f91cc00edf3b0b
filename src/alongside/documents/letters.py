"""Which letters can be shown, on screen and on paper, and what stands in place of the others.

Nothing a person wrote vanishes without a trace: a letter that cannot be drawn or that would turn
the reading order round is written by its name in square brackets, such as "[grinning face]". Only
what is invisible by nature (joiners, variation marks) is left out on paper.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

Kept = TypeVar("Kept")

FONTS = Path(__file__).parent / "fonts"
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[ \t]+")
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064\u206a-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
_PLAIN = re.compile(r"[ -~\n]*")


def for_screen(value: Kept) -> Kept:
    """The same text, block or document with every letter fit for HTML and SVG."""
    return cast(Kept, _with_letters(value, _on_screen))


def for_paper(value: Kept) -> Kept:
    """The same text, block or document with only letters that the fonts of the paper can draw."""
    return cast(Kept, _with_letters(value, _on_paper))


def name_of(letter: str) -> str:
    """ "[grinning face]"; a letter without a name by its number, "[U+E000]"."""
    name = unicodedata.name(letter, "").lower()
    return f"[{name or f'U+{ord(letter):04X}'}]"


def _with_letters(value: Any, written: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return _whole(value, written)
    if isinstance(value, tuple):
        return tuple(_with_letters(item, written) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {
            field.name: _with_letters(getattr(value, field.name), written)
            for field in fields(value)
        }
        return replace(value, **changed)
    return value


def _whole(text: str, written: Callable[[str], str]) -> str:
    tidied = _SPACES.sub(" ", _LINE_ENDS.sub("\n", text))
    if _PLAIN.fullmatch(tidied):
        return tidied
    letters = map(written, unicodedata.normalize("NFC", tidied))
    shown = _SPACES.sub(" ", "".join(letters))
    if text.strip() and not _INVISIBLE.sub("", shown).strip():
        return "".join(map(name_of, text))
    return shown


@lru_cache(maxsize=4096)
def _on_screen(letter: str) -> str:
    if letter == "\n":
        return letter
    if unicodedata.category(letter) == "Cc":
        return " "
    return name_of(letter) if letter in _TURNING or _is_no_character(letter) else letter


@lru_cache(maxsize=4096)
def _on_paper(letter: str) -> str:
    if letter == "\n" or (is_drawn(letter) and letter not in _TURNING):
        return letter
    if unicodedata.category(letter) in {"Cc", "Zs"}:
        return " "
    return "" if _INVISIBLE.fullmatch(letter) else name_of(letter)


def _is_no_character(letter: str) -> bool:
    point = ord(letter)
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def is_drawn(letter: str) -> bool:
    """True when the fonts of the paper hold the letter."""
    runs = _runs()
    place = bisect_right(runs, (ord(letter), 0x110000)) - 1
    return place >= 0 and runs[place][0] <= ord(letter) <= runs[place][1]


@cache
def _runs() -> list[tuple[int, int]]:
    """From the list that ``scripts/vendor.py`` wrote beside the fonts."""
    lines = (FONTS / "coverage.txt").read_text().splitlines()
    return [(int(first, 16), int(last, 16)) for first, last in map(str.split, lines)]
