"""Schools for the tests' world: a pupil on the roll of whoever signs in as SENCO, with papers that were sent."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from alongside.access.models import Grant
from alongside.access.operations import create_account, grant_role
from alongside.casework.models import Case, SchoolSending
from alongside.casework.operations import record_event
from alongside.casework.operations.settings import NewSending, send_from_school
from alongside.casework.registering import NewChild, make_case
from alongside.casework.rules.bodies import Body
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.recording import NewEvent
from alongside.casework.rules.settings import Sent
from alongside.people.models import Organisation, Post
from alongside.people.operations import register_person
from tests.filling import Fill, Filled, also, nothing, ref
from tests.people.factories import make_organisation, operator
from tests.world import PASSWORD, Side


def furnish(side: Side, at: datetime, *, post: Post) -> None:
    school = _school(side, at)
    head = side.actor("head_of_send")
    facts = ChildFacts(
        given_names="Uma",
        family_name="Testly",
        born_on=at.date().replace(year=at.year - 9, day=1),
        sex="F",
    )
    new = NewChild(facts=facts, post_ref=post.ref, school_ref=school.ref, is_somebody_else=True)
    case = make_case(head, at, new)
    record_event(
        actor=head,
        at=at,
        case_ref=case.ref,
        expected_version=case.version,
        new=NewEvent(
            kind="earlier_plan_recorded",
            happened_on=at.date() - timedelta(days=200),
            source="email",
            body=Body(),
        ),
    )
    meets_on = at.date() + timedelta(days=21)
    for sending in (
        NewSending(sent=Sent.MEETING, meeting_on=meets_on),
        NewSending(sent=Sent.PAPERS, upload=ContentFile(b"What we see.\n", "papers.txt")),
    ):
        send_from_school(actor=side.actor("senco"), at=at, case_ref=case.ref, new=sending)


def _school(side: Side, at: datetime) -> Organisation:
    """Of whoever signs in as SENCO; where nobody does, of somebody new."""
    held = _grant(side)
    if held is not None:
        found: Organisation = held.organisation
        return found
    desk = operator(side.area, "people.edit", "access.administer", "access.grant")
    school = make_organisation(side.area, f"School of {side.slug}", "school")
    person = register_person(actor=desk, at=at, name="Sam Testly")
    account = create_account(
        actor=desk, at=at, person=person, email=f"senco@{side.slug}.example", password=PASSWORD
    )
    grant_role(actor=desk, at=at, person=person, role="senco", purpose="Tests", organisation=school)
    side.accounts["senco"] = account
    return school


def _grant(side: Side) -> Grant | None:
    grants = Grant.objects.in_area(side.area.pk).filter(role="senco", ended_at=None)
    found: Grant | None = grants.select_related("organisation").first()
    return found


def pupil(side: Side) -> Filled:
    """On the roll of the area's own SENCO."""
    sent = side.first(SchoolSending, sent=Sent.PAPERS.value)
    return {"ref": sent.case.ref, "sending": sent.ref}


_CASE = ref(Case)
_PAPERS: Fill = ref(SchoolSending, sent=Sent.PAPERS.value)

ADDRESSES = {
    "casework:pupils": nothing,
    "casework:closures": nothing,
    "casework:ask_for_pupil": nothing,
    "casework:pupil": pupil,
    "casework:pupil_found": pupil,
    "casework:send_from_school": also(pupil, sent="meeting"),
    "casework:own_sent_file": pupil,
    "casework:say_sent_wrong": pupil,
    "casework:from_schools": _CASE,
    "casework:school_file": _PAPERS,
}
