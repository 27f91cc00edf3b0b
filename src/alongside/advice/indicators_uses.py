"""The measures of how advice was used, and of what families paid for as ours was late. Only the worker loads
this module.

A row counts by what its author said last. Both shares are there: of rows answered, and of rows asked about.
"""

from ibis import _

from alongside.advice import perms
from alongside.advice.computed_uses import BOUGHT, OF_ANSWERED, OF_ASKED, TITLES
from alongside.advice.use_facts import report_rows, use_rows
from alongside.analytics.facts import Column, FactTable, Privacy
from alongside.analytics.facts import Kind as Holds
from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import count, share
from alongside.measures.computed_facts import Facts

STAFF, PERSONAL, SPECIAL = Privacy.STAFF, Privacy.PERSONAL, Privacy.SPECIAL
CODE, DATE, FLAG = Holds.CODE, Holds.DATE, Holds.FLAG
USES = FactTable(
    "advice_row_uses",
    "Rows of EHC plans that rest on advice",
    key="use",
    linked=("case",),
    columns=(
        Column("use", CODE, STAFF, "one need or row of help, and one piece of advice it rests on"),
        Column("case", CODE, STAFF, "the case of one child or young person"),
        Column("side", CODE, STAFF, "health, social care, education or others"),
        Column("adviser", CODE, SPECIAL, "which kind of adviser gave it"),
        Column("asked_on", DATE, PERSONAL, "the day on which its author was asked"),
        Column("answered_on", DATE, PERSONAL, "the day of its author’s last answer"),
        Column("is_yes", FLAG, STAFF, "the last answer says that the row is right"),
    ),
)
REPORTS = FactTable(
    "family_reports",
    "Evidence of families’ own",
    key="report",
    linked=("case",),
    columns=(
        Column("report", CODE, STAFF, "one report or other piece of evidence"),
        Column("case", CODE, STAFF, "the case of one child or young person"),
        Column("received_on", DATE, PERSONAL, "the day on which it was received"),
        Column("is_bought", FLAG, STAFF, "the family paid for it as ours was late or missing"),
    ),
)
_ANSWERED = (_.answered_on <= _.as_at).fill_null(False)
INDICATORS = (
    Indicator(
        OF_ANSWERED,
        TITLES[OF_ANSWERED],
        (USES,),
        share(of=_ANSWERED, where=_.is_yes),
        dated="asked_on",
    ),
    Indicator(
        OF_ASKED,
        TITLES[OF_ASKED],
        (USES,),
        share(of=_.asked_on <= _.as_at, where=(_ANSWERED & _.is_yes).fill_null(False)),
        dated="asked_on",
    ),
    Indicator(BOUGHT, TITLES[BOUGHT], (REPORTS,), count(of=_.is_bought), dated="received_on"),
)
FACTS = (
    Facts(USES, use_rows, needs=perms.OVERSEERS),
    Facts(REPORTS, report_rows, needs=perms.OVERSEERS),
)
