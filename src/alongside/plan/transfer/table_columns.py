"""The columns of a published table, and what a column of statuses says of its date."""

import re
from dataclasses import dataclass

from alongside.exchange.problems import Problem
from alongside.exchange.tables import Table
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal
from alongside.plan.transfer.scale import folded

OUTCOME, PART, ACTION, REFERENCE = "Outcome", "Part", "Action", "Reference"
LEAD, START, END = "Lead", "Start", "End"
MEASURE, IMPACT, WEAKNESS = "Measure", "Impact", "Weakness"
EVIDENCE = "Evidence of impact"
MEANINGS = {
    WEAKNESS: "the number and name of the weakness, such as “1 Leadership and governance”; needed where the outcome is new",
    OUTCOME: "the reference, with its words where they are new or changed: “1.1 Leaders will have …”; empty means as in the row above",
    PART: "the letter of the action’s part",
    REFERENCE: "the action’s own reference, where it has no part but its own lead, dates or statuses",
    ACTION: "what will be done; empty where the row only adds a measure or an impact",
    LEAD: "the leads as printed, such as “CYC (L.B) CCG (K.McN)”",
    START: "when it begins, as printed",
    END: "when it is due, as printed",
    MEASURE: "one measure; or several, each on a line of its own in the cell",
    IMPACT: "one impact; or several, each on a line of its own in the cell",
    EVIDENCE: "the title of the page of evidence that shows the row’s impact; for several impacts one on each line",
}
NEEDED = (OUTCOME, ACTION)
_LABEL = re.compile(r"(?:.*\s)?(?P<month>[A-Za-z]{3,9})\s+(?P<year>\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class StatusColumn:
    heading: str
    on: PartialDate


@dataclass(frozen=True, slots=True)
class Columns:
    """``names`` maps each column of the format to the table's own heading."""

    names: dict[str, str]
    statuses: tuple[StatusColumn, ...]


def read_columns(table: Table) -> tuple[Columns, list[Problem]]:
    known = {folded(name): name for name in MEANINGS}
    names: dict[str, str] = {}
    statuses: list[StatusColumn] = []
    problems: list[Problem] = []
    for column in table.columns:
        name, on = known.get(folded(column.name)), label_date(column.name)
        if name:
            names[name] = column.name
        elif on is not None:
            statuses.append(StatusColumn(column.name, on))
        else:
            problems.append(_unknown(table, column.name, column.letter))
    problems += [_missing(table, name) for name in NEEDED if name not in names]
    return Columns(names, tuple(statuses)), problems


def label_date(heading: str) -> PartialDate | None:
    """The month at the end of a heading. Two digits are the year of this century, as tables print them.

    >>> label_date("RAG May 20").iso, label_date("Status")
    ('2020-05', None)
    """
    found = _LABEL.fullmatch(heading.strip())
    if found is None:
        return None
    year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
    try:
        return PartialDate.parse(f"{found['month']} {year}")
    except Refusal:
        return None


def _unknown(table: Table, heading: str, letter: str) -> Problem:
    return Problem(
        line=_heading_line(table),
        what=f"“{heading}” is not a column of the format.",
        mend=f"The columns are {', '.join(MEANINGS)}, and one for each date of statuses, such as “Status May 2020”.",
        letter=letter,
        sheet=table.sheet,
    )


def _missing(table: Table, name: str) -> Problem:
    return Problem(
        line=_heading_line(table),
        what=f"there is no column “{name}”.",
        mend="Add it, or correct its heading.",
        sheet=table.sheet,
    )


def _heading_line(table: Table) -> int:
    return max(table.rows[0].line - 1, 1) if table.rows else 1
