"""What somebody who leads casework sees in counts: where cases stand and pile up, with whom they are, which
exceptions are used, which reviews are due and which moves to another phase are at risk.

Counted in the database, in as many queries whatever the number of cases.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db.models import Count, Q

from alongside.casework import perms
from alongside.casework.models import (
    Case,
    CaseAssignment,
    CaseDuty,
    CaseEvent,
    FamilyMessage,
    WaitingCurves,
    standing_on,
)
from alongside.casework.queries.owed import letters_owed
from alongside.casework.queries.queue import SOON, WAITING
from alongside.casework.queries.terms import terms_of
from alongside.casework.queries.worklists import count_moves_not_recorded, transfers
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.managing import (
    WORKED_ON,
    Heap,
    StageNow,
    Used,
    stages_now,
)
from alongside.casework.rules.worklists import Risk, Term
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months
from alongside.law.events import EXCEPTION
from alongside.ledger.remembering import remembered_a_while
from alongside.measures.pictures import Picture, picture_from
from alongside.people.models import Post
from alongside.people.queries import holders_of, posts_of
from alongside.web.clock import london_day

TWENTY_WEEKS, ANNUAL_REVIEW = "FINAL-20W", "REV-12M"
MOST_REASONS = 8
BEFORE = 36
"""Months before the last twelve with which the use of exceptions is compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """What is with one post today, without what it only covers."""

    post: str
    ref: str
    holders: str
    count: int
    worked_on: int
    late: int
    soon: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an exception was relied on, as it was recorded."""

    case_ref: str
    number: str
    on: date
    ground: str
    because: str


@dataclass(frozen=True, slots=True)
class ReviewsOfTerm:
    term: Term
    count: int


@dataclass(frozen=True, slots=True)
class Questions:
    """Of families, not answered: how many in all, and how many past their day."""

    open: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Managed:
    """``as_at``: the moment when it was counted."""

    as_at: datetime
    stages: tuple[StageNow, ...]
    caseloads: tuple[Caseload, ...]
    without_post: int
    used: tuple[Used, ...]
    reasons: tuple[Reason, ...]
    reviews: tuple[ReviewsOfTerm, ...]
    reviews_late: int
    transfers: Mapping[tuple[str, Risk], int]
    moves_not_recorded: tuple[int, int]
    questions: Questions
    untold: int
    letters_owed: int


def managed(actor: Actor, *, at: datetime) -> Managed:
    """Raises Hidden for whoever may not read every case of the area."""
    actor.check_may(perms.ALL)
    key = ("casework.managed", actor.area_id, london_day(at))
    return remembered_a_while(key, lambda: _managed(actor, at))


@dataclass(frozen=True, slots=True)
class Waiting:
    """The drawn curves of how long assessments take; None until the worker has drawn them."""

    picture: Picture | None
    as_at: datetime | None


def waiting(actor: Actor) -> Waiting:
    """Raises Hidden for whoever may not read every case of the area."""
    actor.check_may(perms.ALL)
    row = WaitingCurves.objects.visible_to(actor).first()
    return Waiting(picture_from(row.content), row.as_at) if row else Waiting(None, None)


def _managed(actor: Actor, at: datetime) -> Managed:
    today = london_day(at)
    stages = stages_now(_heaps(actor, today), today=today)
    caseloads = _caseloads(actor, today)
    waiting = sum(each.count for each in stages)
    late, by_term = _reviews(actor, today)
    return Managed(
        as_at=at,
        stages=stages,
        caseloads=caseloads,
        without_post=waiting - sum(each.count for each in caseloads),
        used=_used(actor, today),
        reasons=_reasons(actor),
        reviews=by_term,
        reviews_late=late,
        transfers=MappingProxyType(
            Counter((each.rule, each.judged.risk) for each in transfers(actor, today=today))
        ),
        moves_not_recorded=count_moves_not_recorded(actor, today=today),
        questions=_questions(actor, today),
        untold=Case.objects.open_to(actor, today=today)
        .filter(untold_since_on__isnull=False)
        .count(),
        letters_owed=len(letters_owed(actor, today=today)),
    )


def _heaps(actor: Actor, today: date) -> list[Heap]:
    rows = (
        Case.objects.open_to(actor, today=today)
        .order_by()
        .values_list("stage", "stage_since_on")
        .annotate(count=Count("id"), **_late_and_soon("ours_due_on", today))
    )
    return [Heap(Stage(stage), *told) for stage, *told in rows]


def _late_and_soon(day: str, today: date) -> dict[str, Any]:
    return {
        "late": Count("id", filter=Q(**{f"{day}__lt": today})),
        "soon": Count("id", filter=Q(**{f"{day}__range": (today, today + SOON)})),
    }


def _caseloads(actor: Actor, today: date) -> tuple[Caseload, ...]:
    """Those with the most that is late first."""
    rows = list(
        CaseAssignment.objects.in_area(actor.area_id)
        .filter(standing_on(today), is_cover=False, case__merged_into=None)
        .order_by()
        .values("post_id")
        .annotate(
            count=Count("id"),
            worked_on=Count("id", filter=Q(case__stage__in=[each.value for each in WORKED_ON])),
            **_late_and_soon("case__ours_due_on", today),
        )
    )
    found_in = {row["post_id"] for row in rows}
    posts = {post.pk: post for post in posts_of(actor) if post.pk in found_in}
    holders = holders_of(list(posts.values()), today)
    found = [_caseload(posts[row["post_id"]], holders, row) for row in rows]
    return tuple(sorted(found, key=lambda each: (-each.late, -each.worked_on, each.post)))


def _caseload(post: Post, holders: Mapping[int, Any], row: Mapping[str, int]) -> Caseload:
    names = [held.person.name for held in holders.get(post.pk, ())]
    told = {name: count for name, count in row.items() if name != "post_id"}
    return Caseload(post=post.title, ref=post.ref, holders=" and ".join(names), **told)


def _used(actor: Actor, today: date) -> tuple[Used, ...]:
    """Of the assessments whose 20 weeks ended in the last year and in the three before, by ground."""
    year, before = add_months(today, -12), add_months(today, -12 - BEFORE)
    ended = CaseDuty.objects.in_area(actor.area_id).filter(
        rule=TWENTY_WEEKS, limb="", due_on__gte=before, due_on__lt=today
    )
    counts = {
        "of_year": Count("id", filter=Q(due_on__gte=year)),
        "of_past": Count("id", filter=Q(due_on__lt=year)),
    }
    every = ended.aggregate(**counts)
    excused = ended.exclude(relies_on="").order_by().values_list("relies_on").annotate(**counts)
    recent: Counter[str] = Counter()
    past: Counter[str] = Counter()
    for relies_on, of_year, of_past in excused:
        for ground in relies_on.split(", "):
            recent[ground] += of_year
            past[ground] += of_past
    return tuple(
        Used(ground, recent[ground], every["of_year"], past[ground], every["of_past"])
        for ground in sorted(recent)
    )


def _reasons(actor: Actor) -> tuple[Reason, ...]:
    """Of the limits that run or ran out latest."""
    duties = (
        CaseDuty.objects.in_area(actor.area_id)
        .exclude(relies_on="")
        .filter(due_on__isnull=False)
        .order_by("-due_on", "-id")
        .values_list("case_id", flat=True)[: 4 * MOST_REASONS]
    )
    rows = (
        CaseEvent.objects.in_area(actor.area_id)
        .filter(case__in=list(dict.fromkeys(duties))[:MOST_REASONS], kind=EXCEPTION)
        .filter(corrected_by=None, case__merged_into=None)
        .select_related("case")
        .order_by("-happened_on", "-id")[:MOST_REASONS]
    )
    return tuple(_reason(row) for row in rows)


def _reason(row: CaseEvent) -> Reason:
    body: Mapping[str, str] = row.body
    return Reason(
        row.case.ref,
        row.case.number,
        row.happened_on,
        body.get("ground", ""),
        body.get("because", ""),
    )


def _reviews(actor: Actor, today: date) -> tuple[int, tuple[ReviewsOfTerm, ...]]:
    """Reviews whose day has passed, and those due in this term and the three after it. One whose day has
    passed in this term is in both.
    """
    terms = terms_of(actor.area_id, today=today)
    due = {
        term.code.replace("-", "_"): Count(
            "id", filter=Q(due_on__gte=term.begins, due_on__lt=term.until)
        )
        for term in terms
    }
    merged = Case.objects.across_areas(reason="Only the duties of one area are counted.").filter(
        merged_into__isnull=False
    )
    counts = (
        CaseDuty.objects.in_area(actor.area_id)
        .filter(rule=ANNUAL_REVIEW, due_on__lt=terms[-1].until, **WAITING)
        .exclude(case__in=merged)  # few; asked of each case instead, it takes four times as long
        .aggregate(
            late=Count("id", filter=Q(due_on__lt=today)), **{f"in_{k}": v for k, v in due.items()}
        )
    )
    found = tuple(
        ReviewsOfTerm(term, counts[f"in_{term.code.replace('-', '_')}"]) for term in terms
    )
    return counts["late"], found


def _questions(actor: Actor, today: date) -> Questions:
    waiting = FamilyMessage.objects.in_area(actor.area_id).filter(
        answered_on=None, reply_due_on__isnull=False, case__merged_into=None
    )
    counts = waiting.aggregate(open=Count("id"), late=Count("id", filter=Q(reply_due_on__lt=today)))
    return Questions(counts["open"], counts["late"])
