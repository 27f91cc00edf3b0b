"""alongside waiting: how long cases of any file waited, counting those that still do."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import click
import numpy as np

from alongside.config.commands.waiting_reading import Read, read_cases
from alongside.config.writing_out import opened
from alongside.documents.charts.chart import Specification
from alongside.documents.charts.cohort import (
    MOST_CURVES,
    TWENTY_WEEKS,
    WEEK,
    CohortChart,
    CohortCurve,
    CurveStep,
    cohort_curves,
)
from alongside.documents.charts.figures import counted
from alongside.documents.charts.store import drawn
from alongside.kernel.dates import parse_date
from alongside.kernel.refusals import Refusal
from alongside.stats.survival import kaplan_meier
from alongside.stats.waiting import Cases, waits


@click.command("waiting")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as-at", required=True, help="The day on which the list was made: 2024-07-31.")
@click.option(
    "--limit", type=int, default=TWENTY_WEEKS, show_default=True, help="The limit, in days."
)
@click.option("--title", default="", help="Names the chart. Without it, the file's name.")
@click.option(
    "--svg",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Draw the curves into this file.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(*, file: Path, svg: Path | None, as_json: bool, title: str, **chosen: Any) -> None:
    """Show how long the cases in FILE waited, a CSV file or a workbook, as one curve for each cohort.

    FILE has a row for each case and two columns, started and finished, or a third that names its
    cohort, such as the year. Finished is empty while a case is open. No installation is needed. Exit
    codes: 0 shown, 1 refused.
    """  # fmt: skip
    as_at, limit = parse_date(chosen["as_at"], field="as-at"), chosen["limit"]
    spec = waiting_curves(title or file.stem, read_cases(file), as_at, limit=limit)
    if svg is not None:
        with opened(svg) as stream:
            stream.write(drawn(spec).svg.encode())
    rows = [[cell.text for cell in row] for row in spec.table.rows]
    names = [column.title for column in spec.table.columns]
    if as_json:
        told = {"title": spec.title, "summary": spec.summary, "columns": names, "rows": rows}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    click.echo(f"{spec.title}\n{spec.summary}\n")
    for row in [names, *rows]:
        click.echo("  ".join(f"{text:<28}" for text in row).rstrip())
    if svg is not None:
        click.echo(f"\nDrawn: {svg}")


def waiting_curves(title: str, read: Read, as_at: date, *, limit: int) -> Specification:
    """One curve for each cohort, by its name. Raises Refusal."""
    if limit < 1:
        raise Refusal("The limit has to be a day or more.", field="limit")
    names = sorted(set(read.cohorts))
    if len(names) > MOST_CURVES:
        raise Refusal(
            f"The file has {len(names)} cohorts. Keep up to {MOST_CURVES}, so that the curves can be "
            "told apart."
        )
    curves = tuple(curve for name in names if (curve := _curve(name, read, as_at)) is not None)
    if not curves:
        raise Refusal("No case in the file had started by that day. Check --as-at.")
    words = f"{limit // WEEK} weeks" if limit % WEEK == 0 and limit > WEEK else f"{limit} days"
    return cohort_curves(CohortChart(title=title, curves=curves, limit=limit, limit_words=words))


def _curve(name: str, read: Read, as_at: date) -> CohortCurve | None:
    here = [place for place, cohort in enumerate(read.cohorts) if cohort == name]
    cases = Cases([read.started[n] for n in here], [read.finished[n] for n in here], as_at)
    waited = waits(cases)
    if not len(waited.days):
        return None
    found = kaplan_meier(waited.days, finished=waited.finished)
    ends = np.where(np.isnan(found.upper[0]), 0.0, found.upper[0])
    steps = tuple(
        CurveStep(day=int(day), percent=100 * (1 - s), lower=100 * (1 - u), upper=100 * (1 - low))
        for day, s, low, u, events in zip(
            found.days, found.survival[0], found.lower[0], ends, found.events[0], strict=True
        )
        if events
    )
    still_open = int((~waited.finished).sum())
    base = f"{counted(len(waited.days), 'case')}, {still_open:,} still open"
    return CohortCurve(name=name, base=base, steps=steps, until=int(waited.days.max()))
