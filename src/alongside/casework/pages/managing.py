"""The view of whoever leads casework: where cases stand and pile up, with whom they are, which exceptions
are used and why, and what is coming.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.pages import managing_tables as tables
from alongside.casework.pages.trail import crumbs, queue_address
from alongside.casework.pages.worklists import MANAGER, tabs
from alongside.casework.queries.managing import Managed, Waiting, managed, waiting
from alongside.casework.rules.managing import WORKED_ON, StageNow, Use, bottleneck
from alongside.casework.rules.worklists import Risk
from alongside.casework.words import STAGES
from alongside.kernel.actor import Actor
from alongside.measures.pages.beside_others import ShownPicture, shown
from alongside.web import clock
from alongside.web.components import Crumb, KeyFigure, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, instant, number


@dataclass(frozen=True, slots=True)
class ManagerPage:
    crumbs: tuple[Crumb, ...]
    as_at: str
    figures: tuple[KeyFigure, ...]
    tabs: tuple[Tab, ...]
    bottleneck: str
    stages: Table
    caseloads: Table
    without_post: str
    coming: Table
    moves: Table
    used: Table
    flagged: tuple[str, ...]
    reasons: Table
    waiting: ShownPicture | None
    waiting_as_at: str


@page("GET", needs=perms.ALL)
def show(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    content = _page(actor, managed(actor, at=clock.now()), waiting(actor), today)
    return render_page(request, "casework/manager.html", {"page": content})


def _page(actor: Actor, found: Managed, drawn: Waiting, today: date) -> ManagerPage:
    return ManagerPage(
        crumbs=crumbs(actor, Crumb("Manager’s view")),
        as_at=instant(found.as_at),
        figures=tuple(_figures(actor, found)),
        tabs=tabs(actor, MANAGER),
        bottleneck=_bottleneck(found),
        stages=tables.stages(actor, found.stages),
        caseloads=tables.caseloads(actor, found.caseloads),
        without_post=_without_post(found),
        coming=tables.coming(actor, found, today),
        moves=tables.moves(actor, found.transfers),
        used=tables.used(found.used),
        flagged=_flagged(found),
        reasons=tables.reasons(actor, found.reasons),
        waiting=shown(drawn.picture) if drawn.picture else None,
        waiting_as_at=instant(drawn.as_at),
    )


def _figures(actor: Actor, found: Managed) -> Iterator[KeyFigure]:
    at_work = [each for each in found.stages if each.stage in WORKED_ON]
    every = f"of {counted(sum(each.count for each in found.stages), 'case')}"
    late, soon = (sum(getattr(each, name) for each in found.stages) for name in ("late", "soon"))
    ours = f"{queue_address(actor)}?whose=ours"
    yield KeyFigure("Being worked on", number(sum(each.count for each in at_work)), every)
    yield KeyFigure("Something of ours late", number(late), every, address=f"{ours}&when=late")
    yield KeyFigure("Ours due within 14 days", number(soon), every, address=f"{ours}&when=soon")
    yield KeyFigure(
        "Decided or issued, and the family not told yet",
        number(found.untold),
        every,
        address=f"{queue_address(actor)}?when=untold",
    )
    yield from _owed_and_moves(actor, found)
    yield KeyFigure(
        "Families’ messages past their day",
        number(found.questions.late),
        f"of {counted(found.questions.open, 'message')} not answered",
        address=reverse("casework:inbox", args=[actor.area_slug]),
    )


def _owed_and_moves(actor: Actor, found: Managed) -> Iterator[KeyFigure]:
    yield KeyFigure(
        "Letters still owed to families",
        number(found.letters_owed),
        "with the days since each was owed",
        address=reverse("casework:letters_owed", args=[actor.area_slug]),
    )
    yield _moves_at_risk(actor, found.transfers)
    yield KeyFigure(
        "Of an age to move, and no move recorded",
        number(sum(found.moves_not_recorded)),
        f"with an EHC plan; {number(found.moves_not_recorded[1])} missed in earlier years",
        address=reverse("casework:transfers", args=[actor.area_slug]),
    )


def _moves_at_risk(actor: Actor, moves: Mapping[tuple[str, Risk], int]) -> KeyFigure:
    return KeyFigure(
        "Moves to another phase at risk",
        number(_at_risk(moves)),
        f"of {counted(sum(moves.values()), 'move')} not finished",
        address=reverse("casework:transfers", args=[actor.area_slug]),
    )


def _at_risk(moves: Mapping[tuple[str, Risk], int]) -> int:
    return sum(count for (_, risk), count in moves.items() if risk is not Risk.ON_COURSE)


def _bottleneck(found: Managed) -> str:
    worst = bottleneck(found.stages)
    if worst is None:
        return "No stage stands out. One does when at least five of its cases are late, and more than in any other."
    return f"Most is late here: {_stage_words(worst)}."


def _stage_words(each: StageNow) -> str:
    days = f"; half of them for {each.median_days:,.0f} days or more" if each.median_days else ""
    return f"{STAGES[each.stage]}, with {number(each.late)} of {counted(each.count, 'case')} late{days}"  # fmt: skip


def _without_post(found: Managed) -> str:
    if found.without_post <= 0:
        return ""
    are = "is" if found.without_post == 1 else "are"
    return f"{counted(found.without_post, 'case')} {are} with no post."


def _flagged(found: Managed) -> tuple[str, ...]:
    return tuple(
        f"{tables.ground_words(each.ground)} was relied on in {each.recent} of "
        f"{each.recent_base} assessments of the last twelve months, and in {each.before} of "
        f"{each.before_base} of the three years before. Chance alone would hardly do that: ask why."
        for each in found.used
        if each.use is Use.MORE
    )
