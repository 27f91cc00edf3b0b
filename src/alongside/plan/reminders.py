"""Daily reminders to those who lead a line or look after a risk: what is due, what is late, and
what nobody has reported on. Which day it is, the caller says; what may be said is in
``notices.words``.

A finished line is left alone. Each reminder is told once: its key holds the line or risk, what it is
about and the date, so that a date that moves is told of anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from alongside.notices.reminding import Reminder, tell_reminders
from alongside.people.models import LocalArea
from alongside.people.partial_dates import read
from alongside.people.queries import all_areas, holders_of
from alongside.people.scoping import AreaQuerySet
from alongside.plan.models import Lead, Line, Milestone, Risk, StatusEntry
from alongside.plan.rules.codes import FINISHED, Step

AHEAD = timedelta(days=14)
REPORTED_BY = 20
"""The day of the month after which a line without a status in it is named."""
_JOINED = "Joined to lines that are already in the area."


@dataclass(frozen=True, slots=True)
class Area:
    """What one local area's reminders are made from: its open lines and who leads them today."""

    place: LocalArea
    today: date
    lines: Mapping[int, Line]
    leading: Mapping[int, frozenset[int]]

    def about(self, line: Line, *, sentence: str, what: str) -> Reminder:
        people = self.leading.get(line.pk, frozenset())
        address = reverse("plan:line", args=[self.place.slug, line.ref])
        return Reminder(people, sentence, address, f"plan.remind:{line.ref}:{what}")


def remind(*, at: datetime, today: date) -> int:
    """In every local area, each in a transaction of its own. Returns how many were told.

    Safe to run twice.
    """
    return sum(_remind_in(place, at, today) for place in all_areas())


@transaction.atomic
def _remind_in(place: LocalArea, at: datetime, today: date) -> int:
    area = _read(place, today)
    reminders = (*_of_lines(area), *_of_milestones(area), *_of_risks(area))
    return tell_reminders(reminders, area_id=place.pk, at=at)


def _read(place: LocalArea, today: date) -> Area:
    lines = {line.pk: line for line in _open_lines(place.pk, today)}
    return Area(place, today, lines, _leading(place.pk, today))


def _open_lines(area_id: int, today: date) -> AreaQuerySet:
    """Lines that are not finished, each with what its statuses say of its end and of this month."""
    standing = StatusEntry.objects.across_areas(reason=_JOINED).filter(
        line=OuterRef("pk"), corrected_by_entry=None
    )
    latest = standing.order_by("-status_on", "-id").values("code")[:1]
    lines: AreaQuerySet = (
        Line.objects.in_area(area_id)
        .annotate(
            latest_code=Subquery(latest),
            is_reported_since_end=Exists(standing.filter(status_on__gt=OuterRef("end_on"))),
            is_reported_this_month=Exists(standing.filter(status_on__gte=today.replace(day=1))),
        )
        .filter(Q(latest_code=None) | ~Q(latest_code__in=_codes(FINISHED)))
        .order_by("id")
    )
    return lines


def _codes(steps: Iterable[Step]) -> list[str]:
    return sorted(step.value for step in steps)


def _leading(area_id: int, today: date) -> dict[int, frozenset[int]]:
    """Line id -> the people who lead it today."""
    leads = list(
        Lead.objects.in_area(area_id)
        .filter(
            Q(lead_from=None) | Q(lead_from__lte=today),
            Q(lead_until=None) | Q(lead_until__gt=today),
        )
        .select_related("post")
    )
    held = holders_of([lead.post for lead in leads], today)
    people: dict[int, set[int]] = defaultdict(set)
    for lead in leads:
        people[lead.line_id] |= {each.person_id for each in held.get(lead.post_id, ())}
    return {line_id: frozenset(found) for line_id, found in people.items()}


def _of_lines(area: Area) -> Iterator[Reminder]:
    for line in area.lines.values():
        yield from _of_end(area, line)
        if _is_unreported(area, line):
            yield area.about(
                line,
                sentence=f"No status has been recorded for {line.reference} this month.",
                what=f"no_status:{area.today:%Y-%m}",
            )


def _of_end(area: Area, line: Line) -> Iterator[Reminder]:
    day = read(line.end_on, line.end_precision)
    if day is None:
        return
    if day.has_passed(area.today):
        if not vars(line)["is_reported_since_end"]:
            yield area.about(
                line,
                sentence=f"The end date has passed for {line.reference}.",
                what=f"overdue:{day.iso}",
            )
    elif day.last <= area.today + AHEAD:
        yield area.about(
            line,
            sentence=f"The end date of {line.reference} is {day}.",
            what=f"due:{day.iso}",
        )


def _is_unreported(area: Area, line: Line) -> bool:
    has_begun = line.start_on is None or line.start_on <= area.today
    return area.today.day > REPORTED_BY and has_begun and not vars(line)["is_reported_this_month"]


def _of_milestones(area: Area) -> Iterator[Reminder]:
    rows: Sequence[Milestone] = list(
        Milestone.objects.in_area(area.place.pk)
        .filter(done_on=None, due_on__lte=area.today + AHEAD)
        .order_by("id")
    )
    for row in rows:
        line, day = area.lines.get(row.line_id), read(row.due_on, row.due_precision)
        if line is None or day is None:
            continue
        if day.has_passed(area.today):
            yield area.about(
                line,
                sentence=f"A milestone of {line.reference} is late. It was due: {day}.",
                what=f"milestone_overdue:{row.ref}:{day.iso}",
            )
        else:
            yield area.about(
                line,
                sentence=f"A milestone of {line.reference} is due: {day}.",
                what=f"milestone_due:{row.ref}:{day.iso}",
            )


def _of_risks(area: Area) -> Iterator[Reminder]:
    risks = list(
        Risk.objects.in_area(area.place.pk)
        .filter(closed_on=None, review_on__lte=area.today, owner_post__isnull=False)
        .select_related("owner_post")
        .order_by("id")
    )
    held = holders_of([risk.owner_post for risk in risks], area.today)
    for risk in risks:
        yield Reminder(
            people=frozenset(each.person_id for each in held.get(risk.owner_post_id, ())),
            sentence="A risk or issue that you look after is due for review.",
            address=reverse("plan:risk", args=[area.place.slug, risk.ref]),
            key=f"plan.remind:{risk.ref}:review:{risk.review_on.isoformat()}",
        )
