"""The queue: cases in the order of what is due next, with the reason. The law's rows are compared with
today; nothing counts days at night.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

from alongside.casework.models import Case, CaseAssignment, CaseDuty
from alongside.casework.queries.values import QueueRow
from alongside.casework.rules.codes import Stage
from alongside.kernel.actor import Actor
from alongside.law.provisions import Force

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class QueueChoice:
    """What to show. ``when`` is "late", "soon" or empty; ``own``: only what is with the person's posts."""

    when: str = ""
    stage: str = ""
    post: str = ""
    whose: str = ""


def open_duties(actor: Actor) -> Any:
    """What is asked by a day and neither done nor fallen away. What only may be done is not due."""
    return CaseDuty.objects.in_area(actor.area_id).filter(
        done_on=None,
        ended_on=None,
        due_on__isnull=False,
        force=Force.DUTY.value,
        is_conditional=False,
    )


def queue(actor: Actor, *, today: date, choice: QueueChoice) -> Any:
    """Cases that the actor may read, the earliest due first; those with nothing due come last."""
    day = _day(choice)
    rows = Case.objects.open_to(actor, today=today).filter(
        **_when(choice, day, today), **_narrowed(actor, choice, today)
    )
    return rows.order_by(F(day).asc(nulls_last=True), "number")


def queue_rows(
    actor: Actor, cases: Sequence[Case], *, today: date, choice: QueueChoice
) -> tuple[QueueRow, ...]:
    """Of one page of the queue, in two queries."""
    duties = _first_duties(actor, cases, choice)
    posts = _posts(actor, cases, today)
    return tuple(_row(case, duties.get(case.pk), posts) for case in cases)


def counts(actor: Actor, *, today: date) -> Mapping[str, int]:
    """How many cases have something late, and something due soon."""
    mine = Case.objects.open_to(actor, today=today)
    return {
        "late": mine.filter(next_due_on__lt=today).count(),
        "soon": mine.filter(next_due_on__range=(today, today + SOON)).count(),
        "all": mine.count(),
    }


def _day(choice: QueueChoice) -> str:
    return "ours_due_on" if choice.whose else "next_due_on"


def _when(choice: QueueChoice, day: str, today: date) -> dict[str, Any]:
    if choice.when == "late":
        return {f"{day}__lt": today}
    if choice.when == "soon":
        return {f"{day}__range": (today, today + SOON)}
    return {f"{day}__isnull": False} if choice.whose else {}


def _narrowed(actor: Actor, choice: QueueChoice, today: date) -> dict[str, Any]:
    found: dict[str, Any] = {"stage": choice.stage} if choice.stage else {}
    if choice.post:
        with_post = _standing(actor, today).filter(post__ref=choice.post)
        found["pk__in"] = with_post.values("case_id")
    return found


def _standing(actor: Actor, today: date) -> Any:
    return CaseAssignment.objects.in_area(actor.area_id).filter(
        Q(assigned_until=None) | Q(assigned_until__gt=today), assigned_from__lte=today
    )


def _first_duties(
    actor: Actor, cases: Sequence[Case], choice: QueueChoice
) -> Mapping[int, CaseDuty]:
    """Of each case the duty that is due first."""
    ours = {"is_ours": True} if choice.whose else {}
    rows = open_duties(actor).filter(
        case__in=[case.pk for case in cases], due_on=F(f"case__{_day(choice)}"), **ours
    )
    shown = rows.only("case_id", "title", "reason", "who", "concerning", "is_ours", "due_on")
    return {row.case_id: row for row in shown.order_by("-id")}


def _posts(actor: Actor, cases: Sequence[Case], today: date) -> Mapping[int, str]:
    rows = _standing(actor, today).filter(case__in=[case.pk for case in cases], is_cover=False)
    return {row.case_id: row.post.title for row in rows.select_related("post")}


def _row(case: Case, duty: CaseDuty | None, posts: Mapping[int, str]) -> QueueRow:
    blank = QueueRow(
        ref=case.ref,
        number=case.number,
        name=name_of(case.child),
        stage=Stage(case.stage),
        post=posts.get(case.pk, ""),
    )
    if duty is None:
        return blank
    return replace(
        blank,
        due_on=duty.due_on,
        due_title=duty.title,
        due_why=duty.reason,
        who=duty.concerning or duty.who,
        is_ours=duty.is_ours,
    )


def name_of(child: Any) -> str:
    """As people say it: the name they are known by beside the others."""
    full = f"{child.given_names} {child.family_name}"
    return f"{full} ({child.known_as})" if child.known_as else full
