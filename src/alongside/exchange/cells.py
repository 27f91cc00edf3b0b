"""What the text of one cell may be, and the rule that keeps exported text from running as a
formula.

The rule, both ways: text that a spreadsheet would take for a formula is written with one apostrophe
before it (in a workbook, the cell is marked as text instead), and a reader takes that one
apostrophe off again. Text that already begins with apostrophes followed by a formula gets one more,
so nothing is lost. Without the mark, such text is refused. Ordinary signed numbers ("-5", "+2.5%")
and a single "-" are let through.
"""

import re
from dataclasses import dataclass

_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_ORDINARY = re.compile(r"-|[-+][£$€]?[0-9][0-9,]*(\.[0-9]+)?([eE][-+]?[0-9]+)?%?")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell, before it is known where the cell stands."""

    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class RawCell:
    text: str
    fault: Fault | None = None


EMPTY = RawCell("")
FORMULA_MEND = "Type the value itself. If it is only text, put an apostrophe (') before it."


def is_formula_shaped(text: str) -> bool:
    """True when a spreadsheet that opens the text from a CSV file might calculate or run it.

    >>> [is_formula_shaped(t) for t in ("=cmd|' /C calc'!A0", " @SUM(A1)", "-5.5%", "-", "plain")]
    [True, True, False, False, False]
    """
    bare = text.strip()
    if text[:1] in ("\t", "\r") and bare:
        return True
    return bare.startswith(_STARTS) and not _ORDINARY.fullmatch(bare)


def mark_as_text(text: str) -> str:
    """
    >>> mark_as_text("=1+1"), mark_as_text("'=1+1"), mark_as_text("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return f"'{text}" if is_formula_shaped(text.lstrip("'")) else text


def take_mark_off(text: str) -> str:
    """
    >>> take_mark_off("'=1+1"), take_mark_off("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text.startswith("'") and is_formula_shaped(text.lstrip("'")) else text


def judge_text(raw: str, *, longest: int, is_marked: bool = False) -> RawCell:
    """The cell's text without space around it and with plain line ends, or what is wrong with it.

    ``is_marked`` says that the file itself marks the cell as text, as Excel does after an
    apostrophe.
    """
    if not is_marked and is_formula_shaped(raw):
        return RawCell(raw, formula_fault(raw))
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not is_marked:
        text = take_mark_off(text).strip()
    return RawCell(text, _fault_in(text, longest))


def formula_fault(text: str) -> Fault:
    start = _UNSEEN.sub("", " ".join(text.split()))[:12]
    return Fault(
        f"the cell begins with “{start}”, which a spreadsheet would run as a formula.", FORMULA_MEND
    )


def _fault_in(text: str, longest: int) -> Fault | None:
    if len(text) > longest:
        return Fault(
            f"the cell has {len(text):,} characters and the most is {longest:,}.",
            "Shorten it, or keep the long text in a document and name the document here.",
        )
    if _LOST in text:
        return Fault(
            "a letter was lost when the file was saved (it shows as “\ufffd”).",
            "Type the letter again and save the file as CSV UTF-8.",
        )
    if unseen := _UNSEEN.search(text):
        return Fault(
            f"the cell has a character that cannot be seen (U+{ord(unseen[0]):04X}).",
            "Delete the cell’s content and type it again.",
        )
    return None
