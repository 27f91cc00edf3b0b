"""Reading lines with everything that stands beside them, in a constant number of queries.

Every view of the action plan is made from these values, so that a status, a lead or a slip means
the same on every page. Rows are read as plain tuples: a whole plan is on one page.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db.models import Q, Subquery

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate, Precision
from alongside.kernel.refusals import Hidden
from alongside.ledger.remembering import remembered
from alongside.people.partial_dates import read
from alongside.plan import perms
from alongside.plan.models import AccountablePartner, DateChange, ImpactStatement, Line
from alongside.plan.models import PublishedRow as Printed
from alongside.plan.queries.latest import is_imported, is_led_here, latest_status, latest_view
from alongside.plan.queries.lead_values import LeadRow, leads_by_line
from alongside.plan.queries.measure_values import measures_by_outcome
from alongside.plan.queries.values import (
    ImpactView,
    LineView,
    MeasureView,
    PrintedView,
    StatusView,
)
from alongside.plan.rules.codes import (
    FINISHED,
    AnswerKind,
    LineKind,
    Partner,
    QuestionField,
    Step,
    Verdict,
)
from alongside.plan.rules.date_changes import slip_days
from alongside.plan.rules.difference import WORDS as DIFFERENCE_WORDS
from alongside.plan.rules.difference import Difference, Reading, difference
from alongside.plan.rules.ownership import (
    LeadFact,
    Published,
    gap_words,
    known_and_unknown,
    ownership_gaps,
)
from alongside.plan.rules.shown import delayed_words, shown
from alongside.plan.rules.statuses import LatestStatus
from alongside.plan.words import (
    ANSWER_KINDS,
    EVIDENCE_LOST,
    JUDGEMENT_LOST,
    LINE_KINDS,
    NO_STATUS,
    PARTNERS,
    STEP_COLOURS,
    STEPS,
    VERDICTS,
)

TRACKED_BY_PARTNERS = frozenset({LineKind.OUTCOME, LineKind.ACTION})
COLUMNS = (
    "id",
    "ref",
    "statement_id",
    "version",
    "kind",
    "reference",
    "part",
    "text",
    "parent_id",
    "weakness_id",
    "workstream_id",
    "start_on",
    "start_precision",
    "end_on",
    "end_precision",
)
BESIDE = ("latest", "forum", "is_imported", "is_led_here")


PRINTED = (
    "line_id",
    "start_text",
    "start_printed",
    "end_text",
    "end_printed",
    "end_note",
    "lead_printed",
    "status_printed",
)
QUESTIONS = ("line__questions__about", "line__questions__answered_at", "line__questions__partner")


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything that stands beside the lines, by line id."""

    partners: Mapping[int, Sequence[str]] = field(default_factory=dict)
    leads: Mapping[int, Sequence[LeadRow]] = field(default_factory=dict)
    changes: Mapping[int, Sequence[Any]] = field(default_factory=dict)
    printed: Mapping[int, PrintedView] = field(default_factory=dict)
    measures: Mapping[int, Sequence[MeasureView]] = field(default_factory=dict)
    impacts: Mapping[int, Sequence[ImpactView]] = field(default_factory=dict)


def check_may_view(actor: Actor) -> None:
    """The action plan is read whole by whoever may read it at all, however narrow the grant."""
    if not actor.may_somewhere(perms.VIEW):
        raise Hidden(perms.VIEW)


def lines_for(actor: Actor) -> Any:
    """The lines that the actor may see, as a queryset to narrow. Raises Hidden."""
    check_may_view(actor)
    return Line.objects.visible_to(actor)


def load_lines(
    actor: Actor, *, today: date, within: Q, with_measures: bool = True
) -> tuple[LineView, ...]:
    """The lines ``within``, in their printed order, as they stand today."""
    check_may_view(actor)
    key = _key(actor, today, within, with_measures=with_measures)
    if key is None:
        return _read_lines(actor, today, within, with_measures=with_measures)
    return remembered(key, lambda: _read_lines(actor, today, within, with_measures=with_measures))


def _key(actor: Actor, today: date, within: Q, *, with_measures: bool) -> Hashable | None:
    """For a whole action plan, or all of the area; what is asked for otherwise is read each time."""
    if not all(isinstance(c, tuple) and isinstance(c[1], int) for c in within.children):
        return None
    return ("plan.lines", actor.area_id, today, tuple(within.children), with_measures)


def _read_lines(
    actor: Actor, today: date, within: Q, *, with_measures: bool
) -> tuple[LineView, ...]:
    rows = list(
        lines_for(actor)
        .filter(within)
        .annotate(
            latest=Subquery(latest_status()),
            forum=Subquery(latest_view()),
            is_imported=is_imported(),
            is_led_here=is_led_here(),
        )
        .order_by("statement_id", "order", "id")
        .values_list(*COLUMNS, *BESIDE)
    )
    of_lines = _below("line__", within)
    beside = _load_beside(actor, today, of_lines, with_measures=with_measures)
    return tuple(_line_view(row, beside, today) for row in rows)


def status_view(
    latest: Mapping[str, Any] | None,
    forum: Mapping[str, Any] | None,
    end: PartialDate | None,
    today: date,
) -> StatusView:
    """``latest`` holds the columns of a status entry, ``forum`` of a view; dates as text or dates."""
    view = _forum_view(forum)
    if latest is None:
        seen = shown(None, end, today)
        overdue = seen.overdue_since
        return StatusView("", NO_STATUS, "plain", overdue_since=overdue, forum_view=view)
    code = Step(latest["code"])
    on = _partial(latest["status_on"], latest["status_precision"])
    forecast = _partial(latest["forecast_on"], latest["forecast_precision"])
    seen = shown(LatestStatus(code, on or PartialDate.on(today)), end, today)
    reads = seen.code or code
    return StatusView(
        code=reads.value,
        words=delayed_words(seen.delayed_since) if seen.delayed_since else STEPS[reads],
        colour=STEP_COLOURS[reads],
        recorded_label=STEPS[code],
        on=on,
        as_published=bool(latest["as_published"]),
        printed=latest["printed"],
        forecast=forecast,
        is_forecast_past=forecast is not None and forecast.has_passed(today),
        delayed_since=seen.delayed_since,
        overdue_since=seen.overdue_since,
        lost=_lost(reads, latest),
        forum_view=view,
    )


def _lost(code: Step, latest: Mapping[str, Any]) -> str:
    """Which proof of a finished line was withdrawn, as a sentence; empty when it stands."""
    if code in FINISHED and latest["evidence_lost"]:
        return EVIDENCE_LOST
    return JUDGEMENT_LOST if code is Step.EMBEDDED and latest["judgement_lost"] else ""


def _forum_view(forum: Mapping[str, Any] | None) -> str:
    """The forum's latest view where it is not a plain yes: "The forum’s view: not yet, 1 July 2021"."""
    if forum is None or forum["verdict"] == Verdict.YES:
        return ""
    on = _partial(forum["viewed_on"], Precision.DAY)
    return f"{ANSWER_KINDS[AnswerKind.FORUM]}: {VERDICTS[Verdict(forum['verdict'])].lower()}, {on}"


def beside_line(measures: Sequence[MeasureView], line_id: int) -> tuple[MeasureView, ...]:
    """An action's own measures or, where none is placed beside it, those beside no action."""
    placed = tuple(m for m in measures if m.action_id == line_id)
    return placed or tuple(m for m in measures if m.action_id is None)


def _below(prefix: str, within: Q) -> Q:
    """The same condition, asked of rows that stand beside a line."""
    plain = [(f"{prefix}{c[0]}", c[1]) for c in within.children if isinstance(c, tuple)]
    nested = [_below(prefix, c) for c in within.children if isinstance(c, Q)]
    return Q(*plain, *nested, _connector=within.connector, _negated=within.negated)


def _load_beside(actor: Actor, today: date, of_lines: Q, *, with_measures: bool) -> Beside:
    return Beside(
        partners=_partners(actor),
        leads=leads_by_line(actor, today=today, of_lines=of_lines),
        changes=_changes(actor, of_lines),
        printed=_printed(actor, of_lines),
        measures=measures_by_outcome(actor, of_lines) if with_measures else {},
        impacts=_impacts(actor, of_lines) if with_measures else {},
    )


def _partners(actor: Actor) -> Mapping[int, Sequence[str]]:
    """Of every action plan of the area: asked once for all the lines of a page."""
    rows = AccountablePartner.objects.visible_to(actor).order_by("id")
    return remembered(
        ("plan.partners", actor.area_id),
        lambda: MappingProxyType(_grouped(rows.values_list("statement_id", "partner"))),
    )


def _changes(actor: Actor, of_lines: Q) -> dict[int, list[Any]]:
    rows = DateChange.objects.visible_to(actor).filter(of_lines, refused_at=None, withdrawn_at=None)
    return _grouped(
        (line_id, change)
        for line_id, *change in rows.order_by("asked_at", "id").values_list(
            "line_id",
            "which",
            "old_on",
            "old_precision",
            "new_on",
            "new_precision",
            "consented_at",
        )
    )


def _printed(actor: Actor, of_lines: Q) -> dict[int, PrintedView]:
    """The latest source's row for each line, with the partners of leads that are still asked about."""
    rows = Printed.objects.visible_to(actor).filter(of_lines).order_by("source_id")
    asked: dict[int, set[str]] = defaultdict(set)
    found: dict[int, PrintedView] = {}
    for line_id, start, start_as, end, end_as, *rest in rows.values_list(*PRINTED, *QUESTIONS):
        about, answered_at, partner = rest[3:]
        if about == QuestionField.LEAD and answered_at is None:
            asked[line_id].add(partner)
        note, leads, status = rest[:3]
        words = (start_as or start, end_as or end, note, leads, status)
        found[line_id] = PrintedView(*words, frozenset(asked[line_id]))
    return found


def _impacts(actor: Actor, of_lines: Q) -> dict[int, list[ImpactView]]:
    rows = ImpactStatement.objects.visible_to(actor).filter(of_lines)
    return _grouped(
        (line_id, ImpactView(*values))
        for line_id, *values in rows.order_by("order", "id").values_list(
            "line_id", "ref", "text", "told_in_id"
        )
    )


def _grouped(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return dict(groups)


def _line_view(row: Sequence[Any], beside: Beside, today: date) -> LineView:
    own = dict(zip((*COLUMNS, *BESIDE), row, strict=True))
    start = read(own.pop("start_on"), own.pop("start_precision"))
    end = read(own.pop("end_on"), own.pop("end_precision"))
    status = status_view(own.pop("latest"), own.pop("forum"), end, today)
    led = Published(
        is_from_document=own.pop("is_imported") or own["id"] in beside.printed,
        is_kept_here=own.pop("is_led_here"),
    )
    return LineView(
        **own,
        kind_label=LINE_KINDS[LineKind(own["kind"])],
        start=start,
        end=end,
        status=status,
        **_standing_beside(own, status, beside),
        **_leading(own, beside, led),
    )


def _standing_beside(own: Mapping[str, Any], status: StatusView, beside: Beside) -> dict[str, Any]:
    line_id = own["id"]
    slips, waiting = _slips(beside.changes.get(line_id, ()))
    made = _difference(line_id, own["parent_id"], status, beside)
    return {
        "printed": beside.printed.get(line_id),
        "difference": made.value,
        "difference_words": DIFFERENCE_WORDS[made],
        "slip_count": len(slips),
        "slip_days": sum(slips),
        "is_change_waiting": waiting,
        "measures": tuple(beside.measures.get(line_id, ())),
        "impacts": tuple(beside.impacts.get(line_id, ())),
    }


def _leading(own: Mapping[str, Any], beside: Beside, led: Published) -> dict[str, Any]:
    """Outcomes and actions need every accountable partner; the rest need none."""
    leads = tuple(lead.view for lead in beside.leads.get(own["id"], ()))
    if own["kind"] not in TRACKED_BY_PARTNERS:
        return {"leads": leads}
    facts = [LeadFact(lead.partner, lead.post_title, lead.holders) for lead in leads]
    gaps = ownership_gaps(beside.partners.get(own["statement_id"], ()), facts)
    printed = beside.printed.get(own["id"])
    if printed is not None:
        led = replace(led, has_printed_leads=bool(printed.leads), asked=printed.leads_asked)
    known, unknown = known_and_unknown(gaps, led)
    words = tuple(gap_words(gap, PARTNERS[Partner(gap.partner)]) for gap in known)
    return {"leads": leads, "gaps": words, "unknown_leads": unknown}


def _slips(changes: Sequence[Any]) -> tuple[list[int], bool]:
    """Days of each consented change that made a date later, and whether a change waits."""
    slips, waiting = [], False
    for which, old_on, old_precision, new_on, new_precision, consented_at in changes:
        waiting = waiting or consented_at is None
        new = read(new_on, new_precision)
        days = slip_days(which, read(old_on, old_precision), new) if new and consented_at else 0
        if days:
            slips.append(days)
    return slips, waiting


def _difference(
    line_id: int, parent_id: int | None, status: StatusView, beside: Beside
) -> Difference:
    if not status.is_finished:
        return Difference.NOT_DONE
    measures = (
        tuple(beside.measures.get(line_id, ()))
        if parent_id is None
        else beside_line(tuple(beside.measures.get(parent_id, ())), line_id)
    )
    readings = [Reading(measure.shown_met, measure.worsened) for measure in measures]
    return difference(Step(status.code), readings)


def _partial(on: Any, precision: str) -> PartialDate | None:
    return read(date.fromisoformat(on) if isinstance(on, str) else on, precision)
