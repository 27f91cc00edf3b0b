"""Where the request stands, by state, business status and reason of the task."""

from alongside.exchange.fhir.codes import (
    REASONS,
    STAGES_OF_EVENT,
    WORDS_NEEDED,
    Event,
    ReasonCode,
    Stage,
    TaskState,
    of_code,
    stage_of,
)
from alongside.exchange.fhir.elements import Element
from alongside.exchange.fhir.model import Reason
from alongside.exchange.fhir.names import Names
from alongside.exchange.fhir.outcomes import IssueCode
from alongside.exchange.fhir.reading_parts import coded, coding_in

ONLY_TWO_GROUNDS = (
    "A request may be declined only on the two grounds of section 31. A waiting list, capacity, "
    "“not commissioned” and “not known” are no grounds."
)
IN_WRITING = "The reason must also be told in words."


def stage_in(names: Names, task: Element, event: Event) -> Stage:
    if task.text("intent", needed=True) != "order":
        task.wrong("intent", "Use: order.", IssueCode.CODE_INVALID)
    stage = _stage(names, task)
    if stage is None:
        return STAGES_OF_EVENT[event][0]
    if stage not in STAGES_OF_EVENT[event]:
        sentence = "A message of this event cannot bring the request to this stage."
        task.wrong("status", sentence, IssueCode.INVARIANT)
    return stage


def _stage(names: Names, task: Element) -> Stage | None:
    state = of_code(TaskState, task.text("status", needed=True))
    if state is None:
        states = ", ".join(TaskState)
        task.wrong("status", f"Use one of: {states}.", IssueCode.CODE_INVALID)
        return None
    own = task.element("businessStatus")
    member = _own(names, own) if own else None
    stage = stage_of(state, member)
    if stage is None and own:
        sentence = "This business status does not belong to the status of the task."
        own.wrong("coding", sentence, IssueCode.INVARIANT)
    return stage


def _own(names: Names, concept: Element) -> Stage | None:
    found = coding_in(concept, (names.codes("ehc-advice-stage"),))
    return found.code("code", Stage, Stage.ALLOCATED) if found else None


def reason_in(names: Names, task: Element, stage: Stage) -> Reason | None:
    allowed = REASONS.get(stage, ())
    concept = task.element("statusReason")
    if concept is None or not concept.has("coding"):
        if allowed:
            task.wrong("statusReason", _sentence(stage), IssueCode.REQUIRED)
        return None
    systems = (names.codes("ehc-advice-reason"),)
    code = coded(concept, systems, allowed[0] if allowed else ReasonCode.UNCLEAR)
    words = concept.text("text")
    if code not in allowed:
        concept.wrong("coding", _sentence(stage), IssueCode.BUSINESS_RULE)
    if stage in WORDS_NEEDED and not words:
        concept.wrong("text", IN_WRITING, IssueCode.REQUIRED)
    return Reason(code, words)


def _sentence(stage: Stage) -> str:
    allowed = REASONS.get(stage, ())
    if not allowed:
        return "This stage has no reason."
    use = f"Use one of the reasons: {', '.join(allowed)}."
    return f"{ONLY_TWO_GROUNDS} {use}" if stage is Stage.DECLINED else use
