"""What is compared before and after a lesson: EHC plans with what they say, and review meetings with how they
went on. No name of a child is read, and nothing of it is shown to anybody.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from alongside.casework.models import CaseDuty, FamilyMessage, PlanPart, PlanVersion
from alongside.casework.plans.reading import parts_of
from alongside.casework.queries.to_audit import ToAudit, plans_to_audit, reviews_to_audit
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.plans.codes import PartKind, Section, VersionState, Whose
from alongside.casework.rules.plans.parts import Part
from alongside.kernel.actor import Actor
from alongside.web.clock import london_day

BATCH = 200
REVIEW = "REV-4W"
"""The rule by which a review is decided within four weeks of the meeting."""
GATHERED_FROM = timedelta(weeks=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanToCompare:
    """A final version that was issued. ``team`` had the case on that day."""

    case_id: int
    issued_on: date
    begun_on: date
    team: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewToCompare:
    """A meeting whose four weeks are over. ``has_voice``: the child’s or young person’s own words are on
    record for it.
    """

    case_id: int
    held_on: date
    team: str
    is_in_time: bool
    has_voice: bool


def plans_to_compare(actor: Actor, *, from_on: date, until_on: date) -> Iterator[PlanToCompare]:
    """Read in batches, the earliest first. Raises Hidden."""
    teams = {
        each.plan_id: each.team
        for each in plans_to_audit(actor, from_on=from_on, until_on=until_on)
    }
    rows = PlanPart.objects.visible_to(actor).order_by("section", "position", "id")
    plans = (
        PlanVersion.objects.visible_to(actor)
        .filter(pk__in=teams)
        .prefetch_related(Prefetch("parts", rows))
        .order_by("issued_on", "id")
    )
    for plan in plans.iterator(chunk_size=BATCH):
        yield PlanToCompare(
            case_id=plan.case_id,
            issued_on=plan.issued_on,
            begun_on=london_day(plan.begun_at),
            team=teams[plan.pk],
            parts=parts_of(plan),
        )


def reviews_to_compare(
    actor: Actor, *, from_on: date, until_on: date, today: date
) -> tuple[ReviewToCompare, ...]:
    """Those of which it is settled whether they were decided in time. Raises Hidden."""
    held = reviews_to_audit(actor, from_on=from_on, until_on=until_on)
    due = _due(actor, held, today)
    voices = _voices(actor, {each.case_id for each in held})
    return tuple(
        ReviewToCompare(
            case_id=each.case_id,
            held_on=each.happened_on,
            team=each.team,
            is_in_time=_is_in_time(duty),
            has_voice=_is_heard(voices[each.case_id], each.happened_on, duty.due_on or today),
        )
        for each in held
        if (duty := due.get((each.case_id, each.happened_on))) is not None
    )


def _due(
    actor: Actor, held: Collection[ToAudit], today: date
) -> Mapping[tuple[int, date], CaseDuty]:
    """By case and day of the meeting: its four weeks, once they are over."""
    rows = CaseDuty.objects.in_area(actor.area_id).filter(
        rule=REVIEW, limb="", due_on__lt=today, case__in={each.case_id for each in held}
    )
    return {(each.case_id, each.started_on): each for each in rows if each.started_on}


def _is_in_time(duty: CaseDuty) -> bool:
    """What was never decided is late."""
    return bool(duty.done_on and duty.due_on and duty.done_on <= duty.due_on)


def _voices(actor: Actor, cases: Collection[int]) -> Mapping[int, list[date]]:
    """By case, the days on which the child or young person said something in their own words."""
    found: defaultdict[int, list[date]] = defaultdict(list)
    said = FamilyMessage.objects.in_area(actor.area_id).filter(
        case__in=cases, said=Said.VIEWS.value, contact=None
    )
    for case_id, day in said.values_list("case_id", "received_on"):
        found[case_id].append(day)
    words = PlanPart.objects.visible_to(actor).filter(
        plan__case__in=cases, section=Section.A.value, kind=PartKind.WORDS.value
    )
    kept = words.exclude(plan__state=VersionState.DISCARDED.value)
    for case_id, body in kept.values_list("plan__case_id", "body"):
        if body.get("whose") == Whose.CHILD and body.get("words") and body.get("given_on"):
            found[case_id].append(date.fromisoformat(body["given_on"]))
    return found


def _is_heard(days: Collection[date], held_on: date, due_on: date) -> bool:
    """From twelve weeks before the meeting until its decision was due."""
    return any(held_on - GATHERED_FROM <= day <= due_on for day in days)
