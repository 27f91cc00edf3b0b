"""The measure of early notification. Only the worker loads this module.

Its base is health’s list, for how many children health ought to have identified nobody knows. Whoever cannot
be matched is missing, and is told so beside the figure.
"""

import ibis
from ibis import _

from alongside.advice import perms
from alongside.advice.computed_early import COVERAGE, TITLES
from alongside.advice.early_facts import identified_rows
from alongside.analytics.facts import Column, FactTable, Privacy
from alongside.analytics.facts import Kind as Holds
from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import share
from alongside.measures.computed_facts import Facts

IDENTIFIED = FactTable(
    "early_identified",
    "Children under compulsory school age on health’s list",
    key="child",
    columns=(
        Column("child", Holds.CODE, Privacy.STAFF, "one child on health’s latest list"),
        Column("identified_on", Holds.DATE, Privacy.SPECIAL, "the day health identified the child"),
        Column(
            "notified_on", Holds.DATE, Privacy.SPECIAL, "the day it was brought to the authority"
        ),
        Column(
            "is_matchable", Holds.FLAG, Privacy.STAFF, "the list gives an NHS number that is right"
        ),
    ),
)
_NOTIFIED = (_.notified_on <= _.as_at).fill_null(False)
INDICATORS = (
    Indicator(
        COVERAGE,
        TITLES[COVERAGE],
        (IDENTIFIED,),
        share(
            of=_.identified_on <= _.as_at,
            where=_.is_matchable.ifelse(_NOTIFIED, ibis.null("boolean")),
        ),
        dated="identified_on",
    ),
)
FACTS = (Facts(IDENTIFIED, identified_rows, needs=(perms.OVERSEE_HEALTH,)),)
