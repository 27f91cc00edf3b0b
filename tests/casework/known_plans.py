"""EHC plans for the tests' world: one that was sent, with its paper, and the next version being written."""

from datetime import datetime, timedelta

from alongside.casework import operations
from alongside.casework.models import Case, PlanPart, PlanVersion
from alongside.casework.operations.plans import issue_draft
from alongside.casework.plans.making import make_plan_paper
from alongside.casework.registering import NewChild
from alongside.casework.rules.bodies import Begun, Body, Decided
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.plans.codes import VersionKind
from alongside.casework.rules.recording import NewEvent
from alongside.people.models import Post
from tests.casework.factories import PAPER
from tests.casework.plan_factories import begin, write_whole
from tests.filling import Fill, also, ref
from tests.world import Side


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
    for days, kind, body in (
        (110, "request_received", Begun(asker="1")),
        (70, "decided_to_assess", Decided(note=PAPER)),
        (22, "decided_to_issue", Decided()),
    ):
        _happen(side, case, at - timedelta(days=days), kind, body)
    sent = at - timedelta(days=21)
    draft = begin(head, case, at=sent)
    write_whole(head, draft, at=sent)
    draft.refresh_from_db()
    issued = issue_draft(actor=head, at=sent, version_ref=draft.ref, expected_version=draft.version)
    make_plan_paper(version_id=issued.pk, at=sent, progress=lambda done, total: None)
    begin(head, case, VersionKind.FINAL, at=at)


def _happen(side: Side, case: Case, at: datetime, kind: str, body: Body) -> None:
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
_PART = ref(PlanPart, plan__state="writing", section="B")

ADDRESSES: dict[str, Fill] = {
    "casework:plan": _CASE,
    "casework:begin_plan": _CASE,
    "casework:plan_version": _WRITING,
    "casework:plan_paper": also(ref(PlanVersion, file__isnull=False), what="pdf"),
    "casework:plan_changes": _WRITING,
    "casework:plan_desk": _WRITING,
    "casework:add_plan_part": also(_WRITING, section="F", kind="provision"),
    "casework:agree_health": _WRITING,
    "casework:issue_plan": _WRITING,
    "casework:discard_plan": _WRITING,
    "casework:change_plan_part": _PART,
    "casework:remove_plan_part": _PART,
}
