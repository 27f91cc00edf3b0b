"""What a lesson's comparisons said, as this person may read them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from alongside.disclosure.policy import Policy
from alongside.quality.learning_words import said_without_numbers
from alongside.quality.models import Lesson
from alongside.quality.queries.learning_values import ReadingRow
from alongside.quality.rules.codes import Effect, Verdict
from alongside.quality.rules.comparison_told import (
    may_tell_sentence,
    told,
    which_may_be_told,
)
from alongside.quality.rules.results_beside import Counts, shares_from


def readings_told(readings: Sequence[Any], policy: Policy | None) -> tuple[ReadingRow, ...]:
    """The newest first. ``policy`` is None for whoever may read every number."""
    ordered = sorted(readings, key=lambda each: -each.pk)
    if policy is None:
        return tuple(_row(each, each.sentence, each.numbers, hidden=False) for each in ordered)
    open_ones = which_may_be_told([each.numbers for each in ordered])
    return tuple(_told(each, may=may) for each, may in zip(ordered, open_ones, strict=True))


def newest_told(readings: Sequence[Any], policy: Policy | None) -> ReadingRow | None:
    """The last alone, beside which nothing is hidden; None before the first."""
    last = max(readings, key=lambda each: each.pk, default=None)
    return readings_told([last], policy)[0] if last else None


def shares_told(area_id: int, tool: str, policy: Policy) -> Mapping[str, Collection[Counts]]:
    """By the code of a question, every share that lessons tell of it to whoever reads no small numbers."""
    lessons = Lesson.objects.in_area(area_id).filter(effect=Effect.QUESTION.value, tool=tool)
    found: defaultdict[str, set[Counts]] = defaultdict(set)
    for lesson in lessons.prefetch_related("readings"):
        for reading in readings_told(lesson.readings.all(), policy):
            sides = [(side["part"], side["base"]) for side in reading.numbers.get("sides", ())]
            found[lesson.question].update(shares_from(sides))
    return found


def _told(row: Any, *, may: bool) -> ReadingRow:
    """With its shares, or without them."""
    verdict = Verdict(row.verdict)
    is_said = may_tell_sentence(verdict, row.numbers, shares_may_be_told=may)
    sentence = row.sentence if is_said else said_without_numbers(verdict)
    return _row(row, sentence, told(row.numbers, shares_may_be_told=may), hidden=not may)


def _row(row: Any, sentence: str, numbers: Any, *, hidden: bool) -> ReadingRow:
    return ReadingRow(
        pk=row.pk,
        read_on=row.read_on,
        verdict=Verdict(row.verdict),
        sentence=sentence,
        numbers=numbers,
        is_hidden=hidden,
    )
