"""The measures of putting right and of sweeps. Only the worker loads this module.

What was never put right counts as late once its day has passed: it cannot vanish from a figure.
"""

from ibis import _

from alongside.analytics.facts import Column, FactTable, Privacy
from alongside.analytics.facts import Kind as Holds
from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import share
from alongside.measures.computed_facts import Facts
from alongside.quality import perms
from alongside.quality.computed_put_right import IN_TIME, SETTLED, TITLES
from alongside.quality.put_right_facts import candidate_rows, put_right_rows

PUT_RIGHTS = FactTable(
    "quality_put_rights",
    "What audits and sweeps found and has to be put right",
    key="put_right",
    linked=("case",),
    columns=(
        Column("put_right", Holds.CODE, Privacy.STAFF, "one thing that was found"),
        Column("case", Holds.CODE, Privacy.STAFF, "the case of one child or young person"),
        Column("because", Holds.CODE, Privacy.STAFF, "a grade, an urgent concern or a sweep"),
        Column("opened_on", Holds.DATE, Privacy.PERSONAL, "the day on which it was found"),
        Column("due_on", Holds.DATE, Privacy.PERSONAL, "the day until which it is put right"),
        Column("closed_on", Holds.DATE, Privacy.PERSONAL, "the day on which it was closed"),
        Column("told_on", Holds.DATE, Privacy.PERSONAL, "the day on which the family was told"),
    ),
)
CANDIDATES = FactTable(
    "quality_sweep_candidates",
    "EHC plans that a sweep found",
    key="candidate",
    linked=("case",),
    columns=(
        Column("candidate", Holds.CODE, Privacy.STAFF, "one EHC plan that a sweep found"),
        Column("case", Holds.CODE, Privacy.STAFF, "the case of one child or young person"),
        Column("found_on", Holds.DATE, Privacy.PERSONAL, "the day on which the sweep began"),
        Column("judged_on", Holds.DATE, Privacy.PERSONAL, "the day on which it was judged"),
        Column(
            "settled_on", Holds.DATE, Privacy.PERSONAL, "judged as right, or put right, on that day"
        ),
    ),
)
INDICATORS = (
    Indicator(
        IN_TIME,
        TITLES[IN_TIME],
        (PUT_RIGHTS,),
        share(of=_.due_on < _.as_at, where=(_.closed_on <= _.due_on).fill_null(False)),
        dated="due_on",
    ),
    Indicator(
        SETTLED,
        TITLES[SETTLED],
        (CANDIDATES,),
        share(of=_.found_on <= _.as_at, where=(_.settled_on <= _.as_at).fill_null(False)),
        dated="found_on",
    ),
)
FACTS = (
    Facts(PUT_RIGHTS, put_right_rows, needs=(perms.WORK,)),
    Facts(CANDIDATES, candidate_rows, needs=(perms.WORK,)),
)
