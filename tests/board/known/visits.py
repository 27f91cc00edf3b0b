"""Visits and letters of revisits: one of each record, and many in long words."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile

from alongside.board.models import (
    Finding,
    FindingPoint,
    LetterPerson,
    Revisit,
    Visit,
    VisitPaper,
)
from alongside.board.operations import letters, visits
from alongside.board.operations.governance import BoardDetails, create_board
from alongside.board.operations.revisits import link_action
from alongside.board.operations.visits import NewPaper, VisitDetails
from alongside.board.queries.governance import improvement_board
from alongside.board.queries.letters import state_of_letter
from alongside.board.rules.codes import BoardKind, LetterRole, ProgressCode
from alongside.board.rules.revisits import FindingFacts, LetterFacts, PrintedPerson
from alongside.kernel.actor import Actor
from alongside.plan.models import Line
from alongside.plan.queries.statements import inspected_plans
from alongside.web.clock import london_day
from tests.filling import Fill, nothing, ref
from tests.make_lines import LONG, UNBROKEN
from tests.world import Side

_VISIT = ref(Visit, letter=None, called_off_at=None)
_PAPER = ref(VisitPaper, is_addendum=False, taken_out_at=None)
_LETTER = ref(Revisit, completed_at__isnull=False)
_BEGUN = ref(Revisit, completed_at=None)
_FINDING = ref(Finding, revisit__completed_at=None)
_POINT = ref(FindingPoint, kind="remaining", finding__revisit__completed_at__isnull=False)

ADDRESSES: dict[str, Fill] = {
    "board:visits": nothing,
    "board:plan_visit": nothing,
    "board:visit": _VISIT,
    "board:change_visit": _VISIT,
    "board:call_off_visit": _VISIT,
    "board:add_visit_paper": _VISIT,
    "board:file_visit_letter": _VISIT,
    "board:visit_letter": ref(Visit, letter__isnull=False),
    "board:visit_paper": _PAPER,
    "board:take_out_paper": _PAPER,
    "board:revisits": nothing,
    "board:import_revisit": nothing,
    "board:begin_letter": nothing,
    "board:revisit": _LETTER,
    "board:revisit_export": _LETTER,
    "board:revisit_letter": ref(Revisit, letter__isnull=False),
    "board:keep_letter_file": _LETTER,
    "board:change_letter": _BEGUN,
    "board:add_finding": _BEGUN,
    "board:add_letter_person": _BEGUN,
    "board:complete_letter": _BEGUN,
    "board:discard_letter": _BEGUN,
    "board:withdraw_letter": _LETTER,
    "board:change_finding": _FINDING,
    "board:remove_finding": _FINDING,
    "board:remove_letter_person": ref(LetterPerson, revisit__completed_at=None),
    "board:turn_into_action": _POINT,
    "board:link_action": _POINT,
}
MANY_VISITS, MANY_PAPERS, MANY_FINDINGS, MANY_SENTENCES = 12, 6, 6, 8
FACTS = LetterFacts(
    title="Letter made for the tests",
    letter_on=date(2021, 3, 12),
    visited_from=date(2021, 3, 1),
    visited_last=date(2021, 3, 3),
    inspectorates=("Ofsted", "Care Quality Commission"),
    overall_judgement="The area has not made sufficient progress in one weakness.",
)
FINDING = FindingFacts(
    number=1,
    title="Made for the tests",
    weakness_text="Advice comes late.",
    judgement="The area has not made sufficient progress.",
    judgement_code=ProgressCode.INSUFFICIENT,
    strengths=("Advice is better.",),
    remaining=("Advice still comes late.", "Reviews are late."),
    caveats=("It is early to tell.",),
)
SIGNER = PrintedPerson(LetterRole.SIGNED_BY, "Ivy Inspector", "Lead inspector")


def furnish(side: Side, at: datetime) -> None:
    """A visit that is open, one with its letter, and two letters of revisits, one of them begun."""
    actor = side.actor("nominated_officer")
    if improvement_board(actor) is None:
        details = BoardDetails(title="SEND Improvement Board")
        create_board(actor=actor, at=at, kind=BoardKind.IMPROVEMENT, details=details)
    today = london_day(at)
    coming = _visit(actor, at, today + timedelta(days=45))
    _paper(actor, at, coming, "Waiting times")
    gone = _visit(actor, at, today - timedelta(days=100))
    _paper(actor, at, gone, "Made after the freeze", why_late="The count was wrong.")
    _file_letter(actor, at, gone)
    letter = _letter(actor, at, FACTS, FINDING)
    _complete(actor, at, letter)
    letters.keep_letter_file(actor=actor, at=at, letter_ref=letter.ref, upload=_file("letter.txt"))
    _link(side, actor, at, letter)
    begun = replace(FACTS, title="Letter that is begun", letter_on=date(2021, 3, 15))
    _letter(actor, at, begun, FINDING)


def crowd(side: Side, at: datetime) -> None:
    """Visits with many papers, and a letter with much to say."""
    actor = side.actor("nominated_officer")
    today = london_day(at)
    for number in range(MANY_VISITS):
        visit = _visit(actor, at, today + timedelta(days=60 - 47 * number), LONG * 2)
        late = f"{LONG} {UNBROKEN}" if visit.freezes_on < today else ""
        for place in range(MANY_PAPERS):
            _paper(actor, at, visit, f"{LONG[:120]} {UNBROKEN} {place}", why_late=late)
    title = f"{LONG} {UNBROKEN}"
    crowded = replace(
        FACTS, title=title, letter_on=date(2021, 3, 20), overall_judgement=LONG, consequence=LONG
    )
    letter = _letter(actor, at, crowded, *(_long(n + 1) for n in range(MANY_FINDINGS)))
    _complete(actor, at, letter)


def _long(number: int) -> FindingFacts:
    sentences = tuple(f"{LONG}{UNBROKEN} {place}" for place in range(MANY_SENTENCES))
    return replace(
        FINDING,
        number=number,
        title=f"{LONG[:150]} {UNBROKEN}",
        weakness_text=f"{LONG}{UNBROKEN}",
        judgement=LONG,
        strengths=sentences,
        remaining=sentences,
        caveats=sentences[:2],
    )


def _visit(actor: Actor, at: datetime, held_on: date, focus: str = "Waiting times") -> Visit:
    details = VisitDetails(held_on, "Department for Education and NHS England", focus)
    return visits.plan_visit(actor=actor, at=at, details=details)


def _paper(actor: Actor, at: datetime, visit: Visit, title: str, why_late: str = "") -> None:
    new = NewPaper(title, _file("paper.txt"), why_late)
    visits.add_visit_paper(actor=actor, at=at, visit_ref=visit.ref, new=new)


def _file_letter(actor: Actor, at: datetime, visit: Visit) -> None:
    visits.file_visit_letter(
        actor=actor,
        at=at,
        visit_ref=visit.ref,
        upload=_file("outcome.txt"),
        letter_on=london_day(at),
        outcome="Good progress; advice is still late.",
    )


def _letter(actor: Actor, at: datetime, facts: LetterFacts, *found: FindingFacts) -> Revisit:
    plan = inspected_plans(actor)[0]
    letter = letters.begin_letter(actor=actor, at=at, statement_ref=plan.ref, facts=facts)
    for each in found:
        letters.add_finding(actor=actor, at=at, letter_ref=letter.ref, facts=each)
    letters.add_person(actor=actor, at=at, letter_ref=letter.ref, person=SIGNER)
    return letter


def _complete(actor: Actor, at: datetime, letter: Revisit) -> None:
    letter.refresh_from_db()
    letters.complete_letter(actor=actor, at=at, letter_ref=letter.ref, seen=state_of_letter(letter))


def _link(side: Side, actor: Actor, at: datetime, letter: Revisit) -> None:
    point = FindingPoint.objects.in_area(side.area.pk).get(
        finding__revisit=letter, kind="remaining", order=1
    )
    action = side.first(Line, kind="action", statement=letter.statement)
    link_action(actor=actor, at=at, point_ref=point.ref, line_ref=action.ref)


def _file(name: str) -> ContentFile:  # type: ignore[type-arg]
    return ContentFile(b"What the paper says.\n", name=name)
