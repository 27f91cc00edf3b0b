"""What a family says that the law counts: their answer to a draft, their views when they were asked for
them, their own request for an assessment. It is recorded by the same operation as everything else.
"""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.casework import perms
from alongside.casework.finding import facts_of
from alongside.casework.models import Case, CaseEvent
from alongside.casework.operations.events import record_event
from alongside.casework.rules.bodies import Begun, Body, ToBody
from alongside.casework.rules.codes import WITH_A_PLAN, AdviceBody, Asker, Stage
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.folding import CaseFact, processes_in
from alongside.casework.rules.recording import NewEvent
from alongside.casework.rules.steps import why_not
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Refusal, Refusals


@dataclass(frozen=True, slots=True)
class Came:
    """When and how it reached the council: time runs from that day."""

    on: date
    source: str


RECORDER = "the family’s page"
ANSWER, ADVICE, REQUEST = "representations_received", "advice_returned", "request_received"
RESTS_ON_A_PLAN = "cease_considered"
"""What can be recorded only while an EHC plan is in force."""


def kind_of_event(said: Said, facts: tuple[CaseFact, ...]) -> str:
    """The kind of event that this is today; empty where the law counts nothing by it."""
    match said:
        case Said.DRAFT | Said.SCHOOL if is_possible(ANSWER, facts) and _has_draft(facts):
            return ANSWER
        case Said.VIEWS if is_asked_for_views(facts):
            return ADVICE
        case Said.ASSESSMENT:
            return REQUEST
        case _:
            return ""


def has_a_plan(stage: Stage, facts: tuple[CaseFact, ...]) -> bool:
    """Whether an EHC plan is in force. What a tribunal ordered may be of a case that never had one."""
    return stage in WITH_A_PLAN and (
        stage is not Stage.DISPUTED or is_possible(RESTS_ON_A_PLAN, facts)
    )


def is_possible(kind: str, facts: tuple[CaseFact, ...]) -> bool:
    rules = clock_of_the_law().rules
    return not why_not(kind, processes_in(facts, rules), rules)


def is_asked_for_views(facts: tuple[CaseFact, ...]) -> bool:
    """Whether the family was asked for its advice and nothing came back yet."""
    kinds = [fact.kind for fact in facts if fact.body.get("body") == AdviceBody.FAMILY.value]
    return "advice_request_sent" in kinds and ADVICE not in kinds and is_possible(ADVICE, facts)


def record_what_the_law_counts(
    said: Said, case: Case, *, actor: Actor, at: datetime, came: Came
) -> CaseEvent | None:
    """Inside the transaction of whatever was said. What the law cannot take now stays a message, which an
    officer reads; only a request for an assessment is refused with the reason.
    """
    kind = kind_of_event(said, facts_of(case))
    if not kind:
        return None
    case.refresh_from_db()
    new = NewEvent(kind=kind, happened_on=came.on, source=came.source, body=_body(kind))
    recorder = system_actor(
        name=RECORDER,
        area_id=actor.area_id,
        area_slug=actor.area_slug,
        permissions=(perms.ALL, perms.RECORD),
    )
    try:
        return record_event(
            actor=recorder, at=at, case_ref=case.ref, expected_version=case.version, new=new
        )
    except (Refusal, Refusals):
        if said is Said.ASSESSMENT:
            raise
        return None


def _has_draft(facts: tuple[CaseFact, ...]) -> bool:
    """A draft, or changes that are proposed: there is something to answer."""
    asked = {"draft_sent", "draft_served", "amendment_notice_sent", "adhoc_amendment_notice_sent"}
    return any(fact.kind in asked for fact in facts)


def _body(kind: str) -> Body:
    if kind == REQUEST:
        return Begun(asker=Asker.FAMILY.value)
    return ToBody(body=AdviceBody.FAMILY.value) if kind == ADVICE else Body()
