"""What is worked out from the action plan, in words, and the way back from a figure to its records.

Light: the definitions stand in ``indicators``, which only the worker loads.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.measures.codes import PERCENT
from alongside.people.partial_dates import read
from alongside.plan import fact_rows, perms
from alongside.plan.fact_rows import Action
from alongside.plan.models import DateChange, MeasureOfSuccess
from alongside.plan.rules.codes import Step, WhichDate
from alongside.plan.rules.finishing import month_ends
from alongside.plan.words import STEPS
from alongside.web import clock
from alongside.web.components import RecordedItem
from alongside.web.offers import Indicator
from alongside.web.writing import shortened

COMPUTED_IN = "alongside.plan.indicators"
COMPLETED = "plan.actions_completed_in_time"
OVERDUE = "plan.actions_overdue"
WITH_EVIDENCE = "plan.actions_completed_with_evidence"
MEASURED = "plan.measures_with_a_figure"
SHARE_MONTHS = (1, 3, 12)
LENGTH = 110
INDICATORS = (
    Indicator(
        COMPLETED, "Actions completed by their end date", PERCENT, SHARE_MONTHS, "its end date"
    ),
    Indicator(
        WITH_EVIDENCE,
        "Completed actions that have evidence",
        PERCENT,
        SHARE_MONTHS,
        "the day it was completed",
    ),
    Indicator(
        OVERDUE,
        "Actions overdue at the end of the month",
        "actions",
        counted_by="the last day of the month",
        carries_over=True,
    ),
    Indicator(
        MEASURED,
        "Measures of the action plan that have a figure",
        "measures",
        counted_by="the last day of the month",
        carries_over=True,
    ),
)
TITLES = {each.code: each.title for each in INDICATORS}


def rows_behind(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> Sequence[RecordedItem] | None:
    """No child is in the action plan: whoever may read it sees its rows."""
    if counted_as not in TITLES or not actor.may_somewhere(perms.VIEW):
        return None
    wanted = frozenset(keys)
    if not wanted:
        return ()
    if counted_as == MEASURED:
        return tuple(_measures(actor, wanted, clock.today()))
    found = [
        action
        for action in fact_rows.actions(actor)
        if _is_behind(actor, counted_as, action, wanted)
    ]
    agreed = _agreed(actor, [action.line.pk for action in found])
    return tuple(_item(actor, action, agreed.get(action.line.pk)) for action in found)


def _is_behind(actor: Actor, counted_as: str, action: Action, wanted: frozenset[str]) -> bool:
    if counted_as != OVERDUE:
        return action.key in wanted
    days = fact_rows.overdue_of(action, clock.today())
    return any(fact_rows.overdue_key(actor, action, day) in wanted for day, _ in days)


def _measures(actor: Actor, wanted: frozenset[str], today: date) -> Iterator[RecordedItem]:
    for measure, since in fact_rows.measured(actor):
        days = month_ends(since, before=today)
        if any(fact_rows.measured_key(actor, measure, day) in wanted for day in days):
            yield _measure_item(actor, measure, since)


def _measure_item(actor: Actor, measure: MeasureOfSuccess, since: date) -> RecordedItem:
    counted = measure.series.title if measure.series else ""
    return RecordedItem(
        title=f"{measure.reference} {shortened(measure.text, LENGTH)}",
        notes=(f"First figure entered on {day_in_words(since)}, in “{counted}”",),
        address=reverse("plan:line", args=[actor.area_slug, measure.line.ref]),
    )


def _item(actor: Actor, action: Action, agreed: DateChange | None) -> RecordedItem:
    line = action.line
    return RecordedItem(
        title=f"{line.reference} {shortened(line.text, LENGTH)}",
        notes=(_due_words(action, agreed), _status_words(action)),
        address=reverse("plan:line", args=[actor.area_slug, line.ref]),
    )


def _due_words(action: Action, agreed: DateChange | None) -> str:
    due = read(action.line.end_on, action.line.end_precision)
    if due is None:
        return "No end date"
    if agreed is None or agreed.consented_at is None:
        return f"To be done by {due}, as the action plan was written"
    on = day_in_words(clock.london_day(agreed.consented_at))
    who = f" by {agreed.consented_by.name}" if agreed.consented_by else ""
    return f"To be done by {due}, agreed{who} on {on}"


def _status_words(action: Action) -> str:
    """The event that set the day which counts: since when it is finished, or how it stands."""
    if not action.entries:
        return "No status has been recorded"
    entry = action.entries[action.finish.place if action.finish.finished_on else -1]
    on = read(entry.status_on, entry.status_precision)
    recorded = day_in_words(clock.london_day(entry.recorded_at))
    who = f" by {entry.recorded_by.name}" if entry.recorded_by else ""
    how = "in the published table, brought in" if entry.as_published else "recorded"
    return f"{STEPS[Step(entry.code)]}, {on}: {how}{who} on {recorded}"


def _agreed(actor: Actor, lines: Collection[int]) -> dict[int, DateChange]:
    """By line, the latest end date that was consented to."""
    rows = (
        DateChange.objects.visible_to(actor)
        .filter(line__in=lines, which=WhichDate.END.value, consented_at__isnull=False)
        .select_related("consented_by")
        .order_by("consented_at", "id")
    )
    return {row.line_id: row for row in rows}
