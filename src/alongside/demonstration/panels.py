"""The area's panel: one meeting that was held, without social care, and one that is to come."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from alongside.casework.operations.panels import (
    NewAdvice,
    NewSeat,
    draw_agenda,
    give_seat,
    plan_panel,
    record_advice,
    record_who_came,
    set_up_panel,
)
from alongside.casework.queries.panels import meeting_page, waiting_at
from alongside.casework.rules.panels import may_wait_for
from alongside.demonstration import content
from alongside.demonstration.stage import Stage
from alongside.kernel.actor import Actor

CONTENT = "panels"
SEAT, MEETING = "panel seat", "panel meeting"
Do = Callable[[Stage, datetime], None]


def happenings() -> Iterator[tuple[datetime, Do]]:
    facts = content.read(CONTENT)
    yield content.instant(facts["at"]), lambda stage, at: _set_up(stage, at, facts)
    for each in facts["meetings"]:
        yield content.instant(each["drawn"]), _draw(each)
        if "held" in each:
            yield content.instant(each["held"]), _hold(each)


def _set_up(stage: Stage, at: datetime, facts: dict[str, Any]) -> None:
    actor = _head(stage, at)
    panel = set_up_panel(actor=actor, at=at, name=facts["name"], kind=facts["kind"])
    for each in facts["seats"]:
        new = NewSeat(post_ref=stage.post(each["post"]).ref, side=each["side"])
        seat = give_seat(actor=actor, at=at, panel_ref=panel.ref, new=new)
        stage.remember(SEAT, each["post"], seat.ref)
    for each in facts["meetings"]:
        meets_on = date.fromisoformat(each["meets_on"])
        meeting = plan_panel(actor=actor, at=at, panel_ref=panel.ref, meets_on=meets_on)
        stage.remember(MEETING, each["meets_on"], meeting.ref)


def _draw(facts: dict[str, Any]) -> Do:
    """The first cases that wait, by their days, as far as they can wait so long."""

    def draw(stage: Stage, at: datetime) -> None:
        actor, ref = _head(stage, at), stage.ref(MEETING, facts["meets_on"])
        meets_on = date.fromisoformat(facts["meets_on"])
        waits = waiting_at(actor, meeting_ref=ref, today=at.date())
        can_wait = [each.case.ref for each in waits if may_wait_for(each.waiting, meets_on)]
        draw_agenda(actor=actor, at=at, meeting_ref=ref, case_refs=can_wait[: facts["cases"]])

    return draw


def _hold(facts: dict[str, Any]) -> Do:
    def hold(stage: Stage, at: datetime) -> None:
        actor, ref = _head(stage, at), stage.ref(MEETING, facts["meets_on"])
        came = [stage.ref(SEAT, post) for post in facts["came"]]
        record_who_came(actor=actor, at=at, meeting_ref=ref, seat_refs=came)
        items = meeting_page(actor, meeting_ref=ref, today=at.date()).items
        for item, said in zip(items, facts["advice"], strict=False):
            new = NewAdvice(advice=said["advice"], reasons=said["reasons"])
            record_advice(actor=actor, at=at, item_ref=item.ref, new=new)

    return hold


def _head(stage: Stage, at: datetime) -> Actor:
    return stage.actor("head-of-send", at)
