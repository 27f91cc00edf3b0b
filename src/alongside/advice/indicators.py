"""The measures made of the facts of advice. Only the worker loads this module.

Titles and units stand in ``computed``, which every process may load. What never came counts as late once
its day has passed: it cannot vanish from a figure.
"""

from typing import Any

from ibis import _

from alongside.advice import perms
from alongside.advice.computed import (
    EDUCATION,
    FIRST_TIME,
    HEALTH,
    HEALTH_ACCEPTED,
    SIDE_OF,
    SOCIAL_CARE,
    TITLES,
    TO_FRAMEWORK,
)
from alongside.advice.fact_rows import request_rows
from alongside.advice.indicators_early import FACTS as OF_EARLIES
from alongside.advice.indicators_early import INDICATORS as OF_EARLY
from alongside.advice.indicators_uses import FACTS as OF_USES
from alongside.advice.indicators_uses import INDICATORS as OF_USE
from alongside.analytics.facts import Column, FactTable, Privacy
from alongside.analytics.facts import Kind as Holds
from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import share
from alongside.measures.computed_facts import Facts

STAFF, PERSONAL, SPECIAL = Privacy.STAFF, Privacy.PERSONAL, Privacy.SPECIAL
CODE, DATE, FLAG = Holds.CODE, Holds.DATE, Holds.FLAG
REQUESTS = FactTable(
    "advice_requests",
    "Requests for advice, a service’s part included",
    key="request",
    linked=("case",),
    columns=(
        Column("request", CODE, STAFF, "one request, or one service’s part of it"),
        Column("case", CODE, STAFF, "the case of one child or young person"),
        Column("side", CODE, STAFF, "health, social care, education or others"),
        Column("adviser", CODE, SPECIAL, "which kind of adviser is asked"),
        Column("due_on", DATE, PERSONAL, "the last day of the six weeks of the body"),
        Column("first_given_on", DATE, PERSONAL, "the day on which advice was first received"),
        Column("accepted_on", DATE, PERSONAL, "the day on which advice was accepted"),
        Column("fell_away", FLAG, STAFF, "declined or withdrawn in time, without advice"),
        Column("checked_on", DATE, PERSONAL, "the day of the first quality check"),
        Column("is_first_time", FLAG, STAFF, "the first check accepted it"),
    ),
)
_PASSED = _.due_on < _.as_at


def _in_time(code: str, day: Any) -> Indicator:
    """Of all whose day has passed, those whose ``day`` came by then. None yet is late."""
    about = (_.side == SIDE_OF[code].value) & _PASSED
    measure = share(of=about, where=(day <= _.due_on).fill_null(False), left_out=_.fell_away)
    return Indicator(code, TITLES[code], (REQUESTS,), measure, dated="due_on")


INDICATORS = (
    _in_time(HEALTH, _.first_given_on),
    _in_time(HEALTH_ACCEPTED, _.accepted_on),
    _in_time(SOCIAL_CARE, _.first_given_on),
    _in_time(EDUCATION, _.first_given_on),
    Indicator(
        FIRST_TIME,
        TITLES[FIRST_TIME],
        (REQUESTS,),
        share(
            of=(_.side == SIDE_OF[FIRST_TIME].value) & (_.checked_on <= _.as_at),
            where=_.is_first_time,
        ),
        dated="checked_on",
    ),
    Indicator(
        TO_FRAMEWORK,
        TITLES[TO_FRAMEWORK],
        (REQUESTS,),
        share(
            of=(_.side == SIDE_OF[TO_FRAMEWORK].value) & (_.first_given_on <= _.as_at),
            where=(_.accepted_on <= _.as_at).fill_null(False),
        ),
        dated="first_given_on",
    ),
    *OF_USE,
    *OF_EARLY,
)
FACTS = (Facts(REQUESTS, request_rows, needs=perms.OVERSEERS), *OF_USES, *OF_EARLIES)
