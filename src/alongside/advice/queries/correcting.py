"""A step whose day somebody is about to correct."""

from datetime import date

from alongside.advice.finding import stands, step_numbered
from alongside.advice.queries.lists import row_of
from alongside.advice.queries.one_request import open_request
from alongside.advice.queries.values import RequestRow
from alongside.advice.rules.codes import Act
from alongside.kernel.actor import Actor


def step_to_correct(
    actor: Actor, *, request_ref: str, number: int, today: date
) -> tuple[RequestRow, Act, date]:
    """The request, what was done, and the day that counts. Raises Hidden for what is not this person’s to
    correct.
    """
    request = open_request(actor, request_ref, today)
    step = step_numbered(request, number, stands(actor, request, today=today))
    return row_of(request), Act(step.act), step.stands_on
