"""One case whole: the child, the people, every event, and every duty with how it stands today."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from alongside.casework.closures import clock_for
from alongside.casework.finding import fact_of, facts_of
from alongside.casework.models import Case, CaseAssignment, CaseEvent, Child, Contact
from alongside.casework.queries.letters_waiting import letters_waiting
from alongside.casework.queries.queue import name_of
from alongside.casework.queries.values import (
    CaseHead,
    CasePage,
    ChildView,
    Chronology,
    ContactView,
    DutyView,
    EventView,
    PostView,
)
from alongside.casework.rules.bodies import MADE, REVIEW_FOUND, TELLS, WAITS, kind_told
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.folding import (
    CaseFact,
    decided_means,
    law_events,
    processes_in,
    untold,
)
from alongside.casework.rules.steps import Step, stands_in_words, steps
from alongside.casework.saying import said
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.law.schedule import schedule
from alongside.law.states import state
from alongside.people.queries import holders_of


def case_head(actor: Actor, *, case_ref: str, today: date) -> CaseHead:
    """Raises Hidden."""
    return head_of(_found(actor, case_ref, today))


def case_people(
    actor: Actor, *, case_ref: str, today: date
) -> tuple[CaseHead, tuple[ContactView, ...]]:
    """Raises Hidden."""
    case = _found(actor, case_ref, today)
    return head_of(case), tuple(contact_of(each) for each in case.child.contacts.all())


def case_page(actor: Actor, *, case_ref: str, today: date) -> CasePage:
    """In seven queries. Raises Hidden."""
    case, law = _found(actor, case_ref, today), clock_of_the_law()
    prefetch_related_objects([case.child], "contacts")
    rows = event_rows(case)
    facts = facts_in(rows)
    calendar = clock_for(case, facts).calendar
    found = schedule(law_events(facts, law.rules), law.rules, calendar)
    return CasePage(
        head=head_of(case),
        contacts=tuple(contact_of(each) for each in case.child.contacts.all()),
        posts=_posts(case, today),
        events=_shown(rows),
        duties=tuple(DutyView(each, state(each, today)) for each in found.duties),
        remarks=found.remarks,
        untold=tuple(stands_in_words(each, law.rules) for each in untold(facts)),
        letters=letters_waiting(case, facts),
    )


def chronology(actor: Actor, *, case_ref: str, today: date) -> Chronology:
    """What happened and what the law asked, in two queries. Raises Hidden."""
    case, law = _found(actor, case_ref, today), clock_of_the_law()
    rows = event_rows(case)
    facts = facts_in(rows)
    found = schedule(law_events(facts, law.rules), law.rules, clock_for(case, facts).calendar)
    return Chronology(
        head=head_of(case),
        events=_shown(rows),
        duties=tuple(DutyView(each, state(each, today)) for each in found.duties),
    )


def steps_of(actor: Actor, *, case_ref: str, today: date) -> tuple[CaseHead, tuple[Step, ...]]:
    """What may be recorded in it, and why not the rest. Raises Hidden."""
    case, law = _found(actor, case_ref, today), clock_of_the_law()
    facts = facts_of(case)
    found = steps(processes_in(facts, law.rules), law.rules, untold(facts))
    return head_of(case), found


def decision_waiting(actor: Actor, *, case_ref: str, kind: str, today: date) -> Mapping[str, Any]:
    """What was said of the decision that waits to be told by an event of this kind; empty where none does."""
    facts = untold(facts_of(_found(actor, case_ref, today))) if kind in TELLS else ()
    said = next((each.body for each in facts if each.kind == kind), {})
    return {name: said[name] for name in ("reasons", "limbs", "panel_advised") if name in said}


def event_of(actor: Actor, *, event_ref: str, today: date) -> tuple[CaseHead, CaseEvent]:
    """One event of a case that the actor may read. Raises Hidden."""
    found: CaseEvent | None = (
        CaseEvent.objects.visible_to(actor).select_related("case").filter(ref=event_ref).first()
    )
    if found is None:
        raise Hidden("event")
    return case_head(actor, case_ref=found.case.ref, today=today), found


def contact(actor: Actor, *, contact_ref: str, today: date) -> tuple[CaseHead, ContactView]:
    """Somebody in the life of a child whose case the actor may read. Raises Hidden."""
    found: Contact | None = (
        Contact.objects.visible_to(actor)
        .select_related("child__case")
        .filter(ref=contact_ref)
        .first()
    )
    if found is None:
        raise Hidden("contact")
    head = case_head(actor, case_ref=found.child.case.ref, today=today)
    return head, contact_of(found)


def head_of(case: Case) -> CaseHead:
    return CaseHead(
        id=case.pk,
        child_id=case.child_id,
        ref=case.ref,
        number=case.number,
        stage=Stage(case.stage),
        version=case.version,
        child=_child(case.child),
    )


def contact_of(row: Contact) -> ContactView:
    return ContactView(
        ref=row.ref,
        name=row.name,
        relation=row.relation,
        has_responsibility=row.has_responsibility,
        email=row.email,
        phone=row.phone,
        address=row.address,
        asked_for=row.asked_for,
        safe_contact=row.safe_contact,
        restriction=row.restriction,
        is_ended=row.is_ended,
        version=row.version,
    )


def _found(actor: Actor, ref: str, today: date) -> Case:
    found: Case | None = (
        Case.objects.open_to(actor, today=today)
        .select_related("child__school")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("case")
    return found


def _child(row: Child) -> ChildView:
    return ChildView(
        ref=row.ref,
        name=name_of(row),
        known_as=row.known_as,
        born_on=row.born_on,
        sex=row.sex,
        nhs_number=row.nhs_number,
        nhs_status=row.nhs_status,
        upn=row.upn,
        uln=row.uln,
        ethnicity=row.ethnicity,
        languages=row.languages,
        communication=row.communication,
        school=row.school.name if row.school else "",
        school_ref=row.school.ref if row.school else "",
        given_names=row.given_names,
        family_name=row.family_name,
        version=row.version,
    )


def _posts(case: Case, today: date) -> tuple[PostView, ...]:
    rows = list(case.assignments.select_related("post"))
    holders = holders_of([row.post for row in rows], today)
    return tuple(_post(row, holders) for row in reversed(rows))


def _post(row: CaseAssignment, holders: Mapping[int, Any]) -> PostView:
    names = [each.person.name for each in holders.get(row.post_id, ())]
    return PostView(
        post=row.post.title,
        holders=" and ".join(names),
        since=row.assigned_from,
        until=row.assigned_until,
        is_cover=row.is_cover,
    )


def events_of(case: Case) -> tuple[EventView, ...]:
    return _shown(event_rows(case))


def event_rows(case: Case) -> list[CaseEvent]:
    """In the order in which they were recorded, each with the one that it corrects, which is one of them."""
    found = list(case.events.select_related("recorded_by").order_by("id"))
    by_id = {row.pk: row for row in found}
    for row in found:
        if row.corrects_id in by_id:
            row.corrects = by_id[row.corrects_id]
    return found


def facts_in(rows: Iterable[CaseEvent]) -> tuple[CaseFact, ...]:
    return tuple(fact_of(row) for row in rows)


def _shown(rows: Sequence[CaseEvent]) -> tuple[EventView, ...]:
    """The newest first."""
    corrected = {row.corrects_id: row for row in rows if row.corrects_id}
    newest = sorted(rows, key=lambda row: (row.happened_on, row.pk), reverse=True)
    return tuple(_event(row, corrected.get(row.pk)) for row in newest)


def _event(row: CaseEvent, later: CaseEvent | None) -> EventView:
    rules = clock_of_the_law().rules
    return EventView(
        ref=row.ref,
        kind=row.kind,
        told_as=kind_told(row.kind, row.body),
        means=means_of(row.kind, row.body),
        happened_on=row.happened_on,
        received_on=row.received_on,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        source=row.source,
        said=said(row.kind, row.body, rules),
        corrects=row.corrects.ref if row.corrects else "",
        corrected_by=later.ref if later else "",
        is_told=row.kind == MADE and later is not None and later.kind in WAITS,
        is_brought_over=row.is_brought_over,
    )


def means(kind: str) -> str:
    """What happened, as a sentence begins: "The authority received the request for an assessment"."""
    known = clock_of_the_law().rules.kinds.get(kind)
    words = known.means if known else _OURS.get(kind, "a note was made")
    return words[:1].upper() + words[1:]


_OURS = {REVIEW_FOUND: "what the review found was written down"}


def means_of(kind: str, body: Mapping[str, Any]) -> str:
    """The same of an event: of a decision that is not told yet it says what was decided."""
    if kind != MADE:
        return means(kind)
    words = decided_means(str(body["decides"]), clock_of_the_law().rules)
    return words[:1].upper() + words[1:]
