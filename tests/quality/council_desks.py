"""What the council of audits does again and again in tests: reading pages, meeting, closing a round."""

from datetime import date, timedelta
from typing import Any

from alongside.casework.models import PlanVersion
from alongside.casework.operations.plans import begin_version, issue_draft
from alongside.casework.rules.plans.codes import VersionKind
from alongside.kernel.actor import Actor
from alongside.quality.models import Audit, DrawnItem
from alongside.quality.operations import moderating, rounds
from alongside.quality.rules.codes import (
    Present,
)
from alongside.quality.rules.moderating import NewMeeting
from tests.casework.plan_factories import go_out
from tests.quality.factories import (
    OPENED,
    PLACE,
    Council,
    drawn_round,
    issue_next,
    items,
    noon,
)
from tests.quality.test_put_right_pages import Seen

LATER = OPENED + timedelta(days=14)


def seen(council: Council, who: Any) -> Seen:
    return Seen(council.area.slug, who.person_id)


def only_item(council: Council, *, double: bool = False) -> DrawnItem:
    """The first of a drawn round, marked twice or not."""
    item = items(drawn_round(council))[0]
    DrawnItem.objects.in_area(item.area_id).filter(pk=item.pk).update(is_double=double)
    item.refresh_from_db()
    return item


def meet(council: Council, item: DrawnItem) -> str:
    new = NewMeeting(held_on=LATER.date(), present={Present.PARENT: 1, Present.AUDITOR: 2})
    made = moderating.record_meeting(
        actor=council.lead, at=LATER, round_ref=item.draw.round.ref, new=new
    )
    return str(made.ref)


def close(council: Council, item: DrawnItem) -> None:
    found = item.draw.round
    found.refresh_from_db()
    rounds.close_round(
        actor=council.lead, at=LATER, round_ref=found.ref, expected_version=found.version
    )


def boxes(audit: Audit, code: str, mark: str = "", words: str = "", kept: str = "") -> Any:
    return {f"mark-{code}": mark, f"words-{code}": words, f"kept-{code}": kept}


def amend(actor: Actor, item: DrawnItem) -> PlanVersion:
    draft = begin_version(
        actor=actor,
        at=noon(date(2025, 9, 4)),
        case_ref=item.case.ref,
        kind=VersionKind.AMENDED_DRAFT,
    )
    draft.refresh_from_db()
    issued = issue_draft(
        actor=actor,
        at=noon(date(2025, 9, 4)),
        version_ref=draft.ref,
        expected_version=draft.version,
    )
    go_out(actor, issued)
    return issue_next(actor, item.case, VersionKind.AMENDED_FINAL, date(2025, 9, 25), place=PLACE)
