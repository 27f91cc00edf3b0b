"""The measures made of the facts of audits. Only the worker loads this module.

Titles and units stand in ``computed``, which every process may load. What was superseded when it was audited is
left out, and so is an audit to which nothing of the measure applies.
"""

from ibis import _

from alongside.analytics.facts import Column, FactTable, Privacy
from alongside.analytics.facts import Kind as Holds
from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import share
from alongside.measures.computed_facts import Facts
from alongside.quality import perms
from alongside.quality.computed import CHECKED, MODEL, PROMISE_OF, TITLES, TOOK_PART
from alongside.quality.fact_rows import item_rows, lesson_rows, meeting_rows
from alongside.quality.indicators_put_right import FACTS as OF_PUT_RIGHTS
from alongside.quality.indicators_put_right import INDICATORS as OF_PUT_RIGHT
from alongside.quality.rules.tools import Measure

STAFF, PERSONAL, SPECIAL = Privacy.STAFF, Privacy.PERSONAL, Privacy.SPECIAL
CODE, DATE, FLAG = Holds.CODE, Holds.DATE, Holds.FLAG
COLUMNS = {
    Measure.HIGH_STANDARD: "no blocker, and Good or better",
    Measure.CHILD_VOICE: "the child’s voice is evident throughout",
    Measure.COPRODUCTION: "it shows effective co-production",
    Measure.MODEL_EDUCATION: "education uses the co-production model",
    Measure.MODEL_HEALTH: "health uses the co-production model",
    Measure.MODEL_CARE: "social care uses the co-production model",
}
AUDITED = FactTable(
    "audited_items",
    "What was audited and graded, each once",
    key="item",
    linked=("case",),
    columns=(
        Column("item", CODE, STAFF, "one EHC plan, review, piece of advice or case file of a sample"),
        Column("case", CODE, STAFF, "the case of one child or young person"),
        Column("about", CODE, STAFF, "what was audited"),
        Column("happened_on", DATE, PERSONAL, "the day it was issued, held or accepted"),
        Column("agreed_on", DATE, STAFF, "the day on which its grade was agreed"),
        *(Column(measure.value, FLAG, STAFF, words) for measure, words in COLUMNS.items()),
        Column("model_everywhere", FLAG, STAFF, "every agency that is asked about uses the model"),
        Column("was_superseded", FLAG, STAFF, "a later version had been issued by then"),
    ),
)  # fmt: skip
MODERATED = FactTable(
    "moderation_meetings",
    "Meetings that moderated audits",
    key="meeting",
    columns=(
        Column("meeting", CODE, STAFF, "one meeting"),
        Column("held_on", DATE, STAFF, "the day"),
        Column("has_families", FLAG, STAFF, "parents, young people or the forum took part"),
        Column("has_partners", FLAG, STAFF, "health, social care or a school took part"),
    ),
)

LESSONS = FactTable(
    "lessons",
    "Lessons that audits and sweeps taught",
    key="lesson",
    columns=(
        Column("lesson", CODE, STAFF, "one lesson"),
        Column("written_on", DATE, STAFF, "the day on which it was written"),
        Column("is_changed", FLAG, STAFF, "something was changed for it"),
        Column("is_checked", FLAG, STAFF, "what was written since was compared"),
    ),
)


def _audited(code: str, column: str) -> Indicator:
    told = _[column]
    measure = share(of=told.notnull(), where=told, left_out=_.was_superseded)
    return Indicator(code, TITLES[code], (AUDITED,), measure, dated="happened_on")


INDICATORS = (
    *(_audited(code, measure.value) for code, measure in PROMISE_OF.items()),
    _audited(MODEL, "model_everywhere"),
    Indicator(
        TOOK_PART,
        TITLES[TOOK_PART],
        (MODERATED,),
        share(of=_.held_on <= _.as_at, where=_.has_families & _.has_partners),
        dated="held_on",
    ),
    Indicator(
        CHECKED,
        TITLES[CHECKED],
        (LESSONS,),
        share(of=_.written_on <= _.as_at, where=_.is_changed & _.is_checked),
        dated="written_on",
    ),
    *OF_PUT_RIGHT,
)
NEEDS = (perms.LEAD,)
FACTS = (
    Facts(AUDITED, item_rows, needs=NEEDS),
    Facts(MODERATED, meeting_rows, needs=NEEDS),
    Facts(LESSONS, lesson_rows, needs=NEEDS),
    *OF_PUT_RIGHTS,
)
