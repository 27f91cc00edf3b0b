"""Items that were drawn and marked, EHC plans that were issued, and a lesson, as rows: what the comparison reads.

Rounds and marking have tests of their own with the real operations.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from alongside.casework.models import Case, CaseEvent, Child, PlanPart, PlanVersion
from alongside.casework.rules.plans.parts import Provision, written
from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea, Person, Post
from alongside.quality import perms
from alongside.quality.models import (
    Audit,
    AuditAnswer,
    AuditRound,
    Draw,
    DrawnItem,
    Lesson,
    Theme,
)
from alongside.quality.operations import learning
from alongside.quality.rules.codes import AuditState, Grade, Seat
from alongside.quality.rules.learning import NewChange, NewFinding, NewLesson
from tests.casework.factories import actor_for, make_officer
from tests.people.factories import make_area, make_person

LEADS = frozenset({perms.LEAD, perms.RESULTS})
DECIDES = frozenset({perms.RESULTS, perms.DECIDE})
BEGINS = date(2025, 1, 6)
TOOL, QUESTION = "ehc_plan", "F1"


@dataclass
class Place:
    area: LocalArea
    lead: Actor
    chair: Actor
    auditor: Person
    marks: Actor
    owner: Actor
    post: Post


def make_place(area: LocalArea | None = None) -> Place:
    area = area or make_area()
    auditor = make_person(area, "Aud Auditor")
    owner, post = make_officer(area, "Olive Owner", frozenset({perms.RESULTS}))
    return Place(
        area=area,
        lead=actor_for(area, make_person(area, "Lea Leader"), LEADS),
        chair=actor_for(area, make_person(area, "Cher Chair"), DECIDES),
        auditor=auditor,
        marks=actor_for(area, auditor, frozenset({perms.AUDIT})),
        owner=owner,
        post=post,
    )


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def make_cases(area: LocalArea, count: int) -> list[Case]:
    start = Case.objects.in_area(area.pk).count()
    children = Child.objects.bulk_create(
        Child(
            area=area, given_names="Ada", family_name="Testly", born_on=date(2014, 5, 1),
            sex="F", registered_at=noon(BEGINS),
        )
        for _ in range(count)
    )  # fmt: skip
    return Case.objects.bulk_create(
        Case(area=area, child=child, number=f"T{start + place:05}", opened_at=noon(BEGINS))
        for place, child in enumerate(children)
    )


def make_round(place: Place, title: str = "Round", about: str = "ehc_plan") -> Draw:
    found = AuditRound.objects.create(
        area=place.area, title=title, about=about, tool=TOOL, tool_version=1, from_on=BEGINS,
        until_on=BEGINS + timedelta(days=90), sample_size=40,
        due_on=BEGINS + timedelta(days=120), state="drawn", opened_at=noon(BEGINS),
    )  # fmt: skip
    return Draw.objects.create(
        area=place.area, round=found, number=1, seed="seed", population_count=100,
        population_sha256="0" * 64, drawn_at=noon(BEGINS),
    )  # fmt: skip


def mark_items(
    place: Place,
    draw: Draw,
    marks: Iterable[str],
    *,
    first_on: date,
    team: str = "",
    superseded: int = 0,
) -> list[DrawnItem]:
    """One item a day with this mark of the question; the first few were superseded when marked."""
    wanted = list(marks)
    start = draw.items.count()
    cases = make_cases(place.area, len(wanted))
    items = DrawnItem.objects.bulk_create(
        DrawnItem(
            area=place.area, draw=draw, position=start + number + 1, case=case, team=team,
            happened_on=first_on + timedelta(days=number), agreed_grade=grade_for(mark),
            agreed_on=first_on + timedelta(days=number + 7), was_superseded=number < superseded,
        )
        for number, (case, mark) in enumerate(zip(cases, wanted, strict=True))
    )  # fmt: skip
    audits = Audit.objects.bulk_create(
        Audit(
            area=place.area, item=item, seat=Seat.FIRST.value, auditor=place.auditor,
            state=AuditState.SUBMITTED.value, assigned_at=noon(BEGINS), grade=item.agreed_grade,
            submitted_at=noon(item.agreed_on or first_on), submitted_on=item.agreed_on,
            was_superseded=item.was_superseded,
        )
        for item in items
    )  # fmt: skip
    AuditAnswer.objects.bulk_create(
        AuditAnswer(
            area=place.area, audit=audit, question=QUESTION, mark=mark, saved_at=noon(BEGINS)
        )
        for audit, mark in zip(audits, wanted, strict=True)
    )
    return items


def grade_for(mark: str) -> str:
    return (Grade.GOOD if mark in ("2", "3") else Grade.REQUIRES_IMPROVEMENT).value


def issue_plan(place: Place, case: Case, on: date, rows: Iterable[Provision]) -> PlanVersion:
    """A final version that was begun a fortnight before and says only this help."""
    plan = PlanVersion.objects.create(
        area=place.area, case=case, number=1, kind="final", template="york-2014/1",
        begun_at=noon(on - timedelta(days=14)),
    )  # fmt: skip
    PlanPart.objects.bulk_create(
        PlanPart(
            area=place.area, plan=plan, section="F", kind="provision", position=number, schema=1,
            body=written(row),
        )
        for number, row in enumerate(rows)
    )  # fmt: skip
    event = CaseEvent.objects.create(
        area=place.area, case=case, kind="final_plan_sent", schema=1, happened_on=on,
        source="own_work", recorded_at=noon(on),
    )  # fmt: skip
    plan.state, plan.issued_on, plan.issued_at = "issued", on, noon(on)
    plan.event, plan.content = event, "{}"
    plan.save()
    return plan


def find_something(place: Place, item: DrawnItem, on: date, **said: str) -> str:
    """A finding of the item's audit. Returns its public name."""
    audit = Audit.objects.in_area(place.area.pk).get(item=item)
    known = {"agency": "education", "kind": "weakness", "words": "Rows of help name no rhythm."}
    new = NewFinding(audit=audit.ref, question=QUESTION, **{**known, **said})
    return learning.record_finding(actor=place.marks, at=noon(on), new=new).ref


def make_theme(place: Place, *findings: str, title: str = "How often", on: date) -> Theme:
    theme = learning.name_theme(actor=place.lead, at=noon(on), title=title)
    for each in findings:
        learning.put_finding_under_theme(
            actor=place.lead, at=noon(on), finding_ref=each, theme_ref=theme.ref
        )
    return theme


def teach(place: Place, theme: Theme, on: date, **said: str) -> Lesson:
    known = {
        "title": "Say how often",
        "words": "Each row says how often it is given.",
        "effect": "question",
        "owner": place.post.ref,
    }
    if said.get("effect", "question") == "question":
        known |= {"tool": TOOL, "question": QUESTION}
    new = NewLesson(theme=theme.ref, due_on=on + timedelta(days=30), **{**known, **said})
    return learning.write_lesson(actor=place.lead, at=noon(on), new=new)


def change(place: Place, lesson: Lesson, on: date, *teams: str) -> None:
    """Planned and made on one day."""
    made = learning.plan_change(
        actor=place.lead,
        at=noon(on),
        lesson_ref=lesson.ref,
        new=NewChange(
            kind="template", words="A box for how often.", owner=place.post.ref,
            due_on=on + timedelta(days=14), teams=teams,
        ),
    )  # fmt: skip
    learning.make_change(actor=place.lead, at=noon(on), change_ref=made.ref, done_on=on)
