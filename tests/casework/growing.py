"""Random courses of cases for tests of figures: events of every order that the law allows, some corrected,
written past the operations, with their duties worked out by the law.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from alongside.casework.finding import facts_of
from alongside.casework.keeping import keep_what_follows
from alongside.casework.models import (
    Case,
    CaseEvent,
    Child,
    FamilyMessage,
    Panel,
    PanelMeeting,
    PanelPresence,
    PanelSeat,
)
from alongside.casework.rules.bodies import SCHEMA
from alongside.casework.rules.panels import PanelKind
from alongside.casework.the_law import clock_of_the_law
from alongside.law.events import IN_ERROR
from alongside.people.models import LocalArea, Post
from alongside.people.operations import create_post
from tests.people.factories import operator

BODIES = ("health", "education", "educational psychology", "social care")
OVER = frozenset(
    {
        "request_withdrawn",
        "decided_not_to_assess",
        "decided_no_plan",
        "moved_during_assessment",
    }
)


@dataclass(slots=True)
class Course:
    """What happens to one child: (day, kind, words)."""

    events: list[tuple[date, str, Mapping[str, Any]]] = field(default_factory=list)

    def add(self, on: date, kind: str, **words: Any) -> date:
        self.events.append((on, kind, words))
        return on


def grow(area: LocalArea, dice: random.Random, *, count: int, today: date) -> None:
    for number in range(count):
        case = write_case(area, number, course(dice, today), today=today)
        _correct_something(case, dice, today)
        keep_what_follows(case, facts_of(case), clock_of_the_law())


def write_case(area: LocalArea, number: int, told: Course, *, today: date) -> Case:
    """With its events up to today, and those that may be ahead."""
    at = datetime(2020, 1, 1, tzinfo=UTC)
    child = Child.objects.create(
        area=area,
        given_names="Ada",
        family_name=f"Testly {number}",
        born_on=date(2005, 1, 1) if number % 5 == 4 else date(2010, 5, 1),
        sex="F",
        registered_at=at,
    )
    case: Case = Case.objects.create(
        area=area, child=child, number=f"2020-{number:05}", opened_at=at
    )
    for on, kind, words in told.events:
        if on <= today:
            _write(case, on, kind, words)
    keep_what_follows(case, facts_of(case), clock_of_the_law())
    return case


def course(dice: random.Random, today: date) -> Course:
    told, began = Course(), today - timedelta(days=dice.randint(0, 900))
    plan_on = _assessment(told, dice, began)
    is_over = told.events[-1][1] in OVER
    if plan_on is None and is_over and dice.random() < 0.5:
        plan_on = _assessment(told, dice, began + timedelta(days=250))
    if plan_on is not None:
        _after(told, dice, plan_on)
    return told


def _assessment(told: Course, dice: random.Random, began: date) -> date | None:
    """The day of the final plan, if it comes to one."""
    kind = dice.choice(["request_received", "request_received", "brought_to_attention"])
    told.add(began, kind, asker=dice.choice("12345"))
    _exceptions(told, dice, began)
    decided = began + timedelta(days=dice.choice([30, 41, 42, 43, 60]))
    turn = dice.random()
    if turn < 0.08:
        told.add(began + timedelta(days=dice.choice([20, 50])), "request_withdrawn")
        return None
    if turn < 0.25:
        told.add(decided, "decided_not_to_assess", reasons="No.", limbs=["may_need_plan"])
        if dice.random() < 0.7:
            return None
        decided += timedelta(days=20)
    if turn > 0.95:
        return None
    told.add(decided, "decided_to_assess")
    for body in BODIES:
        _advice(told, dice, decided, body)
    if dice.random() < 0.1:
        told.add(began + timedelta(days=100), "moved_during_assessment")
        return None
    if dice.random() < 0.2:
        told.add(began + timedelta(days=dice.choice([111, 112, 113])), "decided_no_plan", reasons="No.")  # fmt: skip
        return None
    if dice.random() < 0.1:
        return None
    told.add(began + timedelta(days=101), "decided_to_issue")
    told.add(began + timedelta(days=105), "draft_sent")
    return told.add(began + timedelta(days=dice.choice([120, 139, 140, 141, 190])), "final_plan_sent")  # fmt: skip


def _advice(told: Course, dice: random.Random, decided: date, body: str) -> None:
    if dice.random() < 0.3:
        return
    told.add(decided, "advice_request_sent", body=body)
    received = told.add(
        decided + timedelta(days=dice.randint(0, 3)), "advice_request_received", body=body
    )
    if dice.random() < 0.8:
        wait = timedelta(days=dice.choice([7, 41, 42, 43, 50]))
        told.add(received + wait, "advice_returned", body=body)


def _exceptions(told: Course, dice: random.Random, began: date) -> None:
    if dice.random() > 0.3:
        return
    on = began + timedelta(days=dice.choice([10, 139, 140, 141]))
    words = {"because": "Ill.", "evidence": "A letter.", "authorised_by": "The head."}
    if dice.random() < 0.5:
        told.add(on, "exception_relied_on", ground="EXC-C", **words)
    else:
        until = on + timedelta(days=dice.choice([27, 28, 40]))
        told.add(on, "exception_relied_on", ground="EXC-D", until=until.isoformat(), **words)


def _after(told: Course, dice: random.Random, plan_on: date) -> None:
    if dice.random() < 0.6:
        kind = dice.choice(["phase_transfer_expected", "post16_transfer_expected"])
        told.add(plan_on, kind, for_on=date(plan_on.year + 1, 9, 1).isoformat())
        if dice.random() < 0.6:
            named = date(plan_on.year + 1, dice.choice([1, 2, 3]), dice.choice([14, 15, 27]))
            if named > plan_on:
                told.add(named, "next_setting_named")
    held = plan_on + timedelta(days=dice.randint(100, 300))
    if dice.random() < 0.15:
        told.add(plan_on + timedelta(days=50), "decided_to_cease", reasons="No.")
        told.add(plan_on + timedelta(days=110), "plan_ceased")
        return
    told.add(held, "review_held")
    decided = held + timedelta(days=dice.choice([14, 28, 29, 40]))
    turn = dice.random()
    if turn < 0.3:
        told.add(decided, "review_decided_maintain")
    elif turn < 0.9:
        told.add(decided, "review_decided_amend")
        sent = told.add(decided + timedelta(days=1), "amendment_notice_sent")
        last = held + timedelta(days=dice.choice([60, 84, 85, 120]))
        if last > sent and dice.random() < 0.8:
            told.add(last, dice.choice(["amended_plan_sent", "decided_not_to_amend"]))


def _correct_something(case: Case, dice: random.Random, today: date) -> None:
    """A day that was wrong by one, or a note that was never made."""
    last = case.events.exclude(kind="exception_relied_on").order_by("-happened_on", "-id").first()
    if last is None or dice.random() > 0.3:
        return
    if last.kind in ("advice_returned", "final_plan_sent", "amended_plan_sent"):
        on = min(last.happened_on + timedelta(days=1), today)
        _write(case, on, last.kind, last.body, corrects=last)
    elif last.kind == "review_decided_maintain":
        _write(case, today, IN_ERROR, {}, corrects=last)


def _write(
    case: Case,
    on: date,
    kind: str,
    words: Mapping[str, Any],
    *,
    corrects: CaseEvent | None = None,
) -> None:
    CaseEvent.objects.create(
        area_id=case.area_id,
        case=case,
        kind=kind,
        schema=SCHEMA,
        happened_on=on,
        source="email",
        corrects=corrects,
        body=dict(words),
        recorded_at=datetime(on.year, on.month, on.day, 12, tzinfo=UTC),
    )


def grow_messages(area: LocalArea, dice: random.Random, *, count: int, today: date) -> None:
    """What families of the cases that are there told the council, some of it not answered."""
    cases = list(Case.objects.in_area(area.pk))
    earlier: FamilyMessage | None = None
    for _ in range(count):
        received = today - timedelta(days=dice.randint(0, 300))
        answered = received + timedelta(days=dice.choice([3, 14, 15, 16]))
        is_answered = dice.random() < 0.7 and answered <= today
        follows = earlier if dice.random() < 0.2 else None
        earlier = FamilyMessage.objects.create(
            area=area,
            case=dice.choice(cases),
            said=dice.choice(["question", "not_happening", "views"]),
            source="online",
            text="Words.",
            follows=follows,
            received_on=received,
            reply_due_on=received + timedelta(days=14) if dice.random() < 0.9 else None,
            recorded_at=datetime(2021, 1, 1, tzinfo=UTC),
            answered_on=answered if is_answered else None,
        )


def grow_panels(area: LocalArea, post: Post, dice: random.Random, *, today: date) -> None:
    """One panel that meets every ten days; who came is not always recorded."""
    at = datetime(2020, 1, 1, tzinfo=UTC)
    panel = Panel.objects.create(
        area=area, name="Panel", kind=PanelKind.ASSESSMENTS.value, made_at=at
    )
    seats = [
        PanelSeat.objects.create(
            area=area, panel=panel, post=each, side=side, sits_from=at.date(), seated_at=at
        )
        for side, each in _seats(area, post)
    ]
    for number in range(1, 40):
        meeting = PanelMeeting.objects.create(
            area=area,
            panel=panel,
            meets_on=today - timedelta(days=10 * number - 30),
            cancelled_why="Snow." if dice.random() < 0.1 else "",
            planned_at=at,
            recorded_at=at if dice.random() < 0.8 else None,
        )
        if meeting.recorded_at:
            for seat in seats:
                if dice.random() < 0.6:
                    PanelPresence.objects.create(area=area, meeting=meeting, seat=seat)


def _seats(area: LocalArea, post: Post) -> list[tuple[str, Post]]:
    sides = ["education", "health", "social_care"]
    posts = [
        create_post(
            actor=operator(area),
            at=datetime(2020, 1, 1, tzinfo=UTC),
            organisation=post.organisation,
            title=f"{post.title} for {side}",
        )
        for side in sides
    ]
    return list(zip(sides, posts, strict=True))
