"""Working out anew what follows from the events of every case: for when the law's data has changed. The ledger
keeps by which law it was done last.

The events are the record; duties, stages and days are only kept beside them. Some hundred cases are
done at a time, so that a run that is stopped has lost nothing and officers hardly wait.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.closures import clock_for
from alongside.casework.finding import facts_by_case
from alongside.casework.keeping import Kept, follows_from, keep_duties, keep_owed
from alongside.casework.models import Case, CaseEvent
from alongside.casework.queries.following import AREA, REBUILT
from alongside.casework.rules.folding import CaseFact
from alongside.casework.the_law import clock_of_the_law, mark_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record

BATCH = 500
Progress = Callable[[int, int], None]


def rebuild_duties(*, actor: Actor, at: datetime, progress: Progress) -> Sequence[str]:
    """Every case of the actor's area. Returns the numbers of those whose events the law now refuses:
    what was kept for them stays as it was.
    """
    actor.check_may(perms.REBUILD)
    total, done = Case.objects.in_area(actor.area_id).count(), 0
    refused: list[str] = []
    for ids in _batches(actor):
        refused += _rebuild(actor, ids)
        done += len(ids)
        progress(done, total)
    _record(actor, at, done, refused)
    return refused


def _batches(actor: Actor) -> Iterator[list[int]]:
    last = 0
    while ids := _next_ids(actor, last):
        yield ids
        last = ids[-1]


def _next_ids(actor: Actor, last: int) -> list[int]:
    after = Case.objects.in_area(actor.area_id).filter(pk__gt=last)
    return list(after.order_by("pk").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _rebuild(actor: Actor, ids: Sequence[int]) -> list[str]:
    """The numbers of the cases that the law refuses."""
    law = clock_of_the_law()
    refused: list[str] = []
    duties: dict[int, Sequence[Kept]] = {}
    changed: list[Case] = []
    names: list[str] = []
    facts = _facts(actor, ids)
    cases = Case.objects.in_area(actor.area_id).filter(pk__in=ids)
    for case in cases.select_for_update(of=("self",)):
        try:
            follows, duties[case.pk] = follows_from(
                facts[case.pk], clock_for(case, facts[case.pk], law)
            )
        except Refusal:
            refused.append(case.number)
            continue
        names = list(follows)
        changed += [case] if _changes(case, follows) else []
    keep_duties(actor.area_id, duties)
    if changed:
        Case.objects.in_area(actor.area_id).bulk_update(changed, names)
    keep_owed(actor.area_id, ids)
    return refused


def _changes(case: Case, follows: Mapping[str, object]) -> bool:
    """Sets what follows. Nobody who is writing in the case is disturbed: its version stays."""
    before = [getattr(case, name) for name in follows]
    for name, value in follows.items():
        setattr(case, name, value)
    return before != list(follows.values())


def _facts(actor: Actor, ids: Sequence[int]) -> Mapping[int, list[CaseFact]]:
    found: dict[int, list[CaseFact]] = defaultdict(list)
    events = CaseEvent.objects.in_area(actor.area_id).filter(case__in=ids)
    for case_id, fact in facts_by_case(events):
        found[case_id].append(fact)
    return found


@transaction.atomic
def _record(actor: Actor, at: datetime, done: int, refused: Sequence[str]) -> None:
    record(
        actor=actor,
        at=at,
        verb=REBUILT,
        subject=AREA,
        subject_ref=actor.area_slug,
        detail={"cases": done, "refused": list(refused), "law": mark_of_the_law()},
    )
