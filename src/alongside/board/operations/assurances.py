"""The assurances of the area: taken over from the action plan, weighed by evidence, and judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from alongside.board import perms
from alongside.board.finding import find_improvement_board
from alongside.board.models import Assurance, AssuranceEvidence, AssuranceJudgement, Board
from alongside.board.queries.assurances import to_take_over
from alongside.board.rules.assurances import check_may_say
from alongside.board.rules.codes import Assured, Weighs
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.measures.choosing import standing_figures
from alongside.people.finding import find, found, next_order
from alongside.plan.finding import standing_evidence_of
from alongside.plan.models import Line, Statement
from alongside.web.clock import london_day

WEIGHERS = (perms.ANSWER, perms.REPORT, perms.RUN)


@dataclass(frozen=True, slots=True)
class NewWeight:
    """Something that speaks for or against; the line, evidence and figure may stay empty."""

    weighs: Weighs
    text: str
    dated_on: date
    line_ref: str = ""
    evidence_ref: str = ""
    figure_ref: str = ""


@transaction.atomic
def take_over_assurances(*, actor: Actor, at: datetime, statement_ref: str) -> Sequence[Assurance]:
    """Those that the action plan names and the board does not keep yet: none the second time."""
    actor.check_may(perms.RUN)
    board, statement = find_improvement_board(actor), found(Statement, actor, statement_ref)
    sought = (each for each in to_take_over(actor) if each.statement_ref == statement_ref)
    kept = [_keep(actor, at, board, text, statement) for each in sought for text in each.texts]
    if kept:
        refs: list[JSON] = [each.ref for each in kept]
        facts: dict[str, JSON] = {"statement": statement.ref, "assurances": refs}
        _record(actor, at, "take_over_assurances", "board.board", board.ref, facts)
    return kept


@transaction.atomic
def add_assurance(*, actor: Actor, at: datetime, text: str) -> Assurance:
    """One more thing of which the board wants to be sure."""
    actor.check_may(perms.RUN)
    board = find_improvement_board(actor)
    if not text.strip():
        raise Refusal("Say of what the board wants to be sure.", field="text")
    if board.assurances.filter(text=text.strip()).exists():
        raise Refusal("The board keeps this assurance already.", field="text")
    assurance = _keep(actor, at, board, text.strip(), None)
    _record(actor, at, "add_assurance", "board.assurance", assurance.ref, {})
    return assurance


@transaction.atomic
def add_weight(
    *, actor: Actor, at: datetime, assurance_ref: str, new: NewWeight
) -> AssuranceEvidence:
    """By those who answer or report to the board, the forum among them, or who run it."""
    if not any(actor.may_somewhere(permission) for permission in WEIGHERS):
        raise Hidden(perms.ANSWER)
    assurance = find(Assurance, actor, assurance_ref)
    check_may_say(new.text, on=new.dated_on, today=london_day(at), on_field="dated_on")
    evidence = standing_evidence_of(actor, [new.evidence_ref] if new.evidence_ref else [])
    figures = standing_figures(actor, [new.figure_ref] if new.figure_ref else [])
    weight: AssuranceEvidence = AssuranceEvidence.objects.create(
        area_id=assurance.area_id,
        assurance=assurance,
        weighs=new.weighs.value,
        text=new.text.strip(),
        dated_on=new.dated_on,
        line=found(Line, actor, new.line_ref) if new.line_ref else None,
        evidence=evidence[0] if evidence else None,
        figure=figures[0] if figures else None,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    facts: dict[str, JSON] = {
        "evidence": weight.ref,
        "weighs": weight.weighs,
        "on": weight.dated_on.isoformat(),
    }
    _record(actor, at, "add_assurance_evidence", "board.assurance", assurance.ref, facts)
    return weight


@transaction.atomic
def judge_assurance(
    *,
    actor: Actor,
    at: datetime,
    assurance_ref: str,
    assured: Assured,
    text: str,
    judged_on: date,
) -> AssuranceJudgement:
    """How sure the board is on a day. A later judgement is another row."""
    actor.check_may(perms.SIGN)
    assurance = find(Assurance, actor, assurance_ref)
    check_may_say(text, on=judged_on, today=london_day(at), on_field="judged_on")
    judgement: AssuranceJudgement = AssuranceJudgement.objects.create(
        area_id=assurance.area_id,
        assurance=assurance,
        assured=assured.value,
        judged_on=judged_on,
        text=text.strip(),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    facts: dict[str, JSON] = {
        "judgement": judgement.ref,
        "assured": judgement.assured,
        "on": judgement.judged_on.isoformat(),
    }
    _record(actor, at, "judge_assurance", "board.assurance", assurance.ref, facts)
    return judgement


def _keep(
    actor: Actor, at: datetime, board: Board, text: str, statement: Statement | None
) -> Assurance:
    kept: Assurance = Assurance.objects.create(
        area_id=board.area_id,
        board=board,
        statement=statement,
        order=next_order(board.assurances.all()),
        text=text,
        created_at=at,
        created_by_id=actor.person_id,
    )
    return kept


def _record(
    actor: Actor, at: datetime, verb: str, subject: str, ref: str, facts: Mapping[str, JSON]
) -> None:
    record(actor=actor, at=at, verb=f"board.{verb}", subject=subject, subject_ref=ref, detail=facts)
