"""What social care offered, as staff and as the family see it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from alongside.advice.finding import stands
from alongside.advice.models import AdviceRequest, HelpOffer, OfferAnswer
from alongside.advice.queries.due import with_due_on
from alongside.advice.queries.lists import RELATED, row_of
from alongside.advice.queries.values import OfferView, RequestRow
from alongside.advice.rules.codes import Act, Side
from alongside.advice.rules.offering import RECORDERS, FamilySays, Help, may_offer
from alongside.casework.families.door import Viewer, viewer_of
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden


@dataclass(frozen=True, slots=True)
class OffersToFamily:
    """``may_act`` is false for whoever only looks; ``is_own`` is true for the young person."""

    offers: tuple[OfferView, ...]
    may_act: bool
    is_own: bool


def offers_of(requests: Iterable[AdviceRequest]) -> Mapping[int, tuple[OfferView, ...]]:
    """By the id of the request, for whoever may read it: the first first. No query for none of social care."""
    wanted = [each.pk for each in requests if each.side == Side.SOCIAL_CARE]
    found: dict[int, tuple[OfferView, ...]] = {}
    for each in _with_answers(HelpOffer.objects, wanted) if wanted else ():
        found[each.request_id] = (*found.get(each.request_id, ()), view_of_offer(each))
    return found


def request_for_offer(actor: Actor, *, request_ref: str, today: date) -> RequestRow:
    """Raises Hidden for whoever records no offer here, and before social care answered "not known"."""
    rows = AdviceRequest.objects.open_to(actor, today=today).filter(ref=request_ref)
    request = with_due_on(rows).select_related(*RELATED).first()
    if request is None or not may_offer_for(actor, request, today=today):
        raise Hidden("request")
    return row_of(request)


def may_offer_for(actor: Actor, request: AdviceRequest, *, today: date) -> bool:
    if request.side != Side.SOCIAL_CARE:
        return False
    acts = [Act(each) for each in request.steps.values_list("act", flat=True)]
    is_theirs = not RECORDERS.isdisjoint(stands(actor, request, today=today))
    return is_theirs and may_offer(Side(request.side), acts)


def offer_page(actor: Actor, *, offer_ref: str, today: date) -> tuple[RequestRow, OfferView]:
    """Raises Hidden."""
    rows = HelpOffer.objects.visible_to(actor).select_related("request", "recorded_by")
    found = rows.prefetch_related(_answers(actor.area_id)).filter(ref=offer_ref).first()
    if found is None:
        raise Hidden("offer")
    row = request_for_offer(actor, request_ref=found.request.ref, today=today)
    return row, view_of_offer(found)


def offers_to_family(actor: Actor, *, case_ref: str, at: datetime) -> OffersToFamily:
    """None for whoever is restricted in what they may know. Raises Hidden for whoever sees no case."""
    viewer = viewer_of(actor, case_ref=case_ref, at=at)
    if not viewer.standing.may_see:
        raise Hidden("case")
    return OffersToFamily(
        offers=tuple(_to(viewer)),
        may_act=viewer.standing.may_act,
        is_own=viewer.is_young_person,
    )


def has_offers_for(actor: Actor, *, case_ref: str, at: datetime) -> bool:
    """Whether the family’s page leads to offers. One query where there is none."""
    if not HelpOffer.objects.in_area(actor.area_id).filter(request__case__ref=case_ref).exists():
        return False
    viewer = viewer_of(actor, case_ref=case_ref, at=at)
    return viewer.standing.may_see and not viewer.is_restricted


def _to(viewer: Viewer) -> Iterator[OfferView]:
    if viewer.is_restricted:
        return
    rows = HelpOffer.objects.in_area(viewer.case.area_id).filter(request__case=viewer.case)
    for each in rows.prefetch_related(_answers(viewer.case.area_id)).order_by("offered_on", "id"):
        yield view_of_offer(each)


def _with_answers(rows: Any, requests: list[int]) -> Any:
    """Of requests that the caller has found."""
    found = rows.across_areas(reason="Offers of requests that the caller already has.")
    wanted = found.filter(request__in=requests).select_related("recorded_by")
    answers = OfferAnswer.objects.across_areas(reason="Answers to these offers.").order_by("id")
    return wanted.prefetch_related(Prefetch("answers", answers)).order_by("offered_on", "id")


def _answers(area_id: int) -> Any:
    return Prefetch("answers", OfferAnswer.objects.in_area(area_id).order_by("id"))


def view_of_offer(each: Any) -> OfferView:
    """Of an offer with its answers: the last one stands."""
    answers = list(each.answers.all())
    last = answers[-1] if answers else None
    return OfferView(
        ref=each.ref,
        kind=Help(each.kind),
        offered_on=each.offered_on,
        offered_by=each.offered_by,
        says=FamilySays(last.says) if last else FamilySays.WAITING,
        answered_on=last.answered_on if last else None,
        source=last.source if last else "",
        words=last.words if last else "",
    )
