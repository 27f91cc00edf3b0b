"""Keeping what follows from the events of a case beside them: its duties and its stage.

Called inside the transaction of whatever recorded the event. The rows can be thrown away and made
again at any time.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from alongside.casework.models import Case, CaseDuty, CaseWord
from alongside.casework.rules.codes import OURS
from alongside.casework.rules.folding import CaseFact, Clock, duties_of, processes_in, stage_of
from alongside.casework.rules.managing import stage_since
from alongside.casework.rules.searching import words_in
from alongside.law.duty import Duty
from alongside.law.provisions import Force
from alongside.people.versions import apply


def keep_what_follows(case: Case, facts: Sequence[CaseFact], clock: Clock) -> None:
    """Raises Refusal for events that cannot be, and then nothing is kept."""
    follows, rows = rows_of(case, facts, clock)
    case.duties.all().delete()
    CaseDuty.objects.bulk_create(rows)
    apply(case, follows)


def rows_of(
    case: Case, facts: Sequence[CaseFact], clock: Clock
) -> tuple[Mapping[str, object], list[CaseDuty]]:
    """What follows for the case itself, by field, and its duties; not written yet. Raises Refusal."""
    found = duties_of(facts, clock)
    waiting = [duty for duty in found if is_waited_for(duty)]
    processes = processes_in(facts, clock.rules)
    follows = {
        "stage": stage_of(processes).value,
        "stage_since_on": stage_since(processes),
        "next_due_on": _first(waiting),
        "ours_due_on": _first([duty for duty in waiting if duty.provision.who in OURS]),
    }
    return follows, [_row(case, duty) for duty in found]


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


def _row(case: Case, duty: Duty) -> CaseDuty:
    rule = duty.provision
    return CaseDuty(
        area_id=case.area_id,
        case=case,
        rule=duty.rule,
        limb=rule.limb,
        process=duty.process,
        concerning=duty.body,
        title=rule.title,
        who=rule.who,
        force=rule.force.value,
        is_ours=rule.who in OURS,
        is_conditional=rule.conditional,
        needs_lawyer=duty.needs_lawyer,
        authority=duty.authority,
        rule_set=duty.rule_set,
        reason=duty.refusal or duty.reason,
        started_by=duty.started_by,
        started_on=duty.started_on,
        due_on=duty.due_on,
        done_on=duty.done_on,
        ended_on=duty.ended_on,
        relies_on=", ".join(dict.fromkeys(each.ground for each in duty.relies_on)),
    )
