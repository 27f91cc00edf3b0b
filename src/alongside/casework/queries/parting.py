"""What stands before two children who were merged by mistake are parted: what goes back, and what was
recorded since, of which somebody has to say whose it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.casework import perms
from alongside.casework.families.words import SAID
from alongside.casework.models import (
    Case,
    CaseEvent,
    CaseMerge,
    ChildAddress,
    ChildName,
    ChildSetting,
    Contact,
    FamilyMessage,
    Letter,
    PlanVersion,
    SafetyAlert,
    SchoolSending,
)
from alongside.casework.queries.one_case import head_of, means
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.parting import free
from alongside.casework.rules.settings import Sent
from alongside.casework.undoing import rows_since, written_at
from alongside.casework.words import SENT
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Hidden
from alongside.web.clock import london_day
from alongside.web.writing import shortened


@dataclass(frozen=True, slots=True, kw_only=True)
class PartingView:
    """``since`` is (key, words) of what was recorded since and follows nothing else."""

    kept: CaseHead
    number: str
    why: str
    merged_on: date
    goes_back_count: int
    since: Sequence[tuple[str, str]]


def parting(actor: Actor, *, case_ref: str, merge_ref: str, today: date) -> PartingView:
    """Raises Hidden for a merge that is undone, and for one whose kept case was merged onwards."""
    actor.check_may(perms.MERGE)
    kept = Case.objects.open_to(actor, today=today).select_related("child__school")
    merge: CaseMerge | None = (
        CaseMerge.objects.in_area(actor.area_id)
        .select_related("merged__child", "kept__child")
        .filter(ref=merge_ref, kept__ref=case_ref, parting=None)
        .first()
    )
    case = kept.filter(ref=case_ref).first()
    if merge is None or case is None or merge.merged.merged_into_id != case.pk:
        raise Hidden("merge")
    rows = rows_since(merge)
    open_keys = free(each.since for each in rows)
    return PartingView(
        kept=head_of(case),
        number=merge.merged.number,
        why=merge.why,
        merged_on=london_day(merge.merged_at),
        goes_back_count=sum(len(ids) for ids in merge.moved.values()),
        since=[(each.since.key, _words(each.row)) for each in rows if each.since.key in open_keys],
    )


def _words(row: Any) -> str:
    return f"{_what(row)} (recorded on {day_in_words(london_day(written_at(row)))})"


def _what(row: Any) -> str:
    match row:
        case CaseEvent():
            said = _quoted(row.body.get("note", ""))
            return f"{day_in_words(row.happened_on)}: {means(row.kind)}{said}"
        case Contact():
            return f"Contact: {row.name}"
        case FamilyMessage():
            said = _quoted(row.text)
            return f"From the family: {SAID[Said(row.said)].lower()}{said}"
        case SchoolSending():
            return f"From a school: {SENT[Sent(row.sent)].lower()}"
        case Letter():
            return f"Letter: {row.title or 'not written yet'}, to {row.recipient_name or 'nobody'}"
        case ChildName():
            return f"Another name: {row.name}"
        case _:
            return next((words for kind, words in _KINDS if isinstance(row, kind)), OTHER)


def _quoted(words: str) -> str:
    """The first of the words: enough to know whose they are."""
    found = " ".join(words.split())
    return f": “{shortened(found, ENOUGH)}”" if found else ""


ENOUGH = 160
_KINDS: tuple[tuple[type, str], ...] = (
    (ChildAddress, "An address"),
    (ChildSetting, "A school or other place of education"),
    (PlanVersion, "A version of the EHC plan"),
    (SafetyAlert, "A worry about safety"),
)
OTHER = "Something else in the record"
