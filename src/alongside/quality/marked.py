"""Everything that was graded, each EHC plan or review once, with what it falls short of: for results and for the
measures. Where several rounds drew the same, the grade that was agreed first counts: auditing again changes no
figure, and makes no sample larger.

What somebody is still marking is not here, and neither is a pair that differs and waits for a meeting, so that
nobody learns a mark before its time. Whoever calls has asked whether the reader may see results.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.quality.models import (
    AgreedGrade,
    Audit,
    AuditAnswer,
    DrawnItem,
    ModerationMeeting,
)
from alongside.quality.rules.codes import About, AuditState, Grade, Seat
from alongside.quality.rules.grading import MET, NOT_APPLICABLE, RANKS
from alongside.quality.rules.results import Marked
from alongside.quality.tools import tool_numbered, tools

SHORT = frozenset(
    {
        NOT_APPLICABLE,
        *(mark for ranks in RANKS.values() for mark, rank in ranks.items() if rank < MET),
    }
)
"""Marks of a question that is not met, or does not apply."""
SUBMITTED = AuditState.SUBMITTED.value
_ITEM = (
    "id", "ref", "case_id", "case__number", "position", "happened_on", "team", "agreed_grade",
    "agreed_on", "was_superseded", "draw__round__about", "draw__round__title", "draw__round__tool",
    "draw__round__tool_version",
)  # fmt: skip
_WHAT = ("plan_id", "event_id", "submission_id")


@dataclass(frozen=True, slots=True)
class Period:
    """Of what was issued or held from one day until another, which is exclusive."""

    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedItem:
    """``marked`` with where it stands."""

    pk: int
    ref: str
    case_id: int
    case_number: str
    position: int
    about: About
    round_title: str
    agreed_on: date
    marked: Marked


def marked_items(
    area_id: int, *, about: About | None = None, period: Period | None = None
) -> tuple[MarkedItem, ...]:
    """By the grade that counts, and by the marks of the first auditor or of a meeting. Families’ own audits
    stand apart.
    """
    rows = DrawnItem.objects.in_area(area_id).exclude(agreed_grade="")
    rows = _narrowed(rows, "", about, period).order_by("agreed_on", "id")
    short = _short(area_id, about, period)
    auditors = _auditors(area_id, about, period)
    nothing: Mapping[str, str] = {}
    return tuple(
        _item(row, short.get(row["id"], nothing), auditors.get(row["id"], frozenset()))
        for row in _once(rows.values(*_ITEM, *_WHAT).iterator())
    )


def _once(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The first of each thing. What was superseded is left out of every figure, and is only counted."""
    seen = set()
    for row in rows:
        what = tuple(row[each] for each in _WHAT)
        if any(what) and not row["was_superseded"]:
            key = (row["draw__round__about"], *what)
            if key in seen:
                continue
            seen.add(key)
        yield row


def marked_by_families(area_id: int, *, period: Period | None = None) -> tuple[Marked, ...]:
    """Audits of copies without names, by the families’ own tool."""
    audits = Audit.objects.in_area(area_id).filter(seat=Seat.FAMILY.value, state=SUBMITTED)
    audits = _narrowed(audits, "item__", None, period).order_by("id")
    short: defaultdict[int, dict[str, str]] = defaultdict(dict)
    answers = _answers(area_id, Seat.FAMILY, None, period)
    for audit_id, question, mark in answers.values_list("audit_id", "question", "mark"):
        short[audit_id][question] = mark
    related = audits.select_related("item__draw__round")
    return tuple(_by_family(each, short.get(each.pk, {})) for each in related.iterator())


def auditors_in(area_id: int, *, about: About, period: Period) -> frozenset[int]:
    """Numbers of those who marked in the period. They are never shown."""
    seats = [Seat.FAMILY] if about is About.FAMILY else [Seat.FIRST, Seat.SECOND]
    rows = Audit.objects.in_area(area_id).filter(
        seat__in=[each.value for each in seats], state=SUBMITTED
    )
    kind = None if about is About.FAMILY else about
    return frozenset(_narrowed(rows, "item__", kind, period).values_list("auditor_id", flat=True))


def _narrowed(rows: Any, to_item: str, about: About | None, period: Period | None) -> Any:
    if about is not None:
        rows = rows.filter(**{f"{to_item}draw__round__about": about.value})
    if period is not None:
        days = {"happened_on__gte": period.from_on, "happened_on__lt": period.until_on}
        rows = rows.filter(**{f"{to_item}{name}": day for name, day in days.items()})
    return rows


def _answers(area_id: int, seat: Seat, about: About | None, period: Period | None) -> Any:
    """Found by question and mark, for which there is an index: most answers are neither read nor joined."""
    kind = About.FAMILY if seat is Seat.FAMILY else about
    asked = {q.code for tool in tools() if kind in (None, tool.about) for q in tool.questions}
    rows = AuditAnswer.objects.in_area(area_id).filter(
        audit__seat=seat.value, audit__state=SUBMITTED, question__in=asked, mark__in=SHORT
    )
    return _narrowed(rows, "audit__item__", about, period)


def _short(
    area_id: int, about: About | None, period: Period | None
) -> Mapping[int, Mapping[str, str]]:
    """By item: what the first auditor found short, and what a meeting agreed instead."""
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    answers = _answers(area_id, Seat.FIRST, about, period)
    for item_id, question, mark in answers.values_list("audit__item_id", "question", "mark"):
        found[item_id][question] = mark
    agreed = AgreedGrade.objects.in_area(area_id).exclude(question="")
    agreed = _narrowed(agreed, "item__", about, period)
    for item_id, question, mark in agreed.values_list("item_id", "question", "mark"):
        found[item_id].pop(question, None)
        if mark in SHORT:
            found[item_id][question] = mark
    return found


def _auditors(
    area_id: int, about: About | None, period: Period | None
) -> Mapping[int, frozenset[int]]:
    rows = Audit.objects.in_area(area_id).filter(state=SUBMITTED).exclude(seat=Seat.FAMILY.value)
    found: defaultdict[int, set[int]] = defaultdict(set)
    narrowed = _narrowed(rows, "item__", about, period)
    for item_id, person_id in narrowed.values_list("item_id", "auditor_id"):
        found[item_id].add(person_id)
    return {item_id: frozenset(people) for item_id, people in found.items()}


def _item(row: Mapping[str, Any], short: Mapping[str, str], auditors: frozenset[int]) -> MarkedItem:
    return MarkedItem(
        pk=row["id"],
        ref=row["ref"],
        case_id=row["case_id"],
        case_number=row["case__number"],
        position=row["position"],
        about=About(row["draw__round__about"]),
        round_title=row["draw__round__title"],
        agreed_on=row["agreed_on"],
        marked=Marked(
            tool=tool_numbered(row["draw__round__tool"], row["draw__round__tool_version"]),
            grade=Grade(row["agreed_grade"]),
            happened_on=row["happened_on"],
            team=row["team"],
            short=short,
            auditors=auditors,
            was_superseded=row["was_superseded"],
        ),
    )


def _by_family(audit: Any, short: Mapping[str, str]) -> Marked:
    version = audit.item.draw.round.family_version or 1
    return Marked(
        tool=tool_numbered(About.FAMILY.value, version),
        grade=Grade(audit.grade),
        happened_on=audit.item.happened_on,
        team=audit.item.team,
        short=short,
        auditors=frozenset({audit.auditor_id}),
        was_superseded=audit.was_superseded,
    )


def meetings_in(area_id: int, *, period: Period | None = None) -> Iterator[Any]:
    """Moderation meetings, with who took part."""
    rows = ModerationMeeting.objects.in_area(area_id).prefetch_related("present")
    if period is not None:
        rows = rows.filter(held_on__gte=period.from_on, held_on__lt=period.until_on)
    yield from rows.order_by("held_on", "id")
