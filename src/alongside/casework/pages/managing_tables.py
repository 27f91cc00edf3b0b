"""The tables of the manager's view."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from alongside.casework.forms.worklists import MOVES, PASSED
from alongside.casework.pages.trail import case_address, queue_address
from alongside.casework.queries.managing import Caseload, Managed, Reason
from alongside.casework.rules.managing import LIMITS, StageNow, Use, Used
from alongside.casework.rules.worklists import Risk
from alongside.casework.the_law import clock_of_the_law
from alongside.casework.words import (
    RISK_COLOURS,
    RISKS,
    STAGE_COLOURS,
    STAGES,
    USES,
    term_words,
)
from alongside.kernel.actor import Actor
from alongside.web.components import Cell, Column, Table
from alongside.web.writing import counted, day, number

USE_COLOURS = {Use.MORE: "amber", Use.AS_BEFORE: "grey", Use.TOO_FEW: "grey"}


def stages(actor: Actor, found: Sequence[StageNow]) -> Table:
    return Table(
        caption="Where cases stand",
        caption_hidden=True,
        columns=(
            Column("Stage", is_wide=True),
            Column("Cases", is_number=True),
            Column("Late", is_number=True),
            Column("Due in 14 days", is_number=True),
            Column("Half wait longer than", is_number=True),
        ),
        rows=[_stage(actor, each) for each in found],
        stack=True,
        empty="No case is kept yet.",
    )


def _stage(actor: Actor, each: StageNow) -> tuple[Cell | str, ...]:
    address = f"{queue_address(actor)}?stage={each.stage.value}"
    late = f"{address}&whose=ours&when=late" if each.late else ""
    return (
        Cell(
            STAGES[each.stage],
            tag_colour=STAGE_COLOURS.get(each.stage, "grey"),
            note=_limits(each),
            is_header=True,
        ),
        Cell(number(each.count), address),
        Cell(number(each.late), late),
        number(each.soon),
        Cell(_days(each.median_days), note=_longest(each.oldest_days)),
    )


def _days(value: float | None) -> str:
    return "–" if value is None else counted(round(value), "day")


def _longest(value: int | None) -> str:
    return "" if value is None else f"longest {counted(value, 'day')}"


def _limits(each: StageNow) -> str:
    """ "The law gives 6 weeks (DEC-6W)", from the rules in force now."""
    lengths = {p.rule: p.limit for p in clock_of_the_law().rules.latest.provisions if not p.limb}
    rules = LIMITS.get(each.stage, ())
    told = [(rule, lengths.get(rule)) for rule in rules]
    words = ", ".join(f"{limit.length} ({rule})" for rule, limit in told if limit)
    return f"The law gives {words}" if words else ""


def caseloads(actor: Actor, found: Sequence[Caseload]) -> Table:
    return Table(
        caption="With whom cases are",
        caption_hidden=True,
        columns=(
            Column("Post", is_wide=True),
            Column("Cases", is_number=True),
            Column("Being worked on", is_number=True),
            Column("Late", is_number=True),
            Column("Due in 14 days", is_number=True),
        ),
        rows=[_caseload(actor, each) for each in found],
        stack=True,
        empty="No case is with a post.",
    )


def _caseload(actor: Actor, each: Caseload) -> tuple[Cell | str, ...]:
    address = f"{queue_address(actor)}?post={each.ref}"
    late = f"{address}&whose=ours&when=late" if each.late else ""
    return (
        Cell(each.post, note=each.holders or "Nobody holds it", is_header=True),
        Cell(number(each.count), address),
        number(each.worked_on),
        Cell(number(each.late), late),
        number(each.soon),
    )


def coming(actor: Actor, found: Managed, today: date) -> Table:
    address = reverse("casework:reviews_due", args=[actor.area_slug])
    late = ("The day has passed", found.reviews_late, f"{address}?term={PASSED}")
    terms = [
        (term_words(each.term), each.count, f"{address}?term={each.term.code}")
        for each in found.reviews
    ]
    return Table(
        caption="Annual reviews that are due, by term",
        caption_hidden=True,
        columns=(Column("Due in"), Column("Reviews", is_number=True)),
        rows=[
            (Cell(title, is_header=True), Cell(number(count), where if count else ""))
            for title, count, where in (late, *terms)
        ],
    )


def moves(actor: Actor, found: Mapping[tuple[str, Risk], int]) -> Table:
    address = reverse("casework:transfers", args=[actor.area_slug])
    return Table(
        caption="Moves to another phase",
        caption_hidden=True,
        columns=(
            Column("Move", is_wide=True),
            Column("How it stands"),
            Column("Moves", is_number=True),
        ),
        rows=[
            (
                Cell(title, is_header=True),
                Cell(RISKS[risk], tag_colour=RISK_COLOURS[risk]),
                Cell(number(found[rule, risk]), f"{address}?move={rule}&risk={risk.value}"),
            )
            for rule, title in MOVES.items()
            for risk in Risk
            if (rule, risk) in found
        ],
        stack=True,
        empty="No move to another phase is expected.",
    )


def used(found: Sequence[Used]) -> Table:
    return Table(
        caption="Exceptions relied on for the 20 weeks",
        caption_hidden=True,
        columns=(
            Column("Ground", is_wide=True),
            Column("Last twelve months"),
            Column("Three years before"),
            Column("Beside the area’s own past"),
        ),
        rows=[
            (
                Cell(ground_words(each.ground), is_header=True),
                _share(each.recent, each.recent_base),
                _share(each.before, each.before_base),
                Cell(USES[each.use], tag_colour=USE_COLOURS[each.use]),
            )
            for each in found
        ],
        stack=True,
        empty="No exception was relied on in an assessment whose 20 weeks ended in the last four years.",
    )


def ground_words(code: str) -> str:
    title = clock_of_the_law().rules.grounds[code].title
    return f"{title[:1].upper()}{title[1:]} ({code})"


def _share(count: int, base: int) -> str:
    """A rate carries its base; below twenty no percentage is said."""
    told = f"{number(count)} of {number(base)}"
    return f"{told} ({100 * count / base:.0f}%)" if base >= 20 else told


def reasons(actor: Actor, found: Sequence[Reason]) -> Table:
    return Table(
        caption="Why, latest first",
        caption_hidden=True,
        columns=(Column("Case"), Column("Ground"), Column("Why", is_wide=True)),
        rows=[
            (
                Cell(each.number, case_address(actor, each.case_ref), note=day(each.on)),
                each.ground,
                each.because,
            )
            for each in found
        ],
        stack=True,
        empty="No exception is recorded.",
    )
