"""What a young person chooses for others once the rights are theirs: by themselves, or written down by an
officer whom they told. A representative is recorded by an officer, with what it rests on.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.families.door import viewer_who_acts
from alongside.casework.finding import find_case, hold_case
from alongside.casework.keeping import keep_owed
from alongside.casework.models import Case, Contact, YoungPersonsChoice
from alongside.casework.rules.codes import Source
from alongside.casework.rules.family_codes import Reach
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChoice:
    """``reach`` for whom, how it came, and a note: needed where the contact represents them."""

    contact_ref: str
    reach: str
    source: str
    note: str = ""


NOT_YET = "The rights pass to the young person later. Until then nothing has to be chosen."


@transaction.atomic
def choose(
    *, actor: Actor, at: datetime, case_ref: str, contact_ref: str, reach: str
) -> YoungPersonsChoice | None:
    """By the young person, on their own page. An empty ``reach`` takes the choice back."""
    actor.check_may(perms.OWN_RIGHTS, case_ref=case_ref)
    viewer = viewer_who_acts(actor, case_ref=case_ref, at=at)
    if not viewer.is_young_person:
        raise Hidden("choice")
    if not viewer.rights_passed:
        raise Refusal(NOT_YET)
    if reach not in {Reach.SEES.value, Reach.ACTS.value, ""}:
        raise Refusal("Choose one of the answers.", field="reach")
    hold_case(viewer.case)
    contact = _contact(viewer.case, contact_ref)
    standing = contact.choices.filter(ended_at=None).first()
    if standing is not None and standing.reach == Reach.REPRESENTS.value:
        raise Refusal("The council recorded this person as your representative. Ask us about it.")
    contact.choices.filter(ended_at=None).update(ended_at=at)
    new = NewChoice(contact_ref=contact_ref, reach=reach, source=Source.ONLINE.value)
    made = _keep(actor, at, contact, new) if reach else None
    keep_owed(actor.area_id, [viewer.case.pk])
    _record(actor, at, viewer.case, contact, reach)
    return made


@transaction.atomic
def record_choice(
    *, actor: Actor, at: datetime, case_ref: str, new: NewChoice
) -> YoungPersonsChoice:
    """What the young person told an officer, or that somebody represents them."""
    actor.check_may(perms.RECORD, case_ref=case_ref)
    case = find_case(actor, case_ref, today=london_day(at))
    contact = _contact(case, new.contact_ref)
    if new.reach == Reach.REPRESENTS.value and not new.note.strip():
        raise Refusal("Say on what the representing rests: which decisions, and why.", field="note")
    contact.choices.filter(ended_at=None).update(ended_at=at)
    made = _keep(actor, at, contact, new)
    keep_owed(actor.area_id, [case.pk])
    _record(actor, at, case, contact, new.reach)
    return made


@transaction.atomic
def end_choice(*, actor: Actor, at: datetime, case_ref: str, contact_ref: str) -> None:
    """What the young person chose, or the representing, holds no longer."""
    actor.check_may(perms.RECORD, case_ref=case_ref)
    case = find_case(actor, case_ref, today=london_day(at))
    contact = _contact(case, contact_ref)
    if not contact.choices.filter(ended_at=None).update(ended_at=at):
        raise Refusal("Nothing stands for this person.")
    keep_owed(actor.area_id, [case.pk])
    _record(actor, at, case, contact, "")


def _contact(case: Case, ref: str) -> Contact:
    found: Contact | None = case.child.contacts.filter(ref=ref).first()
    if found is None:
        raise Hidden("contact")
    return found


def _keep(actor: Actor, at: datetime, contact: Contact, new: NewChoice) -> YoungPersonsChoice:
    made: YoungPersonsChoice = YoungPersonsChoice.objects.create(
        area_id=contact.area_id,
        case=contact.child.case,
        contact=contact,
        reach=new.reach,
        source=new.source,
        note=new.note.strip(),
        chosen_at=at,
        chosen_by_id=actor.person_id,
    )
    return made


def _record(actor: Actor, at: datetime, case: Case, contact: Contact, reach: str) -> None:
    record(
        actor=actor,
        at=at,
        verb="casework.choose_for_contact",
        subject="casework.case",
        subject_ref=case.ref,
        detail={"contact": contact.ref, "reach": reach},
    )
