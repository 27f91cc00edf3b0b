"""Every EHC plan in force as a sweep looks at it: what section K lists, whether section D says anything, and whether
the review is overdue. Read in batches in the order of the cases; no name of a child is read.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.casework import perms
from alongside.casework.models import Case, CaseDuty, CaseEvent, PlanPart, PlanVersion
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.plans.codes import FINALS, PartKind, Section, VersionState
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden

ANNUAL_REVIEW = "REV-12M"
RECEIVED = ("advice_returned", "advice_quality_checked")
HEALTH = "health"
OVER = (Stage.CEASED.value, Stage.MOVED.value)


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of section K, by whom it says."""

    role: str
    given_on: date | None
    is_of_health: bool
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanToSweep:
    """The final version that stands."""

    case_id: int
    plan_id: int
    issued_on: date
    advice: tuple[Listed, ...]
    says_of_d: bool
    is_review_overdue: bool


def count_to_sweep(actor: Actor, *, issued_from: date | None) -> int:
    """How many cases have an EHC plan that stands. Raises Hidden."""
    actor.check_may(perms.ALL)
    return int(_cases(actor, issued_from).count())


def plans_to_sweep(
    actor: Actor, *, after: int, size: int, issued_from: date | None, today: date
) -> tuple[int, tuple[PlanToSweep, ...]]:
    """The next cases after that id, and the id of the last of them; 0 when there are no more. Raises Hidden."""
    actor.check_may(perms.ALL)
    rows = _cases(actor, issued_from).filter(pk__gt=after).order_by("pk")
    cases = list(rows.values_list("pk", flat=True)[:size])
    if not cases:
        return 0, ()
    span = {"case__gt": after, "case__lte": cases[-1]}
    newest = _newest(actor, span, frozenset(cases))
    beside = _Beside(actor, span, [pk for pk, _ in newest.values()], today)
    found = [
        PlanToSweep(
            case_id=case_id,
            plan_id=plan_id,
            issued_on=issued_on,
            advice=beside.advice(plan_id),
            says_of_d=plan_id in beside.with_d,
            is_review_overdue=case_id in beside.overdue,
        )
        for case_id, (plan_id, issued_on) in sorted(newest.items())
        if issued_from is None or issued_on >= issued_from
    ]
    return cases[-1], tuple(found)


def listed_in(actor: Actor, *, case_ref: str, plan_id: int, today: date) -> tuple[Listed, ...]:
    """What section K of one version lists, for whoever may read the case. Raises Hidden."""
    case = Case.objects.open_to(actor, today=today).filter(ref=case_ref).first()
    if case is None:
        raise Hidden("case")
    span = {"case__gt": case.pk - 1, "case__lte": case.pk}
    return _Beside(actor, span, [plan_id], today).advice(plan_id)


def _cases(actor: Actor, issued_from: date | None) -> Any:
    """Those whose newest version may be in question: one was issued from that day on."""
    versions = _issued(actor)
    if issued_from is not None:
        versions = versions.filter(issued_on__gte=issued_from)
    rows = Case.objects.in_area(actor.area_id).filter(
        merged_into=None, pk__in=versions.values("case")
    )
    return rows.exclude(stage__in=OVER)


def _issued(actor: Actor) -> Any:
    return PlanVersion.objects.in_area(actor.area_id).filter(
        state=VersionState.ISSUED.value, kind__in=[each.value for each in FINALS]
    )


def _newest(
    actor: Actor, span: Mapping[str, int], cases: Collection[int]
) -> Mapping[int, tuple[int, date]]:
    rows = _issued(actor).filter(**span).order_by("case", "number")
    return {
        case_id: (pk, issued_on)
        for case_id, pk, issued_on in rows.values_list("case", "pk", "issued_on")
        if case_id in cases
    }


class _Beside:
    """What is read once for a whole batch."""

    def __init__(
        self, actor: Actor, span: Mapping[str, int], plans: Collection[int], today: date
    ) -> None:
        parts = PlanPart.objects.in_area(actor.area_id).filter(plan__in=plans)
        said = parts.filter(section=Section.D.value)
        self.with_d = frozenset(said.values_list("plan", flat=True))
        self._listed: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
        entries = parts.filter(section=Section.K.value, kind=PartKind.ADVICE.value)
        for plan_id, body in entries.order_by("position", "id").values_list("plan", "body"):
            self._listed[plan_id].append(body)
        came = CaseEvent.objects.in_area(actor.area_id).filter(
            **span, kind__in=RECEIVED, body__body=HEALTH
        )
        self._of_health = frozenset(came.values_list("ref", flat=True))
        late = CaseDuty.objects.in_area(actor.area_id).filter(
            **span, rule=ANNUAL_REVIEW, due_on__lt=today, done_on=None, ended_on=None
        )
        self.overdue = frozenset(late.values_list("case", flat=True))

    def advice(self, plan_id: int) -> tuple[Listed, ...]:
        return tuple(
            Listed(
                body.get("role") or body.get("author", ""),
                date.fromisoformat(body["given_on"]) if body.get("given_on") else None,
                body.get("event", "") in self._of_health,
                body.get("author", ""),
            )
            for body in self._listed.get(plan_id, ())
        )
