"""How pages say where the evidence of a visit stands, without claiming a freeze that never was."""

from alongside.board.queries.visits import VisitRow
from alongside.web.markup import day

AFTERWARDS = "Recorded afterwards; nothing was frozen here"


def evidence_in_short(row: VisitRow) -> str:
    """Where the evidence stands, in one sentence without its full stop."""
    if row.frozen_on and _is_fixed_late(row):
        return f"Fixed since {day(row.frozen_on)}. {_why_late(row)}"
    if row.frozen_on:
        return f"Frozen since {day(row.frozen_on)}"
    if row.is_history:
        return AFTERWARDS
    if row.is_too_late:
        return f"Open on {day(row.freezes_on)} only. {_why_late(row)}"
    return f"Not frozen yet. It freezes on {day(row.freezes_on)}"


def within_sentence(words: str) -> str:
    """
    >>> within_sentence("Open today.")
    'open today.'
    """
    return words[:1].lower() + words[1:]


def evidence_in_words(row: VisitRow) -> str:
    """What may still happen to it."""
    if row.called_off_on:
        return "The visit was called off."
    if row.frozen_on:
        return "Nothing in it changes any more."
    if row.is_history:
        closes = "Papers may be added until the outcome letter is filed."
        return f"{AFTERWARDS}. {closes if row.is_open else ''}".strip()
    if row.is_too_late:
        return f"Papers may be added and taken out on {day(row.freezes_on)} only. Then it is fixed."
    return f"Papers may be added and taken out until it freezes on {day(row.freezes_on)}."


def no_paper_words(row: VisitRow) -> str:
    """Where no paper belongs to the evidence."""
    if not row.frozen_on:
        return "No paper has been added yet."
    if _is_fixed_late(row):
        return "No paper had been added by then."
    return "No paper came before the freeze."


def _is_fixed_late(row: VisitRow) -> bool:
    return row.is_too_late and row.frozen_on == row.freezes_on


def _why_late(row: VisitRow) -> str:
    """A visit may be planned too late, or be moved too near."""
    if row.freezes_on == row.planned_on:
        return "The visit was planned that day, too late for the two weeks"
    return "The visit’s day was changed too late for the two weeks"
