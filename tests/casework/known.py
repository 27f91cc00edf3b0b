"""Cases for the tests' world: one of each record that an address may name, and a crowd of them."""

from datetime import datetime, timedelta

from alongside.casework import operations
from alongside.casework.models import Case, CaseEvent, Contact
from alongside.casework.operations.children import ContactDetails
from alongside.casework.registering import NewChild
from alongside.casework.rules.bodies import Begun, Body, Decided, ToBody
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor
from alongside.people.models import Post
from alongside.people.operations import appoint, create_post
from tests.casework import (
    known_families,
    known_letters,
    known_merging,
    known_panels,
    known_plans,
    known_settings,
)
from tests.casework.factories import PAPER
from tests.filling import also, nothing, ref
from tests.make_lines import LONG
from tests.people.factories import operator
from tests.world import Side

CROWD = 60


def furnish(side: Side, at: datetime) -> None:
    """A case half a year old, late, with an event of each sort; it is with the coordinator's post."""
    head = side.actor("head_of_send")
    post = _coordinators_post(side, at)
    case = _register(head, at, post, "Ada", "Testly", at.date().replace(year=at.year - 15))
    operations.add_contact(
        actor=head,
        at=at,
        case_ref=case.ref,
        new=ContactDetails(
            name="Mo Testly",
            relation="mother",
            has_responsibility=True,
            phone="01632 960001",
            restriction="Her address is told to nobody.",
            safe_contact="Ring before noon.",
        ),
    )
    began = at - timedelta(days=170)
    _happen(head, began, case, "request_received", Begun(asker="1", note="By e-mail."))
    _happen(head, began + timedelta(days=50), case, "decided_to_assess", Decided(note=PAPER))
    asked = began + timedelta(days=52)
    _happen(head, asked, case, "advice_request_sent", ToBody(body="health"))
    _happen(head, asked, case, "advice_request_received", ToBody(body="health"))
    _happen(head, at, case, "note_made", Body(note="Rang the family."))
    waiting = _register(head, at, post, "Ida", "Testly", at.date().replace(year=at.year - 8))
    _happen(head, at - timedelta(days=10), waiting, "request_received", Begun(asker="1"))
    known_families.furnish(side, at, case=case, post=post)
    known_panels.furnish(side, at, first=case, waiting=waiting)
    known_letters.furnish(side, at, case=case)
    known_plans.furnish(side, at, post=post)
    known_settings.furnish(side, at, post=post)
    known_merging.furnish(side, at, post=post)


def crowd(side: Side, at: datetime, more: str = "") -> None:
    """Long names, and cases at every distance from their days."""
    head, post = side.actor("head_of_send"), side.first(Post)
    for number in range(CROWD):
        born = at.date() - timedelta(days=1500 + 60 * number)
        case = _register(head, at, post, f"{LONG[:60]} {more}{number}", f"{LONG[:40]}{more}", born)
        began = at - timedelta(days=3 * number)
        _happen(head, began, case, "request_received", Begun(asker="2"))


def _coordinators_post(side: Side, at: datetime) -> Post:
    """One that whoever may sign in as EHC coordinator holds; where nobody does, any post."""
    account = side.accounts.get("ehc_coordinator")
    if account is None:
        return side.first(Post)
    desk = operator(side.area)
    post = create_post(
        actor=desk,
        at=at,
        organisation=side.first(Post).organisation,
        title="EHC coordinator for the tests",
    )
    appoint(
        actor=desk,
        at=at,
        post=post,
        person=account.person,
        held_from=at.date() - timedelta(days=900),
    )
    return post


def _register(head: Actor, at: datetime, post: Post, given: str, family: str, born: object) -> Case:
    facts = ChildFacts(given_names=given, family_name=family, born_on=born, sex="F")  # type: ignore[arg-type]
    return operations.register_child(
        actor=head, at=at, new=NewChild(facts=facts, post_ref=post.ref)
    )


def _happen(head: Actor, at: datetime, case: Case, kind: str, body: Body) -> None:
    case.refresh_from_db()
    new = NewEvent(kind=kind, happened_on=at.date(), source="email", body=body)
    operations.record_event(
        actor=head, at=at, case_ref=case.ref, expected_version=case.version, new=new
    )


_CASE = ref(Case)
_EVENT = ref(CaseEvent, kind="request_received")

NARROWER = known_families.NARROWER
ADDRESSES = {
    **known_families.ADDRESSES,
    **known_panels.ADDRESSES,
    **known_plans.ADDRESSES,
    **known_letters.ADDRESSES,
    **known_settings.ADDRESSES,
    **known_merging.ADDRESSES,
    "casework:queue": nothing,
    "casework:manager": nothing,
    "casework:reviews_due": nothing,
    "casework:export_reviews": also(nothing, kind="csv"),
    "casework:late_reviews": nothing,
    "casework:transfers": nothing,
    "casework:letters_owed": nothing,
    "casework:export_transfers": also(nothing, kind="csv"),
    "casework:register": nothing,
    "casework:case": _CASE,
    "casework:chronology": _CASE,
    "casework:choose_step": _CASE,
    "casework:review_found": _CASE,
    "casework:record_event": also(_CASE, kind="note_made"),
    "casework:decide": also(_CASE, kind="decided_no_plan"),
    "casework:change_child": _CASE,
    "casework:add_contact": _CASE,
    "casework:give_case": _CASE,
    "casework:cover_case": _CASE,
    "casework:change_contact": ref(Contact),
    "casework:correct_event": _EVENT,
    "casework:take_back_event": _EVENT,
}
