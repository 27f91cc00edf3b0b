"""Finding a case before something in it changes. Not there and not theirs are the same."""

from datetime import date

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
    rows = case.events.order_by("id").values_list(*FACT, "corrects__ref", "body")
    return tuple(
        CaseFact(**dict(zip(FACT, row[:-2], strict=True)), corrects=row[-2] or "", body=row[-1])
        for row in rows
    )


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
