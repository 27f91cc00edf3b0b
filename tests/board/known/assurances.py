"""Assurances: one with evidence for and against and a judgement, and one with much of everything."""

from datetime import datetime

from alongside.board.models import Assurance
from alongside.board.operations.assurances import (
    NewWeight,
    add_assurance,
    add_weight,
    judge_assurance,
    take_over_assurances,
)
from alongside.board.queries.assurances import to_take_over
from alongside.board.rules.codes import Assured, Weighs
from alongside.measures.choosing import latest_figures
from alongside.plan.models import Line
from alongside.web.clock import london_day
from tests.board.known.challenges import board_of
from tests.filling import Fill, nothing, ref
from tests.make_lines import LONG, UNBROKEN
from tests.world import Side

MANY = 8

ADDRESSES: dict[str, Fill] = {
    "board:assurances": nothing,
    "board:take_over_assurances": nothing,
    "board:add_assurance": nothing,
    "board:assurance": ref(Assurance),
    "board:add_weight": ref(Assurance),
    "board:judge_assurance": ref(Assurance),
}


def furnish(side: Side, at: datetime) -> None:
    """Those of the action plan, and one of the tests' own."""
    actor = side.actor("nominated_officer")
    board_of(side, at)
    for each in to_take_over(actor):
        take_over_assurances(actor=actor, at=at, statement_ref=each.statement_ref)
    if not Assurance.objects.in_area(side.area.pk).exists():
        add_assurance(actor=actor, at=at, text="Families are heard before services are bought.")
    first: Assurance = side.first(Assurance)
    _judge(side, at, first, "The survey shows it.")
    _weigh(side, at, first, Weighs.FOR, "12 of 15 families said that they were asked.")
    _weigh(side, at, first, Weighs.AGAINST, "Two families were not asked.")


def crowd(side: Side, at: datetime) -> None:
    made = add_assurance(
        actor=side.actor("nominated_officer"), at=at, text=f"{LONG * 2}{UNBROKEN}."
    )
    for number in range(MANY):
        _weigh(side, at, made, (Weighs.FOR, Weighs.AGAINST)[number % 2], f"{LONG}{UNBROKEN}")
        _judge(side, at, made, LONG)


def _weigh(side: Side, at: datetime, kept: Assurance, weighs: Weighs, text: str) -> None:
    actor = side.actor("nominated_officer")
    figures = latest_figures(actor)
    new = NewWeight(
        weighs=weighs,
        text=text,
        dated_on=london_day(at),
        line_ref=side.first(Line, kind="action").ref,
        figure_ref=figures[0].ref if figures else "",
    )
    add_weight(actor=actor, at=at, assurance_ref=kept.ref, new=new)


def _judge(side: Side, at: datetime, kept: Assurance, text: str) -> None:
    judge_assurance(
        actor=side.actor("chair"),
        at=at,
        assurance_ref=kept.ref,
        assured=Assured.ASSURED,
        text=text,
        judged_on=london_day(at),
    )
