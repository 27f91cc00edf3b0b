"""Adding to the record of a child over time, and ending what is over. Nothing is overwritten."""

from datetime import date, datetime
from typing import Any, assert_never

from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import find_case
from alongside.casework.keeping import keep_words
from alongside.casework.models import (
    Case,
    Child,
    ChildAddress,
    ChildName,
    ChildPeriod,
    Contact,
    SiblingLink,
)
from alongside.casework.queries.child_record import ROWS, case_ref_of_row
from alongside.casework.rules.child_record import (
    NewAddress,
    NewName,
    NewPeriod,
    NewRow,
    NewSetting,
    NewSibling,
    Sort,
    check_apart,
    check_end,
    check_new_row,
    tidied_postcode,
)
from alongside.casework.settling import Place, begin_setting
from alongside.kernel.actor import Actor
from alongside.kernel.dates import Period
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people import queries as people
from alongside.people.finding import find_post
from alongside.people.versions import apply
from alongside.web.clock import london_day

TWICE = "This overlaps with another of the same kind. End that first, or write a later day."


@transaction.atomic
def add_to_record(*, actor: Actor, at: datetime, case_ref: str, new: NewRow) -> Case:
    """A name, an address, a setting, a time in care, or a brother or sister. The ledger keeps which, never
    the words.
    """
    actor.check_may(perms.RECORD, case_ref=case_ref)
    today = london_day(at)
    case = find_case(actor, case_ref, today=today)
    check_new_row(new, born_on=case.child.born_on, today=today)
    _add(actor, at, case.child, new)
    keep_words(case)
    _record(actor, at, case, "casework.add_to_record", type(new).__name__)
    return case


@transaction.atomic
def end_in_record(*, actor: Actor, at: datetime, sort: str, row_ref: str, ended_on: date) -> Case:
    """``ended_on`` is the first day on which it no longer was."""
    today = london_day(at)
    case_ref = case_ref_of_row(actor, sort=sort, row_ref=row_ref, today=today)
    actor.check_may(perms.RECORD, case_ref=case_ref)
    case = find_case(actor, case_ref, today=today)
    row = (
        ROWS[Sort(sort)].objects.visible_to(actor).select_for_update(of=("self",)).get(ref=row_ref)
    )
    if row.ended_on is not None:
        raise Refusal("This was ended already.")
    check_end(row.began_on, ended_on, today=today)
    row.ended_on = ended_on
    row.save(update_fields=["ended_on"])
    if sort == Sort.SETTING:
        apply(case.child, {"school": None})
    keep_words(case)
    _record(actor, at, case, "casework.end_in_record", sort)
    return case


def _add(actor: Actor, at: datetime, child: Child, new: NewRow) -> None:
    by: dict[str, Any] = {
        "area_id": child.area_id, "child": child, "added_at": at, "added_by_id": actor.person_id,
    }  # fmt: skip
    match new:
        case NewName():
            _add_name(child, new, by)
        case NewAddress():
            _add_address(child, new, by)
        case NewSetting():
            _add_setting(actor, at, child, new)
        case NewPeriod():
            _add_period(actor, child, new, by)
        case NewSibling():
            _link(actor, child, new, by)
        case _:
            assert_never(new)


def _add_name(child: Child, new: NewName, by: dict[str, Any]) -> None:
    name = " ".join(new.name.split())
    if child.names.filter(name__iexact=name, ended_on=None).exists():
        raise Refusal("This name is recorded already.", field="name")
    ChildName.objects.create(**by, name=name)


def _add_address(child: Child, new: NewAddress, by: dict[str, Any]) -> None:
    ChildAddress.objects.create(
        **by,
        address=new.address.strip(),
        postcode=tidied_postcode(new.postcode),
        restriction=new.restriction.strip(),
        began_on=new.began_on,
    )


def _add_setting(actor: Actor, at: datetime, child: Child, new: NewSetting) -> None:
    school = people.organisation(new.school_ref) if new.school_ref else None
    place = Place(school=school, place=new.place.strip(), kind=new.kind, began_on=new.began_on)
    begin_setting(child, place, actor=actor, at=at)
    apply(child, {"school": school})


def _add_period(actor: Actor, child: Child, new: NewPeriod, by: dict[str, Any]) -> None:
    others = child.periods.filter(kind=new.kind)
    known = [Period(row.began_on, row.ended_on) for row in others if row.began_on]
    check_apart(new.began_on, known, sentence=TWICE)
    ChildPeriod.objects.create(
        **by,
        kind=new.kind,
        began_on=new.began_on,
        responsible=new.responsible.strip(),
        head_post=find_post(actor, new.head_post_ref),
        worker=_worker(child, new.worker_ref),
    )


def _worker(child: Child, ref: str) -> Contact | None:
    if not ref:
        return None
    found: Contact | None = child.contacts.filter(ref=ref).first()
    if found is None:
        raise Hidden("contact")
    return found


def _link(actor: Actor, child: Child, new: NewSibling, by: dict[str, Any]) -> None:
    """By the number alone: the other case is neither opened nor shown."""
    number = "".join(new.number.split())
    other = Child.objects.visible_to(actor).filter(case__number=number).first()
    if other is None:
        raise Refusal("There is no case with this number. Check it.", field="number")
    if other == child:
        raise Refusal("This is the number of this case itself.", field="number")
    first, second = sorted((child, other), key=lambda each: each.pk)
    if first.younger_links.filter(sibling=second, ended_on=None).exists():
        raise Refusal("They are linked already.", field="number")
    SiblingLink.objects.create(**{**by, "child": first}, sibling=second)


def _record(actor: Actor, at: datetime, case: Case, verb: str, what: str) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=case.ref,
        detail={"what": what},
    )
