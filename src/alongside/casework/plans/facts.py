"""What has to be known of a version and its case before it is issued."""

from collections.abc import Iterator, Sequence
from datetime import date

from alongside.casework.finding import facts_of
from alongside.casework.models import Case, CaseDuty, PlanVersion
from alongside.casework.rules.children import year_group
from alongside.casework.rules.codes import WITH_A_PLAN, Stage
from alongside.casework.rules.folding import processes_in, untold
from alongside.casework.rules.plans.beginning import Stands, VersionFact
from alongside.casework.rules.plans.codes import DRAFTS, VersionKind, VersionState
from alongside.casework.rules.plans.issuing import event_kind
from alongside.casework.rules.plans.parts import Advice, Part
from alongside.casework.rules.plans.standing import Facts
from alongside.casework.rules.steps import why_not_decide
from alongside.casework.saying import body_words
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.refusals import Refusal
from alongside.web.offers import in_the_way

ANSWERS = ("DRAFT-15D", "AMD-15D")
"""The rules of the law that give the family time to answer."""
ORDERED = (
    "REG44-E", "REG44-F", "REG44-H", "REG45-C-CONTENT", "REG45-C-SCHOOL", "REG45-C-BOTH", "REG45-F-5W",
)  # fmt: skip
"""The rules of the law by which an EHC plan is changed because that was ordered, agreed or not opposed."""
SERVED = ("draft_served", "amendment_notice_served")
ADVICE_RECEIVED = "advice_returned"
FINAL_PLAN = "casework.final_plan"


def facts_of_plan(plan: PlanVersion, parts: Sequence[Part], *, today: date) -> Facts:
    """``plan`` with its case and child."""
    elsewhere: list[str] = []
    if VersionKind(plan.kind) is VersionKind.FINAL:
        elsewhere += in_the_way(plan.area_id, FINAL_PLAN, plan.case.ref)
    if plan.state == VersionState.WRITING and (sentence := _why_not_yet(plan)):
        elsewhere.append(sentence)
    return Facts(
        kind=VersionKind(plan.kind),
        parts=parts,
        today=today,
        year_group=year_group(plan.case.child.born_on, today),
        answer_until=answer_until(plan.case, today),
        is_served=_is_served(plan),
        unlisted=tuple(words for _, words, _ in unlisted_advice(plan, parts)),
        elsewhere=tuple(elsewhere),
    )


def _why_not_yet(plan: PlanVersion) -> str:
    """Why the case has not come to it, such as that nobody has decided to make an EHC plan; empty where it has."""
    facts, rules = facts_of(plan.case), clock_of_the_law().rules
    try:
        processes = processes_in(facts, rules)
    except Refusal as refusal:
        return str(refusal)
    kind = event_kind(VersionKind(plan.kind), processes)
    return why_not_decide(kind, processes, rules, untold(facts))


def version_facts(versions: Sequence[PlanVersion]) -> tuple[VersionFact, ...]:
    return tuple(
        VersionFact(each.number, VersionKind(each.kind), VersionState(each.state))
        for each in versions
    )


def stands_of(area_id: int, case_ref: str, stage: str) -> Stands:
    """What decides which version may begin. Only where something was ordered is it asked what."""
    owed = CaseDuty.objects.in_area(area_id).filter(
        case__ref=case_ref, rule__in=ORDERED, done_on=None, ended_on=None
    )
    is_ordered = stage == Stage.DISPUTED.value and owed.exists()
    return Stands(has_plan=stage in WITH_A_PLAN, is_ordered=is_ordered)


def unlisted_advice(plan: PlanVersion, parts: Sequence[Part]) -> Iterator[tuple[str, str, date]]:
    """Advice that the case has received and section K does not list, as (event ref, of whom, on which
    day).
    """
    listed = {part.body.event for part in parts if isinstance(part.body, Advice)}
    rows = plan.case.events.filter(kind=ADVICE_RECEIVED, corrected_by=None).order_by("id")
    for event in rows:
        if event.ref not in listed:
            yield event.ref, body_words(event.body.get("body", "")), event.happened_on


def answer_until(case: Case, today: date) -> date | None:
    """The last day on which the family may still answer; None where it did, or its days are over."""
    waiting = case.duties.filter(rule__in=ANSWERS, done_on=None, ended_on=None, due_on__gte=today)
    found: date | None = waiting.order_by("-due_on").values_list("due_on", flat=True).first()
    return found


def _is_served(plan: PlanVersion) -> bool:
    """Whether the draft that this follows is known to have reached the family; what was ordered follows none."""
    if plan.kind in DRAFTS or plan.based_on is None or plan.based_on.issued_on is None:
        return True
    if plan.based_on.kind not in DRAFTS:
        return True
    found: bool = plan.case.events.filter(
        kind__in=SERVED, happened_on__gte=plan.based_on.issued_on, corrected_by=None
    ).exists()
    return found
