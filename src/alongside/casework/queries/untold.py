"""What was decided or issued and the family is not told of, by its name, with the letter that waits to tell it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from alongside.casework.models import Case, Letter
from alongside.casework.rules.bodies import MADE, WAITS
from alongside.casework.rules.folding import CaseFact, decided_means
from alongside.casework.rules.letter_codes import LetterState
from alongside.casework.rules.letters import Audience
from alongside.casework.rules.steps import stands_in_words
from alongside.casework.the_law import clock_of_the_law

_OF_EVENT = ("ref", "body__decides", "happened_on")
NOT_SENT = (LetterState.NOT_MADE.value, LetterState.DRAFTED.value, LetterState.CHECKED.value)


@dataclass(frozen=True, slots=True)
class Untold:
    """``means``: "The authority decided that it will assess"; ``sentence``: the same with its day, and that nobody is
    told. ``letter_ref``: of the letter to the family that is written and not sent; empty before there is one.
    """

    means: str
    sentence: str
    on: date
    letter_ref: str


def untold_in(area_id: int, case_ids: Collection[int]) -> Mapping[int, tuple[Untold, ...]]:
    """Of these cases, the earliest first. In one query, by way of the cases: by way of the events, all of the area
    would be read.
    """
    rules = clock_of_the_law().rules
    letters = Letter.objects.in_area(area_id).filter(
        rests_on=OuterRef("events__pk"), audience=Audience.FAMILY.value, state__in=NOT_SENT
    )
    rows = (
        Case.objects.in_area(area_id)
        .filter(pk__in=case_ids, events__kind=MADE, events__corrected_by=None)
        .order_by("events__happened_on", "events__id")
        .annotate(letter_ref=Subquery(letters.order_by("id").values("ref")[:1]))
        .values_list("pk", *(f"events__{name}" for name in _OF_EVENT), "letter_ref")
    )
    found: dict[int, list[Untold]] = defaultdict(list)
    for case_id, ref, decides, on, letter_ref in rows:
        if decides in WAITS:
            words = decided_means(decides, rules)
            made = CaseFact(ref=ref, kind=decides, happened_on=on, is_untold=True, body={})
            sentence = stands_in_words(made, rules)
            means = words[:1].upper() + words[1:]
            found[case_id].append(Untold(means, sentence, on, letter_ref or ""))
    return {case_id: tuple(each) for case_id, each in found.items()}
