"""Which changes a person may begin from what they are reading: the buttons of the reading pages.

A door is only a hint. Whoever opens an address without one is asked again there, by the page and by
the operation.
"""

from collections.abc import Iterator

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import perms as measures_perms
from alongside.plan import perms
from alongside.plan.queries.lists import DateChangeView, QuestionView
from alongside.plan.queries.risks import RiskView
from alongside.plan.queries.story_values import (
    EvidenceView,
    ImpactStory,
    LinePage,
    MilestoneView,
    StatusEntryView,
)
from alongside.plan.queries.values import (
    ImpactView,
    LeadView,
    LineView,
    MeasureView,
    StatementHead,
    WeaknessView,
)
from alongside.plan.queries.workstreams import MemberView, WorkstreamPage
from alongside.plan.rules.codes import TOP_KINDS, AnswerKind, EvidenceKind, LineKind, StatementKind
from alongside.plan.rules.places import BELOW
from alongside.plan.words import LINE_KINDS
from alongside.web.components import Door
from alongside.web.writing import in_a_sentence


def doors_for_area(actor: Actor) -> tuple[Door, ...]:
    """Above the list of action plans."""
    return _open(
        (actor.may(perms.IMPORT), _door(actor, "Import an action plan", "import_plan", main=True)),
        (actor.may(perms.EDIT), _door(actor, "Begin a new action plan", "new_statement")),
    )


def doors_for_statement(actor: Actor, head: StatementHead) -> tuple[Door, ...]:
    """On the page of one whole action plan."""
    edits = actor.may(perms.EDIT)
    line = "Add a priority" if head.kind == StatementKind.STRATEGY else "Add an outcome"
    return _open(
        (edits, _door(actor, line, "add_line", head.ref)),
        (edits, _door(actor, "Add a weakness", "add_weakness", head.ref)),
        (edits, _door(actor, "Change the facts of the document", "edit_statement", head.ref)),
        (edits, _door(actor, "Choose accountable partners", "set_partners", head.ref)),
        (
            actor.may(perms.CONSENT) and head.embedded_review_points > 1,
            _door(actor, "Lower the review points for embedded", "lower_review_points", head.ref),
        ),
        (actor.may(perms.IMPORT), _import_door(actor, head)),
    )


def doors_for_weakness(actor: Actor, weakness: WeaknessView) -> tuple[Door, ...]:
    """Lines that stand under no weakness are gathered under one without a ref: it has no door."""
    may = actor.may(perms.EDIT) and bool(weakness.ref)
    return _open((may, _door(actor, "Change the weakness", "edit_weakness", weakness.ref or "-")))


def doors_for_line(actor: Actor, line: LineView) -> tuple[Door, ...]:
    """Everything that may be begun from a line's own page."""
    return _open(*_status_doors(actor, line), *_view_doors(actor, line), *_edit_doors(actor, line))


def doors_for_status(actor: Actor, page: LinePage, status: StatusEntryView) -> tuple[Door, ...]:
    """Only the latest status can be corrected, and only one that was recorded here."""
    standing = [each for each in page.statuses if not each.corrected_by_ref]
    is_latest = bool(standing) and standing[0].ref == status.ref and not status.as_published
    may = is_latest and _may_on(actor, perms.RECORD_STATUS, page.line)
    return _open((may, _door(actor, "Correct this status", "correct_status", status.ref)))


def doors_for_lead(actor: Actor, line: LineView, lead: LeadView) -> tuple[Door, ...]:
    may = _may_on(actor, perms.EDIT, line)
    return _open((may, _door(actor, "End this lead", "end_lead", lead.ref)))


def doors_for_milestone(actor: Actor, line: LineView, milestone: MilestoneView) -> tuple[Door, ...]:
    may = milestone.done_on is None and _may_on(actor, perms.RECORD_STATUS, line)
    return _open((may, _door(actor, "Record as done", "complete_milestone", milestone.ref)))


def doors_for_evidence(actor: Actor, line: LineView, evidence: EvidenceView) -> tuple[Door, ...]:
    is_file = evidence.kind == EvidenceKind.FILE
    may = evidence.stands and _may_on(actor, perms.RECORD_STATUS, line)
    return _open(
        (is_file, _door(actor, "Download", "evidence_file", evidence.ref)),
        (may, _door(actor, "Withdraw", "withdraw_evidence", evidence.ref)),
    )


def doors_for_impact(
    actor: Actor, line: LineView, impact: ImpactView | ImpactStory
) -> tuple[Door, ...]:
    records = _may_on(actor, perms.RECORD_STATUS, line)
    answers = (
        (AnswerKind.BOARD, perms.JUDGE, "Record the board’s judgement"),
        (AnswerKind.FORUM, perms.FORUM_VIEW, "Record the forum’s view"),
        (AnswerKind.EVIDENCE, perms.RECORD_STATUS, "Answer with evidence"),
    )
    return _open(
        *(
            (_may_on(actor, needs, line), _door(actor, title, "answer_impact", impact.ref, kind))
            for kind, needs, title in answers
        ),
        (records, _door(actor, "Attach evidence", "attach_impact_evidence", impact.ref)),
        (records, _door(actor, "Point to evidence of impact", "link_impact", impact.ref)),
    )


def doors_for_measure(actor: Actor, line: LineView, measure: MeasureView) -> tuple[Door, ...]:
    """``line`` is the outcome that promised the measure."""
    edits = _may_on(actor, perms.EDIT, line)
    if not measure.series_ref:
        title = "Choose the figures that count it"
        return _open((edits, _door(actor, title, "link_measure", measure.ref)))
    here = [actor.area_slug, measure.series_ref]
    figures = Door("See its figures", reverse("measures:series", args=here))
    enter = Door("Enter a figure", reverse("measures:enter_figure", args=here))
    return _open(
        (actor.may(measures_perms.VIEW), figures),
        (actor.may(measures_perms.ENTER), enter),
        (edits, _door(actor, "Choose other figures", "link_measure", measure.ref)),
    )


def doors_for_risks(actor: Actor, head: StatementHead) -> tuple[Door, ...]:
    """Above the risks of an action plan."""
    door = _door(actor, "Raise a risk or issue", "raise_risk", head.ref, main=True)
    return _open((actor.may(perms.RISKS), door))


def doors_for_risk(actor: Actor, risk: RiskView) -> tuple[Door, ...]:
    may = risk.closed_on is None and actor.may(perms.RISKS)
    return _open(
        (may, _door(actor, "Assess again", "assess_risk", risk.ref, main=True)),
        (may, _door(actor, "Change", "edit_risk", risk.ref)),
        (may, _door(actor, "Close", "close_risk", risk.ref)),
    )


def doors_for_workstreams(actor: Actor, head: StatementHead) -> tuple[Door, ...]:
    """Above the workstreams of an action plan."""
    door = _door(actor, "Set up a workstream", "create_workstream", head.ref, main=True)
    return _open((actor.may(perms.EDIT), door))


def doors_for_workstream(actor: Actor, page: WorkstreamPage) -> tuple[Door, ...]:
    may = actor.may(perms.EDIT)
    return _open(
        (may and bool(page.actions), _door(actor, "Add a task", "add_task", page.ref, main=True)),
        (may, _door(actor, "Add a member", "add_member", page.ref)),
        (may, _door(actor, "Change the workstream", "edit_workstream", page.ref)),
    )


def doors_for_member(actor: Actor, member: MemberView) -> tuple[Door, ...]:
    may = member.member_until is None and actor.may(perms.EDIT)
    return _open((may, _door(actor, "End membership", "end_member", member.ref)))


def doors_for_date_change(actor: Actor, change: DateChangeView) -> tuple[Door, ...]:
    """Whoever asked for it cannot answer it."""
    may = change.is_waiting and actor.may(perms.CONSENT) and change.asked_by_id != actor.person_id
    asked = change.is_waiting and change.asked_by_id in {actor.person_id} - {None}
    return _open(
        (may, _door(actor, "Consent or refuse", "decide_date_change", change.ref, main=True)),
        (asked, _door(actor, "Withdraw", "withdraw_date_change", change.ref)),
    )


def doors_for_question(actor: Actor, question: QuestionView) -> tuple[Door, ...]:
    may = question.answered_on is None and actor.may(perms.EDIT)
    return _open((may, _door(actor, "Answer", "answer_question", question.ref)))


def _status_doors(actor: Actor, line: LineView) -> Iterator[tuple[bool, Door]]:
    may = _may_on(actor, perms.RECORD_STATUS, line)
    has_date = line.start is not None or line.end is not None
    yield may, _door(actor, "Record status", "record_status", line.ref, main=True)
    yield may, _door(actor, "Attach evidence", "attach_evidence", line.ref)
    yield may and has_date, _door(actor, "Ask for a date change", "ask_date_change", line.ref)


def _view_doors(actor: Actor, line: LineView) -> Iterator[tuple[bool, Door]]:
    judges = _may_on(actor, perms.JUDGE, line)
    forum = _may_on(actor, perms.FORUM_VIEW, line)
    yield (
        judges,
        _door(actor, "Record the board’s judgement", "record_judgement", line.ref, main=True),
    )
    yield forum, _door(actor, "Record the forum’s view", "record_forum_view", line.ref, main=True)


def _edit_doors(actor: Actor, line: LineView) -> Iterator[tuple[bool, Door]]:
    may, kind = _may_on(actor, perms.EDIT, line), LineKind(line.kind)
    lacks_date = line.start is None or line.end is None
    is_top = kind in TOP_KINDS
    yield may, _door(actor, "Add a lead", "assign_lead", line.ref)
    yield may and lacks_date, _door(actor, "Give a missing date", "set_first_date", line.ref)
    yield may, _door(actor, "Add a milestone", "add_milestone", line.ref)
    yield may, _door(actor, "Change the words", "reword_line", line.ref)
    yield may and is_top, _door(actor, "Add a measure of success", "add_measure", line.ref)
    yield may and is_top, _door(actor, "Add an impact", "add_impact", line.ref)
    yield (
        may and kind is not LineKind.OUTCOME,
        _door(actor, "Link to an outcome", "link_outcome", line.ref),
    )
    for below in BELOW[kind]:
        name = in_a_sentence(LINE_KINDS[below])
        title = f"Add {'an' if name[0] in 'aeiou' else 'a'} {name} below"
        yield actor.may(perms.EDIT), _door(actor, title, "add_line_below", line.ref)


def _import_door(actor: Actor, head: StatementHead) -> Door:
    address = reverse("plan:import_plan", args=[actor.area_slug])
    return Door("Import into this action plan", f"{address}?into={head.ref}")


def _may_on(actor: Actor, permission: str, line: LineView) -> bool:
    """For the whole area, or because the organisation it was given for leads the line."""
    organisations = actor.organisations_for(permission)
    if organisations is None:
        return True
    return any(lead.promiser_id in organisations for lead in line.leads)


def _door(actor: Actor, title: str, name: str, *args: str, main: bool = False) -> Door:
    return Door(title, reverse(f"plan:{name}", args=[actor.area_slug, *args]), main)


def _open(*doors: tuple[bool, Door]) -> tuple[Door, ...]:
    return tuple(door for may, door in doors if may)
