"""What is said of measures that a table brings: their targets, and those that look like a known one. Pure."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from alongside.plan.transfer.meaning import outcomes_of
from alongside.plan.transfer.schema import Document

ALIKE = 0.8
_QUOTED = 80

Measures = Mapping[str, Mapping[str, str]]


def measures_of(statement: Document) -> Measures:
    """The words of each measure by its reference, by outcome."""
    return {
        outcome["id"]: {m["id"]: m["text"] for m in outcome["key_performance_measures"]}
        for _, outcome in outcomes_of(statement)
    }


def notes_on_measures(before: Measures, after: Measures) -> Iterator[str]:
    """A measure is known by its words, so one with other words comes beside the old one."""
    count = 0
    for outcome, measures in after.items():
        held = before.get(outcome, {})
        for reference in measures.keys() - held.keys():
            count += 1
            old = _likest(measures[reference], held)
            if old:
                yield _beside(reference, measures[reference], old, held[old])
    if count:
        what = "1 new measure comes" if count == 1 else f"{count:,} new measures come"
        yield f"{what} in as words. If there is a number in them, give the measure its target."


def _beside(new: str, words: str, old: str, old_words: str) -> str:
    return (
        f"The measure {new} (“{words[:_QUOTED]}”) is new, and {old} (“{old_words[:_QUOTED]}”) stays "
        f"beside it. To replace {old} instead, change nothing here: export the action plan as JSON, "
        f"write the new words at {old}, and import that."
    )


def _likest(text: str, held: Mapping[str, str]) -> str:
    found = {
        reference: SequenceMatcher(None, text.casefold(), words.casefold()).ratio()
        for reference, words in held.items()
    }
    likest = max(found, key=lambda reference: found[reference], default="")
    return likest if likest and found[likest] >= ALIKE else ""
