"""Risks and issues: the matrix before and after mitigation, the list, and one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.kernel.actor import Actor
from alongside.plan import perms
from alongside.plan.pages.changing.doors import doors_for_risk, doors_for_risks
from alongside.plan.pages.reading.views import crumbs, line_address, tabs
from alongside.plan.queries import risk as risk_of
from alongside.plan.queries import risks_page
from alongside.plan.queries.risks import AssessmentView, MatrixCell, RisksPage, RiskView
from alongside.plan.rules.risks import HIGHEST, LOWEST, band, score
from alongside.plan.words import LIKELIHOODS, SEVERITIES
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, Row, Tab, Table
from alongside.web.markup import counted, day, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

OPEN = (
    Column("Risk or issue", is_wide=True),
    Column("Before"),
    Column("After mitigation"),
    Column("Looked after by"),
    Column("Look at it again"),
)
CLOSED = (
    Column("Risk or issue", is_wide=True),
    Column("Closed"),
    Column("How it ended", is_wide=True),
)
BANDS = {
    "low": ("Low", "grey"),
    "medium": ("Medium", "amber"),
    "high": ("High", "red"),
    "very_high": ("Very high", "red"),
}
ASSESSMENTS = (
    Column("Day"),
    Column("Before"),
    Column("After mitigation"),
    Column("Note", is_wide=True),
    Column("By"),
)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    likelihood: str
    cells: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """``cells`` hold (band, its words, ((title, address), …)); the columns are impacts from small to
    large.
    """

    title: str
    impacts: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class RisksView:
    head_title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    legend: tuple[tuple[SafeString, str], ...]
    matrices: tuple[Matrix, ...]
    open: Table
    closed: Table


@dataclass(frozen=True, slots=True)
class OneRisk:
    title: str
    kind: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    lines: tuple[tuple[str, str], ...]
    assessments: Table


@page("GET", needs=perms.VIEW)
def risks(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = risks_page(actor, statement_ref=ref, today=clock.today())
    content = RisksView(
        head_title=found.head.title,
        crumbs=crumbs(actor, Crumb(found.head.title)),
        tabs=tabs(actor, found.head, current="risks"),
        doors=doors_for_risks(actor, found.head),
        legend=tuple(_legend()) if found.open else (),
        matrices=_matrices(actor, found) if found.open else (),
        open=Table("Open risks and issues", OPEN, [_open(actor, x) for x in found.open], stack=True, empty="No risk or issue is open."),
        closed=Table("Closed", CLOSED, [_closed(actor, x) for x in found.closed], stack=True, empty="None has been closed."),
    )  # fmt: skip
    return render_page(request, "plan/reading/risks.html", {"page": content})


@page("GET", needs=perms.VIEW)
def risk(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = risk_of(actor, risk_ref=ref, today=clock.today())
    content = OneRisk(
        title=found.title,
        kind=found.kind_label,
        crumbs=crumbs(actor, Crumb(found.title)),
        doors=doors_for_risk(actor, found),
        facts=tuple(_facts(found)),
        lines=tuple((f"{x.reference} {x.text}", line_address(actor, x.ref)) for x in found.lines),
        assessments=Table(
            "Every assessment", ASSESSMENTS, [_assessment(x) for x in found.assessments], stack=True
        ),
    )
    return render_page(request, "plan/reading/risk.html", {"page": content})


def _address(actor: Actor, ref: str) -> str:
    return reverse("plan:risk", args=[actor.area_slug, ref])


def _matrices(actor: Actor, found: RisksPage) -> tuple[Matrix, ...]:
    return (
        _matrix(actor, "Before mitigation", found.matrix_before),
        _matrix(actor, "After mitigation", found.matrix_after),
    )


def _legend() -> Iterator[tuple[SafeString, str]]:
    """Each grade with the fewest and the most points that it is given for."""
    numbers = range(LOWEST, HIGHEST + 1)
    points = {score(likelihood, impact) for likelihood in numbers for impact in numbers}
    for code, (words, colour) in BANDS.items():
        of_band = [each for each in points if band(each) == code]
        yield tag(words, colour), f"{min(of_band)} to {max(of_band)}"


def _matrix(actor: Actor, title: str, rows: Sequence[Sequence[MatrixCell]]) -> Matrix:
    drawn = tuple(
        MatrixRow(
            LIKELIHOODS[row[0].likelihood],
            tuple(
                (
                    cell.band,
                    BANDS[cell.band][0],
                    tuple((x.title, _address(actor, x.ref)) for x in cell.risks),
                )
                for cell in row
            ),
        )
        for row in rows
    )
    return Matrix(title, tuple(SEVERITIES[cell.impact] for cell in rows[0]), drawn)


def _scored(likelihood: int, impact: int, score: int) -> str:
    return f"{score}: {LIKELIHOODS[likelihood].lower()}, {SEVERITIES[impact].lower()}"


def _open(actor: Actor, risk: RiskView) -> tuple[Cell | str, ...]:
    latest = risk.latest
    words, colour = BANDS[latest.band_after]
    words_before, colour_before = BANDS[latest.band_before]
    before = _scored(latest.likelihood_before, latest.impact_before, latest.score_before)
    after = _scored(latest.likelihood_after, latest.impact_after, latest.score_after)
    review = day(risk.review_on) if risk.review_on else "No day set"
    return (
        Cell(risk.title, address=_address(actor, risk.ref), is_header=True, note=risk.kind_label),
        Cell(words_before, tag_colour=colour_before, note=before),
        Cell(words, tag_colour=colour, note=after),
        risk.owner or "Nobody",
        Cell(review, note="The day has come" if risk.is_review_due else ""),
    )


def _closed(actor: Actor, risk: RiskView) -> tuple[Cell | str, ...]:
    closed = day(risk.closed_on) if risk.closed_on else ""
    return (
        Cell(risk.title, address=_address(actor, risk.ref), is_header=True),
        closed,
        risk.closing_words,
    )


def _facts(risk: RiskView) -> Iterator[Row]:
    words, colour = BANDS[risk.latest.band_after]
    yield Row("After mitigation", tag(words, colour))
    yield Row("What might happen", risk.description or "Not described")
    yield Row("What is done about it", risk.mitigation or "Nothing recorded")
    yield Row("Owner", risk.owner or "Nobody")
    yield Row("Look at it again", day(risk.review_on) if risk.review_on else "No day set")
    yield Row("Raised", f"{day(risk.raised_at)}{f' by {risk.raised_by}' if risk.raised_by else ''}")
    if risk.closed_on:
        yield Row("Closed", f"{day(risk.closed_on)}. {risk.closing_words}")
    yield Row("Assessed", counted(len(risk.assessments), "time,times"))


def _assessment(each: AssessmentView) -> tuple[str, ...]:
    return (
        day(each.on),
        _scored(each.likelihood_before, each.impact_before, each.score_before),
        _scored(each.likelihood_after, each.impact_after, each.score_after),
        each.note,
        each.recorded_by,
    )
