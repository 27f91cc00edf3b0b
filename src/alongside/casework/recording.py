"""Keeping one event of a case, inside the transaction of the operation that decided it."""

from dataclasses import dataclass
from datetime import datetime

from alongside.casework import perms
from alongside.casework.finding import find_case
from alongside.casework.models import Case, CaseEvent
from alongside.casework.rules.bodies import DECISIONS, SCHEMA, kind_told, written
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.law.events import IN_ERROR
from alongside.web.clock import london_day

ALREADY = "This was corrected already. Correct the correction."


def check_may_keep(actor: Actor, kind: str, case_ref: str) -> None:
    """``kind``: that by which it is told."""
    actor.check_may(perms.DECIDE if kind in DECISIONS else perms.RECORD, case_ref=case_ref)


def find_event(actor: Actor, ref: str, at: datetime) -> CaseEvent:
    """The event with its case, locked. Raises Hidden, and Refusal for what was corrected already."""
    found: CaseEvent | None = (
        CaseEvent.objects.visible_to(actor).select_related("case").filter(ref=ref).first()
    )
    if found is None:
        raise Hidden("event")
    found.case = find_case(actor, found.case.ref, today=london_day(at))
    if found.kind == IN_ERROR or hasattr(found, "corrected_by"):
        raise Refusal(ALREADY)
    return found


def check_may_change(actor: Actor, event: CaseEvent) -> None:
    check_may_keep(actor, kind_told(event.kind, event.body), event.case.ref)


@dataclass(frozen=True, slots=True)
class Instead:
    """Of which event something takes the place, and what was wrong with that."""

    event: CaseEvent
    why: str = ""


def keep_event(
    case: Case, new: NewEvent, *, actor: Actor, at: datetime, instead: Instead | None = None
) -> CaseEvent:
    body = written(new.body)
    if instead is not None and instead.why:
        body["why_corrected"] = instead.why.strip()
    return CaseEvent.objects.create(
        area_id=case.area_id,
        case=case,
        kind=new.kind,
        schema=SCHEMA,
        happened_on=new.happened_on,
        received_on=new.received_on,
        source=new.source,
        corrects=instead.event if instead else None,
        body=body,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )


def detail_of(made: CaseEvent) -> dict[str, str]:
    """For the ledger. Kinds and days only: what was said stays in the case."""
    return {
        "event": made.ref,
        "kind": made.kind,
        "happened_on": made.happened_on.isoformat(),
        "corrects": made.corrects.ref if made.corrects else "",
    }
