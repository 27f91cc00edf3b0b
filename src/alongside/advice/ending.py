"""How a request ended, and what the case and its other requests say against opening it again."""

from dataclasses import replace
from datetime import date

from django.db.models import Q

from alongside.advice.days_told import steps_done
from alongside.advice.models import AdviceRequest
from alongside.advice.on_the_case import for_this_case
from alongside.advice.rules.codes import CLOSED, WITH_LAW_DAY, Purpose, Stand, State
from alongside.advice.rules.opening_again import (
    Ended,
    ending_step,
    may_open_again,
    why_not_again,
)
from alongside.casework.queries.asked_bodies import AskedBody, asked_body
from alongside.casework.rules.codes import Stage
from alongside.kernel.actor import Actor

OVER = (Stage.CEASED.value, Stage.MOVED.value)
"""Of a case in which nobody is asked for anything any more."""
WITHOUT_ADVICE = (State.WITHDRAWN, State.DECLINED)


def why_not_opened(
    actor: Actor, request: AdviceRequest, how: frozenset[Stand], *, today: date
) -> str | None:
    """A sentence; empty where this person may open it again, and None for what is not theirs to open."""
    ended = ended_of(actor, request, today=today)
    return why_not_again(ended) if may_open_again(ended.by, how) else None


def ended_of(actor: Actor, request: AdviceRequest, *, today: date) -> Ended:
    """The caller has found the request."""
    whole, last = request.part_of or request, ending_step(steps_done(request))
    found = Ended(
        state=State(request.state),
        by=last.act if last else None,
        whole=State(whole.state) if request.part_of else None,
    )
    if found.state not in CLOSED:
        return found
    if request.case.merged_into_id is not None:
        return replace(found, is_merged=True)
    deputy = for_this_case(actor, request.case.ref)
    standing = asked_body(deputy, case_ref=request.case.ref, body=whole.body, today=today)
    return replace(
        found,
        is_case_over=standing.case.stage in OVER,
        is_under_way=_goes_on(whole, standing),
        asked_again_on=_asked_again_on(whole, standing),
    )


def _goes_on(whole: AdviceRequest, standing: AskedBody) -> bool:
    """For what the law sets no day, nothing has to be under way."""
    if Purpose(whole.purpose) not in WITH_LAW_DAY:
        return True
    began_on = standing.began_on
    return standing.process == whole.purpose and bool(began_on and began_on <= whole.asked_on)


def _asked_again_on(whole: AdviceRequest, standing: AskedBody) -> date | None:
    """By another request that is open or was made since, or by hand in the case."""
    rows = AdviceRequest.objects.in_area(whole.area_id).filter(
        case=whole.case, body=whole.body, part_of=None
    )
    meanwhile = ~Q(state__in=[each.value for each in CLOSED])
    if whole.ended_on is not None:
        meanwhile |= Q(asked_on__gte=whole.ended_on)
    others = rows.exclude(pk=whole.pk).filter(meanwhile).order_by("asked_on")
    first: date | None = others.values_list("asked_on", flat=True).first()
    by_hand = standing.days.values() if whole.state in WITHOUT_ADVICE else ()
    return first or min(by_hand, default=None)
