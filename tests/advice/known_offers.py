"""What social care offers in the tests’ world: to the child whom it does not know."""

from datetime import datetime

from alongside.advice.keeping import Said
from alongside.advice.models import AdviceRequest, HelpOffer
from alongside.advice.operations import answering, offering
from alongside.advice.operations.offering import NewAnswer, NewOffer
from tests.casework.known_families import family_case
from tests.filling import Fill, Filled
from tests.world import Side

WORKER = "Sam Worker, social worker"


def furnish(side: Side, at: datetime, request: AdviceRequest) -> None:
    """Social care answered that it does not know the child."""
    head, said = side.actor("head_of_send"), Said(on=at.date(), source="email")
    answering.receive_request(actor=head, at=at, request_ref=request.ref, said=said)
    answering.answer_not_known(actor=head, at=at, request_ref=request.ref, said=said)
    offer(side, at, request)


def crowd(side: Side, at: datetime) -> None:
    """More offers to the same family."""
    for _ in range(6):
        offer(side, at, _first(side).request)


def offer(side: Side, at: datetime, request: AdviceRequest) -> None:
    answer = NewAnswer(says="agreed", answered_on=at.date(), source="phone", words="The parent.")
    offering.record_offer(
        actor=side.actor("head_of_send"),
        at=at,
        request_ref=request.ref,
        new=NewOffer(kind="early_help", offered_on=at.date(), offered_by=WORKER, answer=answer),
    )


def _first(side: Side) -> HelpOffer:
    found: HelpOffer = (
        HelpOffer.objects.in_area(side.area.pk).select_related("request__case").earliest("pk")
    )
    return found


def _request(side: Side) -> Filled:
    return {"ref": _first(side).request.ref}


def _answered(side: Side) -> Filled:
    return {"ref": _first(side).ref}


ADDRESSES: dict[str, Fill] = {
    "advice:offer_help": _request,
    "advice:answer_offer": _answered,
    "advice:family_help": family_case,
}
