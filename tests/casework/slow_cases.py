"""Every figure of casework again, slowly: loops over the recorded events themselves, with days counted by
hand, and nothing of the law's room, the facts, the definitions or the engine that it checks.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from alongside.casework.models import Case, CaseEvent, FamilyMessage, PanelMeeting
from alongside.people.models import LocalArea

Counts = dict[date, list[int]]
"""By the first day of a month: numerator, denominator, left out, missing."""
Told = dict[date, tuple[int, ...]]
STARTS = ("request_received", "brought_to_attention")
WEEKS = 7


def _standing(case: Case) -> list[CaseEvent]:
    rows = sorted(case.events.all(), key=lambda row: row.pk)
    gone = {row.corrects_id for row in rows if row.corrects_id}
    stays = [row for row in rows if row.pk not in gone and row.kind != "recorded_in_error"]
    return sorted(stays, key=lambda row: row.happened_on)


def _cases(area: LocalArea) -> Iterator[list[CaseEvent]]:
    for case in Case.objects.in_area(area.pk).prefetch_related("events"):
        yield _standing(case)


def _assessments(area: LocalArea) -> Iterator[tuple[list[CaseEvent], list[CaseEvent]]]:
    """The events from one request to the next, and every event of the case."""
    for events in _cases(area):
        begins = [n for n, row in enumerate(events) if row.kind in STARTS]
        for place, first in enumerate(begins):
            until = begins[place + 1] if place + 1 < len(begins) else len(events)
            yield events[first:until], events


def _first(events: list[CaseEvent], *kinds: str) -> date | None:
    return next((row.happened_on for row in events if row.kind in kinds), None)


def _add(counts: Counts, day: date, *, met: bool, out: bool = False) -> None:
    heap = counts[day.replace(day=1)]
    if out:
        heap[2] += 1
        return
    heap[1] += 1
    heap[0] += met


def _past(counts: Counts, today: date) -> Told:
    this_month = today.replace(day=1)
    return {m: tuple(each) for m, each in sorted(counts.items()) if m < this_month and each[1]}


def _relies(start: date, due: date, every: list[CaseEvent], ground: str = "") -> bool:
    for row in every:
        if row.kind != "exception_relied_on" or (ground and row.body["ground"] != ground):
            continue
        last = date.fromisoformat(row.body["until"]) if "until" in row.body else None
        if row.body["ground"] == "EXC-C" and start <= row.happened_on <= due:
            return True
        if row.body["ground"] == "EXC-D" and last:
            inside = min(last, due + timedelta(days=1)) - max(row.happened_on, start)
            if inside.days >= 4 * WEEKS:
                return True
    return False


def issued(*, without: bool) -> Callable[[LocalArea, date], Told]:
    def counted(area: LocalArea, today: date) -> Told:
        counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
        for own, every in _assessments(area):
            start, final = own[0].happened_on, _first(own, "final_plan_sent")
            if final is None:
                continue
            due = start + timedelta(days=20 * WEEKS)
            out = without and _relies(start, due, every)
            _add(counts, final, met=final <= due, out=out)
        return _past(counts, today)

    return counted


def started(
    outcome: str = "", *, without: bool = False, ground: str | None = None
) -> Callable[[LocalArea, date], Told]:
    """Of all started: those with this outcome at week 20, or with an exception on this ground ("" is any)."""

    def counted(area: LocalArea, today: date) -> Told:
        counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
        for own, every in _assessments(area):
            start = own[0].happened_on
            due = start + timedelta(days=20 * WEEKS)
            if due >= today:
                continue
            relies = _relies(start, due, every, ground or "")
            met = relies if ground is not None else _at(own, due) == outcome
            _add(counts, due, met=met, out=without and relies)
        return _past(counts, today)

    return counted


def _at(own: list[CaseEvent], due: date) -> str:
    stood = "open"
    for row in own:
        if row.happened_on > due or stood == "plan":
            break
        match row.kind:
            case "final_plan_sent":
                stood = "plan"
            case "decided_not_to_assess":
                stood = "refused"
            case "decided_no_plan":
                stood = "no_plan"
            case "request_withdrawn":
                stood = "withdrawn"
            case "moved_during_assessment":
                stood = "moved"
            case "decided_to_assess" | "decided_to_issue":
                stood = "open"
    return stood


def six_weeks(area: LocalArea, today: date) -> Told:
    counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    for own, _ in _assessments(area):
        due = own[0].happened_on + timedelta(days=6 * WEEKS)
        if due >= today:
            continue
        decided = _first(own, "decided_to_assess", "decided_not_to_assess")
        gone = _first(own, "request_withdrawn", "moved_during_assessment")
        is_over = decided is None and gone is not None and gone <= due
        _add(counts, due, met=bool(decided and decided <= due), out=is_over)
    return _past(counts, today)


def sixteen_weeks(area: LocalArea, today: date) -> Told:
    counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    for own, _ in _assessments(area):
        decided = _first(own, "decided_no_plan")
        if decided:
            due = own[0].happened_on + timedelta(days=16 * WEEKS)
            _add(counts, decided, met=decided <= due)
    return _past(counts, today)


def advice(body: str) -> Callable[[LocalArea, date], Told]:
    def counted(area: LocalArea, today: date) -> Told:
        counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
        for own, _ in _assessments(area):
            about = [row for row in own if row.body.get("body") == body]
            received = _first(about, "advice_request_received")
            if received is None:
                continue
            due = received + timedelta(days=6 * WEEKS)
            if due >= today:
                continue
            came = _first(about, "advice_returned")
            gone = _first(own, "request_withdrawn", "moved_during_assessment")
            if came and gone and gone < came:
                came = None
            is_over = came is None and gone is not None and gone <= due
            _add(counts, due, met=bool(came and came <= due), out=is_over)
        return _past(counts, today)

    return counted


def reviews(area: LocalArea, today: date) -> Told:
    counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    for events in _cases(area):
        held = _first(events, "review_held")
        if held is None or held + timedelta(days=4 * WEEKS) >= today:
            continue
        due = held + timedelta(days=4 * WEEKS)
        decided = _first(events, "review_decided_maintain", "review_decided_amend")
        _add(counts, due, met=bool(decided and decided <= due))
    return _past(counts, today)


def amended(area: LocalArea, today: date) -> Told:
    counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
    for events in _cases(area):
        held = _first(events, "review_held")
        if held is None or _first(events, "review_decided_amend") is None:
            continue
        due = held + timedelta(days=12 * WEEKS)
        if due >= today:
            continue
        ready = _first(events, "amended_plan_sent", "decided_not_to_amend")
        _add(counts, due, met=bool(ready and ready <= due))
    return _past(counts, today)


def transfers(
    kind: str, month: int, last: int, ages: tuple[int, ...]
) -> Callable[[LocalArea, date], Told]:
    """``ages``: how old somebody is on 31 August before the year in which they move. Who is of that age, had an
    EHC plan on the last day and no move of any kind for it recorded counts as late.
    """

    def counted(area: LocalArea, today: date) -> Told:
        counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
        cases = Case.objects.in_area(area.pk).filter(merged_into=None).select_related("child")
        for case in cases.prefetch_related("events"):
            for due in (date(year, month, last) for year in range(2018, today.year + 1)):
                if case.opened_at.date() < due < today and _forgotten(case, due, ages):
                    _add(counts, due, met=False)
        for events in _cases(area):
            for row in events:
                if row.kind != kind:
                    continue
                due = date(int(row.body["for_on"][:4]), month, last)
                if due >= today:
                    continue
                named, ceased = _first(events, "next_setting_named"), _first(events, "plan_ceased")
                is_over = named is None and ceased is not None and ceased <= due
                _add(counts, due, met=bool(named and named <= due), out=is_over)
        return _past(counts, today)

    return counted


def _forgotten(case: Case, due: date, ages: tuple[int, ...]) -> bool:
    before, born = due.year - 1, case.child.born_on
    age = before - born.year - ((born.month, born.day) > (8, 31))
    had_plan = is_recorded = False
    for row in _standing(case):
        if row.happened_on <= due:
            had_plan |= row.kind in ("final_plan_sent", "plan_transferred_in")
            had_plan &= row.kind not in ("plan_ceased", "plan_transferred_out")
        if row.kind in ("phase_transfer_expected", "post16_transfer_expected"):
            is_post16 = row.kind == "post16_transfer_expected"
            same = is_post16 is (due.month == 3)
            is_recorded |= same and row.body["for_on"][:4] == str(due.year)
    return age in ages and had_plan and not is_recorded


def answered(said: str) -> Callable[[LocalArea, date], Told]:
    def counted(area: LocalArea, today: date) -> Told:
        counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
        for row in FamilyMessage.objects.in_area(area.pk):
            due = row.reply_due_on
            if row.said == said and due and due < today:
                _add(counts, due, met=bool(row.answered_on and row.answered_on <= due))
        return _past(counts, today)

    return counted


def help_reported(area: LocalArea, today: date) -> dict[date, int]:
    """A plain count: reports that follow no earlier one, in every month from the first."""
    days = [
        row.received_on.replace(day=1)
        for row in FamilyMessage.objects.in_area(area.pk)
        if row.said == "not_happening" and row.reply_due_on and row.follows_id is None
    ]
    found, month = {}, min(days)
    while month < today.replace(day=1):
        found[month] = days.count(month)
        month = (month + timedelta(days=32)).replace(day=1)
    return found


def present(side: str) -> Callable[[LocalArea, date], Told]:
    def counted(area: LocalArea, today: date) -> Told:
        counts: Counts = defaultdict(lambda: [0, 0, 0, 0])
        for row in PanelMeeting.objects.in_area(area.pk):
            if row.meets_on > today or row.cancelled_why:
                continue
            if row.recorded_at is None:
                counts[row.meets_on.replace(day=1)][3] += 1
                continue
            came = [each.seat.side for each in row.presences.all()]
            _add(counts, row.meets_on, met=side in came)
        return _past(counts, today)

    return counted


SLOW: dict[str, Callable[[LocalArea, date], Told]] = {
    "casework.plans_issued_in_20_weeks": issued(without=False),
    "casework.plans_issued_in_20_weeks_without_exceptions": issued(without=True),
    "casework.started_with_plan_in_20_weeks": started("plan"),
    "casework.started_with_plan_in_20_weeks_without_exceptions": started("plan", without=True),
    "casework.week_20_refused": started("refused"),
    "casework.week_20_no_plan": started("no_plan"),
    "casework.week_20_withdrawn": started("withdrawn"),
    "casework.week_20_moved": started("moved"),
    "casework.week_20_open": started("open"),
    "casework.decisions_in_6_weeks": six_weeks,
    "casework.no_plan_in_16_weeks": sixteen_weeks,
    "casework.health_advice_in_6_weeks": advice("health"),
    "casework.education_advice_in_6_weeks": advice("education"),
    "casework.psychology_advice_in_6_weeks": advice("educational psychology"),
    "casework.social_care_advice_in_6_weeks": advice("social care"),
    "casework.review_decisions_in_4_weeks": reviews,
    "casework.amended_plans_in_12_weeks": amended,
    "casework.transfers_to_school_in_time": transfers("phase_transfer_expected", 2, 14, (3, 10)),
    "casework.transfers_to_post16_in_time": transfers("post16_transfer_expected", 3, 30, (15,)),
    "casework.assessments_with_an_exception": started(ground=""),
    "casework.exception_school_closed": started(ground="EXC-A"),
    "casework.exception_nursery_closed": started(ground="EXC-B"),
    "casework.exception_personal": started(ground="EXC-C"),
    "casework.exception_absence": started(ground="EXC-D"),
    "casework.questions_answered_in_time": answered("question"),
    "casework.help_not_happening_answered_in_time": answered("not_happening"),
    "casework.panels_with_health": present("health"),
    "casework.panels_with_social_care": present("social_care"),
}
