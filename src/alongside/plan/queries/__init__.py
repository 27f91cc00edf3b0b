"""Reading the action plan, one module a view; every query starts from the actor and gives plain
values.
"""

from alongside.plan.queries.changes import changes_page
from alongside.plan.queries.filters import LineFilters
from alongside.plan.queries.history import history_page, timeline_page, unmoved_page
from alongside.plan.queries.lists import (
    date_change,
    date_changes,
    delayed_lines,
    lines_by_ownership,
    lines_without_status_this_month,
    my_lines,
    not_making_a_difference,
    overdue_lines,
    ownerless_lines,
    question,
    questions,
    slipped_lines,
)
from alongside.plan.queries.risks import risk, risks_page, risks_to_review
from alongside.plan.queries.statements import passages, statement_head, statement_page, statements
from alongside.plan.queries.story import line_page
from alongside.plan.queries.workstreams import workstream_page, workstreams_page

__all__ = [
    "LineFilters",
    "changes_page",
    "date_change",
    "date_changes",
    "delayed_lines",
    "history_page",
    "line_page",
    "lines_by_ownership",
    "lines_without_status_this_month",
    "my_lines",
    "not_making_a_difference",
    "overdue_lines",
    "ownerless_lines",
    "passages",
    "question",
    "questions",
    "risk",
    "risks_page",
    "risks_to_review",
    "slipped_lines",
    "statement_head",
    "statement_page",
    "statements",
    "timeline_page",
    "unmoved_page",
    "workstream_page",
    "workstreams_page",
]
