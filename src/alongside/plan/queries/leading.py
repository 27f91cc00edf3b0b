"""Who led which actions on chosen days, and which of them were late then, from the dated records of
the action plans: leads with their periods, statuses with their days, and changes of end dates.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, When

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.people.models import Post
from alongside.people.partial_dates import read
from alongside.plan.models import DateChange, Lead, Line, StatusEntry
from alongside.plan.models import PublishedRow as Printed
from alongside.plan.queries.latest import is_imported, is_led_here
from alongside.plan.queries.loading import check_may_view
from alongside.plan.rules.codes import LineKind, Step, WhichDate
from alongside.plan.rules.shown import Shown, shown
from alongside.plan.rules.statuses import LatestStatus
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class LedAction:
    """An action on a day with the posts that led it then, none where nobody did. Each post comes with
    its organisation. ``is_not_published``: nobody here can know who leads it, since the document that
    brought it printed no lead and nobody has kept one here.
    """

    day: date
    is_late: bool
    is_done: bool
    posts: tuple[Post, ...]
    is_not_published: bool = False


@dataclass(frozen=True, slots=True)
class _History:
    """``statuses`` and ``ends`` are in the order in which they came to hold. An end of ``ends``
    holds until the day beside it, ``end`` from then on.
    """

    statuses: Sequence[tuple[date, LatestStatus]]
    ends: Sequence[tuple[date, PartialDate | None]]
    end: PartialDate | None

    def on(self, day: date) -> Shown:
        place = bisect_right(self.statuses, day, key=lambda each: each[0])
        latest = self.statuses[place - 1][1] if place else None
        end = next((was for until, was in self.ends if day < until), self.end)
        return shown(latest, end, day)


def led_actions(actor: Actor, *, days: Sequence[date]) -> tuple[LedAction, ...]:
    """Every action of the area's action plans that somebody led, on each of the days. A lead without a
    first day led from the beginning of its action plan.
    """
    return tuple(each for each in actions_on(actor, days=days) if each.posts)


def actions_on(actor: Actor, *, days: Sequence[date]) -> tuple[LedAction, ...]:
    """The same with the actions that nobody led, in four queries."""
    check_may_view(actor)
    leads, statuses, ends = _leads(actor), _statuses(actor), _ends(actor)
    lines = Line.objects.visible_to(actor).filter(kind=LineKind.ACTION.value).order_by("id")
    printed = Printed.objects.visible_to(actor).filter(line=OuterRef("pk"))
    said = Exists(printed.exclude(lead_printed=""))
    lines = lines.annotate(
        came=Case(When(Q(is_imported()) | Q(Exists(printed)), then=True), default=False),
        is_said=Case(When(Q(said) | Q(is_led_here()), then=True), default=False),
    )
    columns = ("id", "end_on", "end_precision", "came", "is_said")
    found = []
    for line_id, end_on, precision, came, is_said in lines.values_list(*columns):
        history = _History(
            statuses.get(line_id, ()), ends.get(line_id, ()), read(end_on, precision)
        )
        of_line = leads.get(line_id, ())
        unknown = came and not is_said
        found += [_on(day, of_line, history, is_not_published=unknown) for day in days]
    return tuple(found)


def _on(
    day: date, leads: Sequence[Lead], history: _History, *, is_not_published: bool
) -> LedAction:
    posts = tuple(lead.post for lead in leads if _leads_on(lead, day))
    seen = history.on(day)
    is_late = seen.is_delayed or seen.overdue_since is not None
    return LedAction(day, is_late, seen.is_finished, posts, is_not_published)


def _leads_on(lead: Lead, day: date) -> bool:
    """A published lead has no first day: it counts from when its document was handed in."""
    statement = lead.line.statement
    first = lead.lead_from or statement.submitted_on or london_day(statement.created_at)
    return first <= day and (lead.lead_until is None or day < lead.lead_until)


def _leads(actor: Actor) -> Mapping[int, Sequence[Lead]]:
    rows = (
        Lead.objects.visible_to(actor)
        .filter(line__kind=LineKind.ACTION.value)
        .select_related("line__statement", "post__organisation")
        .order_by("line_id", "id")
    )
    found: dict[int, list[Lead]] = defaultdict(list)
    for row in rows:
        found[row.line_id].append(row)
    return found


def _statuses(actor: Actor) -> Mapping[int, Sequence[tuple[date, LatestStatus]]]:
    """Those that no later entry corrects."""
    rows = StatusEntry.objects.visible_to(actor).filter(
        line__kind=LineKind.ACTION.value, corrected_by_entry=None
    )
    found: dict[int, list[tuple[date, LatestStatus]]] = defaultdict(list)
    for line_id, code, on, precision in rows.order_by("line_id", "status_on", "id").values_list(
        "line_id", "code", "status_on", "status_precision"
    ):
        status = LatestStatus(Step(code), read(on, precision) or PartialDate.on(on))
        found[line_id].append((on, status))
    return found


def _ends(actor: Actor) -> Mapping[int, Sequence[tuple[date, PartialDate | None]]]:
    """The end that each agreed change took away, with the day on which it was agreed."""
    rows: Any = DateChange.objects.visible_to(actor).filter(
        Q(consented_at__isnull=False), line__kind=LineKind.ACTION.value, which=WhichDate.END.value
    )
    found: dict[int, list[tuple[date, PartialDate | None]]] = defaultdict(list)
    for line_id, old_on, precision, at in rows.order_by(
        "line_id", "consented_at", "id"
    ).values_list("line_id", "old_on", "old_precision", "consented_at"):
        found[line_id].append((london_day(at), read(old_on, precision)))
    return found
