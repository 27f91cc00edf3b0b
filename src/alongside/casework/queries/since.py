"""What was done in a case after something was found in it: reviews that were held, versions that were issued, and
the post that sees to the case. No name is read.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.casework.models import CaseAssignment, CaseEvent, PlanVersion, standing_on
from alongside.casework.rules.plans.codes import FINALS, VersionState
from alongside.kernel.actor import Actor
from alongside.people.models import Post

REVIEW_HELD = "review_held"


@dataclass(frozen=True, slots=True)
class Done:
    """One review or one version, by its public name and its day."""

    pk: int
    ref: str
    on: date


def reviews_held_after(actor: Actor, case_id: int, on: date) -> tuple[Done, ...]:
    """As they stand after every correction, the latest first. Those brought over from earlier are left out."""
    rows = CaseEvent.objects.in_area(actor.area_id).filter(
        case=case_id,
        kind=REVIEW_HELD,
        corrected_by=None,
        is_brought_over=False,
        happened_on__gt=on,
    )
    return _done(rows.order_by("-happened_on", "-id").values_list("pk", "ref", "happened_on"))


def finals_issued_after(actor: Actor, case_id: int, at: datetime) -> tuple[Done, ...]:
    """Final versions that were issued later than that instant, the latest first."""
    rows = PlanVersion.objects.in_area(actor.area_id).filter(
        case=case_id,
        state=VersionState.ISSUED.value,
        kind__in=[each.value for each in FINALS],
        issued_at__gt=at,
    )
    return _done(rows.order_by("-issued_at").values_list("pk", "ref", "issued_on"))


def post_that_has(area_id: int, case_id: int, *, today: date) -> Post | None:
    """The one whose case it is today; else the last one whose it was. None when it never was anybody's."""
    rows = CaseAssignment.objects.in_area(area_id).filter(case=case_id, is_cover=False)
    named = rows.select_related("post")
    now = named.filter(standing_on(today)).order_by("-id").first()
    found = now or named.filter(assigned_from__lte=today).order_by("-assigned_from", "-id").first()
    return found.post if found else None


def posts_that_have(area_id: int, case_id: int, *, today: date) -> frozenset[int]:
    """The ids of the posts whose case it is today, and of those that cover for them."""
    rows = CaseAssignment.objects.in_area(area_id).filter(standing_on(today), case=case_id)
    return frozenset(rows.values_list("post", flat=True))


def _done(rows: Any) -> tuple[Done, ...]:
    return tuple(Done(*row) for row in rows)
