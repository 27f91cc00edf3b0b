"""The queue: cases in the order of what is due next, with the reason. The law's rows are compared with
today; nothing counts days at night.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from alongside.casework.models import (
    OWES_SOMETHING,
    Case,
    CaseAssignment,
    CaseDuty,
    standing_on,
)
from alongside.casework.queries.letter_values import OwedIn
from alongside.casework.queries.posts import post_title
from alongside.casework.queries.untold import untold_in
from alongside.casework.queries.values import QueueRow
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.letter_codes import LetterState
from alongside.kernel.actor import Actor
from alongside.law.provisions import Force

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class QueueChoice:
    """What to show. ``when`` is "late", "soon", "untold", "owed" or empty. ``whose``: "ours" for what the
    authority itself has to do.
    """

    when: str = ""
    stage: str = ""
    post: str = ""
    whose: str = ""


WAITING = {
    "done_on": None,
    "ended_on": None,
    "force": Force.DUTY.value,
    "is_conditional": False,
}
"""What is asked and neither done nor fallen away. What only may be done is not due."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Cases with an open day, the earliest first, and after them those with nothing due. Two queries,
    because an index gives the first in their order, and none gives both.
    """

    dated: Any
    undated: Any
    dated_count: int
    total: int

    def page(self, start: int, stop: int) -> list[Case]:
        """Each with the title of the post that it is with, as ``post_title``."""
        found = list(self.dated[start:stop])
        if stop <= self.dated_count or self.total == self.dated_count:
            return found
        first = max(start - self.dated_count, 0)
        return [*found, *self.undated[first : stop - self.dated_count]]


def queue(actor: Actor, *, today: date, choice: QueueChoice) -> Queue:
    """Cases that the actor may read and that were asked for."""
    day = _day(choice)
    rows = Case.objects.open_to(actor, today=today).select_related("child")
    rows = rows.annotate(post_title=post_title(actor, today))
    rows = rows.filter(_when(choice, day, today), **_narrowed(actor, choice, today))
    dated, undated = rows.filter(**{f"{day}__isnull": False}), rows.filter(**{day: None})
    dated_count = dated.count()
    is_all = not (choice.when in ("late", "soon") or choice.whose)
    return Queue(
        dated=dated.order_by(day, "number"),
        undated=undated.order_by("number"),
        dated_count=dated_count,
        total=dated_count + (undated.count() if is_all else 0),
    )


def queue_rows(actor: Actor, cases: Sequence[Case], *, choice: QueueChoice) -> tuple[QueueRow, ...]:
    """Of one page of the queue, in two queries, or three where something is not told."""
    duties = _first_duties(actor, cases, choice)
    letters = _letters(actor, cases)
    waiting = [case.pk for case in cases if case.untold_since_on]
    untold = untold_in(actor.area_id, waiting) if waiting else {}
    return tuple(
        replace(
            _row(case, duties.get(case.pk), letters.get(case.pk, 0)),
            owed=OwedIn(case.owes_own_letter, case.owes_plan, case.owes_in_format),
            untold=untold.get(case.pk, ()),
        )
        for case in cases
    )


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


def _when(choice: QueueChoice, day: str, today: date) -> Q:
    if choice.when == "late":
        return Q(**{f"{day}__lt": today})
    if choice.when == "soon":
        return Q(**{f"{day}__range": (today, today + SOON)})
    if choice.when == "owed":
        return OWES_SOMETHING
    return Q(untold_since_on__isnull=False) if choice.when == "untold" else Q()


def _narrowed(actor: Actor, choice: QueueChoice, today: date) -> dict[str, Any]:
    found: dict[str, Any] = {"stage": choice.stage} if choice.stage else {}
    if choice.post:
        assigned = CaseAssignment.objects.in_area(actor.area_id)
        with_post = assigned.filter(standing_on(today), post__ref=choice.post)
        found["pk__in"] = with_post.values("case_id")
    return found


@dataclass(frozen=True, slots=True)
class FirstDuty:
    """What is due first in a case, as a row of the queue says it."""

    due_on: date
    title: str
    reason: str
    who: str
    concerning: str
    is_ours: bool
    needs_lawyer: bool


_SHOWN = tuple(each.name for each in fields(FirstDuty))


def _first_duties(
    actor: Actor, cases: Sequence[Case], choice: QueueChoice
) -> Mapping[int, FirstDuty]:
    """Of each case. Without the area: by way of its index, every duty of it that is open would be read."""
    first = {case.pk: getattr(case, _day(choice)) for case in cases}
    rows = CaseDuty.objects.across_areas(reason="The cases were found in their area.")
    rows = rows.filter(case__in=list(first), due_on__in=set(first.values()) - {None}, **WAITING)
    if choice.whose:
        rows = rows.filter(is_ours=True)
    told = rows.order_by("-id").values_list("case_id", *_SHOWN)
    return {pk: FirstDuty(on, *rest) for pk, on, *rest in told if on == first[pk]}


def _letters(actor: Actor, cases: Sequence[Case]) -> Mapping[int, int]:
    """How many are written and have not been sent. Asked by way of the cases, as their duties are."""
    waiting = (LetterState.DRAFTED.value, LetterState.CHECKED.value)
    rows = Case.objects.in_area(actor.area_id).filter(
        pk__in=[case.pk for case in cases], letters__state__in=waiting
    )
    return dict(rows.order_by().values_list("pk").annotate(Count("letters")))


def _row(case: Any, duty: FirstDuty | None, letters: int) -> QueueRow:
    blank = QueueRow(
        ref=case.ref,
        number=case.number,
        name=name_of(case.child),
        stage=Stage(case.stage),
        post=case.post_title,
        letters=letters,
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
        needs_lawyer=duty.needs_lawyer,
    )


def name_of(child: Any) -> str:
    """As people say it: the name they are known by beside the others."""
    full = f"{child.given_names} {child.family_name}"
    return f"{full} ({child.known_as})" if child.known_as else full
