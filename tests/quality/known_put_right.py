"""Putting right for the tests' world: what a grade found, a sweep that is done, one EHC plan that waits to be judged
and one that was; and a crowd of them.
"""

from datetime import datetime, timedelta

from alongside.quality.models import DrawnItem, PutRight, Sweep, SweepCandidate
from alongside.quality.operations import putting_right, sweeping
from alongside.quality.rules.codes import Judged
from tests.casework.known_families import family_case
from tests.filling import Fill, nothing, ref
from tests.make_lines import LONG
from tests.world import Side

TITLE, ROUND = "Health advice in every EHC plan", "EHC plans for the tests"


def furnish(side: Side, at: datetime) -> None:
    """In the cases of the EHC plans that were drawn. The round found one of them wanting already."""
    sweep = _sweep(side, at, TITLE)
    items = DrawnItem.objects.in_area(side.area.pk).filter(draw__round__title=ROUND).order_by("id")
    for item in items:
        _candidate(sweep, item)
    judged = sweep.candidates.order_by("id").last()
    assert judged is not None
    _judge(side, at, judged)


def crowd(side: Side, at: datetime, more: str = "") -> None:
    """Long titles, and in each every EHC plan that was drawn for any round."""
    for number in range(3):
        sweep = _sweep(side, at, f"Look{LONG[5:150]} {more}{number}")
        found = {
            each.plan_id: each
            for each in DrawnItem.objects.in_area(side.area.pk).exclude(plan=None).order_by("id")
        }
        for item in found.values():  # for another reason, or one judgement would close both
            _candidate(sweep, item, found_by="old_health_advice")
        for each in sweep.candidates.order_by("id")[:2]:
            _judge(side, at, each)
    for item in DrawnItem.objects.in_area(side.area.pk).exclude(plan=None).order_by("id")[:6]:
        putting_right.raise_urgent(
            actor=side.actor("quality_lead"),
            at=at,
            item_ref=item.ref,
            what=LONG[:200],
            is_about_safety=False,
        )


def _sweep(side: Side, at: datetime, title: str) -> Sweep:
    made: Sweep = Sweep.objects.create(
        area=side.area,
        title=title,
        rules=["no_health_advice", "no_section_d"],
        target_on=at.date() + timedelta(days=60),
        state="done",
        done_count=20,
        whole_count=20,
        begun_at=at,
        ended_at=at,
    )
    return made


def _candidate(sweep: Sweep, item: DrawnItem, found_by: str = "no_health_advice") -> None:
    SweepCandidate.objects.create(
        area_id=sweep.area_id,
        sweep=sweep,
        case=item.case,
        plan=item.plan,
        found_by=[found_by],
    )


def _judge(side: Side, at: datetime, found: SweepCandidate) -> None:
    """By whoever judges health advice in this area; where nobody does, it waits."""
    if "designated_clinical_officer" in side.accounts:
        sweeping.judge_candidate(
            actor=side.actor("designated_clinical_officer"),
            at=at,
            candidate_ref=found.ref,
            expected_version=found.version,
            judged=Judged.NOT_APPROPRIATE,
            why="A nurse has seen the child since.",
        )


_OPEN = ref(PutRight, because="grade", state="open")
_SWEEP = ref(Sweep, title=TITLE)
_CANDIDATE = ref(SweepCandidate, sweep__title=TITLE, judged="")
ADDRESSES: dict[str, Fill] = {
    "quality:put_rights": nothing,
    "quality:put_right": _OPEN,
    "quality:tell_family": _OPEN,
    "quality:close_put_right": _OPEN,
    "quality:hand_over_put_right": _OPEN,
    "quality:urgent": ref(DrawnItem, draw__round__title=ROUND, is_double=True),
    "quality:told": family_case,
    "quality:sweeps": nothing,
    "quality:begin_sweep": nothing,
    "quality:sweep": _SWEEP,
    "quality:candidate": _CANDIDATE,
    "quality:judge_candidate": _CANDIDATE,
}
