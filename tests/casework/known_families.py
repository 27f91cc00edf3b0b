"""Families for the tests' world: somebody let in by link, things that were said, and a worry about safety."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from alongside.access.models import Grant
from alongside.access.operations import create_account, grant_role
from alongside.casework import operations
from alongside.casework.families.events import Came
from alongside.casework.models import (
    Case,
    FamilyAccess,
    FamilyMessage,
    PlanVersion,
    ReceivedRequest,
    SafetyAlert,
)
from alongside.casework.operations import families
from alongside.casework.operations.families.access import YOUNG_PERSON, NewAccess
from alongside.casework.operations.families.saying import Heard, NewWords
from alongside.casework.operations.families.settling import NewSettings
from alongside.casework.perms import OWN_RIGHTS
from alongside.casework.queries.family_settings import settings_of
from alongside.casework.registering import NewChild
from alongside.casework.rules.asking import NewRequest
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.plans.codes import VersionKind
from alongside.people.models import Post
from alongside.people.operations import appoint, create_post, register_person
from tests.casework import known_plans
from tests.filling import Fill, Filled, also, nothing, ref
from tests.people.factories import operator
from tests.world import PASSWORD, Side

PICTURE = b"What we see.\n"


def furnish(side: Side, at: datetime, *, case: Case, post: Post) -> None:
    """In a case with a contact, who is let in by link; what they said came by phone. And a young person
    with an account, whose messages are answered and whose record is handed over.
    """
    head = side.actor("head_of_send")
    contact = case.child.contacts.first()
    assert contact is not None
    if settings_of(side.area.pk).worry_post is None:
        _settle(side, at)
    families.give_link(actor=head, at=at, case_ref=case.ref, new=_checked(contact.ref, at))
    _told(side, at, case.ref, contact.ref)
    families.raise_alert(actor=head, at=at, case_ref=case.ref, worry="He does not want to go home.")
    _asked(side, at)
    young = _young_person(side, at, post)
    _send_plan(side, at, young)
    question, _, everything = _told(side, at, young, YOUNG_PERSON)
    families.answer_family(actor=head, at=at, message_ref=question.ref, text="On Monday.")
    families.release_everything(
        actor=head, at=at, message_ref=everything.ref, withhold=[], reason=""
    )


def _asked(side: Side, at: datetime) -> None:
    """Somebody without an account, by the public page."""
    families.ask_for_assessment(
        actor=side.actor("head_of_send"),
        at=at,
        new=NewRequest(
            asker="mother",
            name="Ma Askly",
            email="ma@example.org",
            given_names="Abe",
            family_name="Askly",
            born_on=at.date().replace(year=at.year - 7, day=1),
            text="Reading is hard.",
        ),
    )


def _told(side: Side, at: datetime, case_ref: str, contact_ref: str) -> list[FamilyMessage]:
    heard = Heard(contact_ref=contact_ref, came=Came(at.date(), "phone"))
    said = (
        NewWords(said=Said.QUESTION, text="When does it begin?"),
        NewWords(said=Said.VIEWS, text="Here is a page.", upload=ContentFile(PICTURE, "views.txt")),
        NewWords(said=Said.EVERYTHING),
    )
    return [
        families.record_said(
            actor=side.actor("head_of_send"), at=at, case_ref=case_ref, heard=heard, new=new
        )
        for new in said
    ]


def _checked(contact_ref: str, at: datetime, person_ref: str = "") -> NewAccess:
    return NewAccess(
        contact_ref=contact_ref,
        checked_how="known",
        checked_on=at.date(),
        person_ref=person_ref,
    )


def _young_person(side: Side, at: datetime, post: Post) -> str:
    """The case of whoever signs in as young person; where nobody does, a new one."""
    found = _case_of_young_person(side)
    if found:
        return found
    head = side.actor("head_of_send")
    facts = ChildFacts(
        given_names="Yan",
        family_name="Testly",
        born_on=at.date().replace(year=at.year - 17, day=1),
        sex="M",
    )
    new = NewChild(facts=facts, post_ref=post.ref, is_somebody_else=True)
    case = operations.register_child(actor=head, at=at, new=new)
    desk = operator(side.area, "people.edit", "access.administer", "access.grant")
    person = register_person(actor=desk, at=at, name="Yan Testly")
    email = f"young-person@{side.slug}.example"
    create_account(actor=desk, at=at, person=person, email=email, password=PASSWORD)
    grant_role(
        actor=desk, at=at, person=person, role="young_person", purpose="Tests", case_ref=case.ref
    )
    families.give_access_by_account(
        actor=head, at=at, case_ref=case.ref, new=_checked(YOUNG_PERSON, at, person.ref)
    )
    return case.ref


def _send_plan(side: Side, at: datetime, case_ref: str) -> None:
    """An EHC plan for the young person to read: a draft, or changes to the one in force."""
    case = Case.objects.in_area(side.area.pk).get(ref=case_ref)
    kind = VersionKind.AMENDED_DRAFT
    if not case.events.exists():
        kind = VersionKind.DRAFT
        for days, step, body in known_plans.STEPS:
            known_plans.happen(side, case, at - timedelta(days=days), step, body)
    known_plans.send(side, case, at - timedelta(days=2), kind)


def plan_sent(side: Side) -> Filled:
    """An EHC plan that the young person was sent."""
    case_ref = _case_of_young_person(side)
    found = PlanVersion.objects.in_area(side.area.pk).filter(case__ref=case_ref, state="issued")
    plan = found.order_by("-pk").first()
    assert plan is not None
    return {"ref": case_ref, "version": plan.ref}


def _settle(side: Side, at: datetime) -> None:
    """A post of its own for the alerts, held by the head of the service."""
    desk, head = operator(side.area), side.actor("head_of_send")
    post = create_post(
        actor=desk,
        at=at,
        organisation=side.first(Post).organisation,
        title="Safety for the tests",
    )
    person = side.accounts["head_of_send"].person
    appoint(actor=desk, at=at, post=post, person=person, held_from=at.date())
    families.change_family_settings(
        actor=head,
        at=at,
        expected_version=1,
        new=NewSettings(
            question_days=5,
            not_happening_days=5,
            messages_read="On working days.",
            call_now="Ring 01632 960004.",
            advice_service="Ring 01632 960005.",
            complaints="Write to us.",
            worry_post_ref=post.ref,
        ),
    )


def _case_of_young_person(side: Side) -> str:
    grants = Grant.objects.in_area(side.area.pk).filter(role="young_person", ended_at=None)
    return grants.order_by("-pk").values_list("case_ref", flat=True).first() or ""


def family_case(side: Side) -> Filled:
    """The case of whoever signs in as young person, which a parent may follow too."""
    return {"ref": _case_of_young_person(side)}


def told(**conditions: object) -> Fill:
    """A message of the young person: nobody else of the family reads it."""

    def fill(side: Side) -> Filled:
        case_ref = _case_of_young_person(side)
        rows = FamilyMessage.objects.in_area(side.area.pk)
        found = rows.filter(case__ref=case_ref, source="phone", **conditions).first()
        assert found is not None
        return {"ref": case_ref, "message": found.ref}

    return fill


_CASE = ref(Case)
_SAID: Fill = ref(FamilyMessage, source="phone", said="question", answered_on=None)
_LINK = ref(FamilyAccess, way="link")
_REQUEST = ref(ReceivedRequest, state="waiting")

ADDRESSES = {
    "casework:family": family_case,
    "casework:family_looked": family_case,
    "casework:family_choose": family_case,
    "casework:family_tell": also(family_case, said="question"),
    "casework:family_follow": told(said="question"),
    "casework:family_file": told(file__isnull=False),
    "casework:family_release": told(said="everything"),
    "casework:family_plan": plan_sent,
    "casework:family_plan_words": plan_sent,
    "casework:family_simple_paper": plan_sent,
    "casework:inbox": nothing,
    "casework:requests": nothing,
    "casework:request": _REQUEST,
    "casework:set_request_aside": _REQUEST,
    "casework:family_settings": nothing,
    "casework:protect_look": nothing,
    "casework:alerts": nothing,
    "casework:alert": ref(SafetyAlert),
    "casework:message": _SAID,
    "casework:message_file": ref(FamilyMessage, source="phone", file__isnull=False),
    "casework:raise_about_message": _SAID,
    "casework:release_everything": ref(FamilyMessage, said="everything", answered_on=None),
    "casework:tell_code": _LINK,
    "casework:end_access": _LINK,
    "casework:family_side": _CASE,
    "casework:record_said": _CASE,
    "casework:give_link": _CASE,
    "casework:give_access": _CASE,
    "casework:record_choice": _CASE,
    "casework:raise_alert": _CASE,
}
NARROWER = dict.fromkeys(
    ("casework:family_follow", "casework:family_file", "casework:family_release"), OWN_RIGHTS
)
