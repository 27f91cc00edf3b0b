"""Which case an early notification belongs to, and what it does there. Nobody is guessed: whoever decides
says that it is a case which is there, or that the child is new.
"""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.advice.models import EarlyNotice
from alongside.advice.rules.early import EarlyStep, Known, Says
from alongside.casework import perms as casework
from alongside.casework.finding import facts_of, find_case
from alongside.casework.models import Case
from alongside.casework.operations import record_event
from alongside.casework.operations.children import register_child
from alongside.casework.registering import NewChild
from alongside.casework.rules.bodies import NOTE, Begun, Body
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.codes import Asker, NhsStatus, Source
from alongside.casework.rules.folding import processes_in
from alongside.casework.rules.recording import NewEvent
from alongside.casework.rules.steps import why_not
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.web.clock import london_day

NEW = "new"
BROUGHT = "brought_to_attention"
CAME = "Health notified early under section 23. Staff read in it that the child has or may have special "
JOINED = "Health notified early under section 23. It is joined to what is under way here."
NO_NEEDS = "Health notified early under section 23. Staff read no special educational needs in it."


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseChoice:
    """``ref`` of a case, or ``NEW``, or empty for none. A new one needs the post and the sex recorded."""

    ref: str = ""
    post_ref: str = ""
    sex: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyWord:
    """What staff read in a notice, and since when time runs if it begins with it."""

    received_on: date
    reasons: str
    needs: bool


def known_of(notice: EarlyNotice) -> Known:
    days = notice.steps.values_list("step", "happened_on")
    says = Says(notice.says) if notice.says else None
    return Known({EarlyStep(step): on for step, on in days}, says)


def case_for(
    notice: EarlyNotice, choice: CaseChoice, *, actor: Actor, at: datetime, needs: bool
) -> Case | None:
    """Locked. Raises Hidden for a case of others, and Refusal for what is still to be said."""
    if not choice.ref:
        if needs:
            raise Refusal("Say whose case it is, or that the child is new here.", field="case")
        return None
    ref = choice.ref
    if ref == NEW:
        ref = _registered(notice, choice, actor=actor, at=at)
    actor.check_may(casework.RECORD, case_ref=ref)
    return find_case(actor, ref, today=london_day(at))


def tell_case(case: Case, word: EarlyWord, *, actor: Actor, at: datetime) -> bool:
    """Whether time begins with it: not while an assessment is under way or a plan is in force already."""
    rules = clock_of_the_law().rules
    is_begun = word.needs and not why_not(BROUGHT, processes_in(facts_of(case), rules), rules)
    body: Body = Body(note=JOINED if word.needs else NO_NEEDS)
    if is_begun:
        body = Begun(asker=Asker.HEALTH.value, note=f"{CAME}educational needs: {word.reasons}")
    case.refresh_from_db()
    record_event(
        actor=actor,
        at=at,
        case_ref=case.ref,
        expected_version=case.version,
        new=NewEvent(
            kind=BROUGHT if is_begun else NOTE,
            happened_on=word.received_on,
            source=Source.ONLINE.value,
            body=body,
        ),
    )
    return is_begun


def _registered(notice: EarlyNotice, choice: CaseChoice, *, actor: Actor, at: datetime) -> str:
    if not choice.post_ref:
        raise Refusal("Say which post works on the case.", field="post")
    if not choice.sex:
        raise Refusal("Say which sex is recorded.", field="sex")
    facts = ChildFacts(
        given_names=notice.given_names,
        family_name=notice.family_name,
        born_on=notice.born_on,
        sex=choice.sex,
        nhs_number=notice.nhs_number,
        nhs_status=NhsStatus.NOT_TRACED.value if notice.nhs_number else "",
    )
    new = NewChild(facts=facts, post_ref=choice.post_ref, is_somebody_else=True)
    return register_child(actor=actor, at=at, new=new).ref
