"""The measures made of the facts of casework. Only the worker loads this module.

Titles and units stand in ``computed``, which every process may load. Whatever was never answered or
never decided counts as late once its day has passed: it cannot vanish from a figure.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ibis import _

from alongside.analytics.facts import Column, FactTable, Privacy
from alongside.analytics.facts import Kind as Holds
from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import count, share
from alongside.casework import perms
from alongside.casework.facts import rows as fact_rows
from alongside.casework.facts import rows_beside as fact_rows_beside
from alongside.casework.facts.computed import (
    AMENDED,
    BODIES,
    BY_GROUND,
    ISSUED,
    ISSUED_PLAIN,
    OUTCOMES,
    POST16,
    RELIED,
    REVIEWS,
    SCHOOLS,
    SIX,
    SIXTEEN,
    STARTED,
    STARTED_PLAIN,
    TITLES,
)
from alongside.casework.facts.computed_beside import (
    HELP,
    HELP_ANSWERED,
    HELP_TITLE,
    MESSAGES_OF,
    OF_MESSAGES,
    OF_PANELS,
    PANELS_CARE,
    PANELS_HEALTH,
    QUESTIONS,
)
from alongside.casework.facts.missed import missed_rows
from alongside.casework.facts.rows import (
    ADVICE,
    GROUNDS,
    SIX_WEEKS,
    SIXTEEN_WEEKS,
    TO_POST16,
    TO_SCHOOL,
)
from alongside.casework.rules.outcomes import Outcome
from alongside.kernel.actor import Actor
from alongside.measures.computed_facts import Facts

STAFF, PERSONAL, SPECIAL = Privacy.STAFF, Privacy.PERSONAL, Privacy.SPECIAL
CODE, DATE, FLAG = Holds.CODE, Holds.DATE, Holds.FLAG
GROUND_COLUMNS = {ground: ground.lower().replace("-", "_") for ground in GROUNDS}
LIMITS = FactTable(
    "statutory_limits",
    "Limits that the law set in cases",
    key="limit",
    linked=("case",),
    columns=(
        Column("limit", CODE, STAFF, "one limit of one case"),
        Column("case", CODE, STAFF, "the case of one child or young person"),
        Column("rule", CODE, STAFF, "the rule of the law"),
        Column("body", CODE, STAFF, "who was asked, where each body has its own limit"),
        Column("whose", CODE, STAFF, "who has to keep it"),
        Column("is_conditional", FLAG, STAFF, "it only counts if something is decided"),
        Column("started_on", DATE, PERSONAL, "the day from which time runs"),
        Column("due_on", DATE, PERSONAL, "the last day that is in time"),
        Column("done_on", DATE, PERSONAL, "the day on which it was done"),
        Column("ended_on", DATE, PERSONAL, "the day on which it fell away without being done"),
        Column("relies", FLAG, SPECIAL, "an exception is relied on"),
    ),
)
ASSESSMENTS = FactTable(
    "assessments",
    "Assessments that were started",
    key="assessment",
    linked=("case",),
    columns=(
        Column("assessment", CODE, STAFF, "one assessment, known by its limit of 20 weeks"),
        Column("case", CODE, STAFF, "the case of one child or young person"),
        Column("asker", CODE, PERSONAL, "who asked for it, or told the authority"),
        Column("started_on", DATE, PERSONAL, "the day on which the authority received it"),
        Column("decided_on", DATE, PERSONAL, "the first decision whether to assess"),
        Column("outcome", CODE, PERSONAL, "how it stands: plan, refused, no_plan, withdrawn, moved, open"),
        Column("outcome_on", DATE, PERSONAL, "since when"),
        Column("final_on", DATE, PERSONAL, "the day on which the final EHC plan was sent"),
        Column("due_on", DATE, PERSONAL, "the last day of its 20 weeks"),
        Column("at_week_20", CODE, PERSONAL, "how it stood at the end of that day"),
        Column("relies", FLAG, SPECIAL, "an exception is relied on for the 20 weeks"),
        *(
            Column(name, FLAG, SPECIAL, f"{ground} is relied on for the 20 weeks")
            for ground, name in GROUND_COLUMNS.items()
        ),
    ),
)  # fmt: skip
REVIEWS_HELD = FactTable(
    "reviews",
    "Review meetings that were held",
    key="review",
    linked=("case",),
    columns=(
        Column("review", CODE, STAFF, "one meeting, known by its limit of four weeks"),
        Column("case", CODE, STAFF, "the case of one child or young person"),
        Column("held_on", DATE, PERSONAL, "the day of the meeting"),
        Column("due_on", DATE, PERSONAL, "the last day for the decision"),
        Column("decided_on", DATE, PERSONAL, "the day on which the family was told the decision"),
        Column("is_amending", FLAG, PERSONAL, "it led to changes of the EHC plan"),
        Column("whole_due_on", DATE, PERSONAL, "the last day of the 12 weeks"),
        Column("finished_on", DATE, PERSONAL, "changed EHC plan sent, or decided not to change it"),
    ),
)
TRANSFERS = FactTable(
    "transfers",
    "Moves to another phase of education",
    key="transfer",
    linked=("case",),
    columns=(
        Column("transfer", CODE, STAFF, "one move, known by its limit"),
        Column("case", CODE, STAFF, "the case of one child or young person"),
        Column("rule", CODE, STAFF, "to a school, to a post-16 institution, or between those"),
        Column("due_on", DATE, PERSONAL, "the last day on which the next place can be named in time"),
        Column("done_on", DATE, PERSONAL, "the day on which the EHC plan named it"),
        Column("plan_ended_on", DATE, PERSONAL, "the EHC plan ended, or went to another authority"),
    ),
)  # fmt: skip
MESSAGES = FactTable(
    "family_messages",
    "What families told the council, with a day for the answer",
    key="message",
    linked=("case",),
    columns=(
        Column("message", CODE, STAFF, "one message"),
        Column("case", CODE, STAFF, "the case of one child or young person"),
        Column("said", CODE, PERSONAL, "a question, help that is not happening, and so on"),
        Column("section", CODE, PERSONAL, "the section of the EHC plan that holds the help"),
        Column("is_follow_up", FLAG, PERSONAL, "an earlier answer did not settle it"),
        Column("received_on", DATE, PERSONAL, "the day on which it reached the council"),
        Column("due_on", DATE, PERSONAL, "the last day for the answer"),
        Column("answered_on", DATE, PERSONAL, "the day of the answer"),
    ),
)
MEETINGS = FactTable(
    "panel_meetings",
    "Meetings of panels",
    key="meeting",
    columns=(
        Column("meeting", CODE, STAFF, "one meeting that was not cancelled"),
        Column("met_on", DATE, STAFF, "the day"),
        Column("is_recorded", FLAG, STAFF, "it is recorded who came"),
        Column("has_health", FLAG, STAFF, "somebody who sits for health was there"),
        Column("has_social_care", FLAG, STAFF, "somebody who sits for social care was there"),
    ),
)

_IN_TIME = (_.done_on <= _.due_on).fill_null(False)
_PASSED = _.due_on < _.as_at
_FELL_AWAY = (_.done_on.isnull() & (_.ended_on <= _.due_on)).fill_null(False)
_ISSUED = _.final_on <= _.as_at
_WITH_PLAN = _.at_week_20 == Outcome.PLAN.value


def _limit(code: str, rule: str, body: str = "") -> Indicator:
    about = (_.rule == rule) & _PASSED
    about = about & (_.body == body) if body else about
    measure = share(of=about, where=_IN_TIME, left_out=_FELL_AWAY)
    return Indicator(code, TITLES[code], (LIMITS,), measure, dated="due_on")


def _started(code: str, **told: Any) -> Indicator:
    measure = share(of=_PASSED, **told)
    return Indicator(code, TITLES[code], (ASSESSMENTS,), measure, dated="due_on")


def _transfer(code: str, rule: str) -> Indicator:
    ended = (_.done_on.isnull() & (_.plan_ended_on <= _.due_on)).fill_null(False)
    measure = share(of=(_.rule == rule) & _PASSED, where=_IN_TIME, left_out=ended)
    return Indicator(code, TITLES[code], (TRANSFERS,), measure, dated="due_on")


def _answered(code: str) -> Indicator:
    about = (_.said == MESSAGES_OF[code].value) & _PASSED
    in_time = (_.answered_on <= _.due_on).fill_null(False)
    measure = share(of=about, where=in_time)
    return Indicator(code, OF_MESSAGES[code], (MESSAGES,), measure, dated="due_on")


INDICATORS = (
    Indicator(
        ISSUED,
        TITLES[ISSUED],
        (ASSESSMENTS,),
        share(of=_ISSUED, where=_.final_on <= _.due_on),
        dated="final_on",
    ),
    Indicator(
        ISSUED_PLAIN,
        TITLES[ISSUED_PLAIN],
        (ASSESSMENTS,),
        share(of=_ISSUED, where=_.final_on <= _.due_on, left_out=_.relies),
        dated="final_on",
    ),
    _started(STARTED, where=_WITH_PLAN),
    _started(STARTED_PLAIN, where=_WITH_PLAN, left_out=_.relies),
    *(
        _started(code, where=_.at_week_20 == outcome.value)
        for outcome, (code, _title) in OUTCOMES.items()
    ),
    _limit(SIX, SIX_WEEKS),
    Indicator(
        SIXTEEN,
        TITLES[SIXTEEN],
        (LIMITS,),
        share(of=(_.rule == SIXTEEN_WEEKS) & (_.done_on <= _.as_at), where=_IN_TIME),
        dated="done_on",
    ),
    *(_limit(code, ADVICE, body.name.lower()) for body, (code, _title) in BODIES.items()),
    Indicator(
        REVIEWS,
        TITLES[REVIEWS],
        (REVIEWS_HELD,),
        share(of=_PASSED, where=(_.decided_on <= _.due_on).fill_null(False)),
        dated="due_on",
    ),
    Indicator(
        AMENDED,
        TITLES[AMENDED],
        (REVIEWS_HELD,),
        share(
            of=_.is_amending & (_.whole_due_on < _.as_at),
            where=(_.finished_on <= _.whole_due_on).fill_null(False),
        ),
        dated="whole_due_on",
    ),
    _transfer(SCHOOLS, TO_SCHOOL),
    _transfer(POST16, TO_POST16),
    _started(RELIED, where=_.relies),
    *(
        _started(code, where=_[GROUND_COLUMNS[ground]])
        for ground, (code, _title) in BY_GROUND.items()
    ),
    _answered(QUESTIONS),
    _answered(HELP_ANSWERED),
    Indicator(
        HELP,
        HELP_TITLE,
        (MESSAGES,),
        count(of=(_.said == MESSAGES_OF[HELP].value) & ~_.is_follow_up),
        dated="received_on",
    ),
    Indicator(
        PANELS_HEALTH,
        OF_PANELS[PANELS_HEALTH],
        (MEETINGS,),
        share(where=_.has_health, missing=~_.is_recorded),
        dated="met_on",
    ),
    Indicator(
        PANELS_CARE,
        OF_PANELS[PANELS_CARE],
        (MEETINGS,),
        share(where=_.has_social_care, missing=~_.is_recorded),
        dated="met_on",
    ),
)
NEEDS = (perms.ALL,)


def transfer_rows(actor: Actor, today: date) -> Iterator[fact_rows.Values]:
    """Those that were recorded, and those of which nothing was."""
    yield from fact_rows.transfer_rows(actor, today)
    yield from missed_rows(actor, today)


FACTS = (
    Facts(LIMITS, fact_rows.limit_rows, needs=NEEDS),
    Facts(ASSESSMENTS, fact_rows.assessment_rows, needs=NEEDS),
    Facts(REVIEWS_HELD, fact_rows.review_rows, needs=NEEDS),
    Facts(TRANSFERS, transfer_rows, needs=NEEDS),
    Facts(MESSAGES, fact_rows_beside.message_rows, needs=NEEDS),
    Facts(MEETINGS, fact_rows_beside.meeting_rows, needs=NEEDS),
)
