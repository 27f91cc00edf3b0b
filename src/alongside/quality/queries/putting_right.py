"""What has to be put right: the list of those whose cases one may read, and one with how it may be closed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.casework.queries.asked_bodies import readable_cases
from alongside.casework.queries.queue import name_of
from alongside.casework.queries.since import Done, finals_issued_after, reviews_held_after
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.queries import holders_of
from alongside.quality.fallen_short import FoundShort, found_short
from alongside.quality.models import PutRight
from alongside.quality.put_right_finding import put_rights
from alongside.quality.reading_tools import tool_of_round
from alongside.quality.rules.codes import Because, Grade, PutRightState, Way
from alongside.quality.rules.putting_right import days_late


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRightRow:
    """``owner`` is the title of the post. ``late`` counts days, until it was closed or until today."""

    ref: str
    case_ref: str
    case_number: str
    name: str
    because: Because
    owner: str
    opened_on: date
    due_on: date
    told_on: date | None
    state: PutRightState
    way: Way | None
    closed_on: date | None
    late: int


@dataclass(frozen=True, slots=True)
class PutRightList:
    """``rows`` is read by page. The numbers are of everything that this person may read."""

    rows: Any
    total: int
    open_count: int
    late_count: int
    untold_count: int
    today: date

    def page(self, start: int, stop: int) -> tuple[PutRightRow, ...]:
        return tuple(_row(each, self.today) for each in self.rows[start:stop])


@dataclass(frozen=True, slots=True, kw_only=True)
class Unneeded:
    """Who said first that nothing has to be put right, after a concern about safety."""

    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRightPage:
    """``short`` is what an audit did not find met; None for what came by another way than a grade.
    ``holders`` hold the post today; not each of them may read the case. ``reviews`` and ``versions`` by which
    it may be closed came later.
    """

    row: PutRightRow
    case_id: int
    owner_ref: str
    may_read_case: bool
    what: str
    short: FoundShort | None
    grade: Grade | None
    told_how: str
    reason: str
    is_about_safety: bool
    arranged: str
    arranged_by: str
    arranged_on: date | None
    unneeded: Unneeded | None
    holders: tuple[str, ...]
    done_on: date | None
    reviews: tuple[Done, ...]
    versions: tuple[Done, ...]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldToFamily:
    """What a family reads: no word that was written for the office."""

    because: Because
    found: tuple[str, ...]
    told_on: date
    due_on: date
    way: Way | None
    closed_on: date | None
    reason: str


def put_right_list(actor: Actor, *, today: date, what: str = "") -> PutRightList:
    """``what`` is open, late, untold or closed; open without it. What is due first comes first. Raises Hidden."""
    everything = put_rights(actor, today=today)
    is_open = everything.filter(state=PutRightState.OPEN.value)
    late, untold = is_open.filter(due_on__lt=today), everything.filter(told_on=None)
    chosen = {
        "late": late,
        "untold": untold,
        "closed": everything.filter(state=PutRightState.CLOSED.value).order_by("-closed_on", "-id"),
    }
    rows = chosen.get(what, is_open)
    return PutRightList(
        rows=rows if rows.query.order_by else rows.order_by("due_on", "id"),
        total=rows.count(),
        open_count=is_open.count(),
        late_count=late.count(),
        untold_count=untold.count(),
        today=today,
    )


def put_rights_of_case(actor: Actor, *, case_ref: str, today: date) -> tuple[PutRightRow, ...]:
    """What is open first, then the latest. The caller may read the case. One query where there is nothing."""
    rows = PutRight.objects.in_area(actor.area_id).filter(case__ref=case_ref)
    if not rows.exists():
        return ()
    rows = rows.prefetch_related("case__child", "owner")
    return tuple(_row(each, today) for each in rows.order_by("-state", "due_on", "-id"))


def put_right_page(actor: Actor, *, put_right_ref: str, today: date) -> PutRightPage:
    """Raises Hidden."""
    rows = put_rights(actor, today=today).select_related(
        "event", "plan", "unneeded_by", "item__draw__round"
    )
    rows = rows.prefetch_related("item__audits__answers", "item__agreed")
    found: PutRight | None = rows.filter(ref=put_right_ref).first()
    if found is None:
        raise Hidden("put_right")
    held = holders_of([found.owner], today).get(found.owner_id, ())
    return PutRightPage(
        row=_row(found, today),
        case_id=found.case_id,
        owner_ref=found.owner.ref,
        may_read_case=readable_cases(actor, today=today).filter(pk=found.case_id).exists(),
        what=found.what,
        short=found_short(found.item) if found.item and found.because == Because.GRADE else None,
        grade=_grade(found),
        told_how=found.told_how,
        reason=found.reason,
        is_about_safety=found.is_about_safety,
        arranged=found.arranged,
        arranged_by=found.arranged_by,
        arranged_on=found.arranged_on,
        unneeded=_unneeded(found),
        holders=tuple(each.person.name for each in held),
        done_on=_done_on(found),
        reviews=reviews_held_after(actor, found.case_id, found.opened_on),
        versions=finals_issued_after(actor, found.case_id, found.opened_at),
        version=found.version,
    )


def told_to_family(area_id: int, case_ref: str) -> tuple[ToldToFamily, ...]:
    """What somebody has told the family of, the latest first. The caller has found that they may read it."""
    rows = (
        PutRight.objects.in_area(area_id)
        .filter(case__ref=case_ref, told_on__isnull=False)
        .select_related("item__draw__round", "candidate")
        .prefetch_related("item__audits__answers", "item__agreed")
        .order_by("-told_on", "-id")
    )
    return tuple(_told(each) for each in rows)


def was_told(area_id: int, case_ref: str) -> bool:
    rows = PutRight.objects.in_area(area_id).filter(case__ref=case_ref)
    return bool(rows.filter(told_on__isnull=False).exists())


def _told(each: Any) -> ToldToFamily:
    return ToldToFamily(
        because=Because(each.because),
        found=_sections(each) if each.item else tuple(each.candidate.found_by),
        told_on=each.told_on,
        due_on=each.due_on,
        way=Way(each.way) if each.way else None,
        closed_on=each.closed_on,
        reason=each.reason,
    )


def _sections(each: Any) -> tuple[str, ...]:
    """The parts of the tool in which something was not met. An urgent concern has none."""
    if each.because != Because.GRADE:
        return ()
    tool = tool_of_round(each.item.draw.round)
    short = {one.question.section for one in found_short(each.item).short}
    return tuple(section.title for section in tool.sections if section.code in short)


def _grade(found: PutRight) -> Grade | None:
    """The grade that opened it."""
    if found.because != Because.GRADE or not found.item or not found.item.agreed_grade:
        return None
    return Grade(found.item.agreed_grade)


def _unneeded(found: PutRight) -> Unneeded | None:
    if found.unneeded_at is None:
        return None
    by = found.unneeded_by.name if found.unneeded_by else ""
    return Unneeded(by=by, at=found.unneeded_at, why=found.unneeded_why)


def _done_on(found: PutRight) -> date | None:
    """The day of the review, or of the version, by which it was closed."""
    if found.event is not None:
        return found.event.happened_on
    return found.plan.issued_on if found.plan is not None else None


def _row(each: Any, today: date) -> PutRightRow:
    return PutRightRow(
        ref=each.ref,
        case_ref=each.case.ref,
        case_number=each.case.number,
        name=name_of(each.case.child),
        because=Because(each.because),
        owner=each.owner.title,
        opened_on=each.opened_on,
        due_on=each.due_on,
        told_on=each.told_on,
        state=PutRightState(each.state),
        way=Way(each.way) if each.way else None,
        closed_on=each.closed_on,
        late=days_late(each.due_on, closed_on=each.closed_on, today=today),
    )
