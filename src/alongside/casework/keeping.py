"""Keeping what follows from the events of a case beside them: its duties and its stage, and what of its letters is
owed.

Called inside the transaction of whatever recorded the event. The rows can be thrown away and made
again at any time.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple
from datetime import date

from alongside.casework.closures import clock_for
from alongside.casework.models import Case, CaseDuty, CaseWord
from alongside.casework.queries.letter_values import NOTHING_OWED
from alongside.casework.queries.letters_owed import owed_in
from alongside.casework.rules.codes import OURS
from alongside.casework.rules.folding import (
    CaseFact,
    Clock,
    schedule_of,
    stage_of,
    untold,
)
from alongside.casework.rules.managing import stage_since
from alongside.casework.rules.searching import words_in
from alongside.law.duty import Duty
from alongside.law.provisions import Force
from alongside.people.versions import apply

KEPT = (
    "rule", "limb", "process", "concerning", "title", "who", "force", "is_ours", "is_conditional",
    "needs_lawyer", "authority", "rule_set", "reason", "started_by", "started_on", "due_on",
    "done_on", "ended_on", "relies_on",
)  # fmt: skip
"""What is kept of a duty: the fields of its row."""
OWES = ("owes_own_letter", "owes_plan", "owes_in_format")
"""What is kept of ``OwedIn``, in its order."""
Kept = tuple[object, ...]


def keep_what_follows(case: Case, facts: Sequence[CaseFact], clock: Clock) -> None:
    """Raises Refusal for events that cannot be, and then nothing is kept."""
    follows, duties = follows_from(facts, clock_for(case, facts, clock))
    keep_duties(case.area_id, {case.pk: duties})
    apply(case, follows)
    keep_owed(case.area_id, [case.pk])


def keep_owed(area_id: int, case_ids: Collection[int]) -> None:
    """What is owed in each of these cases. Whatever changes what that rests on calls it, once it has
    changed it and while it holds the case: events and stages, letters and how they were sent, who the contacts
    are, who acts for the young person, and which EHC plan was issued last.
    """
    cases = Case.objects.in_area(area_id).filter(pk__in=case_ids).order_by()
    owed = owed_in(area_id, case_ids)
    for pk, *kept in list(cases.values_list("pk", *OWES)):
        now = astuple(owed.get(pk, NOTHING_OWED))
        if now != tuple(kept):
            cases.filter(pk=pk).update(**dict(zip(OWES, now, strict=True)))


def keep_duties(area_id: int, found: Mapping[int, Sequence[Kept]]) -> None:
    """By the id of each case, all of its duties in their order. Only rows that say something else than
    before are written, each in its place, so that they stay in order.
    """
    before: dict[int, list[tuple[int, Kept]]] = {case_id: [] for case_id in found}
    rows = CaseDuty.objects.in_area(area_id).filter(case__in=list(found)).order_by("id")
    for case_id, pk, *told in rows.values_list("case_id", "id", *KEPT):
        before[case_id].append((pk, tuple(told)))
    gone: list[int] = []
    new: list[CaseDuty] = []
    changed: list[CaseDuty] = []
    for case_id, duties in found.items():
        old = before[case_id]
        gone += [pk for pk, _ in old[len(duties) :]]
        new += [duty_row(area_id, case_id, each) for each in duties[len(old) :]]
        changed += [
            duty_row(area_id, case_id, each, pk=pk)
            for (pk, told), each in zip(old, duties, strict=False)
            if told != each
        ]
    if gone:
        CaseDuty.objects.in_area(area_id).filter(pk__in=gone).delete()
    CaseDuty.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=KEPT
    )
    CaseDuty.objects.bulk_create(new)


def duty_row(area_id: int, case_id: int, told: Kept, *, pk: int | None = None) -> CaseDuty:
    """``pk``: of the row whose place it takes."""
    fields = dict(zip(KEPT, told, strict=True))
    return CaseDuty(pk=pk, area_id=area_id, case_id=case_id, **fields)


def follows_from(
    facts: Sequence[CaseFact], clock: Clock
) -> tuple[Mapping[str, object], list[Kept]]:
    """What follows for the case itself, by field, and its duties; not written yet. Raises Refusal."""
    told = schedule_of(facts, clock)
    found, processes = told.duties, told.processes
    waiting = [duty for duty in found if is_waited_for(duty)]
    follows = {
        "stage": stage_of(processes).value,
        "stage_since_on": stage_since(processes),
        "next_due_on": _first(waiting),
        "ours_due_on": _first([duty for duty in waiting if duty.provision.who in OURS]),
        "untold_since_on": min((each.happened_on for each in untold(facts)), default=None),
    }
    return follows, [_kept(duty) for duty in found]


def keep_words(case: Case) -> None:
    """By which the case is found: made anew from what is known of the child."""
    case.words.all().delete()
    CaseWord.objects.bulk_create(
        CaseWord(area_id=case.area_id, case=case, word=word) for word in sorted(words_of(case))
    )


def words_of(case: Case) -> frozenset[str]:
    child = case.child
    others = child.names.values_list("name", flat=True)
    names = (child.given_names, child.family_name, child.known_as, *others)
    before = case.gone.values_list("number", flat=True)
    numbers = (case.number, child.nhs_number, child.upn, child.uln, *before)
    return words_in([*names, *numbers, child.school.name if child.school else ""])


def is_waited_for(duty: Duty) -> bool:
    """Asked by a day, and neither done nor fallen away. What only may be done is not waited for."""
    rule = duty.provision
    is_asked = rule.force is Force.DUTY and not rule.conditional
    return is_asked and duty.done_on is None and duty.ended_on is None and duty.due_on is not None


def _first(found: Sequence[Duty]) -> date | None:
    return min((duty.due_on for duty in found if duty.due_on), default=None)


def _kept(duty: Duty) -> Kept:
    """In the order of ``KEPT``."""
    rule = duty.provision
    return (
        duty.rule,
        rule.limb,
        duty.process,
        duty.body,
        rule.title,
        rule.who,
        rule.force.value,
        rule.who in OURS,
        rule.conditional,
        duty.needs_lawyer,
        duty.authority,
        duty.rule_set,
        duty.refusal or duty.reason,
        duty.started_by,
        duty.started_on,
        duty.due_on,
        duty.done_on,
        duty.ended_on,
        ", ".join(dict.fromkeys(each.ground for each in duty.relies_on)),
    )
