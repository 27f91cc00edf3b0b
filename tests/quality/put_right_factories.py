"""What audits and sweeps found, and what was done about it, by the real operations."""

from datetime import date, datetime, timedelta
from typing import Any

from alongside.advice.perms import OVERSEE_HEALTH, OVERSEE_SOCIAL_CARE
from alongside.casework.models import Case, CaseEvent, PlanVersion
from alongside.casework.operations.plans import begin_version, issue_draft
from alongside.casework.rules.plans.codes import VersionKind
from alongside.kernel.actor import Actor
from alongside.people.models import Person, Post
from alongside.quality import perms
from alongside.quality.models import DrawnItem, PutRight, Sweep
from alongside.quality.operations import putting_right, sweeping
from alongside.quality.rules.codes import SweepRule, Way
from alongside.quality.rules.putting_right import Closing
from alongside.quality.rules.sweeping import NewSweep
from alongside.quality.sweep_work import run_sweep
from tests.access.factories import give, make_account
from tests.casework.factories import actor_for, happen
from tests.casework.plan_factories import go_out
from tests.quality.factories import (
    OPENED,
    PLACE,
    Council,
    drawn_round,
    issue_next,
    items,
    marked,
    noon,
)

FOUND = OPENED.date()
HELD, DECIDED, SENT = date(2025, 9, 10), date(2025, 9, 12), date(2025, 9, 29)
TARGET = date(2025, 12, 19)


def found_by_grade(council: Council, grade: str = "requires_improvement") -> PutRight:
    """The first of a round is graded worse than Good."""
    marked(council, _single(council), grade)
    return PutRight.objects.in_area(council.area.pk).latest("pk")


def _single(council: Council) -> DrawnItem:
    item = items(drawn_round(council))[0]
    DrawnItem.objects.in_area(item.area_id).filter(pk=item.pk).update(is_double=False)
    item.refresh_from_db()
    return item


def officer_of(council: Council, case: Case) -> tuple[Actor, Post]:
    """Whose case it is."""
    post = case.assignments.get(assigned_until=None).post_id
    return next(each for each in council.officers if each[1].pk == post)


def may_read_every_case(council: Council, actor: Actor) -> None:
    """By a role, so that it can be given to their post."""
    give(council.area, Person.objects.get(pk=actor.person_id), "head_of_send")


def hold_review(council: Council, case: Case, on: date = HELD) -> CaseEvent:
    actor, _ = officer_of(council, case)
    return happen(actor, case, "review_held", on, note="On paper.")


def amend(council: Council, case: Case) -> PlanVersion:
    """By a review after which the EHC plan was amended."""
    actor, _ = officer_of(council, case)
    hold_review(council, case)
    happen(actor, case, "review_decided_amend", DECIDED, note="By paper, copy in file.")
    draft = begin_version(
        actor=actor, at=noon(DECIDED), case_ref=case.ref, kind=VersionKind.AMENDED_DRAFT
    )
    draft.refresh_from_db()
    issued = issue_draft(
        actor=actor, at=noon(DECIDED), version_ref=draft.ref, expected_version=draft.version
    )
    go_out(actor, issued)
    return issue_next(actor, case, VersionKind.AMENDED_FINAL, SENT, place=PLACE)


ARRANGED = {
    "arranged": "The nurse rang the family.",
    "arranged_by": "Nora Nurse",
    "arranged_on": OPENED.date(),
}


def close(
    actor: Actor, found: PutRight, way: Way, done_by: str = "", on: date = SENT, **said: Any
) -> PutRight:
    found.refresh_from_db()
    return putting_right.close_put_right(
        actor=actor,
        at=noon(on),
        put_right_ref=found.ref,
        expected_version=found.version,
        closing=Closing(way=way, done_by=done_by, **said),
    )


def tell(actor: Actor, found: PutRight, on: date = HELD) -> PutRight:
    found.refresh_from_db()
    return putting_right.tell_family(
        actor=actor,
        at=noon(on),
        put_right_ref=found.ref,
        expected_version=found.version,
        on=on,
        how="Olive rang the family.",
    )


def make_clinician(council: Council) -> Actor:
    made = make_account(
        council.area, "Dora Doctor", "dora@york.example", "designated_clinical_officer"
    )
    return actor_for(council.area, made.person, frozenset({perms.JUDGE_HEALTH, OVERSEE_HEALTH}))


def make_social_care_officer(council: Council) -> Actor:
    made = make_account(
        council.area, "Sam Social", "sam@york.example", "designated_social_care_officer"
    )
    may = frozenset({perms.JUDGE_SOCIAL_CARE, OVERSEE_SOCIAL_CARE})
    return actor_for(council.area, made.person, may)


def begin_sweep(council: Council, *rules: SweepRule, at: datetime = OPENED, **how: date) -> Sweep:
    return sweeping.begin_sweep(
        actor=council.lead,
        at=at,
        new=NewSweep(
            title="Health advice in every EHC plan",
            rules=rules or (SweepRule.NO_HEALTH_ADVICE,),
            target_on=at.date() + timedelta(days=109),
            **how,
        ),
    )


def swept(council: Council, *rules: SweepRule, at: datetime = OPENED, **how: date) -> Sweep:
    made = begin_sweep(council, *rules, at=at, **how)
    run_sweep(sweep_id=made.pk, at=at, today=at.date(), progress=lambda done, total: None)
    made.refresh_from_db()
    return made
