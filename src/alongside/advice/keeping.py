"""What every operation with a request does beside its own: the step and the state of the whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from alongside.advice.links import link_id_of
from alongside.advice.models import AdviceRequest, AdviceStep
from alongside.advice.rules.codes import Act, State
from alongside.advice.rules.deciding import state_of_whole
from alongside.casework.rules.codes import Source
from alongside.kernel.actor import Actor
from alongside.people.models import Post

SUBJECT = "casework.case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """On which day something happened, how it reached us, and what is worth saying."""

    on: date
    source: str = Source.ONLINE.value
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """``code`` is a ground or an outcome; ``post`` is to whom it went."""

    act: Act
    said: Said
    code: str = ""
    post: Post | None = None


def keep_step(
    actor: Actor, at: datetime, request: AdviceRequest, step: NewStep
) -> Mapping[str, Any]:
    """The row of its history. Returns what the ledger says of it: no words."""
    AdviceStep.objects.create(
        area_id=request.area_id,
        request=request,
        act=step.act.value,
        happened_on=step.said.on,
        source=step.said.source,
        code=step.code,
        words=step.said.note.strip(),
        post=step.post,
        link_id=link_id_of(actor),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    return {
        "verb": f"advice.{step.act.value}",
        "subject": SUBJECT,
        "subject_ref": request.case.ref,
        "detail": {
            "request": request.ref,
            "on": step.said.on.isoformat(),
            "code": step.code,
            "post": step.post.ref if step.post else "",
        },
    }


def set_state(request: AdviceRequest, state: State, **days: date | None) -> None:
    """And that of the whole, where this is a part."""
    request.state = state.value
    for name, day in days.items():
        setattr(request, name, day)
    request.save(update_fields=["state", *days])
    if request.part_of is not None:
        keep_whole(request.part_of)


def keep_whole(whole: AdviceRequest) -> None:
    """What a request that was shared says of itself, from its parts: complete on the day of the last,
    which may be the day on which a service declined.
    """
    parts = list(whole.parts.order_by("id"))
    counted = [each for each in parts if each.state not in (State.DECLINED, State.WITHDRAWN)]
    declined = [each.ended_on for each in parts if each.state == State.DECLINED]
    whole.state = state_of_whole([State(each.state) for each in parts]).value
    for name in ("first_given_on", "given_on", "accepted_on"):
        days = [getattr(each, name) for each in counted]
        complete = max(days + declined) if days and None not in days else None
        setattr(whole, name, getattr(whole, name) or complete)
    if whole.state == State.DECLINED:
        whole.ended_on = max(declined, default=None)
    whole.save(update_fields=["state", "first_given_on", "given_on", "accepted_on", "ended_on"])


def address_of(actor: Actor, request: AdviceRequest) -> str:
    return reverse("advice:request", args=[actor.area_slug, request.ref])
