"""The measures made of the facts of the action plan. Only the worker loads this module.

Titles and units stand in ``computed``, which every process may load.
"""

from ibis import _

from alongside.analytics.facts import Column, FactTable, Privacy
from alongside.analytics.facts import Kind as Holds
from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import count, share
from alongside.measures.computed_facts import Facts
from alongside.plan import fact_rows, perms
from alongside.plan.computed import COMPLETED, MEASURED, OVERDUE, TITLES, WITH_EVIDENCE

PUBLIC, STAFF = Privacy.PUBLIC, Privacy.STAFF
ACTIONS = FactTable(
    "actions",
    "Actions of the action plans",
    key="action",
    columns=(
        Column("action", Holds.CODE, STAFF, "the one action"),
        Column("partner", Holds.CODE, PUBLIC, "the partner whose post leads it first"),
        Column("workstream", Holds.CODE, PUBLIC, "the workstream that carries it"),
        Column("due_on", Holds.DATE, PUBLIC, "the end date that is agreed now"),
        Column("completed_on", Holds.DATE, PUBLIC, "since when it is completed or embedded"),
        Column("open_on", Holds.DATE, PUBLIC, "the last day on which it is known to be open"),
        Column("is_day_known", Holds.FLAG, STAFF, "the status gives the day, not only a table"),
        Column("started_on", Holds.DATE, PUBLIC, "the first status other than not started"),
        Column("status", Holds.CODE, PUBLIC, "the latest status that stands"),
        Column("has_evidence", Holds.FLAG, STAFF, "evidence that was not withdrawn is kept here"),
    ),
)
OVERDUE_ACTIONS = FactTable(
    "overdue_actions",
    "Actions that were overdue at the end of a month",
    key="overdue",
    linked=("action",),
    columns=(
        Column("overdue", Holds.CODE, STAFF, "one action at the end of one month"),
        Column("action", Holds.CODE, STAFF, "the one action"),
        Column("month_end", Holds.DATE, PUBLIC, "the last day of the month"),
        Column("is_known", Holds.FLAG, STAFF, "whether it is known that it was still open"),
    ),
)
MEASURED_SUCCESS = FactTable(
    "measured_success",
    "Measures of success that had a figure at the end of a month",
    key="measured",
    columns=(
        Column("measured", Holds.CODE, STAFF, "one measure of success at the end of one month"),
        Column("month_end", Holds.DATE, PUBLIC, "the last day of the month"),
    ),
)


INDICATORS = (
    Indicator(
        COMPLETED,
        TITLES[COMPLETED],
        (ACTIONS,),
        share(
            of=_.due_on.notnull(),
            where=(_.completed_on <= _.due_on).fill_null(False),
            missing=~_.is_day_known
            & (_.completed_on > _.due_on)
            & ~(_.open_on > _.due_on).fill_null(False),
        ),
        dated="due_on",
    ),
    Indicator(
        WITH_EVIDENCE,
        TITLES[WITH_EVIDENCE],
        (ACTIONS,),
        share(
            of=_.completed_on.notnull(),
            where=_.has_evidence,
            missing=~_.is_day_known & ~_.has_evidence,
        ),
        dated="completed_on",
    ),
    Indicator(
        OVERDUE,
        TITLES[OVERDUE],
        (OVERDUE_ACTIONS,),
        count(missing=~_.is_known),
        dated="month_end",
    ),
    Indicator(MEASURED, TITLES[MEASURED], (MEASURED_SUCCESS,), count(), dated="month_end"),
)
FACTS = (
    Facts(ACTIONS, fact_rows.action_rows, needs=(perms.VIEW,)),
    Facts(OVERDUE_ACTIONS, fact_rows.overdue_rows, needs=(perms.VIEW,)),
    Facts(MEASURED_SUCCESS, fact_rows.measured_rows, needs=(perms.VIEW,)),
)
