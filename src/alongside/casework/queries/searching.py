"""Finding a case by name, number or school, among those that the person may read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.casework.models import Case, CaseWord
from alongside.casework.rules.searching import after, asked_for
from alongside.kernel.actor import Actor

MOST = 20
COMMON = 3_000


@dataclass(frozen=True, slots=True)
class FoundCase:
    ref: str
    number: str
    given_names: str
    family_name: str
    known_as: str
    school: str | None


def cases_called(actor: Actor, words: str, *, today: date) -> list[FoundCase]:
    """Every word has to be the beginning of a name, of a word of the school's name, or of a number. The
    newest of very many are found.

    The index is walked for one word that is not common. The others are asked of the cases that it
    found, and only until there are enough.
    """
    asked = sorted(asked_for(words), key=len, reverse=True)
    if not asked:
        return []
    first = next((word for word in asked[:-1] if not _is_common(actor, word)), asked[-1])
    found = Case.objects.open_to(actor, today=today).filter(pk__in=_beginning(actor, first))
    for word in asked:
        found = found.filter(words__word__startswith=word) if word != first else found
    rows = found.order_by("-pk").values_list("ref", "number", *NAMED)
    made = [FoundCase(*row) for row in rows.distinct()[:MOST]]
    return sorted(made, key=lambda case: (case.family_name, case.given_names, case.number))


NAMED = ("child__given_names", "child__family_name", "child__known_as", "child__school__name")


def _is_common(actor: Actor, word: str) -> bool:
    return len(_beginning(actor, word)[COMMON : COMMON + 1]) > 0


def _beginning(actor: Actor, word: str) -> Any:
    """The ids of the cases that have a word which begins so."""
    rows = CaseWord.objects.in_area(actor.area_id).filter(word__gte=word, word__lt=after(word))
    return rows.order_by().values_list("case_id", flat=True)
