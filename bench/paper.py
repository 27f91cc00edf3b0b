"""How long a whole pack takes on paper: 30 pages with 20 charts and 20 tables, in a process
of its own, its start and its imports included.

``paper_times`` gives the numbers; what they may be is for the bench itself to say.
"""

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alongside.documents.content import (
    Bar,
    BarChart,
    Block,
    Bullets,
    ChartPoint,
    Contents,
    Document,
    Fact,
    Heading,
    KeyFigures,
    LineChart,
    PageBreak,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
)
from alongside.documents.pdf import pdf_of

PARTS = 20
ROWS = 9
COLOURS = ("grey", "red", "amber", "green", "blue", "dark-blue")
SENTENCE = (
    "The workstream met twice this month. Families were asked, and their answers are in the plan. "
)


@dataclass(frozen=True, slots=True)
class PaperTimes:
    """``processor_seconds`` do not grow when the machine is busy with something else."""

    seconds: float
    processor_seconds: float
    megabytes: float
    pages: int


def paper_times() -> PaperTimes:
    """The wall-clock seconds of a fresh process that sets the pack, and the most memory it held."""
    started = time.perf_counter()
    child = subprocess.run(
        [sys.executable, "-m", "bench.paper"], capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - started
    found = json.loads(child.stdout)
    return PaperTimes(seconds=seconds, **found)


def pack() -> Document:
    """The same pack every time; each part has a chart, a table and some text."""
    parts = [block for number in range(1, PARTS + 1) for block in _part(number)]
    return Document(
        title="A board pack to measure with",
        subtitle="Twenty parts with a chart and a table each",
        author="Alongside",
        dated=date(2020, 10, 21),
        blocks=(Contents(), PageBreak(), *parts),
    )


def _part(number: int) -> tuple[Block, ...]:
    facts = tuple(Fact(f"Figure {place}", str(number * place), "of 120") for place in (3, 5, 7))
    return (
        Heading(1, f"Part {number}"),
        Paragraph(SENTENCE, is_lead=True),
        KeyFigures(facts),
        Paragraph(SENTENCE * 4),
        _line(number) if number % 2 else _bars(number),
        Heading(2, "Its actions"),
        Bullets((SENTENCE, SENTENCE)),
        _table(number),
    )


def _line(number: int) -> LineChart:
    points = tuple(
        ChartPoint(f"{month:02}/2020", f"month {month}", str(40 + (number * month) % 50), "plans")
        for month in range(1, 13)
    )
    title = f"Plans finished in time, part {number}"
    return LineChart(title, "Up and down through the year.", "%", points, "90", "Target: 90%")


def _bars(number: int) -> BarChart:
    bars = tuple(Bar(f"Step {place}", number + place, c) for place, c in enumerate(COLOURS))
    return BarChart(
        f"Actions by step, part {number}", "Six steps.", bars, is_stacked=number % 4 == 0
    )


def _table(number: int) -> Table:
    columns = (
        TableColumn("Code"),
        TableColumn("What was promised", width=4),
        TableColumn("Led by", width=3),
        TableColumn("Status", width=3),
        TableColumn("Days late", is_number=True),
    )
    rows = tuple(
        (
            TableCell(f"{number}.{row}", is_header=True),
            TableCell("Agree what every school offers, and publish it where families look"),
            TableCell("Assistant Director"),
            TableCell(
                "On track" if row % 2 else "Started but delayed", tag_colour=COLOURS[row % 6]
            ),
            TableCell(str(row * number % 31)),
        )
        for row in range(1, ROWS + 1)
    )
    return Table(f"The actions of part {number}", columns, rows)


def _main() -> None:
    """What the child does."""
    pdf = pdf_of(pack(), footer="Alongside · a pack to measure with")
    found = {"megabytes": _most_megabytes(), "processor_seconds": time.process_time()}
    print(json.dumps({**found, "pages": pdf.page_count}))


def _most_megabytes() -> float:
    """Of this process since it began; the usual count would start from its parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    _main()
