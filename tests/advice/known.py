"""Advice for the tests' world: requests that are written, checked and shared, and a crowd of them.

One post is held by everybody whose role answers requests, so that each of them opens the same records.
"""

from datetime import datetime, timedelta
from functools import cache

from django.core.files.base import ContentFile

from alongside.access.roles import ROLES
from alongside.advice import perms
from alongside.advice.keeping import Said
from alongside.advice.models import AdviceRequest, AdviceRow, AdviceSubmission
from alongside.advice.operations import answering, asking, giving, rows
from alongside.advice.operations.asking import NewRequest
from alongside.advice.operations.giving import Written
from alongside.advice.operations.rows import NewRow
from alongside.casework.models import Case, CaseAssignment
from alongside.casework.operations import record_event
from alongside.casework.registering import NewChild, make_case
from alongside.casework.rules.bodies import Begun, Body, Decided
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.recording import NewEvent
from alongside.people.models import Post
from alongside.people.operations import appoint, create_post
from tests.advice import known_early, known_links, known_offers, known_uses
from tests.filling import Fill, Filled, also, nothing, ref
from tests.make_lines import LONG
from tests.people.factories import operator
from tests.world import Side, side_of

CROWD = 6
ADVISERS = ("health", "school", "educational_psychology", "social_care", "adulthood")
TITLE = "Advice for the tests"
WRITTEN = Written(
    text="He needs regular sessions from a therapist.",
    author_name="Sal Speech",
    author_role="Therapist",
)


def furnish(side: Side, at: datetime) -> None:
    """In a case of the coordinator's, which is under assessment. Health's request is written on, the
    school's was entered as a file and waits for its check, and social care does not know the child.
    """
    side = side_of(side.slug)  # casework may have let somebody new in
    post = side.first(CaseAssignment, is_cover=False).post
    case = _assessed(side, at, post, "Avi Testly", 30)
    desk = _shared_post(side, at)
    began = at - timedelta(days=20)
    written = _asked(side, began, case, "health", desk)
    _write(side, at, written)
    entered = _asked(side, began, case, "school", desk)
    giving.enter_advice(
        actor=side.actor("head_of_send"),
        at=at,
        request_ref=entered.ref,
        new=Written(
            upload=ContentFile(b"What the school sees.\n", "advice.txt"),
            further=(ContentFile(b"How she reads.\n", "advice-2.txt"),),
            author_name="Sue School",
            author_role="Special needs coordinator",
        ),
        said=Said(on=at.date() - timedelta(days=2), source="post"),
    )
    given = AdviceSubmission.objects.in_area(side.area.pk).get(request=entered)
    rows.mark_row(
        actor=side.actor("head_of_send"),
        at=at,
        submission_ref=given.ref,
        new=NewRow(kind="need", words="He reads words and loses their meaning."),
    )
    known_uses.furnish(side, at, case, given)
    known_links.furnish(side, at, written)
    known_early.furnish(side, at)
    care = _asked(side, began, case, "social_care", desk, is_received=False)
    known_offers.furnish(side, at, care)


def crowd(side: Side, at: datetime, more: str = "") -> None:
    """Long names, and requests at every distance from their days, with the post of the others."""
    desk, post = side.first(Post, title=TITLE), side.first(Post)
    for number in range(CROWD):
        name = f"{LONG[:40]} {more}{number}"
        case = _assessed(side, at, post, name, 50 + number)
        for adviser in ADVISERS:
            _asked(side, at - timedelta(days=10 * number), case, adviser, desk)
    known_uses.crowd(side, at, more)
    known_links.crowd(
        side, at, side.first(AdviceRequest, adviser="health", post__title=TITLE), more
    )
    known_early.crowd(side, at, more)
    known_offers.crowd(side, at)


def _assessed(side: Side, at: datetime, post: Post, name: str, days: int) -> Case:
    head, began = side.actor("head_of_send"), at - timedelta(days=days + 30)
    given, _, family = name.rpartition(" ")
    facts = ChildFacts(
        given_names=given,
        family_name=family,
        born_on=at.date().replace(year=at.year - 9, day=2),
        sex="F",
    )
    new = NewChild(facts=facts, post_ref=post.ref, is_somebody_else=True)
    case = make_case(head, began, new)
    told = Decided(note="A letter on paper.")
    for when, kind, body in (
        (began, "request_received", Begun(asker="1")),
        (at - timedelta(days=days), "decided_to_assess", told),
    ):
        _happen(side, case, when, kind, body)
    return case


def _happen(side: Side, case: Case, at: datetime, kind: str, body: Body) -> None:
    case.refresh_from_db()
    record_event(
        actor=side.actor("head_of_send"),
        at=at,
        case_ref=case.ref,
        expected_version=case.version,
        new=NewEvent(kind=kind, happened_on=at.date(), source="email", body=body),
    )


def _asked(
    side: Side, at: datetime, case: Case, adviser: str, post: Post, *, is_received: bool = True
) -> AdviceRequest:
    head, said = side.actor("head_of_send"), Said(on=at.date(), source="email")
    made = asking.ask_for_advice(
        actor=head,
        at=at,
        case_ref=case.ref,
        new=NewRequest(adviser=adviser, post_ref=post.ref, said=said),
    )
    if is_received:
        answering.receive_request(actor=head, at=at, request_ref=made.ref, said=said)
    return made


def _write(side: Side, at: datetime, request: AdviceRequest) -> None:
    """By whoever answers requests in this area; where nobody does, it is only asked."""
    role = next((each for each in _answerers() if each in side.accounts), "")
    if not role:
        return
    draft = giving.save_writing(
        actor=side.actor(role), at=at, request_ref=request.ref, expected_version=0, new=WRITTEN
    )
    new = NewRow(kind="need", words="He loses the end of sentences.")
    rows.mark_row(actor=side.actor(role), at=at, submission_ref=draft.ref, new=new)
    missed = Said(on=at.date(), note="The bus did not come.")
    answering.record_not_brought(
        actor=side.actor(role), at=at, request_ref=request.ref, said=missed
    )


def _shared_post(side: Side, at: datetime) -> Post:
    """Held as a job share by everybody whose role answers requests."""
    desk = operator(side.area)
    organisation = side.first(Post).organisation
    post = create_post(actor=desk, at=at, organisation=organisation, title=TITLE)
    for role in _answerers():
        if role in side.accounts:
            appoint(
                actor=desk,
                at=at,
                post=post,
                person=side.accounts[role].person,
                held_from=at.date() - timedelta(days=900),
                is_job_share=True,
            )
    return post


@cache
def _answerers() -> tuple[str, ...]:
    return tuple(each.code for each in ROLES if perms.ANSWER in each.permissions)


def _case(side: Side) -> Filled:
    """The one whose advice is asked for."""
    return {"ref": side.first(AdviceRequest, post__title=TITLE).case.ref}


_HEALTH = ref(AdviceRequest, adviser="health", post__title=TITLE)
_GIVEN = ref(AdviceSubmission, is_entered_for=True, request__post__title=TITLE)
_ROW = ref(AdviceRow, submission__is_entered_for=True, submission__request__post__title=TITLE)
NARROWER = {
    "advice:take_back_step": (perms.ANSWER, perms.OVERSEE_HEALTH),
    "advice:enter": (perms.ASK, perms.OVERSEE_HEALTH),
    "advice:service_days": perms.OVERSEE_HEALTH,
    "advice:offer_help": (perms.ASK, perms.OVERSEE_SOCIAL_CARE),
    "advice:answer_offer": (perms.ASK, perms.OVERSEE_SOCIAL_CARE),
    **known_early.NARROWER,
    **known_uses.NARROWER,
}
"""What is asked besides of the record that the table fills in: it is health’s, or social care’s."""
ADDRESSES: dict[str, Fill] = {
    "advice:board": nothing,
    "advice:mine": nothing,
    "advice:provider": nothing,
    "advice:service_days": also(nothing, service="health"),
    "advice:ask": _case,
    "advice:request": _HEALTH,
    "advice:do": also(_HEALTH, what="not_known"),
    "advice:correct_day": also(_HEALTH, number="2"),
    "advice:take_back_step": also(_HEALTH, number="3"),
    "advice:share": _HEALTH,
    "advice:reuse": _HEALTH,
    "advice:write": _HEALTH,
    "advice:enter": _HEALTH,
    "advice:submission": _GIVEN,
    "advice:file": _GIVEN,
    "advice:paper": also(_GIVEN, number="2"),
    "advice:check": _GIVEN,
    "advice:themes": nothing,
    "advice:away": nothing,
    "advice:cover_post": ref(Post, title=TITLE),
    "advice:hand_over_post": ref(Post, title=TITLE),
    "advice:add_row": also(_GIVEN, kind="need"),
    "advice:change_row": _ROW,
    "advice:remove_row": _ROW,
    **known_uses.ADDRESSES,
    **known_links.addresses(_HEALTH),
    **known_early.ADDRESSES,
    **known_offers.ADDRESSES,
}
