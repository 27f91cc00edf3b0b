"""Who marks what: giving one item to one person, sharing out a whole sample, and taking an audit back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from alongside.access.queries import people_who_may
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.quality import perms
from alongside.quality.consents import has_consent
from alongside.quality.finding import find_any_audit, find_item, find_own_audit, find_round
from alongside.quality.models import Audit, DrawnItem
from alongside.quality.populations import may_know_family, worked_on
from alongside.quality.rules.codes import AuditState, CopyState, RoundState, Seat
from alongside.quality.rules.marking import OVER, SeatFacts, check_may_assign, check_may_clear
from alongside.quality.telling import tell_auditor, tell_cleared, tell_seat_ended

SUBJECT = "quality.item"
NOBODY = "Choose at least one auditor."
NO_FREE_PLACE = "Every place is taken. To give one to somebody else, take it back first."
NONE_OF_THEM = (
    "Nobody whom you chose may mark what is still free. It is their own work, they mark it already, or they may "
    "know the family. Choose somebody else."
)
ONLY_FOR_FAMILIES = (
    "This person audits as a family’s auditor only. Choose that place, or somebody else."
)
NOT_FOR_FAMILIES = (
    "This person does not audit for families. Choose another place, or a family’s auditor."
)
NEEDS = {Seat.FIRST: perms.AUDIT, Seat.SECOND: perms.AUDIT, Seat.FAMILY: perms.AUDIT_FAMILY}


@transaction.atomic
def assign_audit(
    *, actor: Actor, at: datetime, item_ref: str, seat: Seat, person_ref: str
) -> Audit:
    """Raises Refusal for somebody who worked on it or may not mark in this place, and Hidden for somebody
    who may not audit.
    """
    item = find_item(actor, item_ref)
    person_id = _auditors(actor, at, seat).get(person_ref)
    if person_id is None:
        raise _who_may_not(actor, at, seat, person_ref)
    check_may_assign(_facts(actor, item), seat=seat, person_id=person_id)
    return _give(actor, at, item, seat, person_id)


@transaction.atomic
def share_out(
    *, actor: Actor, at: datetime, round_ref: str, person_refs: Sequence[str]
) -> tuple[Audit, ...]:
    """Every place of an auditor that is free, to whoever has fewest and did not work on it. What nobody of
    them may mark stays free. Raises Refusal.
    """
    found = find_round(actor, round_ref)
    known = _auditors(actor, at, Seat.FIRST)
    people = [known[ref] for ref in person_refs if ref in known]
    if not people:
        raise Refusal(NOBODY, field="auditors")
    if found.state != RoundState.DRAWN:
        raise Refusal("Draw the sample first. A closed round is not marked.")
    load: Counter[int] = Counter(dict.fromkeys(people, 0))
    newest = found.draws.latest("number")
    items = list(newest.items.select_related("draw__round", "case", "plan").order_by("position"))
    given = tuple(made for item in items for made in _fill(actor, at, item, load))
    if not given:
        is_free = any(_free(item, _facts(actor, item)) for item in items)
        raise Refusal(NONE_OF_THEM if is_free else NO_FREE_PLACE, field="auditors")
    return given


@transaction.atomic
def give_back_audit(*, actor: Actor, at: datetime, audit_ref: str, why: str) -> Audit:
    """By the auditor, who knows the family or cannot go on; or by whoever leads, when an auditor leaves.
    What was answered stays, and counts nowhere. Raises Refusal.
    """
    leads = actor.may(perms.LEAD)
    audit = find_any_audit(actor, audit_ref) if leads else find_own_audit(actor, audit_ref)
    if audit.state != AuditState.ASSIGNED:
        raise Refusal(OVER)
    if not why.strip():
        raise Refusal("Say why it is given back.", field="why")
    audit.state = AuditState.GIVEN_BACK.value
    audit.ended_at, audit.ended_why = at, why.strip()
    audit.version += 1
    audit.save(update_fields=["state", "ended_at", "ended_why", "version"])
    _record(actor, at, "quality.give_back_audit", audit)
    tell_seat_ended(actor, at, [audit])
    return audit


@transaction.atomic
def clear_conflict(*, actor: Actor, at: datetime, audit_ref: str, why: str) -> Audit:
    """Whoever leads lets an auditor go on who said that they may know the family. They are asked again.
    Raises Refusal.
    """
    audit = find_any_audit(actor, audit_ref)
    check_may_clear(
        state=AuditState(audit.state), is_waiting=bool(audit.may_know_at and not audit.cleared_at)
    )
    if not why.strip():
        raise Refusal("Say why this auditor may go on.", field="why")
    audit.cleared_at, audit.cleared_by_id, audit.cleared_why = at, actor.person_id, why.strip()
    audit.version += 1
    audit.save(update_fields=["cleared_at", "cleared_by", "cleared_why", "version"])
    _record(actor, at, "quality.clear_conflict", audit)
    tell_cleared(actor, at, audit)
    return audit


def _fill(actor: Actor, at: datetime, item: DrawnItem, load: Counter[int]) -> Iterator[Audit]:
    for seat in _free(item, _facts(actor, item)):
        facts = _facts(actor, item)
        for person_id, _ in sorted(load.items(), key=lambda pair: (pair[1], pair[0])):
            if person_id in {*facts.worked_on_it, *facts.marks_already, *facts.may_know}:
                continue
            load[person_id] += 1
            yield _give(actor, at, item, seat, person_id)
            break


def _free(item: DrawnItem, facts: SeatFacts) -> tuple[Seat, ...]:
    wanted = (Seat.FIRST, Seat.SECOND) if item.is_double else (Seat.FIRST,)
    return tuple(seat for seat in wanted if seat not in facts.taken)


def _who_may_not(actor: Actor, at: datetime, seat: Seat, person_ref: str) -> Exception:
    """Somebody who audits, but not in this place."""
    other = Seat.FIRST if seat is Seat.FAMILY else Seat.FAMILY
    if person_ref not in _auditors(actor, at, other):
        return Hidden("auditor")
    return Refusal(NOT_FOR_FAMILIES if seat is Seat.FAMILY else ONLY_FOR_FAMILIES, field="auditor")


def _auditors(actor: Actor, at: datetime, seat: Seat) -> dict[str, int]:
    return {each.ref: each.pk for each in people_who_may(actor, NEEDS[seat], at=at)}


def _facts(actor: Actor, item: DrawnItem) -> SeatFacts:
    audits = list(item.audits.exclude(state=AuditState.GIVEN_BACK.value))
    copy = getattr(item, "redacted", None)
    return SeatFacts(
        state=RoundState(item.draw.round.state),
        is_double=item.is_double,
        taken=frozenset(Seat(each.seat) for each in audits),
        marks_already=frozenset(each.auditor_id for each in audits),
        worked_on_it=worked_on(actor, item),
        may_know=may_know_family(actor, item) | _said_so(item),
        has_consent=has_consent(item),
        copy=CopyState(copy.state) if copy else None,
    )


def _said_so(item: DrawnItem) -> frozenset[int]:
    """Who said in any audit of this child that they may know the family, and was not let go on."""
    rows = Audit.objects.in_area(item.area_id).filter(
        item__case=item.case_id, may_know_at__isnull=False, cleared_at=None
    )
    return frozenset(rows.values_list("auditor_id", flat=True))


def _give(actor: Actor, at: datetime, item: DrawnItem, seat: Seat, person_id: int) -> Audit:
    made = Audit.objects.create(
        area_id=item.area_id,
        item=item,
        seat=seat.value,
        auditor_id=person_id,
        assigned_at=at,
        assigned_by_id=actor.person_id,
    )
    _record(actor, at, "quality.assign_audit", made)
    tell_auditor(actor, at, made)
    return made


def _record(actor: Actor, at: datetime, verb: str, audit: Audit) -> None:
    detail: dict[str, JSON] = {
        "audit": audit.ref,
        "seat": audit.seat,
        "auditor": audit.auditor_id,
    }
    record(
        actor=actor, at=at, verb=verb, subject=SUBJECT, subject_ref=audit.item.ref, detail=detail
    )
