"""The days that a request keeps for lists, worked out anew after the day of a step was corrected."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.advice.days_told import KEPT
from alongside.advice.models import AdviceCheck, AdviceRequest, AdviceStep, AdviceSubmission
from alongside.advice.rules.codes import Act, Consent, Outcome, State, SubmissionState
from alongside.kernel.refusals import Refusal

_CAME = (Act.GIVE.value, Act.ENTER.value)


def redate(request: AdviceRequest, step: AdviceStep, was_on: date, on: date) -> None:
    """Before the correction itself is kept. The parts of a request have its days; a whole has those of its
    parts.
    """
    made_of = _parts_that_made(request.part_of) if request.part_of else {}
    match Act(step.act):
        case Act.ASK:
            _of_all(request, asked_on=on)
        case Act.RECEIVE:
            _of_all(request, received_on=on)
        case Act.DECLINE:
            _set(request, ended_on=on)
        case Act.WITHDRAW:
            ended = request.parts.filter(state=State.WITHDRAWN.value, ended_on=was_on)
            ended.update(ended_on=on)
            _set(request, ended_on=on)
        case Act.GIVE | Act.ENTER:
            _came(request, step, was_on, on)
        case Act.CHECK:
            _checked(request, step, on)
        case Act.REUSE:
            _agreed(request, was_on, on)
        case _:
            return
    if request.part_of is not None:
        _whole_anew(request.part_of, made_of)


def _of_all(request: AdviceRequest, **days: date) -> None:
    """With its parts."""
    request.parts.update(**days)
    _set(request, **days)


def _set(request: AdviceRequest, **days: date) -> None:
    for name, day in days.items():
        setattr(request, name, day)
    request.save(update_fields=[*days])


def _came(request: AdviceRequest, step: AdviceStep, was_on: date, on: date) -> None:
    submission = _submission_of(request, step, was_on)
    submission.given_on = on
    submission.save(update_fields=["given_on"])
    days = sorted(_given(request).values_list("given_on", flat=True))
    _set(request, first_given_on=days[0], given_on=days[-1])


def _submission_of(request: AdviceRequest, step: AdviceStep, was_on: date) -> AdviceSubmission:
    """Which version came with that step: of those that came on the day in the same way, in their order."""
    same = [
        each.pk
        for each in request.steps.filter(act=step.act).prefetch_related("corrections")
        if each.stands_on == was_on
    ]
    there = _given(request).filter(given_on=was_on, is_entered_for=step.act == Act.ENTER)
    found: AdviceSubmission = there.order_by("number")[same.index(step.pk)]
    return found


def _given(request: AdviceRequest) -> Any:
    return request.submissions.exclude(state=SubmissionState.WRITING.value)


def _checked(request: AdviceRequest, step: AdviceStep, on: date) -> None:
    """Each check has its step, and so has one that was set aside."""
    number = request.steps.filter(act=step.act, pk__lt=step.pk).count()
    checks = AdviceCheck.objects.in_area(request.area_id).filter(
        Q(submission__request=request) | Q(set_aside_from__request=request)
    )
    made: AdviceCheck = checks.order_by("id")[number]
    made.checked_on = on
    made.save(update_fields=["checked_on"])
    if made.outcome == Outcome.ACCEPTED:
        _set(request, accepted_on=on)


def _agreed(request: AdviceRequest, was_on: date, on: date) -> None:
    """The day of the last of the three moves. Raises Refusal for one before that of another."""
    earlier = request.earlier_advice
    names = [f"{whose.value}_on" for whose in Consent]
    if any(on < getattr(earlier, name) < was_on for name in names):
        raise Refusal("Another of the three agreed later than on this day.", field="on")
    moved = [name for name in names if getattr(earlier, name) == was_on]
    for name in moved:
        setattr(earlier, name, on)
    earlier.save(update_fields=moved)
    _set(request, first_given_on=on, given_on=on, accepted_on=on)


def _parts_that_made(whole: AdviceRequest) -> Mapping[str, frozenset[int]]:
    """By each day that the whole keeps: the parts that it was complete with. A later part changes nothing."""
    found = {}
    for name in KEPT:
        complete = getattr(whole, name)
        days = {each.pk: _day_of(each, name) for each in whole.parts.all()} if complete else {}
        found[name] = frozenset(pk for pk, day in days.items() if day and day <= complete)
    return found


def _whole_anew(whole: AdviceRequest, made_of: Mapping[str, frozenset[int]]) -> None:
    parts = list(whole.parts.all())
    for name in KEPT:
        days = [_day_of(each, name) for each in parts if each.pk in made_of[name]]
        setattr(whole, name, max((day for day in days if day), default=None))
    if whole.state == State.DECLINED:
        whole.ended_on = max(each.ended_on for each in parts if each.state == State.DECLINED)
    whole.save(update_fields=[*KEPT, "ended_on"])


def _day_of(part: AdviceRequest, name: str) -> date | None:
    """What declined is complete on that day."""
    found: date | None = part.ended_on if part.state == State.DECLINED else getattr(part, name)
    return found
