"""Making two cases of one child one, with care: what moved, why and by whom is kept; nothing is lost."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import facts_of, find_case
from alongside.casework.keeping import keep_owed, keep_what_follows, keep_words
from alongside.casework.models import Case, CaseMerge, Child, ChildName, DifferentChildren
from alongside.casework.moving import end_assignments, move_everything
from alongside.casework.restricting import keep_stricter
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.folding import processes_in
from alongside.casework.rules.merging import (
    FACTS,
    NUMBERS,
    check_may_merge,
    check_one_birth_date,
    check_school_is_known,
    to_fill,
)
from alongside.casework.settling import claimed_settings, school_claimed
from alongside.casework.the_law import clock_of_the_law
from alongside.casework.undoing import in_place, what_changed
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people.rules import check_text
from alongside.people.versions import apply, check_version
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeOrder:
    """Which case is kept and which goes, as they were when somebody looked at both. ``is_school_known``: an
    officer made sure that the child attends the school of which only its own request says so.
    """

    kept_ref: str
    merged_ref: str
    kept_version: int
    merged_version: int
    why: str
    is_school_known: bool = False


@transaction.atomic
def merge_cases(*, actor: Actor, at: datetime, order: MergeOrder) -> CaseMerge:
    """Everything of the one moves to the other; duties, stage and words are worked out anew. The case that
    goes stays, leads on to the kept one, and is found by its number.
    """
    actor.check_may(perms.MERGE)
    today = london_day(at)
    why = check_text(order.why, "Say how you know that they are the same child.", field="why")
    kept, merged = _both(actor, order, at)
    _check(kept, merged, order)
    before = in_place(kept.child, merged.child)
    stays = frozenset() if order.is_school_known else _claimed(merged.child)
    filled = _fill(kept.child, merged.child, is_school_left_out=bool(stays))
    keep_stricter(kept.child, merged.child)
    _keep_other_names(actor, at, kept.child, merged.child)
    moved = move_everything(merged, kept, today=today, stays=stays)
    end_assignments(merged, today)
    made = CaseMerge.objects.create(
        area_id=actor.area_id,
        kept=kept,
        merged=merged,
        why=why,
        moved=moved,
        filled=filled,
        changed=what_changed(before),
        merged_at=at,
        merged_by_id=actor.person_id,
    )
    _close(merged, kept)
    keep_what_follows(kept, facts_of(kept), clock_of_the_law())
    keep_words(kept)
    keep_owed(actor.area_id, [merged.pk])
    for case in (kept, merged):
        _record(actor, at, case, "casework.merge_cases", made)
    return made


@transaction.atomic
def say_different(*, actor: Actor, at: datetime, case_refs: tuple[str, str]) -> DifferentChildren:
    """Two who look alike are two: they are no longer shown together."""
    actor.check_may(perms.MERGE)
    today = london_day(at)
    cases = [find_case(actor, ref, today=today) for ref in sorted(case_refs)]
    first, second = sorted((case.child for case in cases), key=lambda child: child.pk)
    if first == second:
        raise Hidden("case")
    known = DifferentChildren.objects.in_area(actor.area_id)
    if known.filter(first=first, second=second).exists():
        raise Refusal("This was said already.")
    made = DifferentChildren.objects.create(
        area_id=actor.area_id,
        first=first,
        second=second,
        said_at=at,
        said_by_id=actor.person_id,
    )
    for case, other in (cases, reversed(cases)):
        record(
            actor=actor,
            at=at,
            verb="casework.say_different",
            subject="casework.case",
            subject_ref=case.ref,
            detail={"other": other.ref},
        )
    return made


def _both(actor: Actor, order: MergeOrder, at: datetime) -> tuple[Case, Case]:
    """Locked in one order, whoever is to be kept, so that two who merge take turns."""
    refs = (order.kept_ref, order.merged_ref)
    if refs[0] == refs[1]:
        raise Hidden("case")
    found = {ref: find_case(actor, ref, today=london_day(at)) for ref in sorted(refs)}
    return found[refs[0]], found[refs[1]]


def _check(kept: Case, merged: Case, order: MergeOrder) -> None:
    """Raises Changed for what somebody changed meanwhile, and Refusal."""
    check_version(kept, order.kept_version, wanted={}, labels={})
    check_version(merged, order.merged_version, wanted={}, labels={})
    check_one_birth_date(kept.child.born_on, merged.child.born_on)
    check_may_merge(_under_way(kept), _under_way(merged))
    check_school_is_known(school_claimed(kept.child), is_known=order.is_school_known)
    _check_not_parted(merged)


def _claimed(child: Child) -> frozenset[int]:
    return frozenset(claimed_settings(child).values_list("pk", flat=True))


def _check_not_parted(merged: Case) -> None:
    """Raises Refusal: what was parted once is not the one to go again."""
    if hasattr(merged, "merge"):
        raise Refusal(
            "This case was merged and parted again before. Keep it, and merge the other into it."
        )


def _under_way(case: Case) -> set[str]:
    processes = processes_in(facts_of(case), clock_of_the_law().rules)
    return {process.type for process in processes if process.is_open}


def _fill(kept: Child, merged: Child, *, is_school_left_out: bool) -> list[str]:
    """A number is one child’s only, so it leaves the record that goes as it arrives in the other."""
    filled = to_fill(*({name: getattr(each, name) for name in FACTS} for each in (kept, merged)))
    if is_school_left_out or kept.settings.filter(ended_on=None).exists():
        filled.pop("school", None)
    leaving = {name: "" for name in NUMBERS if name in filled}
    if leaving:
        also = {"nhs_status": ""} if "nhs_number" in leaving else {}
        apply(merged, {**leaving, **also})
    if filled:
        apply(kept, filled)
    return list(filled)


def _keep_other_names(actor: Actor, at: datetime, kept: Child, merged: Child) -> None:
    """Under which the child was known in the other case."""
    known = {_full(kept).lower(), kept.known_as.lower()}
    known |= {name.lower() for name in kept.names.values_list("name", flat=True)}
    for name in dict.fromkeys((_full(merged), merged.known_as)):
        if name and name.lower() not in known:
            ChildName.objects.create(
                area_id=kept.area_id,
                child=kept,
                name=name,
                added_at=at,
                added_by_id=actor.person_id,
            )


def _full(child: Child) -> str:
    return f"{child.given_names} {child.family_name}"


def _close(merged: Case, kept: Case) -> None:
    """What had been merged into it leads on to the kept one as well."""
    merged.duties.all().delete()
    merged.words.all().delete()
    merged.gone.update(merged_into=kept)
    apply(
        merged,
        {
            "merged_into": kept,
            "stage": Stage.NOTHING.value,
            "next_due_on": None,
            "ours_due_on": None,
            "untold_since_on": None,
        },
    )


def _record(actor: Actor, at: datetime, case: Case, verb: str, made: CaseMerge) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=case.ref,
        detail={
            "kept": made.kept.ref,
            "merged": made.merged.ref,
            "moved": {table: len(ids) for table, ids in made.moved.items()},
            "filled": list(made.filled),
        },
    )
