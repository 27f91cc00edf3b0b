"""What might be audited: EHC plans that were issued and review meetings that were held in a period, each with
how a sample is grouped and who worked on it. No name of a child is read.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max, Q

from alongside.casework import perms
from alongside.casework.models import (
    CaseAssignment,
    CaseEvent,
    Contact,
    FamilyAccess,
    PlanPart,
    PlanVersion,
)
from alongside.casework.rules.children import year_group
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.plans.codes import FINALS, PartKind, Section, VersionState
from alongside.kernel.actor import Actor
from alongside.people.queries import people_of_area

REVIEW_HELD = "review_held"
OVER = (Stage.CEASED.value, Stage.MOVED.value)
PHASES = ((0, "early years"), (7, "primary"), (12, "secondary"))
"""The year groups below which each begins to be the next; after them comes 16 to 25."""
AFTER_16 = "16 to 25"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAudit:
    """One EHC plan or review. ``team`` is that of the post that had the case on the day; ``need`` the area
    of the first need; ``phase`` where the child was in education by age. ``worked_on_it`` are the people
    who wrote it, or issued it.
    """

    plan_id: int | None
    event_id: int | None
    case_id: int
    ref: str
    happened_on: date
    author_id: int | None
    worked_on_it: frozenset[int]
    team: str
    need: str
    phase: str
    is_disputed: bool
    is_over: bool


def plans_to_audit(actor: Actor, *, from_on: date, until_on: date) -> tuple[ToAudit, ...]:
    """Final versions issued in the period. Raises Hidden."""
    actor.check_may(perms.ALL)
    rows = list(
        _issued(actor)
        .filter(issued_on__gte=from_on, issued_on__lt=until_on)
        .values(*_CASE, "id", "ref", "issued_on", "begun_by_id", "issued_by_id")
        .order_by("id")
    )
    beside = _Beside(actor, {row["case_id"] for row in rows}, [row["id"] for row in rows])
    return tuple(_of_plan(row, beside) for row in rows)


def reviews_to_audit(actor: Actor, *, from_on: date, until_on: date) -> tuple[ToAudit, ...]:
    """Review meetings held in the period, with the day as it stands after every correction. Raises Hidden."""
    actor.check_may(perms.ALL)
    rows = list(
        CaseEvent.objects.in_area(actor.area_id)
        .filter(kind=REVIEW_HELD, corrected_by=None, is_brought_over=False)
        .filter(happened_on__gte=from_on, happened_on__lt=until_on, case__merged_into=None)
        .values(*_CASE, "id", "ref", "happened_on", "recorded_by_id")
        .order_by("id")
    )
    cases = {row["case_id"] for row in rows}
    newest = _issued(actor).filter(case__in=cases).values("case_id").annotate(newest=Max("id"))
    plans = {row["case_id"]: row["newest"] for row in newest}
    beside = _Beside(actor, cases, list(plans.values()))
    return tuple(_of_review(row, plans.get(row["case_id"]), beside) for row in rows)


def superseded(actor: Actor, plan_ids: Iterable[int]) -> frozenset[int]:
    """Of these versions, those after which another final one of the same case was issued. Raises Hidden."""
    actor.check_may(perms.ALL)
    kinds = [each.value for each in FINALS]
    found = _issued(actor).filter(
        pk__in=list(plan_ids),
        case__plan_versions__number__gt=F("number"),
        case__plan_versions__state=VersionState.ISSUED.value,
        case__plan_versions__kind__in=kinds,
    )
    return frozenset(found.values_list("pk", flat=True))


def people_who_had(actor: Actor, case_ids: Iterable[int]) -> Mapping[int, frozenset[int]]:
    """By case, everybody whose post had it, or covered for it, on some day. Raises Hidden."""
    actor.check_may(perms.ALL)
    rows = CaseAssignment.objects.in_area(actor.area_id).filter(case__in=list(case_ids))
    overlapping = rows.filter(
        Q(post__holdings__held_until=None) | Q(post__holdings__held_until__gt=F("assigned_from")),
        Q(assigned_until=None)
        | Q(post__holdings__held_from=None)
        | Q(post__holdings__held_from__lt=F("assigned_until")),
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for case_id, person_id in overlapping.values_list("case_id", "post__holdings__person_id"):
        if person_id is not None:
            found[case_id].add(person_id)
    return {case_id: frozenset(people) for case_id, people in found.items()}


def people_of_family(actor: Actor, case_id: int) -> frozenset[int]:
    """Everybody who has or had a family’s account for the case, and whoever has the name or the
    email address of one of its contacts. Raises Hidden.
    """
    actor.check_may(perms.ALL)
    by_account = FamilyAccess.objects.in_area(actor.area_id).filter(
        case=case_id, person__isnull=False
    )
    contacts = Contact.objects.in_area(actor.area_id).filter(child__case=case_id)
    same = Q(pk__in=[])
    for name, email in contacts.values_list("name", "email"):
        same |= Q(name__iexact=name.strip())
        if email.strip():
            same |= Q(account__email__iexact=email.strip())
    people = people_of_area(actor.area_id).filter(same)
    found = {*by_account.values_list("person_id", flat=True), *people.values_list("pk", flat=True)}
    return frozenset(found)


_CASE = ("case_id", "case__stage", "case__child__born_on")


def _issued(actor: Actor) -> Any:
    return PlanVersion.objects.visible_to(actor).filter(
        state=VersionState.ISSUED.value,
        kind__in=[each.value for each in FINALS],
        case__merged_into=None,
    )


class _Beside:
    """Teams over time and first needs, read once for all rows."""

    def __init__(self, actor: Actor, cases: Iterable[int], plans: Iterable[int]) -> None:
        self.assigned: defaultdict[int, list[tuple[date, date | None, str]]] = defaultdict(list)
        rows = CaseAssignment.objects.in_area(actor.area_id).filter(case__in=cases, is_cover=False)
        for case_id, begun, ended, *names in rows.values_list(
            "case_id", "assigned_from", "assigned_until", "post__team", "post__organisation__name"
        ):
            self.assigned[case_id].append((begun, ended, names[0] or names[1]))
        self.needs: dict[int, str] = {}
        parts = PlanPart.objects.visible_to(actor).filter(
            plan__in=plans, section=Section.B.value, kind=PartKind.NEED.value
        )
        for plan_id, body in parts.order_by("position", "id").values_list("plan_id", "body"):
            self.needs.setdefault(plan_id, body.get("area", ""))

    def team(self, case_id: int, day: date) -> str:
        there = (
            name
            for begun, ended, name in self.assigned[case_id]
            if begun <= day and (ended is None or day < ended)
        )
        return next(there, "")


def _of_plan(row: Mapping[str, Any], beside: _Beside) -> ToAudit:
    wrote = {row["begun_by_id"], row["issued_by_id"]} - {None}
    return ToAudit(
        plan_id=row["id"],
        event_id=None,
        author_id=row["begun_by_id"] or row["issued_by_id"],
        worked_on_it=frozenset(wrote),
        need=beside.needs.get(row["id"], ""),
        **_of_case(row, row["issued_on"], beside),
    )


def _of_review(row: Mapping[str, Any], plan_id: int | None, beside: _Beside) -> ToAudit:
    wrote = {row["recorded_by_id"]} - {None}
    return ToAudit(
        plan_id=None,
        event_id=row["id"],
        author_id=row["recorded_by_id"],
        worked_on_it=frozenset(wrote),
        need=beside.needs.get(plan_id, "") if plan_id else "",
        **_of_case(row, row["happened_on"], beside),
    )


def _of_case(row: Mapping[str, Any], day: date, beside: _Beside) -> dict[str, Any]:
    stage = row["case__stage"]
    return {
        "case_id": row["case_id"],
        "ref": row["ref"],
        "happened_on": day,
        "team": beside.team(row["case_id"], day),
        "phase": phase_of(row["case__child__born_on"], day),
        "is_disputed": stage == Stage.DISPUTED.value,
        "is_over": stage in OVER,
    }


def phase_of(born_on: date, day: date) -> str:
    """ "primary": by the year group of the school year."""
    group = year_group(born_on, day)
    return next((name for below, name in PHASES if group < below), AFTER_16)
