"""So many lines as a test wants, each with a lead, a status and long words."""

from datetime import datetime

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.people.models import Organisation, Post
from alongside.people.operations import create_post
from alongside.plan import operations
from alongside.plan.commands import NewLine, NewStatus
from alongside.plan.models import Line, Statement
from alongside.plan.rules.codes import LineKind, Partner

LONG = (
    "Agree with every school, college, nursery and clinic of the area, and with the families who use them, "
    "how multi-professional neurodevelopmental assessment pathways are explained at the first appointment "
)
UNBROKEN = "Neurodevelopmentalassessmentpathwaycoordinationresponsibility"


def crowd(
    officer: Actor, at: datetime, statement: Statement, count: int, reference: str = "9.1"
) -> None:
    """So many actions with a lead and a status below one outcome."""
    outcome = operations.add_line(
        actor=officer,
        at=at,
        statement_ref=statement.ref,
        new=NewLine(LineKind.OUTCOME, reference, LONG * 2, weakness_number=9),
    )
    post = create_post(
        actor=officer,
        at=at,
        organisation=Organisation.objects.filter(kind="council").order_by("pk")[0],
        title=f"Lead {reference} for {UNBROKEN}",
    )
    for number in range(count):
        _crowded_line(officer, at, outcome, post, f"{reference}-A{number + 1}")


def _crowded_line(officer: Actor, at: datetime, outcome: Line, post: Post, reference: str) -> None:
    line = operations.add_line(
        actor=officer,
        at=at,
        statement_ref=outcome.statement.ref,
        new=NewLine(
            LineKind.ACTION,
            reference,
            f"{LONG}{UNBROKEN} {reference}",
            parent_ref=outcome.ref,
            start=PartialDate(2021, 9),
            end=PartialDate(2022, 7),
        ),
    )
    operations.assign_lead(
        actor=officer, at=at, line_ref=line.ref, partner=Partner.COUNCIL, post_ref=post.ref
    )
    operations.record_status(
        actor=officer,
        at=at,
        line_ref=line.ref,
        expected_version=line.version,
        new=NewStatus("progressing_delayed", at.date(), LONG, forecast=PartialDate(2023, 4)),
    )
