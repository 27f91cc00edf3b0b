"""alongside waiting: how long cases of any file waited, counting those that still do."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from alongside.config.commands.waiting_reading import Read, read_cases
from alongside.config.commands.waiting_shares import shares_within
from alongside.config.writing_out import opened
from alongside.documents.charts.cohort import TWENTY_WEEKS
from alongside.documents.charts.store import drawn
from alongside.kernel.dates import parse_date
from alongside.measures.waiting_drawings import Cohort, waiting_curves

HEADINGS = ("Cohort", "Of all that started", "Of those that finished")


@click.command("waiting")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as-at", required=True, help="The day on which the list was made: 2024-07-31.")
@click.option(
    "--limit", type=int, default=TWENTY_WEEKS, show_default=True, help="The limit, in days."
)
@click.option("--title", default="", help="Names the chart. Without it, the file’s name.")
@click.option(
    "--svg",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Draw the curves into this file.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(*, file: Path, svg: Path | None, as_json: bool, title: str, **chosen: Any) -> None:
    """Show how long the cases in FILE waited, a CSV file or a workbook, as one curve for each cohort.

    FILE has a row for each case and columns headed started and finished, and perhaps cohort, such as
    the year. Finished is empty while a case is open. The share within the limit is told of all that
    started beside that of those that finished. No installation is needed. Exit codes: 0 shown,
    1 refused.
    """  # fmt: skip
    as_at, limit = parse_date(chosen["as_at"], field="as-at"), chosen["limit"]
    cohorts = _cohorts(read_cases(file))
    spec = waiting_curves(title or file.stem, cohorts, as_at, limit=limit)
    if svg is not None:
        with opened(svg) as stream:
            stream.write(drawn(spec).svg.encode())
    rows = [[cell.text for cell in row] for row in spec.table.rows]
    names = [column.title for column in spec.table.columns]
    shares = shares_within(cohorts, as_at, limit)
    if as_json:
        told = {"title": spec.title, "summary": spec.summary, "columns": names, "rows": rows}
        in_limit = [asdict(share) for share in shares]
        click.echo(json.dumps({**told, "within_the_limit": in_limit}, ensure_ascii=False, indent=1))
        return
    click.echo(f"{spec.title}\n{spec.summary}\n")
    for line in _in_columns([names, *rows]):
        click.echo(line)
    click.echo(f"\nWithin {limit} days")
    for line in _in_columns([HEADINGS, *([s.cohort, *s.in_words] for s in shares)]):
        click.echo(line)
    if svg is not None:
        click.echo(f"\nDrawn: {svg}")


def _in_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(28, *map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield "  ".join(f"{text:<{width}}" for text, width in cells).rstrip()


def _cohorts(read: Read) -> list[Cohort]:
    """By name."""
    names = sorted(set(read.cohorts))
    places = {name: [n for n, each in enumerate(read.cohorts) if each == name] for name in names}
    return [
        Cohort(name, [read.started[n] for n in here], [read.finished[n] for n in here])
        for name, here in places.items()
    ]
