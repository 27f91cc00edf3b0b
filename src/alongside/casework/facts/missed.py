"""Moves to another phase of education of which nothing was ever recorded: they count as late, or whoever was
forgotten would make a figure better.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Prefetch
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.facts.rows import BATCH, PLAN_ENDS, Values, child_key
from alongside.casework.finding import fact_of
from alongside.casework.models import Case, CaseEvent
from alongside.casework.queries.worklists import missed_by
from alongside.casework.rules.folding import processes_in
from alongside.casework.rules.outcomes import had_plan_on
from alongside.casework.rules.worklists import MoveByAge, moves_past
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.measures.pseudonyms import fact_key
from alongside.web.clock import london_day
from alongside.web.components import RecordedItem

MISSED = "casework move not recorded"


@dataclass(frozen=True, slots=True)
class Missed:
    case: Case
    move: MoveByAge
    key: str


def missed_rows(actor: Actor, today: date) -> Iterator[Values]:
    """As the rows of recorded moves: never done, and no EHC plan that had ended by the day."""
    for each in missed_moves(actor, today):
        move = each.move
        yield (each.key, child_key(actor, each.case.pk), move.rule, move.due_on, None, None)


def missed_moves(actor: Actor, today: date) -> Iterator[Missed]:
    """Since the first case was opened here. Raises Hidden."""
    actor.check_may(perms.ALL)
    cases = Case.objects.open_to(actor, today=today)
    first = cases.aggregate(first=Min("opened_at"))["first"]
    if first is None:
        return
    events = CaseEvent.objects.in_area(actor.area_id).select_related("corrects").order_by("id")
    for move in moves_past(london_day(first), today):
        found = cases.filter(missed_by(actor.area_id, move)).order_by("id")
        told = found.prefetch_related(Prefetch("events", events))
        for case in told.iterator(chunk_size=BATCH):
            if _had_plan(case, move.due_on):
                yield Missed(case, move, _key(actor, case.pk, move))


def missed_behind(
    actor: Actor, rule: str, wanted: Collection[str], today: date
) -> Iterator[RecordedItem]:
    """What stands behind the figure, for whoever may open it."""
    for each in missed_moves(actor, today):
        if each.move.rule == rule and each.key in wanted:
            yield RecordedItem(
                title=f"Case {each.case.number}: a move of which nothing is recorded",
                notes=(
                    "Of an age to go on to another phase, with an EHC plan in force on the last day",
                    f"Due by {day_in_words(each.move.due_on)} ({rule})",
                    "Nothing of this move is recorded",
                ),
                address=reverse("casework:case", args=[actor.area_slug, each.case.ref]),
            )


def _had_plan(case: Case, day: date) -> bool:
    facts = [fact_of(event) for event in case.events.all()]
    return had_plan_on(processes_in(facts, clock_of_the_law().rules), day, PLAN_ENDS)


def _key(actor: Actor, case_id: int, move: MoveByAge) -> str:
    return fact_key(actor.area_slug, MISSED, f"{case_id} {move.rule} {move.due_on.isoformat()}")
