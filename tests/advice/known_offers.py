"""What social care offers in the tests’ world: in the case that is asked about, and in the family’s own."""

from datetime import datetime, timedelta

from alongside.advice.keeping import Said
from alongside.advice.models import AdviceRequest, HelpOffer
from alongside.advice.operations import answering, asking, offering
from alongside.advice.operations.asking import NewRequest
from alongside.advice.operations.offering import NewAnswer, NewOffer
from alongside.people.models import Post
from tests.casework.known_families import family_case
from tests.filling import Fill, Filled
from tests.world import Side

WORKER = "Sam Worker, social worker"


def furnish(side: Side, at: datetime, request: AdviceRequest, desk: Post) -> None:
    """Of two cases social care answered that it does not know the child."""
    head = side.actor("head_of_send")
    asked = NewRequest(
        adviser="social_care",
        post_ref=desk.ref,
        said=Said(on=at.date(), source="email"),
        purpose="review",
        wanted_by_on=at.date() + timedelta(days=30),
    )
    own = asking.ask_for_advice(actor=head, at=at, case_ref=family_case(side)["ref"], new=asked)
    for each in (request, own):
        said = Said(on=at.date(), source="email")
        answering.receive_request(actor=head, at=at, request_ref=each.ref, said=said)
        answering.answer_not_known(actor=head, at=at, request_ref=each.ref, said=said)
        offer(side, at, each)


def crowd(side: Side, at: datetime) -> None:
    """More offers to the same two families."""
    for each in HelpOffer.objects.in_area(side.area.pk).select_related("request__case"):
        for _ in range(6):
            offer(side, at, each.request)


def offer(side: Side, at: datetime, request: AdviceRequest) -> None:
    answer = NewAnswer(says="agreed", answered_on=at.date(), source="phone", words="The parent.")
    offering.record_offer(
        actor=side.actor("head_of_send"),
        at=at,
        request_ref=request.ref,
        new=NewOffer(kind="early_help", offered_on=at.date(), offered_by=WORKER, answer=answer),
    )


def _offer(side: Side) -> HelpOffer:
    rows = HelpOffer.objects.in_area(side.area.pk).select_related("request__case")
    return rows.exclude(request__case__ref=family_case(side)["ref"]).order_by("pk")[0]


def _own(side: Side) -> Filled:
    case_ref = family_case(side)["ref"]
    rows = HelpOffer.objects.in_area(side.area.pk).filter(request__case__ref=case_ref)
    return {"ref": case_ref, "offer": rows.order_by("pk")[0].ref}


def _request(side: Side) -> Filled:
    return {"ref": _offer(side).request.ref}


def _answered(side: Side) -> Filled:
    return {"ref": _offer(side).ref}


ADDRESSES: dict[str, Fill] = {
    "advice:offer_help": _request,
    "advice:answer_offer": _answered,
    "advice:family_help": family_case,
    "advice:family_answer_help": _own,
}
