"""One line from promise to proof."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from alongside.kernel.actor import Actor
from alongside.measures import perms as measures_perms
from alongside.measures.words import full_words, met_colour, met_words
from alongside.plan import perms
from alongside.plan.pages.changing.doors import (
    doors_for_evidence,
    doors_for_impact,
    doors_for_lead,
    doors_for_line,
    doors_for_measure,
    doors_for_milestone,
    doors_for_status,
)
from alongside.plan.pages.reading.statement import status_notes
from alongside.plan.pages.reading.views import crumbs, line_address
from alongside.plan.queries import line_page
from alongside.plan.queries.story_values import (
    EvidenceView,
    ImpactStory,
    JudgementView,
    LinePage,
    NamedEvidence,
    StatusEntryView,
    is_lost,
)
from alongside.plan.queries.values import LineView, MeasureView
from alongside.plan.rules.codes import LineKind
from alongside.plan.words import AS_PUBLISHED, EVIDENCE_LOST, NOT_PUBLISHED
from alongside.web import clock, offers
from alongside.web.components import Crumb, Door, RecordedItem, Row, TimelineEntry
from alongside.web.markup import counted, day, link, tag
from alongside.web.offers import Beside
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import in_a_sentence


@dataclass(frozen=True, slots=True)
class Linked:
    """Another line, with its status."""

    words: str
    address: str
    status: SafeString


@dataclass(frozen=True, slots=True)
class Recorded:
    """Everything recorded about the line, with what this person may do about each."""

    leads: tuple[RecordedItem, ...]
    measures: tuple[RecordedItem, ...]
    impacts: tuple[RecordedItem, ...]
    milestones: tuple[RecordedItem, ...]
    evidence: tuple[RecordedItem, ...]
    statuses: tuple[RecordedItem, ...]
    judgements: tuple[RecordedItem, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    title: str
    reference: str
    kind: str
    weakness: str
    crumbs: tuple[Crumb, ...]
    status: SafeString
    status_notes: tuple[str, ...]
    standing_above: tuple[tuple[str, SafeString], ...]
    doors: tuple[Door, ...]
    facts: tuple[Row, ...]
    gaps: tuple[str, ...]
    unknown_leads: tuple[str, ...]
    recorded: Recorded
    children: tuple[Linked, ...]
    serves: tuple[Linked, ...]
    served_by: tuple[Linked, ...]
    risks: tuple[Row, ...]
    notes: tuple[str, ...]
    story: tuple[TimelineEntry, ...]
    beside: tuple[Beside, ...] = ()


@page("GET", needs=perms.VIEW)
def line(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = line_page(request.actor, line_ref=ref, today=clock.today())
    others = offers.beside(request.actor, "plan.line", ref, clock.today())
    content = _story(request.actor, found, others)
    return render_page(request, "plan/reading/line.html", {"page": content})


def _story(actor: Actor, found: LinePage, others: Sequence[Beside]) -> StoryPage:
    line = found.line
    return StoryPage(
        title=line.text,
        reference=line.reference,
        kind=line.kind_label,
        weakness=found.weakness_title,
        crumbs=_trail(actor, found),
        status=tag(line.status.words, line.status.colour),
        status_notes=tuple(status_notes(line)),
        standing_above=tuple(standing_above(found)),
        doors=(*doors_for_line(actor, line), *(d for other in others for d in other.doors)),
        beside=tuple(other for other in others if other.items),
        facts=tuple(_facts(line)),
        gaps=line.gaps,
        unknown_leads=line.unknown_leads,
        recorded=_recorded(actor, found),
        children=tuple(_linked(actor, each) for each in found.children),
        serves=tuple(_linked(actor, each) for each in found.serves),
        served_by=tuple(_linked(actor, each) for each in found.served_by),
        risks=tuple(_risks(actor, found)),
        notes=found.notes,
        story=tuple(_events(found)),
    )


def _trail(actor: Actor, found: LinePage) -> tuple[Crumb, ...]:
    statement = reverse("plan:statement", args=[actor.area_slug, found.statement_ref])
    parent = found.parent
    above = [Crumb(parent.reference, line_address(actor, parent.ref))] if parent else []
    plan = Crumb(found.statement_title, statement)
    return crumbs(actor, plan, *above, Crumb(found.line.reference))


def _recorded(actor: Actor, found: LinePage) -> Recorded:
    line = found.line
    return Recorded(
        leads=tuple(_leads(actor, line)),
        measures=tuple(_measure(actor, found, each) for each in found.measures),
        impacts=tuple(_impact(actor, line, each) for each in found.impacts),
        milestones=tuple(_milestones(actor, found)),
        evidence=tuple(_evidence(actor, line, each) for each in found.evidence),
        statuses=tuple(_status(actor, found, each) for each in found.statuses),
        judgements=tuple(_judgement(each) for each in found.judgements),
    )


def standing_above(found: LinePage) -> Iterator[tuple[str, SafeString]]:
    """The status of each line above it, under what that line is: a task's action is no outcome."""
    lines = {line.id: line for line in (found.above, found.parent) if line is not None}
    for line in lines.values():
        kind = line.kind_label.lower()
        serves = "serves" if line.kind == LineKind.OUTCOME else "belongs to"
        yield f"The {kind} it {serves}", tag(line.status.words, line.status.colour)


def _facts(line: LineView) -> Iterator[Row]:
    printed = line.printed
    yield Row("Start", _when(line.start, printed.start if printed else ""))
    yield Row("End", _when(line.end, printed.end if printed else ""))
    if line.slip_count:
        yield Row(
            "Slips",
            f"{counted(line.slip_days, 'day,days')} in {counted(line.slip_count, 'change,changes')}",
        )
    if printed and printed.leads:
        yield Row("Leads as printed", printed.leads)
    if printed and printed.end_note:
        yield Row("Note on the printed end date", printed.end_note)


def _when(known: object, printed: str) -> str:
    if known is not None:
        return str(known)
    return f"Printed as “{printed}”" if printed else NOT_PUBLISHED


def _leads(actor: Actor, line: LineView) -> Iterator[RecordedItem]:
    for lead in line.leads:
        promised = (
            f"Promised by {lead.promised_by}" if lead.promised_by != lead.organisation else ""
        )
        holders = ", ".join(lead.holders) or "Nobody is in this post"
        yield RecordedItem(
            title=f"{lead.partner_label}: {lead.post_title}",
            body=f"{holders}, {lead.organisation}",
            notes=(promised,) if promised else (),
            doors=doors_for_lead(actor, line, lead),
        )


def _measure(actor: Actor, found: LinePage, measure: MeasureView) -> RecordedItem:
    latest = measure.latest
    notes = [
        f"Target: {measure.target}" if measure.target else "",
        f"{measure.date_role.capitalize()} {measure.by}" if measure.by else "",
        f"Counted by {measure.counted_by}" if measure.counted_by else "",
        f"Latest figure: {full_words(latest, measure.unit)}"
        if latest
        else measure.too_small or "No figure recorded here",
    ]
    return RecordedItem(
        title=measure.text,
        notes=tuple(note for note in notes if note),
        tag=_met(measure),
        doors=doors_for_measure(actor, found.parent or found.line, measure),
    )


def _met(measure: MeasureView) -> SafeString | str:
    if measure.met is None:
        return ""
    said = met_words(measure.certainty, is_met=measure.met)
    return tag(f"Target {said}", met_colour(measure.certainty, is_met=measure.met))


def _impact(actor: Actor, line: LineView, impact: ImpactStory) -> RecordedItem:
    answers = tuple(
        f"{a.by_whom}, {day(a.on)}: {a.words}. {a.text}".strip() for a in impact.answers
    )
    waits = tuple(f"Still waiting for {in_a_sentence(who)}" for who in impact.awaits)
    return RecordedItem(
        title=impact.text,
        notes=(*_told_in(actor, impact), *answers, *waits),
        doors=doors_for_impact(actor, line, impact),
    )


def _told_in(actor: Actor, impact: ImpactStory) -> tuple[SafeString, ...]:
    """The page of evidence of impact, for those who may open it."""
    if impact.told_in is None or not actor.may_somewhere(measures_perms.VIEW):
        return ()
    address = reverse("measures:one_impact", args=[actor.area_slug, impact.told_in.ref])
    return (format_html("Evidence of impact: {}", link(impact.told_in.title, address)),)


def _milestones(actor: Actor, found: LinePage) -> Iterator[RecordedItem]:
    for each in found.milestones:
        state = (
            tag("Done", "blue")
            if each.done_on
            else tag("Overdue", "red")
            if each.is_overdue
            else ""
        )
        notes = (
            (f"Done {day(each.done_on)}",) if each.done_on else (f"Due {each.due or 'on no date'}",)
        )
        yield RecordedItem(
            title=each.text,
            notes=notes,
            tag=state,
            doors=doors_for_milestone(actor, found.line, each),
        )


def _evidence(actor: Actor, line: LineView, each: EvidenceView) -> RecordedItem:
    notes = [
        each.kind_label,
        each.document_reference,
        f"Dated {day(each.dated_on)}" if each.dated_on else "",
        f"By {each.author}" if each.author else "",
        f"Attached by {each.attached_by}" if each.attached_by else "",
        f"Withdrawn: {each.withdrawn_why}" if each.withdrawn_at else "",
    ]
    return RecordedItem(
        title=each.title,
        body=each.description,
        notes=tuple(note for note in notes if note),
        address=each.address,
        doors=doors_for_evidence(actor, line, each),
        is_struck=not each.stands,
    )


def _status(actor: Actor, found: LinePage, each: StatusEntryView) -> RecordedItem:
    notes = [
        f"Printed as “{each.printed}” in {each.column_label or 'the published table'}"
        if each.as_published
        else "",
        AS_PUBLISHED
        if each.as_published
        else f"Recorded by {each.recorded_by or 'the system'} on {day(each.recorded_at)}",
        f"Expected {each.forecast}" if each.forecast else "",
        _rests_on(each.evidence),
        EVIDENCE_LOST if is_lost(each.evidence) else "",
        "Corrected later" if each.corrected_by_ref else "",
    ]
    return RecordedItem(
        title=str(each.on),
        body=each.note,
        notes=tuple(note for note in notes if note),
        tag=tag(each.words, each.colour),
        doors=doors_for_status(actor, found, each),
        is_struck=bool(each.corrected_by_ref),
    )


def _rests_on(evidence: Sequence[NamedEvidence]) -> str:
    return f"Evidence: {', '.join(each.words for each in evidence)}" if evidence else ""


def _judgement(each: JudgementView) -> RecordedItem:
    notes = [
        each.text,
        _rests_on(each.evidence),
        EVIDENCE_LOST if is_lost(each.evidence) else "",
        f"Recorded by {each.recorded_by}" if each.recorded_by else "",
    ]
    return RecordedItem(
        title=f"{each.by_whom}, {day(each.on)}",
        body=f"{each.words}.",
        notes=tuple(note for note in notes if note),
    )


def _linked(actor: Actor, line: LineView) -> Linked:
    return Linked(
        f"{line.reference} {line.text}",
        line_address(actor, line.ref),
        tag(line.status.words, line.status.colour),
    )


def _risks(actor: Actor, found: LinePage) -> Iterator[Row]:
    for each in found.risks:
        address = reverse("plan:risk", args=[actor.area_slug, each.ref])
        yield Row(each.title, "Closed" if each.is_closed else "Open", address, "Read")


def _events(found: LinePage) -> Iterator[TimelineEntry]:
    for event in found.story:
        yield TimelineEntry(
            title="" if event.colour else event.words,
            when=event.month or event.on,
            by=event.by,
            body=event.body,
            tag=event.words if event.colour else "",
            tag_colour=event.colour,
        )
