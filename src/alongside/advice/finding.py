"""Finding a request before something is done with it, and how the actor stands to it."""

from datetime import date

from alongside.access.by_link import link_ref
from alongside.advice import perms
from alongside.advice.days_told import steps_done, steps_with_days
from alongside.advice.models import AdviceRequest, AdviceStep, AdviceSubmission
from alongside.advice.models.requests import with_posts_of
from alongside.advice.rules.codes import Act, Adviser, Side, Stand, State
from alongside.advice.rules.correcting import may_correct
from alongside.advice.rules.deciding import WHO, Standing, check_may
from alongside.advice.rules.opening_again import standing_steps
from alongside.casework.queries.asked_bodies import readable_cases
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden


def find_request(actor: Actor, ref: str, *, today: date) -> AdviceRequest:
    """Locked, with the whole that it is a part of, so that two parts are not the last at once. Raises
    Hidden.
    """
    found: AdviceRequest | None = (
        AdviceRequest.objects.open_to(actor, today=today)
        .select_for_update(of=("self",))
        .select_related("case", "post")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("request")
    if found.part_of_id is not None:
        whole = AdviceRequest.objects.in_area(actor.area_id).select_for_update()
        found.part_of = whole.get(pk=found.part_of_id)
    return found


def find_for(actor: Actor, ref: str, act: Act, *, today: date) -> AdviceRequest:
    """The request, if this person may do this with it now. Raises Hidden, and Refusal with the reason."""
    request = find_request(actor, ref, today=today)
    check_stands(actor, request, act, today=today)
    check_may(act, standing_of(request))
    return request


def find_step(
    actor: Actor, ref: str, number: int, *, today: date
) -> tuple[AdviceRequest, AdviceStep]:
    """The request with the step of that number, from 1, if this person may correct its day. Raises Hidden."""
    request = find_request(actor, ref, today=today)
    return request, step_numbered(request, number, stands(actor, request, today=today))


def step_numbered(request: AdviceRequest, number: int, how: frozenset[Stand]) -> AdviceStep:
    """Raises Hidden for a step whose day is not theirs to correct, and for one that was undone."""
    standing = {each.number for each in standing_steps(steps_done(request))}
    for count, step in enumerate(steps_with_days(request), start=1):
        if count == number and count in standing and may_correct(Act(step.act), how):
            found: AdviceStep = step
            return found
    raise Hidden("step")


def check_stands(actor: Actor, request: AdviceRequest, act: Act, *, today: date) -> None:
    """Raises Hidden for what is not this person's to do."""
    if WHO[act].isdisjoint(stands(actor, request, today=today)):
        raise Hidden(act)


def stands(actor: Actor, request: AdviceRequest, *, today: date) -> frozenset[Stand]:
    if link_ref(actor):
        return frozenset({Stand.VISITOR})
    found = set()
    if actor.may(perms.OVERSEES[Side(request.side)]):
        found.add(Stand.OVERSEER)
    if _is_with(actor, request, today):
        found.add(Stand.HOLDER)
    if actor.may_somewhere(perms.ASK) and _may_read_case(actor, request, today):
        found.add(Stand.ASKER)
    if actor.may(perms.EXCHANGE, organisation_id=request.post.organisation_id):
        found.add(Stand.SYSTEM)
    return frozenset(found)


def standing_of(request: AdviceRequest) -> Standing:
    parts = request.parts.order_by("id").values_list("state", flat=True)
    return Standing(
        state=State(request.state),
        is_part=request.part_of_id is not None,
        is_health=request.adviser == Adviser.HEALTH or request.part_of_id is not None,
        parts=tuple(State(each) for each in parts),
    )


def find_submission(actor: Actor, ref: str, *, today: date) -> AdviceSubmission:
    """With its request; both locked. Raises Hidden for one that this person may not read."""
    found: AdviceSubmission | None = (
        AdviceSubmission.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("request")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("submission")
    found.request = find_request(actor, found.request.ref, today=today)
    return found


def _is_with(actor: Actor, request: AdviceRequest, today: date) -> bool:
    if not actor.may_somewhere(perms.ANSWER) or actor.person_id is None:
        return False
    mine = AdviceRequest.objects.in_area(actor.area_id).filter(with_posts_of(actor, today))
    return bool(mine.filter(pk=request.pk).exists())


def _may_read_case(actor: Actor, request: AdviceRequest, today: date) -> bool:
    return bool(readable_cases(actor, today=today).filter(pk=request.case_id).exists())
