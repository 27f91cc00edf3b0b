"""What each line reads as today, before an import and after it, so that nobody accepts a status unseen."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Subquery

from alongside.people.partial_dates import read
from alongside.plan.models import Statement
from alongside.plan.queries.latest import latest_status
from alongside.plan.queries.loading import status_view
from alongside.plan.transfer.differences import Difference
from alongside.plan.words import NO_STATUS
from alongside.web.clock import london_day


def statuses_today(statement: Statement, at: datetime) -> dict[str, str]:
    """The words of each line's status by its reference, in the order of the plan. One query."""
    rows = statement.lines.order_by("order", "id").annotate(latest=Subquery(latest_status()))
    return {
        row.reference: status_view(
            row.latest, None, read(row.end_on, row.end_precision), london_day(at)
        ).words
        for row in rows
    }


def status_differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    """Of lines that were there; a first status is new."""
    for reference, was in before.items():
        becomes = after.get(reference, was)
        if was != becomes:
            where = f"Line {reference}, status today"
            yield Difference(where, was, becomes, is_new=was == NO_STATUS)
