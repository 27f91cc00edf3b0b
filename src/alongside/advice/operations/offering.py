"""What social care offers a child whom it does not know, and what the family says to it. No state and no day of
the request moves: the advice is owed as before.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.advice.finding import find_request, stands
from alongside.advice.keeping import SUBJECT, address_of
from alongside.advice.models import AdviceRequest, HelpOffer, OfferAnswer
from alongside.advice.rules.codes import Act, Side
from alongside.advice.rules.deciding import check_day
from alongside.advice.rules.offering import (
    RECORDERS,
    FamilySays,
    Help,
    check_answer,
    check_may_offer,
    check_offer,
)
from alongside.casework.families.door import viewer_who_acts
from alongside.casework.families.news import posts_with
from alongside.casework.rules.codes import Source
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.notices.telling import tell_holders
from alongside.people.rules import check_text
from alongside.web.clock import london_day

BY_THEMSELVES = "They said so on their own page."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """``words``: who in the family said so, and how."""

    says: str
    answered_on: date | None = None
    source: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOffer:
    """``offered_by``: by name and role."""

    kind: str
    offered_on: date
    offered_by: str
    answer: NewAnswer


@transaction.atomic
def record_offer(*, actor: Actor, at: datetime, request_ref: str, new: NewOffer) -> HelpOffer:
    """By whoever the request is with, looks after social care, or asks in the case. Raises Refusal for early
    help to which the family has not agreed.
    """
    today = london_day(at)
    request = find_request(actor, request_ref, today=today)
    _check_may(actor, request, today)
    kind, says = _help(new.kind), _says(new.answer.says)
    check_day(new.offered_on, today=today, not_before=request.asked_on, field="offered_on")
    check_offer(kind, says)
    made = HelpOffer.objects.create(
        area_id=request.area_id,
        request=request,
        kind=kind.value,
        offered_on=new.offered_on,
        offered_by=check_text(new.offered_by, "Say who offered it.", field="offered_by"),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    _keep_answer(actor, at, made, new.answer)
    record(actor=actor, at=at, **_entry("advice.record_offer", made, says))
    _tell_officers(actor, at, made)
    return made


@transaction.atomic
def record_offer_answer(
    *, actor: Actor, at: datetime, offer_ref: str, new: NewAnswer
) -> OfferAnswer:
    """What the family said, as somebody heard it. Raises Refusal without a yes or a no."""
    today = london_day(at)
    offer = _find(HelpOffer.objects.visible_to(actor), offer_ref)
    offer.request = find_request(actor, offer.request.ref, today=today)
    _check_may(actor, offer.request, today)
    return _answered(actor, at, offer, new)


@transaction.atomic
def answer_own_offer(
    *, actor: Actor, at: datetime, case_ref: str, offer_ref: str, says: str
) -> OfferAnswer:
    """By somebody of the family on their own page. Raises Hidden, and Refusal for whoever only looks."""
    viewer = viewer_who_acts(actor, case_ref=case_ref, at=at)
    if viewer.is_restricted:
        raise Hidden("offer")
    own = HelpOffer.objects.in_area(actor.area_id).filter(request__case=viewer.case)
    offer = _find(own, offer_ref)
    who = viewer.contact.name if viewer.contact else "The young person"
    new = NewAnswer(
        says=says,
        answered_on=london_day(at),
        source=Source.ONLINE.value,
        words=f"{who}. {BY_THEMSELVES}",
    )
    made = _answered(actor, at, offer, new)
    _tell_officers(actor, at, offer, what=f"answered:{made.pk}")
    return made


def _answered(actor: Actor, at: datetime, offer: HelpOffer, new: NewAnswer) -> OfferAnswer:
    made = _keep_answer(actor, at, offer, new)
    if made is None:
        raise Refusal("Say what the family answered.", field="says")
    record(actor=actor, at=at, **_entry("advice.answer_offer", offer, FamilySays(made.says)))
    return made


def _check_may(actor: Actor, request: AdviceRequest, today: date) -> None:
    """Raises Hidden, and Refusal before social care answered that the child is not known."""
    if RECORDERS.isdisjoint(stands(actor, request, today=today)):
        raise Hidden("offer")
    acts = [Act(each) for each in request.steps.values_list("act", flat=True)]
    check_may_offer(Side(request.side), acts)


def _keep_answer(
    actor: Actor, at: datetime, offer: HelpOffer, new: NewAnswer
) -> OfferAnswer | None:
    """None while there is no answer. Raises Refusal."""
    says, today = _says(new.says), london_day(at)
    on = check_answer(
        says, new.words, answered_on=new.answered_on, offered_on=offer.offered_on, today=today
    )
    if on is None:
        return None
    if new.source not in set(Source):
        raise Refusal("Say how the answer reached you.", field="source")
    made: OfferAnswer = OfferAnswer.objects.create(
        area_id=offer.area_id,
        offer=offer,
        says=says.value,
        answered_on=on,
        source=new.source,
        words=new.words.strip(),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    return made


def _help(kind: str) -> Help:
    if kind not in set(Help):
        raise Refusal("Choose what was offered.", field="kind")
    return Help(kind)


def _says(says: str) -> FamilySays:
    if says not in set(FamilySays):
        raise Refusal("Choose what the family answered.", field="says")
    return FamilySays(says)


def _find(rows: Any, ref: str) -> HelpOffer:
    """Raises Hidden."""
    locked = rows.select_for_update(of=("self",)).select_related("request__case")
    found: HelpOffer | None = locked.filter(ref=ref).first()
    if found is None:
        raise Hidden("offer")
    return found


def _tell_officers(actor: Actor, at: datetime, offer: HelpOffer, *, what: str = "offered") -> None:
    tell_holders(
        actor=actor,
        posts=posts_with(offer.request.case, london_day(at)),
        sentence="There is news of what social care offered to a family.",
        address=address_of(actor, offer.request),
        at=at,
        key=f"advice.offer:{offer.ref}:{what}",
    )


def _entry(verb: str, offer: HelpOffer, says: FamilySays) -> dict[str, Any]:
    return {
        "verb": verb,
        "subject": SUBJECT,
        "subject_ref": offer.request.case.ref,
        "detail": {"offer": offer.ref, "kind": offer.kind, "says": says.value},
    }
