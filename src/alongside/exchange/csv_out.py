"""Writes CSV that is safe to open in a spreadsheet and can be read back without loss.

UTF-8 with its mark (so that Excel shows every letter), commas, CRLF. The rule for text that looks
like a formula is in ``cells``: one apostrophe before it, which ``tables.read_table`` takes off
again. Dates are "2020-06-05", yes and no are TRUE and FALSE, and nothing is an empty cell.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

from alongside.exchange.cells import mark_as_text

Value = str | int | float | Decimal | date | datetime | bool | None
MEDIA_TYPE = "text/csv; charset=utf-8"


class _Line:
    """The file that the csv writer wants: it only keeps what was written last."""

    text = ""

    def write(self, text: str) -> None:
        self.text = text


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """The file piece by piece, in constant memory.

    >>> b"".join(csv_lines(["Action"], [["=1+1"]])).decode("utf-8-sig")
    "Action\\r\\n'=1+1\\r\\n"
    """
    line = _Line()
    writer = csv.writer(line)
    writer.writerow([mark_as_text(heading) for heading in headings])
    yield line.text.encode("utf-8-sig")
    for row in rows:
        writer.writerow([text_of_value(value) for value in row])
        yield line.text.encode("utf-8")


def text_of_value(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case date():
            return value.isoformat()
        case float() | Decimal():
            return format(Decimal(repr(value)) if isinstance(value, float) else value, "f")
        case int():
            return str(value)
        case str():
            return mark_as_text(value)
