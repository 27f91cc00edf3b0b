"""What putting right and sweeps add to the home page, to the page of a case, and to the family’s own."""

from collections.abc import Iterator
from datetime import date

from alongside.casework import perms as casework
from alongside.kernel.actor import Actor
from alongside.quality import perms
from alongside.quality.pages.put_right_parts import TITLE, item_of, state_words
from alongside.quality.pages.told import door_to_told
from alongside.quality.pages.trail import at
from alongside.quality.put_right_words import BECAUSE, SWEEP_COLOURS, SWEEP_RULES, SWEEP_STATES
from alongside.quality.queries.putting_right import (
    PutRightRow,
    put_right_list,
    put_rights_of_case,
    was_told,
)
from alongside.quality.queries.sweeps import CandidateRow, SweepRow, candidates_waiting, sweeps
from alongside.web.components import Door, RecordedItem
from alongside.web.offers import CardRow, HomeCard
from alongside.web.writing import day, number

MOST_ROWS = 5
JUDGES = "EHC plans to judge"
SWEEPS = "Sweeps over EHC plans"


def put_right_cards(actor: Actor, today: date) -> Iterator[HomeCard]:
    if actor.may_somewhere(perms.PUT_RIGHT):
        yield _to_put_right(actor, today)
    if any(actor.may(each) for each in perms.JUDGES):
        yield _to_judge(actor)
    if actor.may(perms.LEAD):
        yield _sweeps(actor)


def put_right_items(actor: Actor, case_ref: str, today: date) -> tuple[RecordedItem, ...]:
    """On the page of a case, which has asked whether this person may read it."""
    if not actor.may_somewhere(perms.PUT_RIGHT):
        return ()
    rows = put_rights_of_case(actor, case_ref=case_ref, today=today)
    return tuple(item_of(actor, each) for each in rows)


def told_doors(actor: Actor, case_ref: str) -> tuple[Door, ...]:
    """On the family’s own page, once somebody has told them of anything."""
    may = actor.may_somewhere(casework.FAMILY)
    return (door_to_told(actor, case_ref),) if may and was_told(actor.area_id, case_ref) else ()


def _to_put_right(actor: Actor, today: date) -> HomeCard:
    found = put_right_list(actor, today=today)
    return HomeCard(
        title=TITLE,
        order=4,
        rows=[_row(actor, each) for each in found.page(0, MOST_ROWS)],
        total_count=found.open_count,
        more_address=at(actor, "put_rights"),
        empty="Nothing that an audit found has to be put right.",
    )


def _row(actor: Actor, each: PutRightRow) -> CardRow:
    words, colour = state_words(each)
    return CardRow(
        text=each.name,
        address=at(actor, "put_right", each.ref),
        note=f"{BECAUSE[each.because]}, due {day(each.due_on)}",
        tag=words,
        tag_colour=colour,
    )


def _to_judge(actor: Actor) -> HomeCard:
    rows, total = candidates_waiting(actor, most=MOST_ROWS)
    return HomeCard(
        title=JUDGES,
        order=5,
        rows=[_candidate(actor, each) for each in rows],
        total_count=total,
        more_address=at(actor, "sweeps"),
        empty="No sweep found anything that waits for you.",
    )


def _candidate(actor: Actor, each: CandidateRow) -> CardRow:
    return CardRow(
        text=each.name,
        address=at(actor, "candidate", each.ref),
        note="; ".join(SWEEP_RULES[one] for one in each.found_by),
    )


def _sweeps(actor: Actor) -> HomeCard:
    rows = sweeps(actor)
    return HomeCard(
        title=SWEEPS,
        order=5,
        rows=[_sweep(actor, each) for each in rows[:MOST_ROWS]],
        total_count=len(rows),
        more_address=at(actor, "sweeps"),
        empty="No sweep was begun yet.",
    )


def _sweep(actor: Actor, each: SweepRow) -> CardRow:
    return CardRow(
        text=each.title,
        address=at(actor, "sweep", each.ref),
        note=f"{number(each.settled)} of {number(each.found)} settled, target {day(each.target_on)}",
        tag=SWEEP_STATES[each.state],
        tag_colour=SWEEP_COLOURS[each.state],
    )
