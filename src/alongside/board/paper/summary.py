"""The first two pages of a pack, in plain English, for the forum and for young people.

Only what is known is said, each number with what it is a part of. Nothing is praised or excused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.board.paper.plan_material import PlanMaterial
from alongside.board.paper.plan_sections import status_bars
from alongside.documents.content import Block, Bullets, Fact, Heading, KeyFigures, Notice, Paragraph
from alongside.plan.queries.values import LineView
from alongside.web.writing import counted, day

MOST = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What the board's own work adds to the summary, in whole sentences."""

    coming_up: tuple[str, ...]
    not_known: tuple[str, ...]


def summary(
    plans: Sequence[PlanMaterial], told: Told, *, today: date, since: date
) -> Iterator[Block]:
    """``since`` is the day from which changes are told."""
    yield Heading(1, "In two pages")
    yield Paragraph(_opening(plans), is_lead=True)
    for plan in plans:
        if not plan.is_strategy:
            yield from _how_far(plan)
    yield Heading(2, f"What has been done since {day(since)}")
    yield from _list(_done(plans, since), "No promise was completed in this time.")
    yield Heading(2, "What is late")
    yield from _list(_late(plans), "Nothing that was promised is late.")
    yield Heading(2, "Done, but families may not feel it yet")
    yield from _list(_not_working(plans), "Nothing that was done is known to make no difference.")
    yield Heading(2, "What the board will talk about")
    yield from _list(told.coming_up, "Nothing waits for the board.")
    yield Heading(2, "What we do not know")
    yield from _list((*told.not_known, *_unknown(plans)), "No gap is known.")
    yield Notice(
        f"This is how things stood on {day(today)}. The rest of this pack gives the detail."
    )


def _opening(plans: Sequence[PlanMaterial]) -> str:
    main = [plan for plan in plans if not plan.is_strategy]
    actions = [action for plan in main for action in plan.actions]
    finished = sum(action.status.is_finished for action in actions)
    late = sum(action.status.is_delayed for action in actions)
    return (
        f"The council, the NHS, schools and families made {counted(len(actions), 'promise')} to "
        "children and young people with special educational needs and disabilities. "
        f"{finished} of {len(actions)} are done. {late} of {len(actions)} are late."
    )


def _how_far(plan: PlanMaterial) -> Iterator[Block]:
    actions, lines = plan.actions, plan.lines
    done = sum(action.status.is_finished for action in actions)
    late = sum(action.status.is_delayed for action in actions)
    yield KeyFigures(
        (
            Fact("Actions done", str(done), f"of {len(actions)}"),
            Fact("Actions late", str(late), f"of {len(actions)}"),
            Fact("Without a lead", str(len(plan.ownerless)), f"of {counted(len(lines), 'line')}"),
            Fact("Done, not yet making a difference", str(len(plan.not_working)), "by its measure"),
        )
    )
    chart = status_bars("How far each line has got", plan.page.counts)
    if chart is not None:
        yield chart


def _done(plans: Sequence[PlanMaterial], since: date) -> list[str]:
    return [
        _said(line)
        for plan in plans
        for line in plan.lines
        if line.status.is_finished and line.status.on and line.status.on.last >= since
    ]


def _late(plans: Sequence[PlanMaterial]) -> list[str]:
    return [_said(line, line.status.words) for plan in plans for line in plan.delayed]


def _not_working(plans: Sequence[PlanMaterial]) -> list[str]:
    return [_said(line) for plan in plans for line in plan.not_working]


def _unknown(plans: Sequence[PlanMaterial]) -> Iterator[str]:
    measures = [m for plan in plans for line in plan.lines for m in line.measures]
    without = sum(measure.latest is None for measure in measures)
    if without:
        yield (
            f"{without} of {counted(len(measures), 'measure')} of success "
            f"{'has' if without == 1 else 'have'} no figure, so nobody can say whether "
            f"{'it is' if without == 1 else 'they are'} met."
        )
    lines = [line for plan in plans for line in plan.lines]
    silent = sum(not line.status.code for line in lines)
    if silent:
        yield f"{silent} of {counted(len(lines), 'line')} {_have(silent)} no status recorded."


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _said(line: LineView, more: str = "") -> str:
    ending = f": {more[:1].lower()}{more[1:]}" if more else ""
    return f"{line.reference} {line.text.rstrip('.')}{ending}."


def _list(items: Sequence[str], empty: str) -> Iterator[Block]:
    """The first few; how many more there are is said, never hidden."""
    if not items:
        yield Paragraph(empty)
        return
    more = len(items) - MOST
    shown = (*items[:MOST], f"And {more} more, listed in this pack.") if more > 0 else tuple(items)
    yield Bullets(shown)
