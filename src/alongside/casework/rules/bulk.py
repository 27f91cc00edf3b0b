"""What may be done with several cases at once: handing over, cover, reminding, a note. Never a decision about
a child.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.kernel.refusals import Refusal, Refusals

MOST = 300
"""More than anybody’s caseload."""


class Action(StrEnum):
    GIVE = "give"
    COVER = "cover"
    REMIND = "remind"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChange:
    """``until`` is the first day on which the cover no longer lasts."""

    action: Action
    case_refs: tuple[str, ...]
    post_ref: str = ""
    since: date | None = None
    until: date | None = None
    words: str = ""


def check_bulk(change: BulkChange, *, today: date) -> None:
    """Raises Refusals, one sentence for each box."""
    found = [*_how_many(change), *_what_is_needed(change, today)]
    if found:
        raise Refusals(found)


def _how_many(change: BulkChange) -> list[Refusal]:
    if not change.case_refs:
        return [Refusal("Choose at least one case.", field="cases")]
    if len(change.case_refs) > MOST:
        return [Refusal(f"Choose at most {MOST} cases at once.", field="cases")]
    return []


def _what_is_needed(change: BulkChange, today: date) -> list[Refusal]:
    match change.action:
        case Action.GIVE if not change.post_ref:
            return [Refusal("Choose to which post the cases go.", field="post")]
        case Action.COVER:
            post = [] if change.post_ref else [Refusal("Choose who covers.", field="post")]
            return [*post, *_days(change, today)]
        case Action.NOTE if not change.words.strip():
            return [Refusal("Write the note.", field="words")]
        case _:
            return []


def _days(change: BulkChange, today: date) -> list[Refusal]:
    found = []
    if change.since is None:
        found.append(Refusal("Write the first day of the cover.", field="since"))
    elif change.since < today:
        found.append(Refusal("Write today or a day that is still to come.", field="since"))
    if change.until is None:
        found.append(Refusal("Write the day on which the cover ends.", field="until"))
    elif change.until <= (change.since or today):
        found.append(Refusal("The cover ends after it begins.", field="until"))
    return found
