"""Letters that are still owed to families, in one list with the days that passed: what was decided or issued and
not told, an EHC plan that was issued before its sending counted, somebody’s own letter, and what was asked for in
another format or language. Always through the actor's scope.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from alongside.casework.models import Case, Letter, LetterSending
from alongside.casework.queries.letters_owed import (
    formats_owed,
    letters_with_one_owed,
    plans_not_sent,
)
from alongside.casework.queries.queue import name_of
from alongside.casework.queries.untold import untold_in
from alongside.kernel.actor import Actor
from alongside.ledger.remembering import remembered

FOUND = "The cases were found in their area; by its index every letter of the area would be read."


class Owed(StrEnum):
    UNTOLD = "untold"
    PLAN = "plan"
    OWN_LETTER = "own_letter"
    FORMAT = "format"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedRow:
    """``about`` is the ref of what is owed: a case, a version of an EHC plan or a letter. ``means``: what was
    decided or issued and not told, whose ``about`` is its letter, where one is written; or the letter by its name.
    ``asked_for``: the format or language. ``since`` is the day from which it is owed.
    """

    owed: Owed
    case_ref: str
    number: str
    name: str
    about: str
    since: date
    asked_for: str = ""
    means: str = ""


def letters_owed(actor: Actor, *, today: date) -> tuple[OwedRow, ...]:
    """What is owed longest comes first. In five queries."""
    key = ("casework.letters_owed", actor, today)
    return remembered(key, lambda: _letters_owed(actor, today))


def _letters_owed(actor: Actor, today: date) -> tuple[OwedRow, ...]:
    mine = Case.objects.open_to(actor, today=today)
    found = _untold(actor, mine)
    plans = plans_not_sent(actor.area_id).filter(case__in=mine.filter(owes_plan=True))
    for plan in plans.select_related("case__child"):
        found.append(_row(Owed.PLAN, plan.case, plan.ref, plan.issued_on))
    found += _own_letters(actor, mine.filter(owes_own_letter=True))
    found += _formats(mine.filter(owes_in_format=True))
    return tuple(sorted(found, key=lambda each: (each.since, each.number)))


def _untold(actor: Actor, mine: Any) -> list[OwedRow]:
    """Each thing that was decided or issued, by its name."""
    cases = {
        case.pk: case for case in mine.filter(untold_since_on__isnull=False).select_related("child")
    }
    return [
        replace(_row(Owed.UNTOLD, cases[pk], each.letter_ref, each.on), means=each.means)
        for pk, untold in untold_in(actor.area_id, list(cases)).items()
        for each in untold
    ]


def _own_letters(actor: Actor, owing: Any) -> list[OwedRow]:
    """Once for each case: the first letter of it that went to somebody else."""
    own = Letter.objects.across_areas(reason=FOUND).filter(case__in=owing)
    rows = letters_with_one_owed(actor.area_id, own)
    first: dict[str, OwedRow] = {}
    told = rows.select_related("case__child", "sending").order_by("sending__sent_on", "id")
    for letter in told:
        row = _row(Owed.OWN_LETTER, letter.case, letter.case.ref, letter.sending.sent_on)
        first.setdefault(letter.case.ref, row)
    return list(first.values())


def _formats(owing: Any) -> list[OwedRow]:
    own = LetterSending.objects.across_areas(reason=FOUND).filter(letter__case__in=owing)
    rows = formats_owed(own)
    found = []
    for row in rows.select_related("letter__case__child"):
        letter = row.letter
        told = _row(Owed.FORMAT, letter.case, letter.ref, row.sent_on, asked_for=row.asked_for)
        found.append(replace(told, means=letter.title))
    return found


def _row(owed: Owed, case: Case, about: str, since: date | None, asked_for: str = "") -> OwedRow:
    return OwedRow(
        owed=owed,
        case_ref=case.ref,
        number=case.number,
        name=name_of(case.child),
        about=about,
        since=since or date.max,
        asked_for=asked_for,
    )
