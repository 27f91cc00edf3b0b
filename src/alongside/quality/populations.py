"""The population of a round: what the rooms below have in its period, and how each is grouped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.access.queries import people_granted_case
from alongside.advice.queries.to_audit import AdviceToAudit, advice_to_audit
from alongside.casework.queries.to_audit import (
    ToAudit,
    people_of_family,
    people_who_had,
    plans_to_audit,
    reviews_to_audit,
    superseded,
)
from alongside.kernel.actor import Actor
from alongside.quality.models import AuditRound, DrawnItem
from alongside.quality.on_cases import as_drawer
from alongside.quality.rules.codes import About, Exclusion, Stratum
from alongside.quality.rules.drawing import Candidate, DrawnKey, Population, draw, population
from alongside.quality.tools import framework_on
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is kept of one that is drawn."""

    ref: str
    case_id: int
    happened_on: date
    author_id: int | None
    team: str
    worked_on_it: frozenset[int]
    plan_id: int | None = None
    event_id: int | None = None
    submission_id: int | None = None


def population_of(actor: Actor, found: AuditRound) -> tuple[Population, Mapping[str, Known]]:
    """With what is known of each, by its public name."""
    drawer = as_drawer(actor)
    period = {"from_on": found.from_on, "until_on": found.until_on}
    about = About(found.about)
    before = _audited_before(found)
    if about is About.ADVICE:
        advice = advice_to_audit(drawer, **period)
        candidates = [_advice(each, before) for each in advice]
        known = {each.ref: _known_advice(each) for each in advice}
    else:
        read = reviews_to_audit if about is About.REVIEW else plans_to_audit
        rows = read(drawer, **period)
        candidates = [_candidate(each, before) for each in rows]
        known = {each.ref: _known(each) for each in rows}
    exclusions = [Exclusion(each) for each in found.exclusions]
    return population(candidates, exclusions), known


def drawn_from(found: AuditRound, people: Population, *, seed: str) -> tuple[DrawnKey, ...]:
    """As the round asks for it, by the framework under which it was planned. Raises Refusal."""
    return draw(
        people,
        strata=tuple(Stratum(each) for each in found.strata),
        size=found.sample_size,
        seed=seed,
        twice_in=framework_on(london_day(found.opened_at)).double_marked_one_in,
    )


def worked_on(actor: Actor, item: DrawnItem) -> frozenset[int]:
    """Everybody who wrote what was drawn, issued it, or whose post had the case on some day."""
    had = people_who_had(as_drawer(actor), [item.case_id]).get(item.case_id, frozenset())
    wrote: set[int | None] = {item.author_id}
    if item.plan is not None:
        wrote |= {item.plan.begun_by_id, item.plan.issued_by_id}
    return had | frozenset(each for each in wrote if each is not None)


def may_know_family(actor: Actor, item: DrawnItem) -> frozenset[int]:
    """Who belongs to the child’s family by account, name or address, and to whom the case was ever opened."""
    family = people_of_family(as_drawer(actor), item.case_id)
    return family | people_granted_case(area_id=item.area_id, case_ref=item.case.ref)


def is_superseded(actor: Actor, item: DrawnItem) -> bool:
    """Whether a later final version of the EHC plan has been issued."""
    if item.plan_id is None:
        return False
    return item.plan_id in superseded(as_drawer(actor), [item.plan_id])


def amended_meanwhile(actor: Actor, items: Iterable[DrawnItem]) -> frozenset[int]:
    """The versions of those that are not graded yet, after which another was issued."""
    plans = [each.plan_id for each in items if each.plan_id is not None and not each.agreed_grade]
    return superseded(as_drawer(actor), plans) if plans else frozenset()


def _audited_before(found: AuditRound) -> frozenset[str]:
    """The public names of what another round drew and somebody graded."""
    rows = (
        DrawnItem.objects.in_area(found.area_id)
        .exclude(draw__round=found)
        .exclude(agreed_grade="")
        .values_list("plan__ref", "event__ref", "submission__ref")
    )
    return frozenset(ref for row in rows for ref in row if ref)


def _candidate(row: ToAudit, before: frozenset[str]) -> Candidate:
    groups = {Stratum.TEAM: row.team, Stratum.NEED: row.need, Stratum.STAGE: row.phase}
    reasons = {
        Exclusion.DISPUTED: row.is_disputed,
        Exclusion.CEASED: row.is_over,
        Exclusion.AUDITED_BEFORE: row.ref in before,
    }
    return Candidate(
        key=row.ref, happened_on=row.happened_on, groups=groups, left_out=_holding(reasons.items())
    )


def _advice(row: AdviceToAudit, before: frozenset[str]) -> Candidate:
    left_out = _holding([(Exclusion.AUDITED_BEFORE, row.ref in before)])
    groups = {Stratum.TEAM: row.team}
    return Candidate(key=row.ref, happened_on=row.happened_on, groups=groups, left_out=left_out)


def _holding(reasons: Iterable[tuple[Exclusion, bool]]) -> frozenset[Exclusion]:
    return frozenset(reason for reason, holds in reasons if holds)


def _known(row: ToAudit) -> Known:
    return Known(
        ref=row.ref,
        case_id=row.case_id,
        happened_on=row.happened_on,
        author_id=row.author_id,
        team=row.team,
        worked_on_it=row.worked_on_it,
        plan_id=row.plan_id,
        event_id=row.event_id,
    )


def _known_advice(row: AdviceToAudit) -> Known:
    return Known(
        ref=row.ref,
        case_id=row.case_id,
        happened_on=row.happened_on,
        author_id=row.author_id,
        team=row.team,
        worked_on_it=row.worked_on_it,
        submission_id=row.submission_id,
    )
