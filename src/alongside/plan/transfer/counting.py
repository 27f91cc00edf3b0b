"""How much of an action plan is in the records, for the report of an import and for the tests."""

from alongside.plan.models import (
    ImpactStatement,
    ImportQuestion,
    Lead,
    MeasureOfSuccess,
    Passage,
    PrintedLeader,
    Statement,
    StatusEntry,
)
from alongside.plan.rules.codes import LeaderList, LineKind

Counts = tuple[tuple[str, int], ...]


def counts_of(statement: Statement) -> Counts:
    area, lines = statement.area_id, statement.lines.all()
    said = Passage.objects.in_area(area).filter(statement=statement)
    leaders = PrintedLeader.objects.in_area(area).filter(statement=statement)
    statuses = StatusEntry.objects.in_area(area).filter(line__statement=statement)
    return (
        ("Weaknesses", statement.weaknesses.count()),
        ("Outcomes", lines.filter(kind=LineKind.OUTCOME.value).count()),
        ("Actions", lines.filter(kind=LineKind.ACTION.value).count()),
        ("Measures", MeasureOfSuccess.objects.in_area(area).filter(line__statement=statement).count()),
        ("Impact statements", ImpactStatement.objects.in_area(area).filter(line__statement=statement).count()),
        ("Leaders in posts", leaders.exclude(listed_in=LeaderList.SIGNATORY.value).exclude(post=None).count()),
        ("Activities", statement.activities.count()),
        ("Governance sentences", said.filter(section="governance_statement").count()),
        ("Steps of the scale", said.filter(section="progress_scale").count()),
        ("Statuses as published", statuses.filter(as_published=True, corrected_by_entry=None).count()),
        ("Leads", Lead.objects.in_area(area).filter(line__statement=statement, lead_until=None).count()),
        ("Questions", waiting_questions(statement)),
    )  # fmt: skip


def came_in(before: Counts, after: Counts) -> Counts:
    """What there is more of than before; everything for a new action plan."""
    held = dict(before)
    more = ((label, count - held.get(label, 0)) for label, count in after)
    return tuple((label, count) for label, count in more if not before or count > 0)


def waiting_questions(statement: Statement) -> int:
    """Questions of imports that nobody has answered yet."""
    questions = ImportQuestion.objects.in_area(statement.area_id).filter(statement=statement)
    return int(questions.filter(answered_at=None).count())
