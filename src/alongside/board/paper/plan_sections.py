"""The sections of a pack about the action plans: line by line, each weakness, slips, risks."""

from collections.abc import Iterator, Sequence
from datetime import date

from alongside.board.paper.line_words import (
    as_published_words,
    end_words,
    status_cell,
)
from alongside.board.paper.plan_material import PlanMaterial
from alongside.documents.content import (
    Bar,
    BarChart,
    Block,
    ChartPoint,
    Heading,
    LineChart,
    Notice,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
)
from alongside.measures.codes import PERCENT
from alongside.measures.rules.figures import Point
from alongside.measures.words import (
    base_words,
    figure_words,
    met_colour,
    met_words,
    period_words,
)
from alongside.plan.queries.risks import RiskView
from alongside.plan.queries.values import Branch, Count, LineView, MeasureView, WeaknessView
from alongside.plan.rules.difference import Difference
from alongside.plan.rules.risks import band
from alongside.plan.words import LIKELIHOODS, SEVERITIES
from alongside.web.writing import counted

BANDS = {"low": "green", "medium": "amber", "high": "red", "very_high": "red"}
BAND_WORDS = {"low": "Low", "medium": "Medium", "high": "High", "very_high": "Very high"}


def status_bars(
    title: str, counts: Sequence[Count], *, is_stacked: bool = False
) -> BarChart | None:
    """How many lines read each status; None when there are no lines."""
    bars = tuple(Bar(count.words, count.count, count.colour) for count in counts if count.count)
    if not bars:
        return None
    parts = ", ".join(f"{bar.count} {bar.label[:1].lower()}{bar.label[1:]}" for bar in bars)
    return BarChart(title=title, alt=f"{title}: {parts}.", bars=bars, is_stacked=is_stacked)


def status_chart(
    title: str, counts: Sequence[Count], lines: Sequence[LineView], *, is_stacked: bool = False
) -> Iterator[Block]:
    """The chart, and below it how many of its statuses were only copied from a document."""
    chart = status_bars(title, counts, is_stacked=is_stacked)
    if chart is not None:
        yield chart
    copied = as_published_words(lines)
    if copied:
        yield Paragraph(f"Of these, {copied}")


def line_by_line(plan: PlanMaterial) -> Iterator[Block]:
    """Every line with its leads, end and status, in the order of the published table."""
    yield Heading(2, plan.title)
    title = f"Status of {counted(plan.page.line_count, 'line')}"
    yield from status_chart(title, plan.page.counts, plan.lines)
    for weakness in plan.page.weaknesses:
        caption = f"{weakness.number}. {weakness.title}" if weakness.number else plan.title
        lines = [line for branch in weakness.branches for line in all_lines(branch)]
        yield Table(
            caption=caption,
            columns=(
                TableColumn("Ref", width=7),
                TableColumn("What is promised", width=19),
                TableColumn("Leads", width=12),
                TableColumn("End", width=6),
                TableColumn("Status", width=12),
            ),
            rows=tuple(_line_row(line, plan.today) for line in lines),
        )


def each_weakness(plan: PlanMaterial) -> Iterator[Block]:
    """One heading a weakness: its outcomes, what is done but not working, and its measures."""
    for weakness in plan.page.weaknesses:
        if weakness.number:
            yield Heading(2, f"{weakness.number}. {weakness.title}")
            yield from _weakness(weakness, plan.today)


def slips(plan: PlanMaterial) -> Table:
    return Table(
        caption=f"Dates that moved later: {plan.title}",
        columns=(
            TableColumn("Line", width=3),
            TableColumn("What is promised", width=6),
            TableColumn("From", width=3),
            TableColumn("To", width=3),
            TableColumn("Days", is_number=True, width=1),
            TableColumn("Why", width=5),
        ),
        rows=tuple(
            (
                TableCell(each.line_reference, is_header=True),
                TableCell(each.line_text),
                TableCell(str(each.old or "none")),
                TableCell(str(each.new or "none")),
                TableCell(str(each.slip_days)),
                TableCell(each.reason),
            )
            for each in plan.slips
        ),
        empty="No promised date has moved later.",
    )


def ownerless(plan: PlanMaterial) -> Table:
    """A lead is missing where a partner that answers for the line has nobody who leads it."""
    return Table(
        caption=f"A lead is missing, of lines that are not done: {plan.title}",
        columns=(
            TableColumn("Line", width=3),
            TableColumn("What is promised", width=8),
            TableColumn("Who is missing", width=5),
        ),
        rows=tuple(
            (
                TableCell(line.reference, is_header=True),
                TableCell(line.text),
                TableCell(". ".join(line.gaps)),
            )
            for line in plan.ownerless
        ),
        empty="Every unfinished line has a lead for each partner that answers for it.",
    )


def not_published(plan: PlanMaterial) -> Table:
    """Apart from them: nobody here can know whether somebody leads these."""
    return Table(
        caption=f"No lead published, of lines that are not done: {plan.title}",
        columns=(TableColumn("Line", width=3), TableColumn("What is promised", width=13)),
        rows=tuple(
            (TableCell(line.reference, is_header=True), TableCell(line.text))
            for line in plan.lead_not_published
        ),
        empty="A lead was published for every unfinished line, or is kept here.",
    )


def risks(plan: PlanMaterial) -> Table:
    return Table(
        caption=f"Open risks and issues: {plan.title}",
        columns=(
            TableColumn("Risk or issue", width=6),
            TableColumn("Looked after by", width=4),
            TableColumn("Before", width=3),
            TableColumn("Now", width=3),
            TableColumn("Lines", width=3),
        ),
        rows=tuple(_risk_row(risk) for risk in plan.risks),
        empty="No risk or issue is open.",
    )


def _weakness(weakness: WeaknessView, today: date) -> Iterator[Block]:
    if weakness.text:
        yield Notice(weakness.text)
    for branch in weakness.branches:
        yield from _outcome(branch, today)


def _outcome(branch: Branch, today: date) -> Iterator[Block]:
    outcome = branch.line
    yield Heading(3, f"Outcome {outcome.reference}")
    yield _table_of_lines(outcome, tuple(all_lines(branch)), today)
    for line in all_lines(branch):
        if line.difference == Difference.NOT_YET:
            yield Notice(f"{line.reference}: {_ended(line.difference_words)}", kind="warning")
    if outcome.measures:
        yield _table_of_measures(outcome)
    for measure in outcome.measures:
        if len(measure.points) > 1:
            yield _chart(measure)


def _table_of_lines(outcome: LineView, lines: Sequence[LineView], today: date) -> Table:
    return Table(
        caption=f"Where {outcome.reference} stands, and what is done for it",
        columns=(
            TableColumn("Ref", width=3),
            TableColumn("What is promised", width=9),
            TableColumn("End", width=3),
            TableColumn("Status", width=6),
        ),
        rows=tuple(
            (
                TableCell(line.reference, is_header=True),
                TableCell(line.text, note=line.difference_words),
                TableCell(end_words(line)),
                status_cell(line, today),
            )
            for line in lines
        ),
    )


def _table_of_measures(outcome: LineView) -> Table:
    return Table(
        caption=f"How {outcome.reference} is measured",
        columns=(
            TableColumn("Ref", width=3),
            TableColumn("Measure of success", width=10),
            TableColumn("Latest figure", width=5),
            TableColumn("Target", width=3),
        ),
        rows=tuple(_measure_row(measure) for measure in outcome.measures),
    )


def _measure_row(measure: MeasureView) -> tuple[TableCell, ...]:
    return (
        TableCell(measure.reference, is_header=True),
        TableCell(measure.text),
        _latest(measure),
        _met(measure),
    )


def _met(measure: MeasureView) -> TableCell:
    if measure.met is None:
        return TableCell(measure.target or "No number")
    said = met_words(measure.certainty, is_met=measure.met).capitalize()
    colour = met_colour(measure.certainty, is_met=measure.met)
    return TableCell(said, tag_colour=colour, note=measure.target)


def _latest(measure: MeasureView) -> TableCell:
    latest = measure.latest
    if latest is None:
        return TableCell(measure.too_small or "No figure entered")
    base = base_words(latest)
    period = period_words(latest.period_from, latest.period_until)
    return TableCell(
        figure_words(latest, measure.unit), note=f"{base}, {period}" if base else period
    )


def _ended(text: str) -> str:
    """As a sentence: what people wrote may end without a full stop."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _chart(measure: MeasureView) -> LineChart:
    points = tuple(
        ChartPoint(
            label=f"{point.period_from:%b %Y}",
            period=period_words(point.period_from, point.period_until),
            value=_number(point, measure.unit),
            base=base_words(point),
        )
        for point in measure.points
    )
    first, last = measure.points[0], measure.points[-1]
    return LineChart(
        title=f"{measure.reference} {measure.series_title}".strip(),
        alt=(
            f"{counted(len(points), 'figure')}, from {figure_words(first, measure.unit)} "
            f"({points[0].period}) to {figure_words(last, measure.unit)} ({points[-1].period})."
        ),
        unit=measure.unit,
        points=points,
        target=f"{measure.target_value.normalize():f}" if measure.target_value is not None else "",
        target_words=measure.target if measure.target_value is not None else "",
    )


def _number(point: Point, unit: str) -> str:
    """A percentage to one decimal, as it is written; anything else as it was entered."""
    if unit == PERCENT:
        return figure_words(point, PERCENT).removesuffix("%")
    return f"{point.value.normalize():f}"


def _line_row(line: LineView, today: date) -> tuple[TableCell, ...]:
    leads = "; ".join(f"{lead.partner_label}: {lead.post_title}" for lead in line.leads)
    return (
        TableCell(line.reference, is_header=True),
        TableCell(line.text, note=line.difference_words),
        TableCell(leads, note=". ".join(line.gaps)),
        TableCell(end_words(line)),
        status_cell(line, today),
    )


def _risk_row(risk: RiskView) -> tuple[TableCell, ...]:
    latest = risk.latest
    before, after = latest.score_before, latest.score_after
    likely = LIKELIHOODS[latest.likelihood_after].lower()
    severe = SEVERITIES[latest.impact_after].lower()
    return (
        TableCell(risk.title, is_header=True, note=risk.mitigation),
        TableCell(risk.owner or "Nobody"),
        TableCell(f"{BAND_WORDS[band(before)]} ({before})"),
        TableCell(
            f"{BAND_WORDS[band(after)]} ({after})",
            tag_colour=BANDS[band(after)],
            note=f"Likelihood: {likely}. Impact: {severe}",
        ),
        TableCell(", ".join(link.reference for link in risk.lines)),
    )


def all_lines(branch: Branch) -> Iterator[LineView]:
    yield branch.line
    for child in branch.children:
        yield from all_lines(child)
