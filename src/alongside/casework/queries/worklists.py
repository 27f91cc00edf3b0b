"""Lists of work to be done by a day: reviews due in a term, what is late in reviews, and moves to another
phase of education with whether they can still be in time. Always through the actor's scope.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from alongside.casework.models import Case, CaseDuty, CaseEvent
from alongside.casework.queries.posts import post_title
from alongside.casework.queries.queue import WAITING, name_of
from alongside.casework.rules.codes import WITH_A_PLAN
from alongside.casework.rules.worklists import (
    LOOKS_BACK,
    Judged,
    MoveByAge,
    Prepared,
    Term,
    judge_transfer,
    moves_by_age,
    moves_missed,
)
from alongside.kernel.actor import Actor
from alongside.ledger.remembering import remembered
from alongside.web.clock import start_of_day

ANNUAL_REVIEW = "REV-12M"
HAVE_A_PLAN = tuple(sorted(each.value for each in WITH_A_PLAN))
TO_SCHOOL, TO_POST16, BETWEEN_POST16 = "REV-PT-S", "REV-PT-16", "REV-PT-POST"
TRANSFERS = (TO_SCHOOL, TO_POST16, BETWEEN_POST16)
MEETING, WHOLE_REVIEW, CHANGES, CHANGES_WITHOUT = "REV-NOTICE", "REV-12W", "AMD-8W", "AMD-ADHOC"
BEGINS_A_PLAN = ("final_plan_sent", "earlier_plan_recorded", "plan_transferred_in")
OF_REVIEWS = ("REV-PAPERS", "REV-REPORT", "REV-4W", "AMD-8W")
"""Papers, report, decision and changed EHC plan: what can be late once a review has begun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One case in a list. ``since`` is the day from which the time runs. ``needs_lawyer``: its rule is still to
    be checked.
    """

    ref: str
    number: str
    name: str
    born_on: date
    setting: str
    setting_ref: str
    post: str
    rule: str
    title: str
    who: str
    since: date
    due_on: date
    needs_lawyer: bool = False


@dataclass(frozen=True, slots=True)
class Transfer:
    """A move to another phase whose next place is not named yet. ``duty_id`` is good only until the next
    event of its case.
    """

    duty_id: int
    rule: str
    due_on: date
    judged: Judged


@dataclass(frozen=True, slots=True)
class ReviewChoice:
    """``setting`` is the public name of a school or other place, "none" for those without one."""

    term: Term | None = None
    setting: str = ""


NO_SETTING = "none"


def reviews_due(actor: Actor, *, today: date, choice: ReviewChoice) -> Any:
    """Annual reviews that are due in the term, in the order of settings; without a term, those whose day
    has passed.
    """
    rows = _open(actor, today).filter(rule=ANNUAL_REVIEW)
    if choice.term is None:
        rows = rows.filter(due_on__lt=today)
    else:
        rows = rows.filter(due_on__gte=choice.term.begins, due_on__lt=choice.term.until)
    if choice.setting == NO_SETTING:
        rows = rows.filter(case__child__school=None)
    elif choice.setting:
        rows = rows.filter(case__child__school__ref=choice.setting)
    return rows.order_by("case__child__school__name", "due_on", "id")


def settings_of(actor: Actor, *, today: date, term: Term | None) -> Sequence[tuple[str, str]]:
    """The settings with a review in the list, to choose from."""
    rows = reviews_due(actor, today=today, choice=ReviewChoice(term))
    pairs = rows.order_by("case__child__school__name").values_list(
        "case__child__school__ref", "case__child__school__name"
    )
    return [(ref or NO_SETTING, name or "No setting is recorded") for ref, name in pairs.distinct()]


def late_in_reviews(actor: Actor, *, today: date, rule: str = "") -> Any:
    """What was due and is not done: papers, reports, decisions and changed EHC plans."""
    rules = (rule,) if rule in OF_REVIEWS else OF_REVIEWS
    return _open(actor, today).filter(rule__in=rules, due_on__lt=today).order_by("due_on", "id")


def transfers(actor: Actor, *, today: date) -> tuple[Transfer, ...]:
    """Every move that is not finished, the nearest first, judged; in two queries."""
    key = ("casework.transfers", actor, today)
    return remembered(key, lambda: _transfers(actor, today))


def transfers_chosen(
    actor: Actor, *, today: date, rule: str = "", risk: str = ""
) -> tuple[Transfer, ...]:
    return tuple(
        each
        for each in transfers(actor, today=today)
        if (not rule or each.rule == rule) and (not risk or each.judged.risk.value == risk)
    )


def _transfers(actor: Actor, today: date) -> tuple[Transfer, ...]:
    rows = _open(actor, today).filter(rule__in=TRANSFERS)
    prepared = _prepared(actor, rows)
    found = []
    moves = rows.order_by().values_list("due_on", "id", "case_id", "rule")
    for due_on, pk, case_id, rule in sorted(moves):  # asked in order, SQLite reads every open duty
        told = _of_move(prepared.get(case_id, ()), due_on)
        found.append(Transfer(pk, rule, due_on, judge_transfer(told, today=today)))
    return tuple(found)


def moves_not_recorded(actor: Actor, *, today: date) -> tuple[WorkRow, ...]:
    """Children and young people with an EHC plan who are of an age to move this school year, and in whose
    case no such move is recorded: nothing else would tell that a day runs. Before them whoever was missed in
    one of the years before, as late, until the move is recorded. In two queries.
    """
    key = ("casework.moves_not_recorded", actor, today)
    return remembered(key, lambda: _moves_not_recorded(actor, today))


def count_moves_not_recorded(actor: Actor, *, today: date) -> tuple[int, int]:
    """Of this school year, and missed in the years before; in one query, which reads each case once."""
    counts = _with_a_plan(actor, today).aggregate(
        expected=Count("id", filter=_without_a_move(actor.area_id, moves_by_age(today))),
        missed=Count("id", filter=_missed(actor.area_id, moves_missed(today))),
    )
    return counts["expected"], counts["missed"]


def _moves_not_recorded(actor: Actor, today: date) -> tuple[WorkRow, ...]:
    expected, missed = moves_by_age(today), moves_missed(today)
    cases, area_id = _with_a_plan(actor, today), actor.area_id
    found = [
        *_rows_of(actor, cases.filter(_missed(area_id, missed)), missed, today),
        *_rows_of(actor, cases.filter(_without_a_move(area_id, expected)), expected, today),
    ]
    return tuple(sorted(found, key=lambda each: each.due_on))


def _rows_of(
    actor: Actor, cases: Any, moves: Sequence[MoveByAge], today: date
) -> Sequence[WorkRow]:
    told = (
        cases.select_related("child__school")
        .annotate(post_title=post_title(actor, today))
        .order_by("-child__born_on", "id")
    )
    return [_not_recorded(case, moves) for case in told]


def _with_a_plan(actor: Actor, today: date) -> Any:
    return Case.objects.open_to(actor, today=today).filter(stage__in=HAVE_A_PLAN)


def _missed(area_id: int, moves: Sequence[MoveByAge]) -> Q:
    """With an EHC plan that was kept here and in force on the last lawful day of a move, of which nothing is
    recorded.
    """
    missed = Q()
    for move in moves:
        missed |= missed_by(area_id, move)
    return missed


def missed_by(area_id: int, move: MoveByAge) -> Q:
    """Cases kept here by the last lawful day of the move, of somebody of that age with an EHC plan made by then,
    of whom no such move is recorded.
    """
    of_age = Q(
        child__born_on__gte=move.born_from,
        child__born_on__lt=move.born_until,
        opened_at__lt=start_of_day(move.due_on),
    )  # asked first: it leaves few of whom the rest, which costs more, is asked
    is_recorded = Q(pk__in=_with_a_move(area_id, {move.due_on}))
    return of_age & ~is_recorded & Q(Exists(_plans_by(area_id, move.due_on)))


def _with_a_move(area_id: int, days: Collection[date]) -> Any:
    """The ids of the cases of which a move by one of these days is recorded, to be used in a query."""
    rows = CaseDuty.objects.in_area(area_id).filter(rule__in=TRANSFERS, due_on__in=days)
    return rows.order_by().values("case_id")


def _plans_by(area_id: int, day: date) -> Any:
    rows = CaseEvent.objects.in_area(area_id)
    return rows.filter(
        case=OuterRef("pk"), kind__in=BEGINS_A_PLAN, corrected_by=None, happened_on__lte=day
    )


def _without_a_move(area_id: int, expected: Sequence[MoveByAge]) -> Q:
    of_age = Q()
    for move in expected:
        of_age |= Q(child__born_on__gte=move.born_from, child__born_on__lt=move.born_until)
    return of_age & ~Q(pk__in=_with_a_move(area_id, {move.due_on for move in expected}))


def _not_recorded(case: Any, expected: Sequence[MoveByAge]) -> WorkRow:
    move = next(each for each in expected if each.is_of(case.child.born_on))
    return WorkRow(
        **_head(case, case.post_title),
        rule=move.rule,
        title="",
        who="",
        since=date(move.due_on.year - 1, 9, 1),
        due_on=move.due_on,
    )


def _prepared(actor: Actor, moves: Any) -> Mapping[int, Sequence[tuple[str, date]]]:
    """By case, the reviews and changes that are under way, as (rule, since when)."""
    rows = (
        CaseDuty.objects.in_area(actor.area_id)
        .filter(
            case__in=moves.order_by().values("case_id"),
            rule__in=(MEETING, WHOLE_REVIEW, CHANGES, CHANGES_WITHOUT),
            ended_on=None,
        )
        .exclude(rule__in=(WHOLE_REVIEW, CHANGES, CHANGES_WITHOUT), done_on__isnull=False)
        .order_by("started_on", "id")
    )
    found: dict[int, list[tuple[str, date]]] = {}
    for case_id, rule, since in rows.values_list("case_id", "rule", "started_on"):
        found.setdefault(case_id, []).append((rule, since))
    return found


def _of_move(steps: Sequence[tuple[str, date]], due_on: date) -> Prepared:
    latest = {rule: since for rule, since in steps if since >= due_on - LOOKS_BACK}
    held = latest.get(WHOLE_REVIEW)
    meets = latest.get(MEETING)
    proposed = [latest[rule] for rule in (CHANGES, CHANGES_WITHOUT) if rule in latest]
    return Prepared(
        due_on=due_on,
        meets_on=meets if held is None or (meets and meets > held) else None,
        held_on=held,
        noticed_on=max(proposed, default=None),
    )


def work_rows(actor: Actor, duties: Any, *, today: date) -> tuple[WorkRow, ...]:
    """One page of a list of limits, with the child and the post, in at most two queries."""
    return tuple(_row(duty) for duty in _read(actor, duties, today))


def _read(actor: Actor, duties: Any, today: date) -> list[Any]:
    """A page is put in order by what an index holds; only what is shown is read whole."""
    if not duties.query.is_sliced:
        return list(_told(actor, duties, today))
    order = list(duties.values_list("pk", flat=True))
    by_pk = _whole(actor, order, today)
    return [by_pk[pk] for pk in order]


def _whole(actor: Actor, ids: Sequence[int], today: date) -> Mapping[int, Any]:
    rows = _told(actor, CaseDuty.objects.in_area(actor.area_id), today)
    found: Mapping[int, Any] = rows.in_bulk(ids)
    return found


def _told(actor: Actor, duties: Any, today: date) -> Any:
    told = duties.annotate(post_title=post_title(actor, today, case="case_id"))
    return told.select_related("case__child__school")


def transfer_rows(
    actor: Actor, chosen: Sequence[Transfer], *, today: date
) -> tuple[tuple[WorkRow, Judged], ...]:
    """The same for moves, in their order. One whose case has changed meanwhile is left out."""
    by_pk = _whole(actor, [each.duty_id for each in chosen], today)
    return tuple(
        (_row(by_pk[each.duty_id]), each.judged) for each in chosen if each.duty_id in by_pk
    )


def _open(actor: Actor, today: date) -> Any:
    mine = Case.objects.open_to(actor, today=today)
    return CaseDuty.objects.in_area(actor.area_id).filter(case__in=mine, **WAITING)


def _row(duty: Any) -> WorkRow:
    return WorkRow(
        **_head(duty.case, duty.post_title),
        rule=duty.rule,
        title=duty.title,
        who=duty.concerning or duty.who,
        since=duty.started_on,
        due_on=duty.due_on or duty.started_on,
        needs_lawyer=duty.needs_lawyer,
    )


def _head(case: Case, post: str) -> dict[str, Any]:
    """Whose case it is, where they go, and whom it is with."""
    child = case.child
    return {
        "ref": case.ref,
        "number": case.number,
        "name": name_of(child),
        "born_on": child.born_on,
        "setting": child.school.name if child.school else "",
        "setting_ref": child.school.ref if child.school else "",
        "post": post,
    }
