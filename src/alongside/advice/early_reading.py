"""Reads health's list of children whom it identified. Every line that cannot be right is named with its
number. A line without a right NHS number is kept, and says why it cannot be matched.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from alongside.advice.rules.reconciling import Unmatchable
from alongside.exchange.grid import Row, Table
from alongside.exchange.problems import Problem, TableRefused
from alongside.exchange.tables import read_table
from alongside.kernel.dates import parse_date
from alongside.kernel.identifiers import check_nhs_number
from alongside.kernel.refusals import Refusal

NUMBER, BORN, IDENTIFIED, BODY = "NHS number", "Date of birth", "Identified on", "Body"
HEADINGS = (NUMBER, BORN, IDENTIFIED, BODY)


@dataclass(frozen=True, slots=True)
class ReadLine:
    line: int
    nhs_number: str
    born_on: date
    identified_on: date
    body: str
    unmatchable: Unmatchable | None


def read_identified(data: BinaryIO, *, name: str, today: date) -> tuple[ReadLine, ...]:
    """Raises Refusal, or Refusals naming every line that is wrong."""
    table = read_table(data, name=name)
    table.require(*HEADINGS)
    if not table.rows:
        raise Refusal("The file has headings and no children. Add a row for each child.")
    problems = [each for row in table.rows for each in _problems(table, row, today)]
    if problems:
        raise TableRefused(problems)
    return tuple(_line(row) for row in table.rows)


def _problems(table: Table, row: Row, today: date) -> Iterator[Problem]:
    days: dict[str, date] = {}
    for heading in (BORN, IDENTIFIED):
        try:
            days[heading] = parse_date(row[heading])
        except Refusal as refusal:
            yield table.problem(row, heading, what=refusal.sentence)
    for heading, day in days.items():
        if day > today:
            yield table.problem(row, heading, what="this day is still to come.")
    if len(days) == 2 and days[IDENTIFIED] < days[BORN]:
        yield table.problem(row, IDENTIFIED, what="this day is before the date of birth.")
    if not row[BODY].strip():
        yield table.problem(row, BODY, what="name the body that identified the child.")


def _line(row: Row) -> ReadLine:
    number, why = _number(row[NUMBER])
    return ReadLine(
        line=row.line,
        nhs_number=number,
        born_on=parse_date(row[BORN]),
        identified_on=parse_date(row[IDENTIFIED]),
        body=row[BODY].strip()[:200],
        unmatchable=why,
    )


def _number(text: str) -> tuple[str, Unmatchable | None]:
    if not text.strip():
        return "", Unmatchable.NO_NUMBER
    try:
        return check_nhs_number(text).value, None
    except Refusal:
        return "", Unmatchable.WRONG_NUMBER
