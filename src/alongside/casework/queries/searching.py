"""Finding a case by name, number or school, among those that the person may read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from alongside.casework.models import Case, CaseWord
from alongside.casework.rules.searching import after, asked_for
from alongside.kernel.actor import Actor

MOST = 20
MANY = 5_000
"""A word that begins more kept ones than this is asked only of the cases that another word found."""


def cases_called(actor: Actor, words: str, *, today: date) -> list[Case]:
    """Every word has to be the beginning of a name, of a word of the school's name, or of a number."""
    asked = asked_for(words)
    if not asked:
        return []
    found = Case.objects.open_to(actor, today=today).select_related("child__school")
    named = found.filter(pk__in=_found_by_all(actor, asked))
    return list(named.order_by("child__family_name", "id")[:MOST])


def _found_by_all(actor: Actor, asked: Sequence[str]) -> set[int]:
    """The cases of every word. Each is looked up by itself, so that an index is walked for each. Where
    every word is common, the first many of one word are asked for the others.
    """
    listed = {word: set(_beginning(actor, word)[: MANY + 1]) for word in asked}
    common = [word for word, ids in listed.items() if len(ids) > MANY]
    rare = [ids for word, ids in listed.items() if word not in common]
    found = set.intersection(*rare) if rare else listed[common.pop()]
    for word in common:
        found &= set(_beginning(actor, word).filter(case__in=list(found)))
    return found


def _beginning(actor: Actor, word: str) -> Any:
    """The ids of the cases that have a word which begins so."""
    rows = CaseWord.objects.in_area(actor.area_id).filter(word__gte=word, word__lt=after(word))
    return rows.order_by().values_list("case_id", flat=True)
