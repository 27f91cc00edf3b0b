"""Finding a case before something in it changes. Not there and not theirs are the same."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from alongside.casework.models import Case, CaseEvent, Contact
from alongside.casework.rules.folding import CaseFact
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden

FACT = ("ref", "kind", "happened_on", "received_on", "is_brought_over")


def find_case(actor: Actor, ref: str, *, today: date) -> Case:
    """Locked until the transaction ends, so that two officers take turns. Raises Hidden."""
    found: Case | None = (
        Case.objects.open_to(actor, today=today)
        .select_for_update(of=("self",))
        .select_related("child")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("case")
    return found


def hold_case(case: Case) -> None:
    """Locked as by ``find_case``, for a family that came to it by its own way in."""
    Case.objects.in_area(case.area_id).select_for_update().get(pk=case.pk)


def version_of(actor: Actor, ref: str) -> int:
    """For whoever records without having read the case first. Raises Case.DoesNotExist."""
    rows = Case.objects.in_area(actor.area_id).filter(ref=ref)
    version: int = rows.values_list("version", flat=True).get()
    return version


def case_ref_of_contact(actor: Actor, contact_ref: str) -> str:
    """Raises Hidden. Whether the actor may read that case is asked next."""
    found = (
        Contact.objects.visible_to(actor)
        .filter(ref=contact_ref)
        .values_list("child__case__ref", flat=True)
        .first()
    )
    if found is None:
        raise Hidden("contact")
    return str(found)


def facts_of(case: Case) -> tuple[CaseFact, ...]:
    """Every event of a case that was found, in the order in which it was recorded."""
    return tuple(fact for _, fact in facts_by_case(case.events.all()))


def facts_by_case(events: Any) -> Iterator[tuple[int, CaseFact]]:
    """Each with the id of its case, in the order in which they were recorded."""
    rows = events.order_by("id").values_list("case_id", *FACT, "corrects__ref", "body")
    for case_id, *told, corrects, body in rows:
        known = dict(zip(FACT, told, strict=True))
        yield case_id, CaseFact(**known, corrects=corrects or "", body=body)


def fact_of(event: CaseEvent) -> CaseFact:
    return CaseFact(
        ref=event.ref,
        kind=event.kind,
        happened_on=event.happened_on,
        received_on=event.received_on,
        corrects=event.corrects.ref if event.corrects else "",
        is_brought_over=event.is_brought_over,
        body=event.body,
    )
