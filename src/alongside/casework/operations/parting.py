"""Parting two children who were merged as one, by mistake: a later act with its own reason. What each had
before goes back; whoever parts them says whose each thing is that was recorded since. Nothing is lost.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import facts_of, find_case
from alongside.casework.handing import Hands, put_into
from alongside.casework.keeping import keep_what_follows, keep_words
from alongside.casework.models import Case, CaseMerge, CaseParting, DifferentChildren
from alongside.casework.rules.parting import CLOSES, check_chosen, going
from alongside.casework.the_law import clock_of_the_law
from alongside.casework.undoing import (
    SinceRow,
    hand_over,
    move_back,
    moved_keys,
    put_back,
    rows_since,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.ledger.operations import record
from alongside.people.rules import check_text
from alongside.people.versions import apply, check_version
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOrder:
    """``goes`` are the keys of what was recorded since and is of the child who is parted."""

    case_ref: str
    merge_ref: str
    kept_version: int
    why: str
    goes: frozenset[str] = frozenset()


@transaction.atomic
def part_cases(*, actor: Actor, at: datetime, order: PartOrder) -> CaseParting:
    """Restrictions that the merge made stricter stay. Raises Hidden for a merge that is undone already, or
    whose kept case was merged onwards.
    """
    actor.check_may(perms.MERGE)
    why = check_text(order.why, CLOSES, field="why")
    kept = find_case(actor, order.case_ref, today=london_day(at))
    check_version(kept, order.kept_version, wanted={}, labels={})
    merge = _merge(kept, order.merge_ref)
    went, stayed = _split(merge, order)
    _forget_names_taken_over(merge)
    move_back(merge)
    put_back(merge)
    hand_over(went, merge)
    made = CaseParting.objects.create(
        area_id=actor.area_id,
        merge=merge,
        why=why,
        went=_listed(went),
        stayed=_listed(stayed),
        parted_at=at,
        parted_by_id=actor.person_id,
    )
    _open_again(actor, at, merge)
    for case in (merge.kept, merge.merged):
        _record(actor, at, case, made)
    return made


def _merge(kept: Case, merge_ref: str) -> CaseMerge:
    found: CaseMerge | None = (
        CaseMerge.objects.in_area(kept.area_id)
        .select_for_update(of=("self",))
        .select_related("merged__child")
        .filter(ref=merge_ref, kept=kept, merged__merged_into=kept, parting=None)
        .first()
    )
    if found is None:
        raise Hidden("merge")
    found.kept = kept
    return found


def _split(merge: CaseMerge, order: PartOrder) -> tuple[tuple[SinceRow, ...], tuple[SinceRow, ...]]:
    rows = rows_since(merge)
    since = [each.since for each in rows]
    check_chosen(since, order.goes)
    goes = going(since, moved=moved_keys(merge), chosen=order.goes)
    return (
        tuple(each for each in rows if each.since.key in goes),
        tuple(each for each in rows if each.since.key not in goes),
    )


def _listed(rows: Iterable[SinceRow]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for each in rows:
        found.setdefault(each.since.key.partition(".")[0], []).append(each.row.pk)
    return found


def _forget_names_taken_over(merge: CaseMerge) -> None:
    """The names of the one, which the merge wrote down as other names of the other: they never were. The
    one who is parted has them still.
    """
    merge.kept.child.names.filter(added_at=merge.merged_at, ended_on=None).delete()


def _open_again(actor: Actor, at: datetime, merge: CaseMerge) -> None:
    """With the post that it had, or that of the kept one. What had been merged into it comes along."""
    kept, merged = merge.kept, merge.merged
    for case in (kept, merged):
        case.child.refresh_from_db()
    apply(merged, {"merged_into": None})
    _bring_along(merge)
    for case in (kept, merged):
        keep_what_follows(case, facts_of(case), clock_of_the_law())
        keep_words(case)
    _give(actor, at, kept, merged)
    _say_different(actor, at, kept, merged)


def _bring_along(merge: CaseMerge) -> None:
    earlier = CaseMerge.objects.in_area(merge.area_id).filter(kept=merge.merged)
    merge.kept.gone.filter(pk__in=earlier.values("merged")).update(merged_into=merge.merged)


def _give(actor: Actor, at: datetime, kept: Case, merged: Case) -> None:
    """No assignment is made when neither was with anybody."""
    today = london_day(at)
    had = merged.assignments.filter(is_cover=False, post__closed_on=None).last()
    has = kept.assignments.filter(is_cover=False, assigned_until=None).first()
    latest = had or has
    if latest is not None:
        put_into(Hands(post=latest.post, since=today), merged, actor=actor, at=at)


def _say_different(actor: Actor, at: datetime, kept: Case, merged: Case) -> None:
    first, second = sorted((kept.child, merged.child), key=lambda child: child.pk)
    DifferentChildren.objects.in_area(actor.area_id).get_or_create(
        area_id=actor.area_id,
        first=first,
        second=second,
        defaults={"said_at": at, "said_by_id": actor.person_id},
    )


def _record(actor: Actor, at: datetime, case: Case, made: CaseParting) -> None:
    """Numbers of rows by table, never what they say."""
    record(
        actor=actor,
        at=at,
        verb="casework.part_cases",
        subject="casework.case",
        subject_ref=case.ref,
        detail={
            "kept": made.merge.kept.ref,
            "parted": made.merge.merged.ref,
            "went": {table: len(ids) for table, ids in made.went.items()},
            "stayed": {table: len(ids) for table, ids in made.stayed.items()},
        },
    )
