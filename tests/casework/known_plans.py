"""EHC plans for the tests' world: one that was sent, with its papers, and the next version being written, with a
word in it that families did not understand.
"""

from datetime import datetime, timedelta

from alongside.casework import operations
from alongside.casework.models import Case, ConfusingTerm, PlanPart, PlanVersion
from alongside.casework.operations.glossary import list_word
from alongside.casework.operations.plans import issue_draft
from alongside.casework.plans.making import make_plan_paper, make_simple_paper
from alongside.casework.registering import NewChild
from alongside.casework.rules.bodies import Begun, Body, Decided
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.plans.codes import Section, VersionKind
from alongside.casework.rules.plans.parts import Need
from alongside.casework.rules.recording import NewEvent
from alongside.people.models import Post
from tests.casework.factories import PAPER
from tests.casework.plan_factories import add, begin, go_out, write_whole
from tests.filling import Fill, also, nothing, ref
from tests.world import Side

WORD = "phonics"
STEPS = (
    (110, "request_received", Begun(asker="1")),
    (70, "decided_to_assess", Decided(note=PAPER)),
    (22, "decided_to_issue", Decided()),
)
"""How many days ago, what happened before a draft was sent."""


def furnish(side: Side, at: datetime, *, post: Post) -> None:
    """A case whose draft was sent three weeks ago, and whose final EHC plan is being written."""
    head = side.actor("head_of_send")
    facts = ChildFacts(
        given_names="Pia",
        family_name="Testly",
        born_on=at.date().replace(year=at.year - 9),
        sex="F",
    )
    new = NewChild(facts=facts, post_ref=post.ref, is_somebody_else=True)
    case = operations.register_child(actor=head, at=at - timedelta(days=110), new=new)
    for days, kind, body in STEPS:
        happen(side, case, at - timedelta(days=days), kind, body)
    send(side, case, at - timedelta(days=21), VersionKind.DRAFT)
    final = begin(head, case, VersionKind.FINAL, at=at)
    add(head, final, Section.B, Need(area="learning", need=f"{WORD} is hard."), at=at)
    list_word(actor=head, at=at, word=WORD, plain="sounds of letters", reason="Families say so.")


def send(side: Side, case: Case, at: datetime, kind: VersionKind) -> PlanVersion:
    """A whole version as it was sent that day, with its papers."""
    head = side.actor("head_of_send")
    plan = begin(head, case, kind, at=at)
    write_whole(head, plan, at=at)
    plan.refresh_from_db()
    issued = issue_draft(actor=head, at=at, version_ref=plan.ref, expected_version=plan.version)
    go_out(head, issued)
    for make in (make_plan_paper, make_simple_paper):
        make(version_id=issued.pk, at=at, progress=lambda done, total: None)
    return issued


def happen(side: Side, case: Case, at: datetime, kind: str, body: Body) -> None:
    case.refresh_from_db()
    operations.record_event(
        actor=side.actor("head_of_send"),
        at=at,
        case_ref=case.ref,
        expected_version=case.version,
        new=NewEvent(kind=kind, happened_on=at.date(), source="email", body=body),
    )


_CASE = ref(Case)
_WRITING = ref(PlanVersion, state="writing")
_SENT = ref(PlanVersion, simple_text__isnull=False)
_PART = ref(PlanPart, plan__state="writing", section="B")

ADDRESSES: dict[str, Fill] = {
    "casework:plan": _CASE,
    "casework:begin_plan": _CASE,
    "casework:plan_version": _WRITING,
    "casework:plan_paper": also(ref(PlanVersion, file__isnull=False), what="pdf"),
    "casework:plan_changes": ref(PlanVersion, state="writing", based_on__isnull=False),
    "casework:plan_desk": _WRITING,
    "casework:plan_thread": _WRITING,
    "casework:plan_reading": _WRITING,
    "casework:plan_simple": _SENT,
    "casework:simple_paper": _SENT,
    "casework:read_simple_with": _SENT,
    "casework:replace_word": also(
        ref(PlanVersion, state="writing", parts__body__need=f"{WORD} is hard."), word=WORD
    ),
    "casework:keep_word": also(
        ref(PlanVersion, state="writing", parts__body__need=f"{WORD} is hard."), word=WORD
    ),
    "casework:glossary": nothing,
    "casework:list_word": nothing,
    "casework:glossary_settings": nothing,
    "casework:decide_word": ref(ConfusingTerm),
    "casework:add_plan_part": also(_WRITING, section="F", kind="provision"),
    "casework:agree_health": _WRITING,
    "casework:issue_plan": _WRITING,
    "casework:discard_plan": _WRITING,
    "casework:plan_sent": _SENT,
    "casework:change_plan_part": _PART,
    "casework:remove_plan_part": _PART,
}
