"""Audits for the tests' world: a round with an audit being marked, one that was submitted, a copy without names
and a meeting; and a crowd of them.
"""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from alongside.casework import operations as casework
from alongside.casework import perms as casework_perms
from alongside.casework.models import Case, CaseAssignment, PlanVersion
from alongside.casework.operations.plans import issue_draft, issue_final
from alongside.casework.registering import NewChild
from alongside.casework.rules.bodies import Begun, Body, Decided
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.codes import Source
from alongside.casework.rules.plans.codes import Section, VersionKind
from alongside.casework.rules.plans.parts import Placement
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.quality import perms
from alongside.quality.models import Audit, AuditEvidence, AuditRound, Draw, DrawnItem
from alongside.quality.operations import consenting, copying, marking, moderating, rounds, seating
from alongside.quality.rules.codes import About, Present, Seat, Stratum
from alongside.quality.rules.drawing import NewRound
from alongside.quality.rules.moderating import NewMeeting
from tests.casework.factories import PAPER
from tests.casework.known_families import family_case
from tests.casework.plan_factories import add, begin, go_out, write_whole
from tests.filling import Fill, Filled, also, nothing, ref
from tests.make_lines import LONG
from tests.quality import known_learning, known_put_right
from tests.quality.factories import answer_all, submit
from tests.world import Side

ROUND, CROWD = "EHC plans for the tests", 6
PLACE = Placement(named="institution", institution="Example Primary", type="Mainstream primary")
SENT = timedelta(days=47)
"""No other EHC plan of the world is sent on that day."""


def furnish(side: Side, at: datetime) -> None:
    """Two EHC plans were drawn. The first is marked twice and still open, and a family reads its copy; the
    second fell short.
    """
    for name in ("Quin Testly", "Quay Testly"):
        send_plan(side, at - SENT, name)
    lead = side.actor("quality_lead")
    found = _drawn(side, at, ROUND)
    first, second = found.draws.latest("number").items.order_by("-is_double", "position")
    _mark_first(side, at, lead, first)
    given = _give(side, at, lead, second, Seat.FIRST, "quality_auditor")
    answer_all(side.actor("quality_auditor"), given, mark=1, at=at)
    submit(side.actor("quality_auditor"), given, "requires_improvement", at=at)
    moderating.record_meeting(
        actor=lead,
        at=at,
        round_ref=found.ref,
        new=NewMeeting(held_on=at.date(), present={Present.PARENT: 2, Present.HEALTH: 1}),
    )
    known_learning.furnish(side, at, given)
    known_put_right.furnish(side, at)


def crowd(side: Side, at: datetime, more: str = "") -> None:
    """Long titles, several rounds, and more EHC plans in each."""
    for number in range(CROWD):
        send_plan(side, at - SENT, f"Quo{number}{more} {LONG[:30]}")
    for number in range(3):
        found = _drawn(side, at, f"Mark{LONG[5:150]} {more}{number}")
        everybody = found.draws.latest("number").items.order_by("position")
        for item in everybody[:CROWD]:
            _give(side, at, side.actor("quality_lead"), item, Seat.FIRST, "quality_auditor")
    submitted = side.first(Audit, item__draw__round__title=ROUND, state="submitted")
    known_learning.crowd(side, at, submitted, more)
    known_put_right.crowd(side, at, more)


def send_plan(side: Side, at: datetime, name: str) -> PlanVersion:
    """A child’s first final EHC plan, sent on that day by the head of SEND."""
    head, given, family = side.actor("head_of_send"), *name.split(" ", 1)
    facts = ChildFacts(
        given_names=given,
        family_name=family,
        born_on=at.date().replace(year=at.year - 9, day=3),
        sex="F",
    )
    post = side.first(CaseAssignment, is_cover=False).post
    new = NewChild(facts=facts, post_ref=post.ref, is_somebody_else=True)
    began = at - timedelta(days=120)
    case = casework.register_child(actor=head, at=began, new=new)
    for when, kind, body in (
        (began, "request_received", Begun(asker="1")),
        (began + timedelta(days=30), "decided_to_assess", Decided(note=PAPER)),
        (at - timedelta(days=30), "decided_to_issue", Decided()),
    ):
        _happen(head, case, when, kind, body)
    drafted = at - timedelta(days=25)
    draft = begin(head, case, at=drafted)
    write_whole(head, draft, at=drafted)
    draft.refresh_from_db()
    go_out(
        head,
        issue_draft(actor=head, at=drafted, version_ref=draft.ref, expected_version=draft.version),
    )
    plan = begin(head, case, VersionKind.FINAL, at=at)
    add(head, plan, Section.PLACE, PLACE, at=at)
    plan.refresh_from_db()
    issued = issue_final(actor=head, at=at, version_ref=plan.ref, expected_version=plan.version)
    _happen(head, case, at, "final_plan_sent", Decided(note=PAPER))
    return issued


def _happen(head: Actor, case: Case, at: datetime, kind: str, body: Body) -> None:
    case.refresh_from_db()
    casework.record_event(
        actor=head,
        at=at,
        case_ref=case.ref,
        expected_version=case.version,
        new=NewEvent(kind=kind, happened_on=at.date(), source="email", body=body),
    )


def _drawn(side: Side, at: datetime, title: str) -> AuditRound:
    day, lead = (at - SENT).date(), side.actor("quality_lead")
    found = rounds.plan_round(
        actor=lead,
        at=at,
        about=About.PLAN,
        new=NewRound(
            title=title,
            from_on=day,
            last_on=day,
            sample_size=40,
            due_on=at.date() + timedelta(days=30),
            strata=(Stratum.TEAM,),
            with_families=True,
        ),
    )
    rounds.draw_sample(actor=lead, at=at, round_ref=found.ref, expected_version=1)
    found.refresh_from_db()
    return found


def _mark_first(side: Side, at: datetime, lead: Actor, item: DrawnItem) -> None:
    """By an auditor who has begun, and by a family’s who has said that they do not know the child."""
    audit = _give(side, at, lead, item, Seat.FIRST, "quality_auditor")
    marking.add_evidence(
        actor=side.actor("quality_auditor"),
        at=at,
        audit_ref=audit.ref,
        question="A1",
        about="A note of what was read",
        upload=ContentFile(b"Page 3.\n", "note.txt"),
    )
    head = side.actor("head_of_send")
    consenting.record_consent(
        actor=head, at=at, case_ref=item.case.ref, given_by="Mo Testly", given_on=at.date(),
        source=Source.PHONE,
    )  # fmt: skip
    copy = copying.make_copy(actor=lead, at=at, item_ref=item.ref, expected_version=1)
    copying.release_copy(actor=lead, at=at, item_ref=item.ref, expected_version=copy.version)
    own = _give(side, at, lead, item, Seat.FAMILY, "family_auditor")
    marking.declare_no_conflict(
        actor=side.actor("family_auditor"), at=at, audit_ref=own.ref, knows=False
    )


def _give(side: Side, at: datetime, lead: Actor, item: DrawnItem, seat: Seat, role: str) -> Audit:
    return seating.assign_audit(
        actor=lead, at=at, item_ref=item.ref, seat=seat, person_ref=side.accounts[role].person.ref
    )


def _draw(side: Side) -> Filled:
    drawn = side.first(Draw, round__title=ROUND)
    return {"ref": drawn.round.ref, "draw_ref": drawn.ref}


def _case(side: Side) -> Filled:
    return {"ref": side.first(DrawnItem, draw__round__title=ROUND).case.ref}


_ROUND = ref(AuditRound, title=ROUND)
_ITEM = ref(DrawnItem, draw__round__title=ROUND, is_double=True)
_GRADED = ref(DrawnItem, draw__round__title=ROUND, agreed_grade="requires_improvement")
_FAMILYS = ref(Audit, item__draw__round__title=ROUND, seat="family")
_AUDIT = ref(Audit, item__draw__round__title=ROUND, item__is_double=True, seat="first")
OF_ROUNDS: dict[str, Fill] = {
    "quality:rounds": nothing,
    "quality:plan_round": nothing,
    "quality:round": _ROUND,
    "quality:change_round": _ROUND,
    "quality:take_back_round": _ROUND,
    "quality:draw": _ROUND,
    "quality:check_draw": _draw,
    "quality:share_out": _ROUND,
    "quality:meeting": _ROUND,
    "quality:close_round": _ROUND,
    "quality:item": _ITEM,
    "quality:assign": _ITEM,
    "quality:agree": _ITEM,
    "quality:agree_answer": _ITEM,
    "quality:copy": _ITEM,
    "quality:release_copy": _ITEM,
    "quality:tools": nothing,
    "quality:tool": also(nothing, code="ehc_plan", version=1),
    "quality:mine": nothing,
    "quality:audit": _AUDIT,
    "quality:read": _AUDIT,
    "quality:mark": also(_AUDIT, code="A"),
    "quality:submit": _AUDIT,
    "quality:conflict": _AUDIT,
    "quality:add_evidence": also(_AUDIT, question="A1"),
    "quality:give_back": _AUDIT,
    "quality:clear_conflict": _FAMILYS,
    "quality:evidence": ref(AuditEvidence, audit__item__draw__round__title=ROUND),
    "quality:own": nothing,
    "quality:own_item": _GRADED,
    "quality:comment": _GRADED,
    "quality:consent": _case,
    "quality:own_consent": family_case,
}
ADDRESSES: dict[str, Fill] = {
    **OF_ROUNDS,
    **known_learning.ADDRESSES,
    **known_put_right.ADDRESSES,
}
_OF_THE_AUDITOR = (
    "audit", "read", "mark", "submit", "conflict", "add_evidence", "evidence",
)  # fmt: skip
NARROWER = {
    **known_learning.NARROWER,
    **{f"quality:{name}": perms.AUDIT for name in _OF_THE_AUDITOR},
    "quality:give_back": (perms.AUDIT, perms.LEAD),
    "quality:candidate": perms.JUDGE_HEALTH,
    "quality:judge_candidate": perms.JUDGE_HEALTH,
    "quality:own_item": casework_perms.DECIDE,
    "quality:comment": casework_perms.DECIDE,
}
"""The audit is the quality auditor’s, the head of SEND wrote what was drawn, and health advice was found missing."""
