"""alongside judge: a control chart's judgement of any file of dates and figures."""

import json
from collections.abc import Mapping, Sequence
from math import nan
from pathlib import Path
from typing import Any

import click

from alongside.config.commands.judge_drawing import drawing
from alongside.config.commands.judge_reading import Figures, read_figures
from alongside.config.commands.judge_words import json_of, text_lines
from alongside.config.writing_out import opened
from alongside.kernel.refusals import Refusal
from alongside.stats.charts.judging import judge
from alongside.stats.charts.options import CHARTS, Chart, ChartOptions
from alongside.stats.charts.results import ChartJudgement


@click.command("judge")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--direction",
    type=click.Choice(["increase", "decrease", "neutral"]),
    default="neutral",
    show_default=True,
    help="Which way is better.",
)
@click.option("--target", type=float, default=None, help="The figure to reach; 98 for 98%.")
@click.option(
    "--chart",
    type=click.Choice(["auto", *CHARTS]),
    default="auto",
    show_default=True,
    help="auto: p for three columns, xmr for two.",
)
@click.option(
    "--profile",
    type=click.Choice(["mdc", "nhsr"]),
    default="mdc",
    show_default=True,
    help="Whose rules: Making Data Count, or the NHS-R community’s.",
)
@click.option(
    "--baseline",
    type=int,
    default=None,
    help="Work the limits out from so many first figures, 12 or more, and keep them.",
)
@click.option("--title", default="", help="Stands above the chart. Without it, the file’s name.")
@click.option(
    "--svg",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Draw the chart into this file.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(*, file: Path, svg: Path | None, as_json: bool, title: str, **chosen: Any) -> None:
    """Judge the figures in FILE, a CSV file or a workbook, as a control chart.

    FILE has two columns, date and figure, or three: date, number counted, out of how many. A date is a day,
    a month (2020-06, June 2020) or a year. An empty cell is a missing figure, and so is a date left out. No
    installation is needed. Exit codes: 0 judged, 1 refused.
    """  # fmt: skip
    chart: Chart | None = None if chosen["chart"] == "auto" else chosen["chart"]
    figures = read_figures(file, counts=chart in ("p", "u", "c", "g", "t"), may_exceed=chart == "u")
    kind: Chart = chart or ("xmr" if figures.denominators is None else "p")
    judged = _judged(figures, kind, chosen)
    drawn = drawing(title or file.stem, figures, judged) if svg or judged.is_judged.any() else None
    if svg is not None and drawn is not None:
        with opened(svg) as stream:
            stream.write(drawn.svg().encode())
    if as_json:
        told = json_of(figures, judged, summary=drawn.summary if drawn else "", svg=svg)
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in text_lines(title or file.stem, figures, judged):
        click.echo(line)
    if svg is not None:
        click.echo(f"Drawn: {svg}")


def _judged(figures: Figures, kind: Chart, chosen: Mapping[str, Any]) -> ChartJudgement:
    if (figures.denominators is None) == (kind in ("p", "u")):
        needs = "three columns" if kind in ("p", "u") else "two columns"
        raise Refusal(f"A {kind} chart needs {needs}. Choose another chart, or auto.")
    options = ChartOptions(
        direction=chosen["direction"],
        target=chosen["target"],
        profile=chosen["profile"],
        fix_after=chosen["baseline"],
        period=None if kind in ("g", "t") else figures.period,
        lowest=0.0 if figures.is_percent and kind == "xmr" else None,
        highest=100.0 if figures.is_percent and kind == "xmr" else None,
    )
    bases = figures.denominators
    return judge(
        figures.dates,
        _numbers(figures.values),
        denominators=None if bases is None else _numbers(bases),
        chart=kind,
        options=options,
    )


def _numbers(values: Sequence[float | None]) -> list[float]:
    return [nan if value is None else value for value in values]
