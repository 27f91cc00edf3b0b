"""The weaknesses, outcomes and actions that the rows of a table speak of: known ones and new references."""

from alongside.exchange.problems import Problem
from alongside.exchange.tables import Table
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal
from alongside.plan.transfer.names import line_name, weakness_name
from alongside.plan.transfer.scale import folded
from alongside.plan.transfer.schema import Document


def without_rows(table: Table) -> Problem:
    return Problem(
        line=1,
        what="there are headings but no rows.",
        mend="Fill in at least one row with an outcome.",
        sheet=table.sheet,
    )


def mention_of(item: Document) -> str:
    """A weakness has a number; an outcome or an action its reference."""
    return line_name(item["id"]) if "id" in item else weakness_name(item["number"])


def known_action(outcome: Document, part: str, reference: str, text: str) -> Document | None:
    actions = outcome["actions"]
    if reference:
        return next((a for a in actions if a["id"] == reference), None)
    if part:
        return next((a for a in actions if a["part"] == part), None)
    return next((a for a in actions if text and folded(a["text"]) == folded(text)), None)


def free_reference(outcome: Document, kind: str, letter: str) -> str:
    """The next reference of its kind that the outcome has not used."""
    used = {item["id"] for item in outcome[kind]}
    count = len(used) + 1
    while f"{outcome['id']}-{letter}{count}" in used:
        count += 1
    return f"{outcome['id']}-{letter}{count}"


def dates_of(start: str, end: str) -> Document:
    found: Document = {
        "start_date": _iso(start),
        "end_date": _iso(end),
        "end_date_printed": end or None,
    }
    if start:
        found["start_date_printed"] = start
    return found


def _iso(text: str) -> str | None:
    try:
        return PartialDate.parse(text).iso if text else None
    except Refusal:
        return None
