"""From which days the limits of a chart are worked out anew, why, who approved it, and what was withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures import perms
from alongside.measures.models import Measure, Recalculation, Series
from alongside.measures.queries.series import check_may_view
from alongside.measures.queries.spoken import EVERYTHING, Spoken

_PEOPLE = ("recorded_by", "approved_by", "withdrawn_by", "withdrawal_approved_by")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    why: str
    by: str
    at: datetime
    approved_by: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """Limits worked out anew from a day, with cause and approver. One that was ``withdrawn`` moves none."""

    ref: str
    on: date
    text: str
    by: str
    at: datetime
    approved_by: str
    withdrawn: Withdrawn | None = None
    approver_id: int | None = None

    def is_approved_by(self, actor: Actor) -> bool:
        """Whether this person is the one who is said to have approved it."""
        return self.approver_id is not None and self.approver_id == actor.person_id

    def may_withdraw(self, actor: Actor) -> bool:
        return actor.may(perms.DEFINE) or self.is_approved_by(actor)


def beginning_to_withdraw(actor: Actor, ref: str) -> tuple[Measure, Beginning]:
    """Limits worked out anew, and the measure whose they are. Raises Hidden, also to whoever may not take
    them back.
    """
    check_may_view(actor)
    found: Recalculation | None = (
        Recalculation.objects.visible_to(actor)
        .select_related("series__measure__owner__organisation", "series__measure__area", *_PEOPLE)
        .filter(ref=ref, series__measure__isnull=False)
        .first()
    )
    if found is None or found.series.measure is None:
        raise Hidden("recalculation")
    beginning = _beginning(found)
    if not beginning.may_withdraw(actor):
        raise Hidden("recalculation")
    return found.series.measure, beginning


def beginnings_of(actor: Actor, series: Sequence[Series], spoken: Spoken) -> tuple[Beginning, ...]:
    """Also those that were withdrawn, by their day. The words are those that this person may read."""
    rows = (
        Recalculation.objects.visible_to(actor)
        .filter(series__in=[each.pk for each in series])
        .select_related(*_PEOPLE)
    )
    return tuple(_beginning(each, spoken) for each in rows)


def _beginning(row: Recalculation, spoken: Spoken = EVERYTHING) -> Beginning:
    return Beginning(
        ref=row.ref,
        on=row.from_on,
        text=spoken.shown(row.cause, row.from_on),
        by=row.recorded_by.name if row.recorded_by else "",
        at=row.recorded_at,
        approved_by=row.approved_by.name,
        approver_id=row.approved_by_id,
        withdrawn=_withdrawn(row, spoken),
    )


def _withdrawn(row: Recalculation, spoken: Spoken) -> Withdrawn | None:
    if row.withdrawn_at is None:
        return None
    return Withdrawn(
        why=spoken.shown(row.withdrawn_why, row.from_on),
        by=row.withdrawn_by.name if row.withdrawn_by else "",
        at=row.withdrawn_at,
        approved_by=row.withdrawal_approved_by.name if row.withdrawal_approved_by else "",
    )
