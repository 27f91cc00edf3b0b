"""Decisions of a meeting with what they rest on, and what the board saw when it looked back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from alongside.board import perms
from alongside.board.meeting_facts import end_of_day, item_of, state_of
from alongside.board.models import Decision, DecisionBasis, LookBack, Meeting
from alongside.board.queries.decisions import decision as decision_of
from alongside.board.queries.decisions import kept_figures
from alongside.board.recorded_twice import check_is_new
from alongside.board.rules.codes import BasisKind, LookBackVerdict
from alongside.board.rules.decisions import (
    Deciding,
    Looking,
    check_may_decide,
    check_may_look_back,
    number_of,
)
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.measures.choosing import standing_figures, words_of
from alongside.measures.models import Figure
from alongside.measures.operations import release_figures
from alongside.people.finding import find, found
from alongside.people.scoping import AreaQuerySet
from alongside.plan.finding import standing_evidence_of
from alongside.plan.models import Evidence
from alongside.web.clock import london_day

LONGEST_DOCUMENT = 300


@dataclass(frozen=True, slots=True)
class NewDecision:
    """``figure_refs``, ``evidence_refs`` and ``documents`` are what it rests on: at least one."""

    text: str
    should_change: str
    look_back_on: date
    item_ref: str = ""
    figure_refs: Sequence[str] = ()
    evidence_refs: Sequence[str] = ()
    documents: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class NewLookBack:
    """``again_on`` when the board means to look once more."""

    verdict: LookBackVerdict
    text: str
    looked_on: date
    again_on: date | None = None
    meeting_ref: str = ""


@transaction.atomic
def record_decision(*, actor: Actor, at: datetime, meeting_ref: str, new: NewDecision) -> Decision:
    """Under a meeting that was held and whose minutes are not signed. A figure that was entered after
    the day of the meeting did not exist for it; each keeps the words that it had then.
    """
    actor.check_may(perms.RUN)
    meeting = find(Meeting, actor, meeting_ref)
    documents = [line for line in (each.strip() for each in new.documents) if line]
    count = len(set(new.figure_refs)) + len(set(new.evidence_refs)) + len(documents)
    deciding = Deciding(new.text, new.should_change, new.look_back_on, count)
    check_may_decide(deciding, state_of(meeting))
    _check_documents(documents)
    item = item_of(actor, meeting, new.item_ref)
    figures = standing_figures(actor, new.figure_refs, known_by=end_of_day(meeting.held_on))
    evidence = standing_evidence_of(actor, new.evidence_refs)
    check_is_new(_same(meeting, new), actor, at)
    decision: Decision = Decision.objects.create(
        area_id=meeting.area_id,
        meeting=meeting,
        item=item,
        number=_next_number(actor),
        text=new.text.strip(),
        should_change=new.should_change.strip(),
        look_back_on=new.look_back_on,
        was_quorate=bool(meeting.was_quorate),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    _keep_bases(decision, figures, evidence, documents)
    release_figures(actor=actor, at=at, figures=[each.ref for each in figures])
    _record(actor, at, "record_decision", decision, _facts(decision, figures, evidence))
    return decision


@transaction.atomic
def look_back(*, actor: Actor, at: datetime, decision_ref: str, new: NewLookBack) -> LookBack:
    """Keeps the figures, then and now, in the words that they have today."""
    actor.check_may(perms.RUN)
    decision = find(Decision, actor, decision_ref)
    check_may_look_back(
        Looking(new.text, new.looked_on, new.again_on),
        decided_on=decision.meeting.held_on,
        today=london_day(at),
    )
    meeting = found(Meeting, actor, new.meeting_ref) if new.meeting_ref else None
    figures = decision_of(actor, decision_ref=decision_ref).figures
    look: LookBack = LookBack.objects.create(
        area_id=decision.area_id,
        decision=decision,
        meeting=meeting,
        looked_on=new.looked_on,
        verdict=new.verdict.value,
        text=new.text.strip(),
        figures=kept_figures(figures),
        again_on=new.again_on,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    release_figures(actor=actor, at=at, figures=[ref for each in figures for ref in each.refs])
    facts: dict[str, JSON] = {
        "look_back": look.ref,
        "verdict": look.verdict,
        "on": look.looked_on.isoformat(),
        "again_on": look.again_on.isoformat() if look.again_on else "",
    }
    _record(actor, at, "look_back", decision, facts)
    return look


def _same(meeting: Meeting, new: NewDecision) -> AreaQuerySet:
    said = {"text": new.text.strip(), "should_change": new.should_change.strip()}
    same: AreaQuerySet = meeting.decisions.filter(look_back_on=new.look_back_on, **said)
    return same


def _next_number(actor: Actor) -> str:
    return number_of(Decision.objects.visible_to(actor).count())


def _check_documents(documents: Sequence[str]) -> None:
    if any(len(each) > LONGEST_DOCUMENT for each in documents):
        raise Refusal(
            f"Name each document in at most {LONGEST_DOCUMENT} characters, one on a line.",
            field="documents",
        )


def _keep_bases(
    decision: Decision,
    figures: Sequence[Figure],
    evidence: Sequence[Evidence],
    documents: Sequence[str],
) -> None:
    both = {"area_id": decision.area_id, "decision": decision}
    of_figures = [
        DecisionBasis(kind=BasisKind.FIGURE.value, figure=row, then_words=words_of(row), **both)
        for row in figures
    ]
    of_evidence = [
        DecisionBasis(kind=BasisKind.EVIDENCE.value, evidence=row, **both) for row in evidence
    ]
    named = [
        DecisionBasis(kind=BasisKind.DOCUMENT.value, document=name, **both) for name in documents
    ]
    DecisionBasis.objects.bulk_create([*of_figures, *of_evidence, *named])


def _facts(
    decision: Decision, figures: Sequence[Figure], evidence: Sequence[Evidence]
) -> dict[str, JSON]:
    return {
        "number": decision.number,
        "meeting": decision.meeting.ref,
        "item": decision.item.ref if decision.item else "",
        "look_back_on": decision.look_back_on.isoformat(),
        "was_quorate": decision.was_quorate,
        "figures": [row.ref for row in figures],
        "evidence": [row.ref for row in evidence],
    }


def _record(
    actor: Actor, at: datetime, verb: str, decision: Decision, facts: Mapping[str, JSON]
) -> None:
    record(
        actor=actor,
        at=at,
        verb=f"board.{verb}",
        subject="board.decision",
        subject_ref=decision.ref,
        detail=facts,
    )
