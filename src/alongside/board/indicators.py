"""The measures made of the facts of the board's work. Only the worker loads this module.

Titles and units stand in ``computed``, which every process may load.
"""

from ibis import _

from alongside.analytics.facts import Column, FactTable, Privacy
from alongside.analytics.facts import Kind as Holds
from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import share
from alongside.board import fact_rows
from alongside.board.computed import ANSWERED, FILED, TITLES
from alongside.measures.computed_facts import Facts

STAFF = Privacy.STAFF
REPORTS = FactTable(
    "reports",
    "Assurance reports that are expected",
    key="report",
    columns=(
        Column("report", Holds.CODE, STAFF, "one workstream’s report for one month"),
        Column("month", Holds.DATE, STAFF, "the first day of the month that it is about"),
        Column("workstream", Holds.CODE, STAFF, "the workstream"),
        Column("deadline", Holds.DATE, STAFF, "the day by which it is due"),
        Column("filed_on", Holds.DATE, STAFF, "the day on which it was first filed"),
        Column("is_late", Holds.FLAG, STAFF, "filed after its deadline, or due and not filed"),
    ),
)
CHALLENGES = FactTable(
    "challenges",
    "Posts that were asked to answer the board",
    key="challenge",
    columns=(
        Column("challenge", Holds.CODE, STAFF, "one post asked to answer one challenge"),
        Column("kind", Holds.CODE, STAFF, "a challenge or a recommendation of scrutiny"),
        Column("raised_on", Holds.DATE, STAFF, "the day on which it was raised"),
        Column("due_on", Holds.DATE, STAFF, "the day by which an answer is due"),
        Column("answered_on", Holds.DATE, STAFF, "the day on which the answer was recorded"),
        Column("partner", Holds.CODE, STAFF, "the partner for which the post speaks"),
        Column("is_withdrawn", Holds.FLAG, STAFF, "asked by mistake and withdrawn"),
    ),
)
INDICATORS = (
    Indicator(
        FILED,
        TITLES[FILED],
        (REPORTS,),
        share(of=_.deadline < _.as_at, where=(_.filed_on <= _.deadline).fill_null(False)),
        dated="month",
    ),
    Indicator(
        ANSWERED,
        TITLES[ANSWERED],
        (CHALLENGES,),
        share(
            of=_.due_on < _.as_at,
            where=(_.answered_on <= _.due_on).fill_null(False),
            left_out=_.is_withdrawn,
        ),
        dated="due_on",
    ),
)
FACTS = (
    Facts(REPORTS, fact_rows.report_rows, needs=fact_rows.NEEDS),
    Facts(CHALLENGES, fact_rows.challenge_rows, needs=fact_rows.NEEDS),
)
