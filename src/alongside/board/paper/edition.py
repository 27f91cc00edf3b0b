"""What an edition says of itself on its first page, frozen with the rest: a later edition why it was issued
again, when the one before was frozen, and which sections are not the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from alongside.documents.content import Document, Heading, Notice
from alongside.web.writing import instant, sentence, shortened

WHY_LETTERS = 300
MOST_SECTIONS = 8
IN_FULL = "The whole reason stands in the list of editions."
LETTERS_OF_A_NOTE, LETTERS_OF_AN_EARLY_NOTE = 350, 40
"""At most, without the reason."""
LETTERS_A_ROW, ROWS_AROUND = 80, 2.6
PASSING = re.compile(
    r"as they stood on \d+ \w+ \d{4}"
    r"|, the longest by [\d,]+ days?"
    r"|(?<= )[\d,]+ days? late\.(?=['\"])"
    r"|(?<=['\"])Late by [\d,]+ days?(?=['\"])"
    r"|(?<=\d{4}), [\d,]+ days?(?=['\".])"
)
"""What each day that passes changes by itself, where a pack writes it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """``why`` is empty for a first edition, unless that is frozen before its day."""

    number: int
    why: str = ""

    @property
    def rows(self) -> float:
        """About how many lines it needs to say of itself what it is."""
        if self.number == 1 and not self.why.strip():
            return 0
        said = LETTERS_OF_AN_EARLY_NOTE if self.number == 1 else LETTERS_OF_A_NOTE
        letters = said + min(len(self.why), WHY_LETTERS + len(IN_FULL))
        return -(-letters // LETTERS_A_ROW) + ROWS_AROUND


def as_edition(
    document: Document, before: Document, *, number: int, why: str, before_at: datetime
) -> Document:
    """The document of a second or later edition; ``before`` is the edition that it follows."""
    note = Notice(
        " ".join(
            (
                f"Edition {number}.",
                _why_words(why),
                f"Edition {number - 1} was frozen on {instant(before_at)}.",
                _differs(changed_sections(before, document)),
            )
        )
    )
    return replace(document, blocks=(note, *document.blocks))


def as_early(document: Document, why: str) -> Document:
    """Evidence that was frozen before its day says so."""
    one_line = " ".join(why.split())
    said = sentence(shortened(one_line, WHY_LETTERS))
    note = Notice(f"Frozen before its day because: {said}")
    return replace(document, blocks=(note, *document.blocks))


def changed_sections(before: Document, after: Document) -> tuple[str, ...]:
    """Headings of the sections whose content is not the same, in order; new and gone ones too. What
    an edition says of itself stands before the first, and does not count; nor does the day of it, or
    that what was late is late by more days.
    """
    old, new = _sections(before), _sections(after)
    names = [*new, *(name for name in old if name not in new)]
    return tuple(name for name in names if old.get(name) != new.get(name))


def _sections(document: Document) -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    here = ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            here = block.text
        if here:
            sections.setdefault(here, []).append(PASSING.sub("", repr(block)))
    return sections


def _why_words(why: str) -> str:
    one_line = " ".join(why.split())
    said = f"Issued again because: {sentence(shortened(one_line, WHY_LETTERS))}"
    return said if len(one_line) <= WHY_LETTERS else f"{said} {IN_FULL}"


def _differs(names: Sequence[str]) -> str:
    if not names:
        return "Nothing in it differs from that edition."
    more = len(names) - MOST_SECTIONS
    shown = [f"“{name}”" for name in names[:MOST_SECTIONS]]
    rest = f" and {more} more" if more > 0 else ""
    return f"What differs: {', '.join(shown)}{rest}."
